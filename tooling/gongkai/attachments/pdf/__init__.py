"""PDF: earlier versions, embedded files, scripts and actions, layers, annotations, authors; and its text."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from lxml import etree


from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.pdf.extent import Extent
from gongkai.attachments.pdf import layout, rulings, visible
from gongkai.attachments.pdf.engine import opened

_MOST_PAGES = 3_000
_MOST_OBJECTS = 500_000
# Actions that only move about in the document, or lead to an address that is read like text.
_HARMLESS = frozenset({"/GoTo", "/Named", "/URI", "/Thread"})
_SHOWN_ANNOTATIONS = frozenset({"/Link", "/Widget", "/PrinterMark", "/TrapNet", "/Watermark"})
_END = re.compile(rb"%%EOF\s*")


def look(data: bytes, notes: Notes) -> None:
    """Raises Refused where it is no PDF, encrypted or too large."""
    if not data.startswith(b"%PDF-"):
        raise Refused("wrong_type")
    _versions(data, notes)
    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except pikepdf.PdfError as error:
        raise Refused("unreadable") from error
    with document:
        if len(document.pages) > _MOST_PAGES or len(document.objects) > _MOST_OBJECTS:
            raise Refused("too_large")
        _whole(document, notes)
        extent = Extent()
        for page in document.pages:
            extent.add(page)
        for number, page in enumerate(document.pages, 1):
            _page(page, f"第{number}页", notes)
    _texts(data, notes)


def _versions(data: bytes, notes: Notes) -> None:
    """A file that was saved in place holds every earlier version; one made for the web has two ends of its own."""
    ends = [match.end() for match in _END.finditer(data)]
    sections = data.count(b"startxref")
    if not ends or not sections:
        raise Refused("unreadable")
    if data[ends[-1] :].strip(b"\0\r\n\t "):
        notes.fault("appended_data")
    if sections > (2 if b"/Linearized" in data[:1024] else 1):
        notes.fault("earlier_revision")


def _whole(document: pikepdf.Pdf, notes: Notes) -> None:
    root = document.Root
    names = root.get("/Names")
    if names is not None and "/EmbeddedFiles" in names:
        notes.fault("embedded_file")
    if (names is not None and "/JavaScript" in names) or "/AA" in root:
        notes.fault("script")
    if "/AF" in root or "/Collection" in root:
        notes.fault("embedded_file")
    _action(root.get("/OpenAction"), notes)
    form = root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        notes.fault("script")
    layers = root.get("/OCProperties")
    default = layers.get("/D") if layers is not None else None
    if default is not None and (len(default.get("/OFF", [])) or default.get("/BaseState") == "/OFF"):
        notes.fault("hidden_layer")
    info = document.trailer.get("/Info")
    if info is not None:
        notes.person(_string(info.get("/Author")))
        for key, value in info.as_dict().items():
            if key not in ("/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate"):
                notes.aside(_string(value))
    if "/Metadata" in root:
        _packet(root.Metadata.read_bytes(), notes)


def _packet(data: bytes, notes: Notes) -> None:
    """XMP: who made it, and what else it says in words."""
    if len(data) > 4_000_000:
        raise Refused("too_large")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        notes.aside(data.decode("utf-8", "replace"))
        return
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in ("creator", "Author", "LastModifiedBy"):
            for text in element.itertext():
                notes.person(str(text))
        elif name in ("title", "description", "subject", "Keywords", "Company"):
            notes.aside(" ".join(str(text).strip() for text in element.itertext()))


def _page(page: pikepdf.Page, where: str, notes: Notes) -> None:
    if "/AA" in page.obj:
        notes.fault("script", where)
    for annotation in page.obj.get("/Annots", []):
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        kind = str(annotation.get("/Subtype", ""))
        if kind == "/Redact":
            notes.fault("unapplied_redaction", where)
        elif kind == "/FileAttachment":
            notes.fault("embedded_file", where)
        elif kind in ("/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"):
            notes.fault("active_content", where)
        elif kind not in _SHOWN_ANNOTATIONS:
            notes.fault("annotations", where)
        notes.aside(_string(annotation.get("/Contents")))
        if kind == "/Widget":
            notes.text(_string(annotation.get("/V")))
        _action(annotation.get("/A"), notes)
        if "/AA" in annotation:
            notes.fault("script", where)


def _action(action: Any, notes: Notes) -> None:
    """An action and those that follow it."""
    for _ in range(100):
        if not isinstance(action, pikepdf.Dictionary):
            return
        kind = str(action.get("/S", ""))
        if kind not in _HARMLESS and "/S" in action:
            notes.fault("script")
        notes.aside(_string(action.get("/URI")))
        action = action.get("/Next")


def _string(value: Any) -> str | None:
    return str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else None


def _texts(data: bytes, notes: Notes) -> None:
    with opened(data) as document:
        for number in range(document.count):
            with document.page(number) as page:
                where = f"第{number + 1}页"
                characters = page.characters()
                sight = visible.look(page, characters)
                if sight.covered:
                    notes.fault("covered_text", where)
                if sight.hidden:
                    notes.fault("hidden_text", where)
                for text in layout.passages(characters, rulings.grids(page)):
                    notes.text(text, where)

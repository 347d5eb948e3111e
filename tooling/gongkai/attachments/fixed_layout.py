"""OFD (GB/T 33190), the fixed layout format of Chinese offices: pages as they show, and everything else that a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments import ofd_seal
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.ofd_geometry import Box
from gongkai.attachments.ofd_objects import Painted, Piece
from gongkai.attachments.ofd_page import Sight, lines, opaque_picture
from gongkai.attachments.ofd_parts import OfdParts, Page
from gongkai.attachments.office import picture_inside
from gongkai.attachments.package import Package, attribute, local, parsed
from gongkai.attachments.picture_metadata import words
from gongkai.attachments.sweep import swept

NO_NOTES = frozenset({"Watermark", "Stamp", "Link"})  # annotations that are no notes of people
_PICTURE = re.compile(r"\.(png|jpe?g|gif|webp|tiff?|bmp)$")
# Fonts, profiles and pictures that are no pictures of a camera; seals.
_NO_TEXT = re.compile(r"\.(ttf|otf|ttc|otc|cff|pfb|woff2?|icc|icm|jb2|jbig2|gbig2|mp3|mp4|wav|avi|esl|dat|cer|asn1)$")
_LINE = 1.5  # millimetres
_ELSEWHERE = re.compile(r"file:|\\\\|[a-z]:[\\/]", re.IGNORECASE)


def read_ofd(package: Package, notes: Notes) -> None:
    """Raises Refused where it is no OFD file."""
    parts = OfdParts(package)
    if package.trailing:
        notes.fault("appended_data")
    if sum(local(one) == "Version" for one in parts.xml(parts.root).iter(etree.Element)) > 1:
        notes.fault("earlier_revision")
    painted: set[str] = set()
    for document in parts.documents():
        for page in parts.pages(document):
            painted |= {page.part, *page.templates}
            _page(parts, document, page, notes)
        _annotations(parts, document, notes)
    attached = frozenset(_attachments(parts, notes))
    for name in package.names:
        _part(parts, name, name in painted, name in attached, notes)
    ofd_seal.check_seals(parts, painted, notes)


def _page(parts: OfdParts, document: str, page: Page, notes: Notes) -> None:
    where = f"第{page.number}页"
    pictures = _pictures(parts, document, page.part)
    known: dict[str, bool] = {}

    def opaque(number: str) -> bool:
        if number not in known:
            known[number] = number in pictures and opaque_picture(parts.package.read(pictures[number]))
        return known[number]

    painted = Painted(opaque, _drawing_styles(parts, document, page.part))
    for name in (*page.templates, page.part):
        painted.add(_content(parts.xml(name)))
    left, top, width, height = page.box
    # Boundaries are measured from the corner of the page, wherever its box begins.
    sight = Sight((0.0, 0.0, width, height) if left or top else (left, top, left + width, top + height), painted.areas)
    shown: list[Piece] = []
    unseen: list[Piece] = []
    for piece in painted.pieces:
        fault = sight.fault(piece)
        # What a scanner read lies unseen behind or upon its picture.
        (unseen if fault and sight.scanned else shown).append(piece)
        if fault and not sight.scanned:
            notes.fault(fault, where)
    notes.text("\n".join(lines(shown)), where)
    notes.aside("\n".join(lines(unseen)), where)


def _content(root: etree._Element) -> etree._Element:
    return next((one for one in root if local(one) == "Content"), root)


def _resources(parts: OfdParts, document: str, page: str) -> Iterator[tuple[str, etree._Element]]:
    for source in (document, page):
        for element in parts.xml(source).iter(etree.Element):
            if local(element) in ("PublicRes", "DocumentRes", "PageRes") and (
                name := parts.found(element.text or "", source)
            ):
                yield name, parts.xml(name)


def _pictures(parts: OfdParts, document: str, page: str) -> dict[str, str]:
    found = {}
    for name, root in _resources(parts, document, page):
        base = attribute(root, "BaseLoc") or ""
        for media in (one for one in root.iter(etree.Element) if local(one) == "MultiMedia"):
            for file in (one.text or "" for one in media if local(one) == "MediaFile"):
                part = parts.found(f"{base}/{file}", name) or parts.found(file, name)
                if part:
                    found[attribute(media, "ID") or ""] = part
    return found


def _drawing_styles(parts: OfdParts, document: str, page: str) -> dict[str, etree._Element]:
    return {
        attribute(one, "ID") or "": one
        for _, root in _resources(parts, document, page)
        for one in root.iter(etree.Element)
        if local(one) == "DrawParam"
    }


def _annotations(parts: OfdParts, document: str, notes: Notes) -> None:
    """Notes of people are found; watermarks, stamps and links are none, and read."""
    pages = {number: place for place, number in enumerate(_page_numbers(parts.xml(document)), 1)}
    for address in (one.text or "" for one in parts.xml(document) if local(one) == "Annotations"):
        index = parts.found(address, document)
        for page in parts.xml(index) if index else ():
            where = f"第{pages.get(attribute(page, 'PageID') or '', '?')}页"
            for name in (parts.found(one.text or "", index or "") for one in page if local(one) == "FileLoc"):
                for note in parts.xml(name) if name else ():
                    if local(note) == "Annot":
                        _annotation(note, where, notes)


def _annotation(note: etree._Element, where: str, notes: Notes) -> None:
    kind = attribute(note, "Type")
    if kind not in NO_NOTES:
        notes.fault("annotations", where)
    if (attribute(note, "Visible") or "true").lower() in ("false", "0") and any(
        (one.text or "").strip() for one in note.iter("{*}TextCode")
    ):
        notes.fault("hidden_text", where)
    painted = Painted(lambda _: False)
    for appearance in note:
        if local(appearance) == "Appearance":
            painted.add(appearance)
    if any(not one.picture and _visible(one.box) for one in painted.areas):
        notes.fault("annotations", where)  # what hides something is no watermark
    (notes.text if kind in ("Watermark", "Stamp") else notes.aside)("\n".join(lines(painted.pieces)), where)


def _visible(box: Box) -> bool:
    """Return whether an area can hide a word, which a line cannot."""
    return min(box[2] - box[0], box[3] - box[1]) > _LINE


def _page_numbers(root: etree._Element) -> Iterator[str]:
    for group in root:
        if local(group) == "Pages":
            yield from (attribute(one, "ID") or "" for one in group)


def _attachments(parts: OfdParts, notes: Notes) -> Iterator[str]:
    """Data in XML, as invoices have it, is read; any other file is one that nobody has approved."""
    for document in parts.documents():
        for address in (one.text or "" for one in parts.xml(document) if local(one) == "Attachments"):
            index = parts.found(address, document)
            for one in parts.xml(index).iter(etree.Element) if index else ():
                if local(one) == "Attachment":
                    files = [file.text or "" for file in one if local(file) == "FileLoc"]
                    for name in (parts.found(file, index or "") for file in files):
                        if name is None or not _is_xml(parts.package.read(name)):
                            notes.fault("embedded_file", attribute(one, "Name") or "")
                        if name:
                            yield name


def _is_xml(data: bytes) -> bool:
    try:
        parsed(data, tolerant=True)
    except Refused:
        return False
    return True


def _part(parts: OfdParts, name: str, painted: bool, attached: bool, notes: Notes) -> None:
    """What a part says besides what a page shows of it."""
    lower, where = name.lower(), f"部件“{name.rpartition('/')[2]}”"
    data = parts.package.read(name)
    if _PICTURE.search(lower):
        picture_inside(data, lower, where, notes)
    elif lower.endswith((".xml", ".xbrl")) or attached:
        root = _root(parts, name, data, where, notes)
        if root is not None:
            _actions(root, where, notes)
            if lower == parts.root.lower():
                for one in root.iter(etree.Element):
                    notes.person(one.text if local(one) == "Author" else None)
            notes.aside(
                swept(root, data, {"TextCode", "Author"} if painted or lower == parts.root.lower() else ()), where
            )
    elif not _NO_TEXT.search(lower) and data.strip(b"\0"):
        notes.fault("embedded_file", where)


def _root(parts: OfdParts, name: str, data: bytes, where: str, notes: Notes) -> etree._Element | None:
    try:
        return parsed(data, name, tolerant=True)
    except Refused:
        if "/attach" in name.lower() or "/tags/" in name.lower():
            notes.aside("\n\n".join(words(data)), where)
            return None
        raise


def _actions(root: etree._Element, where: str, notes: Notes) -> None:
    for element in root.iter(etree.Element):
        kind = local(element)
        if kind == "Action" and (attribute(element, "Event") or "CLICK").upper() != "CLICK":
            notes.fault("script", where)
        elif kind == "URI" and _ELSEWHERE.match(attribute(element, "URI") or element.text or ""):
            notes.fault("external_link", where)

"""What a PDF says of itself besides its pages: properties, metadata packets (XMP), and what its pictures carry with them."""

from __future__ import annotations

from typing import Any

import pikepdf
from lxml import etree

from gongkai.attachments import pictures
from gongkai.attachments.examined import Notes, Refused

_LARGEST = 4_000_000  # bytes of one packet
_PEOPLE = frozenset(
    {"creator", "Author", "LastModifiedBy", "contributor", "AuthorsPosition", "Artist", "CameraOwnerName"}
)
_PLACES = frozenset({"GPSLatitude", "GPSLongitude", "GPSPosition", "Location", "City"})
_MACHINES = frozenset({"/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"})


def properties(info: Any, notes: Notes) -> None:
    """The document information dictionary."""
    if not isinstance(info, pikepdf.Dictionary):
        return
    notes.person(text_of(info.get("/Author")))
    for key, value in info.items():
        if key not in _MACHINES:
            notes.aside(text_of(value))


def packet(data: bytes, notes: Notes) -> None:
    """XMP: who made it, where, and what else it says, in elements or attributes. Raises Refused where it is too large."""
    if len(data) > _LARGEST:
        raise Refused("too_large")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        notes.aside(data.decode("utf-8", "replace"))
        return
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        _say(name, " ".join(str(text).strip() for text in element.itertext()) if _leaf(element) else "", notes)
        for key, value in element.attrib.items():
            _say(etree.QName(key).localname, str(value), notes)


def _leaf(element: etree._Element) -> bool:
    """Return whether an element is a property with its list of values, or a single value: what is above holds others."""
    return etree.QName(element).localname not in ("xmpmeta", "RDF", "Description", "li", "Seq", "Bag", "Alt") and (
        len(element) == 0 or etree.QName(element[0]).localname in ("Seq", "Bag", "Alt")
    )


_TECHNICAL = frozenset({
    "about", "parseType", "lang", "xmptk", "CreateDate", "ModifyDate", "MetadataDate", "CreatorTool", "Producer", "format", "date", "DocumentID",
    "InstanceID", "OriginalDocumentID", "VersionID", "RenditionClass", "part", "conformance", "PDFVersion", "Trapped", "resource", "when",
    "instanceID", "documentID", "originalDocumentID", "action", "changed", "softwareAgent", "prefix", "namespaceURI", "schema", "valueType",
    "category", "property", "name", "image",
})  # fmt: skip


def _say(name: str, value: str, notes: Notes) -> None:
    if not value.strip():
        return
    if name in _PEOPLE:
        notes.person(value)
    elif name in _PLACES and name.startswith("GPS"):
        notes.fault("location")
    elif name not in _TECHNICAL:
        notes.aside(value)


def picture(image: pikepdf.Stream, where: str, notes: Notes) -> None:
    """Where a JPEG inside was taken, by whom, and what it says; its form matters not."""
    filters = image.get("/Filter")
    kinds = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if kinds != ["/DCTDecode"]:
        return
    inner = Notes()
    try:
        pictures.inspect_picture(image.read_raw_bytes(), "x.jpg", inner)
    except Refused:
        return
    for fault, _ in inner.faults:
        if fault == "location":
            notes.fault(fault, where)
    for person in inner.people:
        notes.person(person)
    for passage in inner.passages:
        notes.aside(passage.text, where)


def text_of(value: Any) -> str | None:
    """A text string; a name as it is written, without its stroke."""
    if isinstance(value, pikepdf.String):
        return str(value)
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else None

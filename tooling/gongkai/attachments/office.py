"""What all OOXML files may hold besides their text: macros, objects, links to the outside, names of people."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import Package, attribute, local
from gongkai.attachments.pictures import look as look_at_picture

_PICTURE = re.compile(r"\.(png|jpe?g|gif|webp)$", re.IGNORECASE)
_DRAWN = re.compile(r"/(charts|diagrams|drawings)/|word/(document|header\d*|footer\d*)\.xml|ppt/slides/")
_LINKED = re.compile(r"/(hyperlink|slide|notesSlide)$")


def look(package: Package, notes: Notes) -> None:
    """Everything but the text of the main parts, which each format's own module reads."""
    if package.trailing:
        notes.fault("appended_data")
    for name in package.names:
        lower = name.lower()
        if "vbaproject" in lower or "vbadata" in lower or lower.endswith("macrosheets.xml") or "/macrosheets/" in lower:
            notes.fault("macro")
        elif "/activex/" in lower or "/ctrlprops/" in lower or "/oleobject" in lower:
            notes.fault("active_content")
        elif "/embeddings/" in lower:
            notes.fault("embedded_file")
        elif lower.endswith(".rels"):
            _relations(package, name, notes)
        elif "/media/" in lower and _PICTURE.search(lower):
            _picture(package.read(name), lower, notes)
        elif lower.endswith(".xml") and _DRAWN.search(lower):
            _drawn(package.xml(name), notes)
    if "[Content_Types].xml" not in package.names:
        raise Refused("wrong_type")
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        notes.fault("macro")
    _properties(package, notes)


def _relations(package: Package, name: str, notes: Notes) -> None:
    for one in package.xml(name):
        kind, target = attribute(one, "Type") or "", attribute(one, "Target") or ""
        if attribute(one, "TargetMode") == "External":
            if _LINKED.search(kind):
                notes.aside(target)  # where a link leads is read like what it says
            else:
                notes.fault("external_link")


def _picture(data: bytes, name: str, notes: Notes) -> None:
    """A picture inside a document: its position and maker matter, not whether it is well formed."""
    inner = Notes()
    try:
        look_at_picture(data, name, inner)
    except Refused:
        return
    for fault, _ in inner.faults:
        if fault in ("location", "appended_data", "preview"):
            notes.fault(fault, name.rpartition("/")[2])


def _drawn(root: etree._Element, notes: Notes) -> None:
    """Charts and diagrams say things; pictures that were cropped keep what was cut away."""
    for element in root.iter(etree.Element):
        name = local(element)
        if name in ("t", "v") and "wordprocessingml" not in str(element.tag):
            notes.aside(element.text)
        elif name == "srcRect" and any(
            one.lstrip("-").isdigit() and int(one) > 0 for one in map(str, element.attrib.values())
        ):
            notes.fault("cropped_picture")


def _properties(package: Package, notes: Notes) -> None:
    wanted = {"docprops/core.xml": ("creator", "lastModifiedBy"), "docprops/app.xml": ("Company", "Manager")}
    for name in package.names:
        lower = name.lower()
        if lower in wanted:
            for element in package.xml(name).iter(etree.Element):
                if local(element) in wanted[lower]:
                    notes.person(element.text)
                else:
                    notes.aside(element.text)
        elif lower == "docprops/custom.xml" or re.fullmatch(r"customxml/item\d+\.xml", lower):
            notes.aside("\n".join(str(text) for text in package.xml(name).itertext()))

"""OFD (GB/T 33190), the fixed layout format of Chinese offices: a ZIP package of XML with text, attachments and annotations."""

from __future__ import annotations

from lxml import etree

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import Package, attribute, local


def look(package: Package, notes: Notes) -> None:
    """Raises Refused where it is no OFD file."""
    if "OFD.xml" not in package.names:
        raise Refused("wrong_type")
    if package.trailing:
        notes.fault("appended_data")
    for name in package.below(""):
        for element in package.xml(name).iter(etree.Element):
            kind = local(element)
            if kind == "TextCode":
                notes.text(element.text or "")
            elif kind in ("Author", "Creator") and kind == "Author":
                notes.person(element.text)
            elif kind == "Attachment":
                notes.fault("embedded_file")
            elif kind == "Annot":
                notes.fault("annotations")
            elif kind == "Action" and attribute(element, "Event") not in (None, "CLICK"):
                notes.fault("script")
            elif attribute(element, "Visible") == "false":
                notes.fault("hidden_layer")

"""Tracked changes of WordprocessingML, accepted or rejected as Word does it."""

from __future__ import annotations

from lxml import etree

from gongkai.attachments.package import local
from gongkai.cleaning.edited import remove, unwrap

_IN, _OUT = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_RANGES = frozenset({
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "numberingChange",
})  # fmt: skip
# What may be a mark of a change, and not its content, by the element that it stands in.
_MARKED = frozenset({"rPr", "trPr", "ctrlPr"})
# What a change of properties leaves alone.
_LEFT = {"pPr": frozenset({"rPr", "sectPr"}), "sectPr": frozenset({"headerReference", "footerReference"})}


def settle(root: etree._Element, *, accept: bool) -> list[etree._Element]:
    """Settle all changes below an element; the paragraphs, cells and rows in which there were some, as far as they are left."""
    touched: dict[etree._Element, None] = {}
    for element in list(root.iter(etree.Element)):
        name = local(element)
        if "wordprocessingml" not in str(element.tag) or element.getparent() is None or not _inside(element, root):
            continue
        if name in _IN or name in _OUT:
            _note(element, touched)
            _content(element, name, accept=accept)
        elif name in ("cellIns", "cellDel", "cellMerge"):
            _note(element, touched)
            _cell(element, name, accept=accept)
        elif name in _RANGES:
            _note(element, touched)
            remove(element)
        elif name.endswith("Change") and name[:-6] in _PROPERTIES:
            _note(element, touched)
            _properties(element, accept=accept)
    return [one for one in touched if _inside(one, root)]


_PROPERTIES = frozenset({"rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "tblPrEx"})


def _inside(element: etree._Element, root: etree._Element) -> bool:
    """Return whether an element is still there; what was above it may be gone."""
    above: etree._Element | None = element
    while above is not None and above is not root:
        above = above.getparent()
    return above is not None


def _note(element: etree._Element, touched: dict[etree._Element, None]) -> None:
    for above in element.iterancestors():
        if local(above) in ("p", "tr", "sectPr", "tbl"):
            touched[above] = None
            return


def _content(element: etree._Element, name: str, *, accept: bool) -> None:
    parent = element.getparent()
    assert parent is not None
    stays = (name in _IN) == accept
    if local(parent) == "trPr":
        row = parent.getparent()
        remove(element)
        if not stays and row is not None:
            _drop(row, "tbl")
    elif local(parent) in _MARKED:
        above = parent.getparent()
        remove(element)
        if not stays and above is not None and local(above) == "pPr":
            _join(above.getparent())
    elif stays:
        for one in element.iter(etree.Element):
            if local(one) in ("delText", "delInstrText"):
                one.tag = str(one.tag).replace("delText", "t").replace("delInstrText", "instrText")
        unwrap(element)
    else:
        remove(element)


def _join(paragraph: etree._Element | None) -> None:
    """The mark of a paragraph is gone: what it holds goes to the beginning of the next one, if that is a paragraph."""
    if paragraph is None:
        return
    after = paragraph.getnext()
    while after is not None and local(after) in ("bookmarkStart", "bookmarkEnd", *_RANGES):
        after = after.getnext()
    if after is None or local(after) != "p":
        return
    place = 1 if len(after) and local(after[0]) == "pPr" else 0
    for child in [one for one in paragraph if local(one) != "pPr"]:
        after.insert(place, child)
        place += 1
    remove(paragraph)


def _cell(element: etree._Element, name: str, *, accept: bool) -> None:
    properties = element.getparent()
    cell = properties.getparent() if properties is not None else None
    remove(element)
    if cell is not None and name != "cellMerge" and (name == "cellDel") == accept:
        row = cell.getparent()
        _drop(cell, "tr")
        if row is not None and not any(local(one) == "tc" for one in row):
            _drop(row, "tbl")


def _drop(element: etree._Element, holder: str) -> None:
    """Take a row or a cell out; a table without rows goes, too."""
    above = element.getparent()
    remove(element)
    if above is not None and local(above) == holder == "tbl" and not any(local(one) == "tr" for one in above):
        remove(above)


def _properties(change: etree._Element, *, accept: bool) -> None:
    now = change.getparent()
    assert now is not None
    remove(change)
    before = next(iter(change), None)
    if accept or before is None:
        return
    left = _LEFT.get(local(now), frozenset())
    for one in [one for one in now if local(one) not in left]:
        remove(one)
    # What is left stands behind in a paragraph, before in a section.
    place = sum(1 for one in now if local(one) in left) if local(now) == "sectPr" else 0
    for offset, one in enumerate(list(before)):
        now.insert(place + offset, one)

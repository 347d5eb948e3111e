"""XLSX: hidden sheets, rows and columns, comments, caches, links to other files; and its text, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import Package, attribute, local

_COLUMN = re.compile(r"[A-Z]+")
_SHOWS_NOTHING = frozenset(";\"' ")  # and at least two semicolons
_MOST_COLUMNS = 16_384  # of a sheet; the format has no more
_MOST_RANGES = 1_000  # of hidden columns; a program that hides columns by hand writes a few
_SEEN = 0.3  # characters across, points high
_PARTS = {
    "xl/externallinks/": "external_link",
    "xl/connections.xml": "external_link",
    "xl/querytables/": "external_link",
    "xl/comments": "comments",
    "xl/threadedcomments/": "comments",
    "xl/pivotcache/pivotcacherecords": "cached_data",
    "xl/model/": "cached_data",
    "xl/revisions/": "tracked_changes",
}


def look(package: Package, notes: Notes) -> None:
    """Raises Refused where it is no workbook."""
    if "xl/workbook.xml" not in package.names:
        raise Refused("wrong_type")
    for name in package.names:
        lower = name.lower()
        for start, fault in _PARTS.items():
            if lower.startswith(start) and "/_rels/" not in lower:
                notes.fault(fault)
        if lower.startswith(("xl/comments", "xl/threadedcomments/", "xl/drawings/")) and lower.endswith(".xml"):
            notes.aside("\n".join(_texts(package.xml(name))))
    for sheet in package.xml("xl/workbook.xml").iter(etree.Element):
        if local(sheet) == "sheet":
            notes.text(attribute(sheet, "name") or "")
            if attribute(sheet, "state") in ("hidden", "veryHidden"):
                notes.fault("hidden_sheet", attribute(sheet, "name") or "")
    shared = _shared(package)
    invisible = _invisible_styles(package)
    for name in package.below("xl/worksheets/"):
        if "/_rels/" not in name:
            _sheet(package.xml(name), shared, invisible, name.rpartition("/")[2].removesuffix(".xml"), notes)


def _shared(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return []
    return ["".join(_texts(one)) for one in package.xml("xl/sharedStrings.xml") if local(one) == "si"]


def _invisible_styles(package: Package) -> frozenset[int]:
    """Styles with a number format such as ``;;;``, which shows nothing of a cell."""
    if "xl/styles.xml" not in package.names:
        return frozenset()
    formats, found = set(), set()
    for element in package.xml("xl/styles.xml").iter(etree.Element):
        if local(element) == "numFmt" and _invisible(attribute(element, "formatCode") or ""):
            formats.add(attribute(element, "numFmtId"))
        elif local(element) == "cellXfs":
            found = {place for place, one in enumerate(element) if attribute(one, "numFmtId") in formats}
    return frozenset(found)


def _invisible(code: str) -> bool:
    return code.count(";") > 1 and _SHOWS_NOTHING.issuperset(code)


def _sheet(root: etree._Element, shared: list[str], invisible: frozenset[int], where: str, notes: Notes) -> None:
    hidden: set[int] = set()
    columns = 0
    for element in root.iter(etree.Element):
        name = local(element)
        if name == "col" and (attribute(element, "hidden") in ("1", "true") or _nothing(attribute(element, "width"))):
            columns += 1
            if columns > _MOST_RANGES:
                raise Refused("too_large", where)
            first, last = int(attribute(element, "min") or 0), int(attribute(element, "max") or 0)
            hidden.update(range(max(0, first), min(last, _MOST_COLUMNS) + 1))
        elif name == "row":
            cells = list(_cells(element, shared))
            if cells and (
                attribute(element, "hidden") in ("1", "true")
                or _nothing(attribute(element, "ht"))
                or any(column in hidden for column, _, _ in cells)
            ):
                notes.fault("hidden_cells", where)
            if any(style in invisible for _, style, _ in cells):
                notes.fault("hidden_text", where)
            notes.text(" | ".join(text for _, _, text in cells))
        elif name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            notes.text(element.text or "")


def _nothing(size: str | None) -> bool:
    """Whether a width or height leaves nothing to see."""
    return size is not None and float(size) < _SEEN


def _cells(row: etree._Element, shared: list[str]) -> Iterator[tuple[int, int, str]]:
    """Column, style and text of each cell that has some."""
    for place, cell in enumerate(row, 1):
        kind, texts = attribute(cell, "t"), []
        for child in cell:
            if local(child) == "is":
                texts.append("".join(_texts(child)))
            elif local(child) == "v" and child.text:
                texts.append(_value(child.text, kind, shared))
        if text := "".join(texts).strip():
            letters = _COLUMN.match(attribute(cell, "r") or "")
            yield (_number(letters[0]) if letters else place), int(attribute(cell, "s") or 0), text


def _value(written: str, kind: str | None, shared: list[str]) -> str:
    if kind == "s":
        return shared[int(written)] if written.isdigit() and int(written) < len(shared) else ""
    if kind in (None, "n") and re.fullmatch(r"\d(?:\.\d+)?E\+?\d{1,2}", written):
        return str(int(float(written)))  # a number of a person written as one
    return written


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _texts(element: etree._Element) -> Iterator[str]:
    """What is written in an element, without the reading aids of East Asian text."""
    for one in element.iter(etree.Element):
        parent = one.getparent()
        if local(one) in ("t", "text") and one.text and not (parent is not None and local(parent) == "rPh"):
            yield one.text

"""XLSX: comments, hidden sheets, and what hidden rows and columns hold; with those go the formulas that might need it.

Hidden rows and columns stay where they are and are emptied: nothing that is seen moves, no print area, no merged cell, no chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.package import attribute, local
from gongkai.cleaning import report
from gongkai.cleaning.cells import Grid, empty_hidden
from gongkai.cleaning.edited import EditedPackage, remove
from gongkai.cleaning.report import Asked, Went, cannot_open

_COMMENTS = ("comments+xml", "threadedcomments+xml", "person+xml")
_LOGS = ("revisionHeaders+xml", "revisionLog+xml", "userNames+xml")
_NOTE = re.compile(rb"ObjectType=[\"']Note[\"']")
_CONTROL = re.compile(rb"ObjectType=[\"'](?!Note[\"'])")
_CELLS = "worksheet+xml"


def clean(parts: EditedPackage, asked: Asked, went: Went) -> None:
    """Raises CannotRun where a formula has no value that could take its place."""
    _comments(parts, went)
    _shared(parts, asked, went)
    _pivots(parts, went)
    books = list(parts.of_type("sheet.main+xml"))
    if not books:
        raise cannot_open("找不到工作簿的内容", "no workbook inside")
    book = books[0]
    sheets = {part: name for name, part, _ in _sheets(parts, book)}
    hidden = [(name, part) for name, part, state in _sheets(parts, book) if state in ("hidden", "veryHidden")]
    shown = [part for part in sheets if part not in {part for _, part in hidden}]
    styles = _invisible_styles(parts)
    grids = {part: Grid(parts.xml(part), styles) for part in shown if part in set(parts.of_type(_CELLS))}
    emptied = [part for part, grid in grids.items() if grid.hides_something]
    if not asked.hidden:
        for kind, there in ((report.HIDDEN_SHEET, hidden), (report.HIDDEN_CELLS, emptied)):
            if there:
                went.stays(kind, "--hidden delete")
        return
    if not hidden and not emptied:
        return
    for part, grid in grids.items():
        _values(parts, part, grid, sheets[part], went)
    for part in emptied:
        _emptied(parts, part, grids[part], sheets[part], went)
    for name, part in hidden:
        went.gone(report.HIDDEN_SHEET, f"工作表“{name}”", "hidden_sheet")
        _drop_sheet(parts, book, name, part)
    for name in list(parts.of_type("calcChain+xml")):
        parts.drop(name)
    _unused_strings(parts)


def _invisible_styles(parts: EditedPackage) -> frozenset[int]:
    """Styles with a number format such as ``;;;``, which shows nothing of a cell."""
    formats, found = set(), set()
    for name in parts.of_type("styles+xml"):
        for element in parts.xml(name).iter(etree.Element):
            code = attribute(element, "formatCode") or ""
            if local(element) == "numFmt" and code.count(";") > 1 and not code.strip(";\"' "):
                formats.add(attribute(element, "numFmtId"))
            elif local(element) == "cellXfs":
                found = {place for place, one in enumerate(element) if attribute(one, "numFmtId") in formats}
    return frozenset(found)


def _comments(parts: EditedPackage, went: Went) -> None:
    for name in list(parts.of_type(*_COMMENTS)):
        went.gone(report.COMMENTS, "", "comments")
        parts.drop(name)
    for name in [name for name in parts.names if name.lower().endswith(".vml")]:
        drawn = parts.read(name)
        if _NOTE.search(drawn) and not _CONTROL.search(drawn):  # the boxes that comments are shown in
            parts.drop(name)


def _shared(parts: EditedPackage, asked: Asked, went: Went) -> None:
    """The log of a workbook that several people change at once; the sheets hold what came of it."""
    logs = list(parts.of_type(*_LOGS))
    if logs and asked.changes != "accept":
        raise cannot_open(
            "共享工作簿留有修订记录：请加 --changes accept（保留现在的内容，去掉记录）再运行；要退回修订的，在 Excel 中处理",
            "a shared workbook with a log of changes: say --changes accept to keep what stands there and drop the log",
        )
    for name in logs:
        went.gone(report.CHANGES, "", "tracked_changes")
        parts.drop(name)


def _pivots(parts: EditedPackage, went: Went) -> None:
    """The rows that a pivot table was made of, which its file keeps beside what it shows.

    What is left is what Excel writes where somebody does not want the data saved with the file. It is not refreshed when it is
    opened: what is shown has to stay what was reviewed.
    """
    for name in list(parts.of_type("pivotCacheRecords+xml")):
        went.gone(report.CACHED, "", "cached_data")
        parts.drop(name)
    for name in list(parts.of_type("pivotCacheDefinition+xml")):
        root = parts.xml(name)
        if root.attrib.pop("refreshedBy", ""):
            went.gone(report.REFRESHED)
        elif root.get("saveData") == "0":
            continue
        root.set("saveData", "0")
        root.attrib.pop("recordCount", "")
        parts.changed(name)


def _sheets(parts: EditedPackage, book: str) -> list[tuple[str, str, str]]:
    """Name, part and state of each sheet, in their order."""
    found = []
    for one in parts.xml(book).iter(etree.Element):
        if local(one) == "sheet":
            part = parts.target(book, attribute(one, "id") or "")
            found.append((attribute(one, "name") or "", part, attribute(one, "state") or "visible"))
    return found


def _values(parts: EditedPackage, part: str, grid: Grid, name: str, went: Went) -> None:
    """Formulas become the values that they had last, because what they reckon with may go."""
    changed = False
    for cell in grid.cells():
        formula = next((one for one in cell if local(one) == "f"), None)
        if formula is None:
            continue
        if not any(local(one) == "v" and one.text for one in cell) and not _says_nothing(cell):
            raise cannot_open(
                f"工作表“{name}”的公式没有保存计算结果，请先在 Excel 或 WPS 中打开并保存一次",
                f"sheet {name!r} has formulas without values; open and save it once in a spreadsheet program",
            )
        remove(formula)
        cell.attrib.pop("cm", "")
        changed = True
        went.gone(report.FORMULAS, f"工作表“{name}”")
    if changed:
        parts.changed(part)


def _says_nothing(cell: etree._Element) -> bool:
    """Return whether a formula came to an empty text."""
    return attribute(cell, "t") == "str"


def _emptied(parts: EditedPackage, part: str, grid: Grid, name: str, went: Went) -> None:
    for place in empty_hidden(grid):
        went.gone(report.HIDDEN_CELLS, f"工作表“{name}”{place}", "hidden_cells", "hidden_text")
    for relation, target in list(parts.relations(part)):
        if target and (attribute(relation, "Type") or "").endswith("/table") and grid.hides_columns:
            went.gone(report.TABLES, f"工作表“{name}”")
            parts.drop(target)
        elif target and (attribute(relation, "Type") or "").endswith("/table"):
            _without_filter(parts, target)
    for one in [one for one in parts.xml(part).iter(etree.Element) if local(one) == "tableParts" and not len(one)]:
        remove(one)
    parts.changed(part)
    _without_filter(parts, part)


def _without_filter(parts: EditedPackage, part: str) -> None:
    """What a filter asked for; its arrows stay."""
    gone = [one for one in parts.xml(part).iter(etree.Element) if local(one) in ("filterColumn", "sortState")]
    for one in gone:
        remove(one)
    if gone:
        parts.changed(part)


def _drop_sheet(parts: EditedPackage, book: str, name: str, part: str) -> None:
    root = parts.xml(book)
    order = [one for one in root.iter(etree.Element) if local(one) == "sheet"]
    number = next(at for at, one in enumerate(order) if attribute(one, "name") == name)
    for one in [one for one in root.iter(etree.Element) if local(one) == "definedName"]:
        own = attribute(one, "localSheetId")
        if own == str(number) or _names(one.text or "", name):
            remove(one)
        elif own is not None and own.isdigit() and int(own) > number:
            one.set("localSheetId", str(int(own) - 1))
    for one in [one for one in root.iter(etree.Element) if local(one) == "definedNames" and not len(one)]:
        remove(one)
    for view in [one for one in root.iter(etree.Element) if local(one) == "workbookView"]:
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, "")
    if part:
        parts.drop(part)  # with its entry in the list of sheets
    if order[number].getparent() is not None:
        remove(order[number])
    parts.changed(book)
    for other in list(parts.of_type(_CELLS)):
        gone = [one for one in parts.xml(other).iter(etree.Element) if local(one) in _RULES and _rests_on(one, name)]
        for one in gone:
            remove(one)
        if gone:
            parts.changed(other)


_RULES = frozenset({"dataValidation", "conditionalFormatting"})


def _rests_on(rule: etree._Element, sheet: str) -> bool:
    return any(
        _names(one.text or "", sheet)
        for one in rule.iter(etree.Element)
        if local(one) in ("formula1", "formula2", "formula", "f")
    )


def _names(formula: str, sheet: str) -> bool:
    """Return whether a formula leads to a sheet."""
    return f"{sheet}!" in formula or f"'{sheet.replace(chr(39), chr(39) * 2)}'!" in formula


def _unused_strings(parts: EditedPackage) -> None:
    """Texts that no cell shows any more are emptied; their numbers stay."""
    used = set(_used(parts))
    for name in parts.of_type("sharedStrings+xml"):
        root, changed = parts.xml(name), False
        for number, one in enumerate([one for one in root if local(one) == "si"]):
            if str(number) not in used and len(one):
                for child in list(one):
                    one.remove(child)
                etree.SubElement(one, f"{{{etree.QName(one).namespace}}}t")
                changed = True
        if changed:
            parts.changed(name)


def _used(parts: EditedPackage) -> Iterator[str]:
    for part in parts.of_type(_CELLS):
        for cell in parts.xml(part).iter(etree.Element):
            if local(cell) == "c" and attribute(cell, "t") == "s":
                yield from ((one.text or "").strip() for one in cell if local(one) == "v")

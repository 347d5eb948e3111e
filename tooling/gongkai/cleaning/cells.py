"""The cells of a sheet: which of them nobody sees, and how those are emptied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.attachments.package import attribute, local
from gongkai.cleaning.edited import remove

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST_COLUMNS = 16_384
_SEEN = 0.3  # characters across, points high: as the examination has it


@dataclass(frozen=True, slots=True)
class _Merged:
    element: etree._Element
    left: int
    top: int
    right: int
    bottom: int


class Grid:
    """One sheet. ``invisible`` are the styles whose number format shows nothing."""

    def __init__(self, root: etree._Element, invisible: frozenset[int]) -> None:
        self.root, self._invisible = root, invisible
        self.rows: dict[int, etree._Element] = {}
        for one in root.iter(etree.Element):
            if local(one) == "row":
                self.rows[int(attribute(one, "r") or len(self.rows) + 1)] = one
        self.hidden_rows = {number for number, one in self.rows.items() if _hides(one, "ht")}
        self.hidden_columns: set[int] = set()
        for one in root.iter(etree.Element):
            if local(one) == "col" and _hides(one, "width"):
                first, last = int(attribute(one, "min") or 0), int(attribute(one, "max") or 0)
                self.hidden_columns.update(range(max(1, first), min(last, _MOST_COLUMNS) + 1))

    def cells(self) -> Iterator[etree._Element]:
        for row in self.rows.values():
            yield from [one for one in row if local(one) == "c"]

    def placed(self) -> Iterator[tuple[int, int, etree._Element]]:
        """Row, column and element of each cell that holds something."""
        for number, row in self.rows.items():
            column = 0
            for cell in [one for one in row if local(one) == "c"]:
                found = _REFERENCE.fullmatch(attribute(cell, "r") or "")
                column = _number(found[1]) if found else column + 1
                if len(cell):
                    yield number, column, cell

    def unseen(self, row: int, column: int, cell: etree._Element) -> bool:
        return row in self.hidden_rows or column in self.hidden_columns or self.invisible(cell)

    def invisible(self, cell: etree._Element) -> bool:
        return int(attribute(cell, "s") or 0) in self._invisible

    @property
    def hides_something(self) -> bool:
        return any(self.unseen(*one) for one in self.placed())

    @property
    def hides_columns(self) -> bool:
        return bool(self.hidden_columns)

    def merged(self) -> list[_Merged]:
        found = []
        for one in self.root.iter(etree.Element):
            first, _, last = (attribute(one, "ref") or "").partition(":")
            if local(one) == "mergeCell" and (a := _REFERENCE.fullmatch(first)) and (b := _REFERENCE.fullmatch(last)):
                found.append(_Merged(one, _number(a[1]), int(a[2]), _number(b[1]), int(b[2])))
        return found


def empty_hidden(grid: Grid) -> Iterator[str]:
    """Empty all cells that nobody sees; gives the rows and columns in which there were some."""
    _show_merged(grid)
    for row, column, cell in list(grid.placed()):
        if not grid.unseen(row, column, cell):
            continue
        for child in list(cell):
            remove(child)
        cell.attrib.pop("t", "")
        if row in grid.hidden_rows:
            yield f"第{row}行"
        elif column in grid.hidden_columns:
            yield f"{_letters(column)}列"
        else:
            yield f"{_letters(column)}{row}"


def _show_merged(grid: Grid) -> None:
    """What is merged shows its first cell, even a hidden one: that moves to the first place of it that is seen."""
    for one in grid.merged():
        rows = (row for row in range(one.top, one.bottom + 1) if row not in grid.hidden_rows)
        columns = (column for column in range(one.left, one.right + 1) if column not in grid.hidden_columns)
        top, left = next(rows, 0), next(columns, 0)
        if not top or not left or (top, left) == (one.top, one.left):
            continue
        _move(grid, (one.top, one.left), (top, left))
        last = f"{_letters(one.right)}{one.bottom}"
        first = f"{_letters(left)}{top}"
        if first == last:
            remove(one.element)
        else:
            one.element.set("ref", f"{first}:{last}")
    for holder in [one for one in grid.root.iter(etree.Element) if local(one) == "mergeCells"]:
        if len(holder):
            holder.set("count", str(len(holder)))
        else:
            remove(holder)


def _move(grid: Grid, source: tuple[int, int], target: tuple[int, int]) -> None:
    cell = next((one for row, column, one in grid.placed() if (row, column) == source), None)
    row = grid.rows.get(target[0])
    if cell is None or row is None:
        return
    name = f"{_letters(target[1])}{target[0]}"
    for one in [one for one in row if local(one) == "c" and attribute(one, "r") == name]:
        remove(one)
    remove(cell)
    cell.set("r", name)
    before = [one for one in row if local(one) == "c" and _column(one) < target[1]]
    row.insert(len(before), cell)


def _column(cell: etree._Element) -> int:
    found = _REFERENCE.fullmatch(attribute(cell, "r") or "")
    return _number(found[1]) if found else 0


def _hides(element: etree._Element, size: str) -> bool:
    given = attribute(element, size)
    return attribute(element, "hidden") in ("1", "true") or (given is not None and float(given) < _SEEN)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""Tables in a text: Markdown, rows with bars between their cells, and comma-separated values."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from gongkai.core.pattern import pattern
from gongkai.secrecy.heads import Head, head_of, reads_as_head
from gongkai.secrecy.people import is_name, is_organisation
from gongkai.source.folding import folded

_RULER = pattern(r"[\s|:-]*-[\s|:-]*")
_IS_UNIT = pattern(
    r"(?:元|万元|亿元|美元|吨|千克|公斤|克|公里|米|平方米|立方米|亩|公顷|千瓦时|万千瓦时|度|人|户|人次|件|辆|台|册|%)"
)
SEPARATORS = "|\t,;"
MARKS = pattern(f"[{SEPARATORS}]")
_MOST_HEAD = 32  # characters; what is longer is no head
_MOST_DIGITS = 4
_LONGEST_LINE = 400  # of heads with commas between them
_SEPARATED = ("\t", ",", ";")
_NUMBERS = ("序号", "编号", "序", "No", "NO", "No.", "项")
_NAMED = (Head.PERSON, Head.COMPLAINANT)


@dataclass(frozen=True)
class Row:
    """The cells of one line, and what stands above each. Whatever is asked of the row is found out once."""

    line: int
    cells: tuple[str, ...]
    heads: tuple[str, ...] = ()
    is_head: bool = False

    def head(self, column: int) -> str:
        return self.heads[column] if column < len(self.heads) else ""

    @cached_property
    def text(self) -> str:
        """The beginning of the row as one line."""
        return " ".join(self.cells)[:_LONGEST_LINE]

    @cached_property
    def kinds(self) -> frozenset[Head]:
        """Return what the heads above its cells announce."""
        return frozenset(kind for head in self.heads if (kind := head_of(head)))

    @cached_property
    def names_person(self) -> bool:
        return any(map(is_name, self.cells))

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        return tuple(cell for cell in self.cells if is_organisation(cell))

    @cached_property
    def organisation(self) -> str:
        """The organisation that the row is about: below a head that announces one, or the first that reads as one."""
        below = (
            cell
            for cell, head in zip(self.cells, self.heads, strict=False)
            if cell and head_of(head) is Head.ORGANISATION
        )
        return next(below, "") or next(iter(self.organisations), "")

    @cached_property
    def is_measured(self) -> bool:
        """Return whether a cell is a unit, so that the figures of the row are measured in it."""
        return any(_IS_UNIT.fullmatch(cell) for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Consecutive rows, from the line ``start``; ``framed`` where bars stand around each."""

    rows: tuple[Row, ...]
    framed: bool = False

    @property
    def start(self) -> int:
        return self.rows[0].line

    @cached_property
    def heads(self) -> frozenset[Head]:
        """Return what its heads announce, of columns and of rows."""
        return frozenset(kind for row in self.rows for cell in row.cells if (kind := head_of(cell)))

    @cached_property
    def names_organisation(self) -> bool:
        return any(row.organisations for row in self.rows)

    @cached_property
    def is_of_person(self) -> bool:
        """Return whether a full name stands beside or below a head that announces one."""
        return any(
            is_name(cell) and (head_of(row.head(column)) in _NAMED or head_of(row.cells[column - 1]) in _NAMED)
            for row in self.rows
            for column, cell in enumerate(row.cells)
            if not row.is_head
        )


def tables(lines: Sequence[str], marked: Iterable[int]) -> Iterator[Table]:
    """Each run of lines that are rows, two at least where no bars separate the cells. ``marked`` are the lines with a mark, in order."""
    block: list[tuple[int, str]] = []
    mark, last = "", -2
    for number in (*marked, len(lines) + 1):
        line = lines[number] if number < len(lines) else ""
        if number > last + 1 or (mark and mark not in line):
            yield from _closed(block, mark)
            block, mark = [], ""
        if not mark:
            mark = "|" if "|" in line else _separator(line)
        last = number
        if mark and not (mark == "|" and _RULER.fullmatch(line)):
            block.append((number, line))


def _closed(block: Sequence[tuple[int, str]], mark: str) -> Iterator[Table]:
    if len(block) <= (mark != "|"):
        return
    if mark != "|":
        yield Table(tuple(_headed([(number, _separated(line, mark)) for number, line in block], separated=True)))
        return
    # Bars around each row, as in Markdown, or between the cells alone; then a row may begin with an empty cell.
    framed = all(line.lstrip().startswith("|") for _, line in block)
    yield Table(tuple(_headed([(number, _barred(line, framed)) for number, line in block], separated=False)), framed)


def _barred(line: str, framed: bool) -> tuple[str, ...]:
    line = folded(line)
    if framed:
        line = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in line.split("|"))


def _separator(line: str) -> str:
    """Return what separates the cells, where a line begins a table of values: each cell of it is short, and two are known heads."""
    for mark in _SEPARATED:
        if mark in line and len(line) <= _LONGEST_LINE:
            cells = [folded(cell).strip(' "') for cell in line.split(mark)]
            if all(len(cell) <= _MOST_HEAD for cell in cells) and sum(map(reads_as_head, cells)) >= min(2, len(cells)):
                return mark
    return ""


def _separated(line: str, mark: str) -> tuple[str, ...]:
    if '"' in line:
        with contextlib.suppress(csv.Error):
            return tuple(folded(cell).strip() for cell in next(csv.reader([line], delimiter=mark)))
    return tuple(folded(cell).strip() for cell in line.split(mark))


def _headed(block: Sequence[tuple[int, tuple[str, ...]]], *, separated: bool) -> Iterator[Row]:
    heads: tuple[str, ...] = ()
    below_head = False
    for place, (line, cells) in enumerate(block):
        more = place + 1 < len(block)
        ruled = place == 0 and more and block[1][0] == line + 2 and not _form(cells)  # the line between them is a ruler
        is_head = more and _short(cells) and (ruled or (place == 0 and separated) or _known(cells, first=not heads))
        if is_head:
            heads = _in_two_rows(heads, cells) if below_head and not cells[0] else cells
        below_head = is_head
        yield Row(line, cells, () if is_head else heads, is_head)


def _in_two_rows(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The heads of columns of which some have a second line: the rest of a word, or what they are parted into."""
    joined = zip_longest(upper, lower, fillvalue="")
    return tuple(above + below if not below or reads_as_head(above + below) else below for above, below in joined)


def _form(cells: Sequence[str]) -> bool:
    """Return whether a row is heads and values in turn, with the name of a person among the values: no ruler makes it heads."""
    return (
        any(map(is_name, cells[1::2]))
        and all(map(reads_as_head, cells[::2]))
        and not any(map(reads_as_head, cells[1::2]))
    )


def _short(cells: Sequence[str]) -> bool:
    return all(len(cell) <= _MOST_HEAD and sum(one.isdigit() for one in cell) <= _MOST_DIGITS for cell in cells)


def _known(cells: Sequence[str], *, first: bool) -> bool:
    """Return whether a row reads as heads of columns: most of its cells are known as heads, or some in a first row without a person."""
    known = [reads_as_head(cell) for cell in cells if cell]
    if sum(known) * 2 > len(known):
        return len(cells) > 1
    # Heads and values in turn are a form, unless the first numbers the rows.
    in_turn = all(known[::2]) and not any(known[1::2]) and cells[0] not in _NUMBERS
    return first and any(known) and len(known) > 2 and not in_turn and not any(map(is_name, cells))

"""The items of a site as rows in the order of lists; which lists differ when some rows do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.core import addresses
from gongkai.remake.exported import lines_of
from gongkai.remake.memory import COLUMNS, LINES, Memory
from gongkai.site.lists import COLUMNS as LISTED
from gongkai.site.lists import LASTING, page_count, size_of


@dataclass(slots=True)
class Rows:
    """All items by column and by line, each in the order of lists."""

    columns: dict[str, list[str]]
    lines: dict[str, list[bytes]]

    @staticmethod
    def of(memory: Memory, site: Path) -> Rows:
        """From what is remembered, and from what the site says."""
        columns = {name: memory.column(name) for name in COLUMNS}
        exported = lines_of(site, memory.files, len(columns["paths"]))
        return Rows(columns, {name: memory.lines(name) for name in LINES} | exported)

    def replace(self, gone: Collection[str], rows: Sequence[Row]) -> Rows:
        """Without the items at the paths in ``gone``, and with ``rows`` where they belong."""
        columns = {name: list(column) for name, column in self.columns.items()}
        lines = {name: list(some) for name, some in self.lines.items()}
        every: list[list[Any]] = [*columns.values(), *lines.values()]
        for at in reversed([at for at, path in enumerate(columns["paths"]) if path in gone]):
            for values in every:
                del values[at]
        for row in rows:
            at = _place(columns["approved"], columns["numbers"], (row.columns["approved"], row.columns["numbers"]))
            for name, column in columns.items():
                column.insert(at, row.columns[name])
            for name, some in lines.items():
                some.insert(at, row.lines[name])
        return Rows(columns, lines)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of them."""

    columns: dict[str, str]
    lines: dict[str, bytes]


def _place(days: Sequence[str], numbers: Sequence[str], key: tuple[str, str]) -> int:
    """Where a key belongs among keys that fall."""
    low, high = 0, len(days)
    while low < high:
        middle = (low + high) // 2
        if (days[middle], numbers[middle]) > key:
            low = middle + 1
        else:
            high = middle
    return low


@dataclass(frozen=True, slots=True)
class ChangedLists:
    """Addresses of list pages, and of the feeds beside them, that show something else than before, and of those that are no more."""

    shown: frozenset[str]
    gone: frozenset[str]


def changed_lists(before: Rows, after: Rows, touched: frozenset[str], page_size: int) -> ChangedLists:
    """Which pages of lists differ; ``touched`` are the paths of items that changed, came or went."""
    shown: set[str] = set()
    gone: set[str] = set()
    for kind, column in LISTED.items():
        size = size_of(kind, page_size)
        for subject in _subjects(before, column, touched) | _subjects(after, column, touched):
            old, new = _members(before, column, subject), _members(after, column, subject)
            pages = page_count(len(new), size) if new or kind in LASTING else 0
            for number in range(1, pages + 1):
                part = slice((number - 1) * size, number * size)
                if len(old) != len(new) or old[part] != new[part] or not touched.isdisjoint(new[part]):
                    shown.add(addresses.listing(kind, subject, number))
                    if number == 1 and kind in addresses.WITH_FEED:
                        shown.add(addresses.list_feed(kind, subject))
            for number in range(pages + 1, (page_count(len(old), size) if old else 0) + 1):
                gone.add(addresses.listing(kind, subject, number))
    return ChangedLists(frozenset(shown), frozenset(gone))


def _subjects(rows: Rows, column: str, touched: Collection[str]) -> set[str]:
    cells = zip(rows.columns["paths"], rows.columns[column], strict=True)
    return {subject for path, cell in cells if path in touched for subject in cell.split()}


def _members(rows: Rows, column: str, subject: str) -> list[str]:
    cells = zip(rows.columns["paths"], rows.columns[column], strict=True)
    return [path for path, cell in cells if cell == subject or subject in cell.split()]

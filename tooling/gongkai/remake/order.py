"""The items of a site as rows in the order of lists; which lists differ when some rows do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongkai.publish import addresses
from gongkai.publish.plan import page_count
from gongkai.remake.memory import COLUMNS, LINES, Memory

_LISTED = {"category": "categories", "agency": "agencies", "year": "years"}


@dataclass(slots=True)
class Rows:
    """All items by column and by line, each in the order of lists."""

    columns: dict[str, list[str]]
    lines: dict[str, list[str]]

    @staticmethod
    def of(memory: Memory) -> Rows:
        return Rows({name: memory.column(name) for name in COLUMNS}, {name: memory.lines(name) for name in LINES})

    def replace(self, gone: Collection[str], rows: Sequence[dict[str, str]]) -> Rows:
        """Without the items at the paths in ``gone``, and with ``rows`` where they belong."""
        paths = self.columns["paths"]
        left = [at for at, path in enumerate(paths) if path not in gone] if gone else list(range(len(paths)))
        keys = [(self.columns["approved"][at], self.columns["numbers"][at]) for at in left]
        every = {**self.columns, **self.lines}
        made = {name: [column[at] for at in left] for name, column in every.items()}
        for row in rows:
            key = row["approved"], row["numbers"]
            at = _place(keys, key)
            keys.insert(at, key)
            for name, column in made.items():
                column.insert(at, row[name])
        return Rows({name: made[name] for name in COLUMNS}, {name: made[name] for name in LINES})


def _place(keys: Sequence[tuple[str, str]], key: tuple[str, str]) -> int:
    """Where a key belongs among keys that fall."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] > key:
            low = middle + 1
        else:
            high = middle
    return low


@dataclass(frozen=True, slots=True)
class ChangedLists:
    """Addresses of list pages that show something else than before, and of those that are no more."""

    shown: frozenset[str]
    gone: frozenset[str]


def changed_lists(before: Rows, after: Rows, touched: frozenset[str], size: int) -> ChangedLists:
    """Which pages of lists differ; ``touched`` are the paths of items that changed, came or went."""
    shown: set[str] = set()
    gone: set[str] = set()
    for kind, column in _LISTED.items():
        for subject in _subjects(before, column, touched) | _subjects(after, column, touched):
            old, new = _members(before, column, subject), _members(after, column, subject)
            pages = page_count(len(new), size) if new or kind != "year" else 0
            for number in range(1, pages + 1):
                part = slice((number - 1) * size, number * size)
                if len(old) != len(new) or old[part] != new[part] or not touched.isdisjoint(new[part]):
                    shown.add(addresses.listing(kind, subject, number))
            for number in range(pages + 1, (page_count(len(old), size) if old else 0) + 1):
                gone.add(addresses.listing(kind, subject, number))
    return ChangedLists(frozenset(shown), frozenset(gone))


def _subjects(rows: Rows, column: str, touched: Collection[str]) -> set[str]:
    return {
        subject for path, subject in zip(rows.columns["paths"], rows.columns[column], strict=True) if path in touched
    }


def _members(rows: Rows, column: str, subject: str) -> list[str]:
    return [path for path, one in zip(rows.columns["paths"], rows.columns[column], strict=True) if one == subject]

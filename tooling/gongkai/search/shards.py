"""Which entry is in which shard: a pure function of small facts, so that everybody comes to the same answer.

Guarantees: every entry is in exactly one shard; shards are disjoint in date (those of one day share it), so that the
order of the shards is the order of dates; no shard is above the bounds unless it holds a single entry; and what one
entry does to the plan stays within its own shard, unless a bound is crossed by it.

A period that is too large is halved: a year, then its days in two halves, and so on down to a day, which is halved by
the digest of the index number. Halves of days and not months or quarters, because shards then are at least half full,
and their number is what a search of everything costs; and always at the same places, because places that follow the
contents would move with them.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

MAX_ITEMS = 2_000  # what a common word takes in the browser grows with the square of it
# Pagefind takes up to 600 bytes of memory for a token, and a short text has as many as it has characters and some 250
# besides (its single characters, its title once more). So a shard takes up to 360 MB, and two at a time leave a build
# 1.2 GB of 2 GB for itself; one of 100,000 items needs 0.9.
MAX_CHARACTERS = 600_000
BESIDES = 250

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAME = re.compile(r"(\d{4})(?:-(\d{4})-(\d{4})(?:-[01]{1,64})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fact:
    """What the plan has to know of an entry. ``size`` is about the length of its texts in characters, and ``BESIDES``."""

    index_number: str
    date: str  # YYYY-MM-DD
    size: int


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the index. ``members`` are the index numbers of its entries, sorted."""

    name: str  # 2024, 2024-0101-0701, 2024-0304-0304, 2024-0304-0304-011
    members: tuple[str, ...]


def plan(
    facts: Iterable[Fact], *, max_items: int = MAX_ITEMS, max_characters: int = MAX_CHARACTERS
) -> tuple[Shard, ...]:
    """The shards of all entries, newest first. Raises ValueError for a date that is none, or a number used twice."""
    years: dict[int, list[tuple[int, Fact]]] = defaultdict(list)
    seen: set[str] = set()
    for fact in facts:
        if fact.index_number in seen:
            raise ValueError(f"two search entries have the index number {fact.index_number}")
        seen.add(fact.index_number)
        year, day = _day(fact.date)
        years[year].append((day, fact))
    bounds = max_items, max_characters
    return tuple(
        shard for year in sorted(years, reverse=True) for shard in _period(year, 0, _length(year), years[year], bounds)
    )


def covers(name: str, date: str) -> bool:
    """Return whether a shard of this name may hold an entry of this date."""
    parts = _NAME.fullmatch(name)
    if parts is None or parts[1] != date[:4]:
        return False
    return parts[2] is None or parts[2] <= date[5:7] + date[8:] <= parts[3]


def _day(date: str) -> tuple[int, int]:
    """A date as its year and the number of the day in it, from 0."""
    if not _DATE.fullmatch(date):
        raise ValueError(f"a date of the search index is not YYYY-MM-DD: {date}")
    day = dt.date.fromisoformat(date)
    return day.year, day.timetuple().tm_yday - 1


def _length(year: int) -> int:
    return dt.date(year, 12, 31).timetuple().tm_yday


def _period(
    year: int, first: int, end: int, members: Sequence[tuple[int, Fact]], bounds: tuple[int, int]
) -> Iterator[Shard]:
    """The shards of the days from ``first`` to before ``end``."""
    if not members:
        return
    name = f"{year:04}" if end - first == _length(year) else f"{year:04}-{_named(year, first)}-{_named(year, end - 1)}"
    if _fits([fact for _, fact in members], bounds):
        yield _shard(name, [fact for _, fact in members])
    elif end - first > 1:
        middle = (first + end) // 2
        yield from _period(year, middle, end, [m for m in members if m[0] >= middle], bounds)
        yield from _period(year, first, middle, [m for m in members if m[0] < middle], bounds)
    else:
        yield from _hashed(f"{name}-", "", [(_bits(fact.index_number), fact) for _, fact in members], bounds)


def _hashed(name: str, path: str, members: Sequence[tuple[str, Fact]], bounds: tuple[int, int]) -> Iterator[Shard]:
    """The shards of one day that is too large, in no order that means anything but always the same."""
    if path and _fits([fact for _, fact in members], bounds):
        if members:
            yield _shard(name + path, [fact for _, fact in members])
        return
    for bit in "01":
        yield from _hashed(name, path + bit, [m for m in members if m[0][len(path)] == bit], bounds)


def _fits(facts: Sequence[Fact], bounds: tuple[int, int]) -> bool:
    return len(facts) < 2 or (len(facts) <= bounds[0] and sum(fact.size for fact in facts) <= bounds[1])


def _shard(name: str, facts: Sequence[Fact]) -> Shard:
    return Shard(name, tuple(sorted(fact.index_number for fact in facts)))


def _named(year: int, day: int) -> str:
    return (dt.date(year, 1, 1) + dt.timedelta(day)).strftime("%m%d")


def _bits(index_number: str) -> str:
    return f"{int.from_bytes(sha256(index_number.encode()).digest()[:8], 'big'):064b}"

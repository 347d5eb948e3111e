"""The leak scan over one text: which detectors find what in it, and where a value stands in what was written."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from gongkai.secrecy.detectors import DETECTORS, Detector
from gongkai.secrecy.folding import essence, folded
from gongkai.source.lines import Lines

# A run that may be a number of a person; shorter ones are dates, amounts and index numbers. What stands around it counts, too.
# A folded text has no other digits than these; most of them stand in dates, and the look ahead is done with those at once.
_RUN = re.compile(r"[0-9](?=[0-9 \t()-]{9})(?:[ \t()-]{0,2}[0-9]){9,}")
_AROUND = 16
_WORDS = tuple({word: None for one in DETECTORS for word in one.words})
_AUTOMATON = ahocorasick_rs.AhoCorasick(_WORDS)
_BY_WORD = tuple(tuple(one for one in DETECTORS if word in one.words) for word in _WORDS)
_OF_DIGITS = tuple(one for one in DETECTORS if not one.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that looks like a leak. ``value`` never reaches a report; ``hint`` does.

    ``organisation``: whose contact block it stands in, by name or by label (采购人, 项目联系人); "" where it stands in none.
    """

    detector: Detector
    value: str
    organisation: str = ""

    @property
    def hint(self) -> str:
        """Enough of the value to find it by, and no more. A waiver repeats it, and must not be a hit itself."""
        plain = essence(self.value)
        if self.detector.blank:  # nothing that could be given away
            return f"{plain[:-2]}**"
        if len(plain) >= 9 and sum(one.isdigit() for one in plain) > len(plain) // 2:
            first = 3 if len(plain) >= 11 else 1
            return plain[:first] + "*" * (len(plain) - first - 2) + plain[-2:]
        return f"{plain[:1]}**"


def scan(text: str) -> Iterator[Hit]:
    """Everything that the detectors find in a text, each value once."""
    plain = folded(text)
    seen: set[tuple[str, str]] = set()
    for run in _RUN.finditer(plain):
        around = plain[max(0, run.start() - _AROUND) : run.end() + _AROUND]
        for detector in _OF_DIGITS:
            yield from _hits(detector, around, seen)
    due = {}
    for found in _AUTOMATON.find_matches_as_indexes(plain, overlapping=True):
        due.update(dict.fromkeys(_BY_WORD[found[0]]))
    for detector in due:
        yield from _hits(detector, plain, seen)


def _hits(detector: Detector, text: str, seen: set[tuple[str, str]]) -> Iterator[Hit]:
    for match in _compiled(detector.pattern).finditer(text):
        value = next(group for group in match.groups() if group is not None)
        key = detector.name, essence(value)
        if key not in seen and detector.holds(key[1]):
            seen.add(key)
            yield Hit(detector, value)


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a text first asks for it: most short runs need few, and all together take as long as their start."""
    return re.compile(pattern, re.MULTILINE)


def lines(value: str, text: str) -> Iterator[tuple[int, int]]:
    """The same for a value that consists of blanks and marks, which count: each line that reads as it stands there."""
    for number, line in enumerate(text.split("\n"), 1):
        if (start := folded(line).find(value)) >= 0:
            yield number, start + 1


def places(values: Iterable[str], text: str) -> dict[str, list[tuple[int, int]]]:
    """Line and column, from 1, of each place in ``text`` that reads as one of ``values``, whatever marks stand in between.

    All are looked for at once: of many in a long text each would take as long as the text.
    """
    sought = {value: essence(value) for value in values}
    wanted = list(dict.fromkeys(one for one in sought.values() if one))
    if not wanted:
        return {value: [] for value in sought}
    plain: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for one in _essence(character):
            plain.append(one)
            offsets.append(offset)
    lines = Lines(text)
    found: dict[str, list[tuple[int, int]]] = {one: [] for one in wanted}
    ends = dict.fromkeys(wanted, 0)
    for number, start, end in ahocorasick_rs.AhoCorasick(wanted).find_matches_as_indexes(
        "".join(plain), overlapping=True
    ):
        if start >= ends[wanted[number]]:
            ends[wanted[number]] = end
            found[wanted[number]].append(lines.at(offsets[start]))
    return {value: found.get(one, []) for value, one in sought.items()}


@functools.lru_cache(maxsize=10000)
def _essence(character: str) -> str:
    return essence(character)

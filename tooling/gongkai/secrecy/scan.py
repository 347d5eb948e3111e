"""The leak scan over one text: which detectors find what in it, and where a value stands in what was written."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import ahocorasick_rs

from gongkai.core.findings import Text
from gongkai.core.pattern import pattern
from gongkai.secrecy.contact_block import block_at
from gongkai.secrecy.contact_part import NOBODYS, Block
from gongkai.secrecy.detector import Detector
from gongkai.secrecy.detectors import DETECTORS
from gongkai.secrecy.detectors.mailboxes import broken
from gongkai.secrecy.heads import Head
from gongkai.secrecy.identities import numbers_in
from gongkai.secrecy.labelled import Labelled, labelled
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN
from gongkai.secrecy.vocabulary import HEAD_WORDS
from gongkai.source.folding import fold_key, folded, spellings
from gongkai.source.lines import Lines

_BY_NAME = {one.name: one for one in DETECTORS}
# What a line holds where it holds a telephone with an area code; the pattern itself is tried on such lines alone.
_AREA_CODE = pattern(r"0[0-9]{2,3}[)） \t-]{1,3}[0-9]{3,4}")
_SPACED = pattern(rf"[ \u3000](?<=[{HAN}].)[ \u3000]{{0,5}}(?=[{HAN}])")
_LONGEST_SPACED = 120
# Two characters between which a blank may tear a word of a detector apart.
_ACROSS = frozenset(
    first + second for one in DETECTORS if one.spaced for word in one.words for first, second in pairwise(word)
)
_PATTERNS = {one: pattern(one.pattern) for one in DETECTORS if one.pattern}
_WORDS: dict[str, list[Detector]] = {}
for _one in DETECTORS:
    for _word in dict.fromkeys(_one.words):
        _WORDS.setdefault(_word, []).append(_one)
# Words are looked for as they are written, before the punctuation of their line is folded.
_WRITTEN = {
    written: tuple(_WORDS.get(word, ())) for word in (*_WORDS, *HEAD_WORDS) for written in spellings(word)
}  # fmt: skip
_AUTOMATON = ahocorasick_rs.AhoCorasick(tuple(_WRITTEN), implementation=ahocorasick_rs.Implementation.ContiguousNFA)
_BY_WORD = tuple(_WRITTEN.values())
_HEADS = frozenset(written for word in HEAD_WORDS for written in spellings(word))
_IS_HEAD = tuple(word in _HEADS for word in _WRITTEN)
_BY_HEAD: dict[Head, tuple[Detector, ...]] = {
    head: tuple(one for one in DETECTORS if head in one.heads) for head in Head
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that looks like a leak. ``value`` never reaches a report; ``hint`` does.

    ``block`` is the contact block of an organisation that it stands in, if any.
    """

    detector: Detector
    value: str
    block: Block = NOBODYS

    @property
    def organisation(self) -> str:
        """Whose contact block it stands in, by name or by label (采购人, 项目联系人); "" where it stands in none."""
        return self.block.organisation

    @property
    def hint(self) -> str:
        """Enough of the value to find it by, and no more. A waiver repeats it, and must not be a hit itself."""
        plain = fold_key(self.value)
        if self.detector.blank:  # nothing that could be given away
            return f"{plain[:-2]}**"
        if len(plain) >= 9 and sum(one.isdigit() for one in plain) > len(plain) // 2:
            first = 3 if len(plain) >= 11 else 1
            return plain[:first] + "*" * (len(plain) - first - 2) + plain[-2:]
        return f"{plain[:1]}**"


def scan(text: str) -> Iterator[Hit]:
    """Everything that the detectors find in a text, each value once for each contact block. Takes as long as the text."""
    page = Page(text)
    seen: set[tuple[str, Text, str, Block]] = set()
    for detector, value, line, column in _found(page):
        block = block_at(page, line, column) if detector.contact else NOBODYS
        key = detector.code, detector.kind, fold_key(value), block
        if key not in seen:
            seen.add(key)
            yield Hit(detector, value, block)


def _found(page: Page) -> Iterator[tuple[Detector, str, int, int]]:
    for number in numbers_in(page):
        yield _BY_NAME[number.name], folded(page.text[number.start : number.end]), *page.at(number.start)
    for line in {page.at(match.start())[0]: None for match in _AREA_CODE.finditer(page.text)}:
        for value, column in _written(_BY_NAME["landline"], page.line(line)):
            yield _BY_NAME["landline"], value, line, column
    for value, start in broken(page.text):
        yield _BY_NAME["email"], value, *page.at(start)
    yield from _spaced(page)
    tried: dict[Detector, dict[int, None]] = {}
    heads: dict[int, None] = {}
    for word, start, _ in _AUTOMATON.find_matches_as_indexes(page.text, overlapping=True):
        line = page.at(start)[0]
        for detector in _BY_WORD[word]:
            tried.setdefault(detector, {})[line] = None
        if _IS_HEAD[word]:
            heads[line] = None
    for detector, worth in tried.items():
        for line in worth:
            for value, column in _in_line(detector, page, line):
                yield detector, value, line, column
    for one in labelled(page, heads):
        yield from _disclosed(page, one)


def _spaced(page: Page) -> Iterator[tuple[Detector, str, int, int]]:
    """Yield what stands there with blanks between its characters, in short lines."""
    text = page.text
    lines = {
        page.at(gap.start())[0]: None
        for gap in _SPACED.finditer(text)
        if text[gap.start() - 1] + text[gap.end()] in _ACROSS
    }
    for line in lines:
        text = page.line(line)
        if len(text) <= _LONGEST_SPACED:
            for closed in _closed(text):
                for detector in {
                    one: None
                    for word in _AUTOMATON.find_matches_as_indexes(closed)
                    for one in _BY_WORD[word[0]]
                    if one.spaced
                }:
                    for value, column in _written(detector, closed):
                        yield detector, value, line, min(column, len(text))


def _closed(line: str) -> tuple[str, ...]:
    """A line without the blanks between its characters; where some are wider, also with those, which may stand between words."""
    gaps = [len(one) for one in _SPACED.findall(line)]
    least = min(gaps, default=0)
    whole = _SPACED.sub("", line)
    if max(gaps, default=0) == least:
        return (whole,)
    return whole, _SPACED.sub(lambda gap: "" if len(gap.group()) == least else " ", line)


def _written(detector: Detector, line: str) -> Iterator[tuple[str, int]]:
    if detector.finds:
        yield from detector.finds(line)
    if (written := _PATTERNS.get(detector)) is None:
        return
    for match in written.finditer(line):
        place = next(place for place, group in enumerate(match.groups(), 1) if group is not None)
        if detector.holds(fold_key(match.group(place))):
            yield match.group(place), match.start(place)


def _in_line(detector: Detector, page: Page, number: int) -> Iterator[tuple[str, int]]:
    """Yield what a detector finds in a line by its writing, and by grammar what that has not found."""
    line = page.line(number)
    taken: list[tuple[int, int]] = []
    for value, column in _written(detector, line):
        taken.append((column, column + len(value)))
        yield value, column
    taken.sort()
    for start, end in detector.tells(page, number) if detector.tells else ():
        place = bisect_left(taken, (end, 0))
        if place == 0 or taken[place - 1][1] <= start:
            yield line[start:end], start


def _disclosed(page: Page, one: Labelled) -> Iterator[tuple[Detector, str, int, int]]:
    for detector in _BY_HEAD[one.head]:
        if detector.discloses and detector.discloses(one):
            yield detector, one.value, one.line, max(0, page.line(one.line).find(one.value))


def lines(value: str, text: str) -> Iterator[tuple[int, int]]:
    """The same for a value that consists of blanks and marks, which count: each line that reads as it stands there."""
    for number, line in enumerate(text.split("\n"), 1):
        if (start := folded(line).find(value)) >= 0:
            yield number, start + 1


def places(values: Iterable[str], text: str) -> dict[str, list[tuple[int, int]]]:
    """Line and column, from 1, of each place in ``text`` that reads as one of ``values``, whatever marks stand in between.

    All are looked for at once: of many in a long text each would take as long as the text.
    """
    sought = {value: fold_key(value) for value in values}
    wanted = list(dict.fromkeys(one for one in sought.values() if one))
    if not wanted:
        return {value: [] for value in sought}
    plain: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for one in _fold_key(character):
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
def _fold_key(character: str) -> str:
    return fold_key(character)

"""Where words are a mark rather than a part of a sentence: a line, a cell or brackets of their own. Folded lines.

A mark consists of elements. ``Marking`` says which words are elements, and finds the units that consist of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from gongkai.core.pattern import pattern

_LONGEST = 60  # characters of a mark with what stands around it
_BAR = pattern(r"[|\t]")
_LABELS = (
    r"(?:备注|附注|说明|标志|标识|标记|标注|批注|(?:文件|公开)?(?:属性|性质)|(?:资料|文件)?类别|页眉|页脚|水印|印章|戳记|(?:管理|保密|"
    r"处理)?要求|(?:阅后)?处理|提示|提醒|注意|声明|注|title|path)"
)
_LABEL = pattern(rf"{_LABELS}[:=为] {{0,2}}")
_LABELLED = pattern(rf"(?:^|(?<=[;,。| \t])){_LABELS}: {{0,2}}([^;。|\t\n]{{2,40}})")
_LIST = pattern(r"\s*[-+] ")
_ORNAMENT = pattern(r"\A[\W_]+|[\W_]+\Z")
_EXTENSION = pattern(r"\.[a-z]{2,5}$")
_HELD = pattern(r"[\[【〖(〔「『《“\"]([^\[\]【】〖〗()〔〕「」『』《》“”\"|\t\n]{2,60})[\]】〗)〕」』》”\"]")
# What is said of words that papers bear.
_QUOTED = pattern(
    r"(?:[、和或及]?[“「『《\"][^”」』》\"\n]{1,20}[”」』》\"]){0,4}等?(?:字样|标志|标识|标记|为由|为名|的?理由|的?名义)"
)
_SEPARATOR = pattern(r"[ ,、。;:!·★※/()\[\]【】〔〕_-]+")
_WORD = pattern(r"[\u4e00-\u9fffA-Za-z0-9]")
_MOST_ELEMENTS = 6


class Kind(Enum):
    """What a unit is. A heading names what the text below speaks of; a cell before others, what the row is about; words in brackets with

    more words behind them (``WITHIN``), a part of what the sentence speaks of.
    """

    LINE = auto()
    HEADING = auto()
    CELL = auto()
    LAST_CELL = auto()
    HELD = auto()
    WITHIN = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that stand by themselves, without the ornaments around them, and the offset in the line."""

    text: str
    column: int
    kind: Kind


def units(line: str) -> Iterator[Unit]:
    """The line or its cells, then what brackets and quotation marks hold in them."""
    bars = [found.start() for found in _BAR.finditer(line)]
    last = len(line[: len(line.rstrip(" \t|"))].rpartition("|")[0])
    begin = 0
    for end in (*bars, len(line)):
        if end - begin <= 2 * _LONGEST:
            cell = line[begin:end]
            yield from _unit(cell, begin, _kind(cell, bars=bool(bars), last=begin >= last))
        begin = end + 1
    for found in _HELD.finditer(line):
        if _QUOTED.match(line, found.end()):
            continue
        goes_on = _WORD.match(line, found.end()) and not found.group().startswith(("【", "〖"))
        yield Unit(_bare(found.group(1)), found.start(1), Kind.WITHIN if goes_on else Kind.HELD)
    if not line.startswith("#"):
        for found in _LABELLED.finditer(line):
            yield Unit(_bare(found.group(1)), found.start(1), Kind.LAST_CELL)


def _bare(text: str) -> str:
    """A text without the ornaments around it."""
    return _ORNAMENT.sub("", text)


def _kind(cell: str, *, bars: bool, last: bool) -> Kind:
    if bars:
        return Kind.LAST_CELL if last else Kind.CELL
    return Kind.HEADING if cell.lstrip(" >").startswith("#") else Kind.LINE


def _unit(cell: str, begin: int, kind: Kind) -> Iterator[Unit]:
    if _LIST.match(cell):  # a list tells the kinds of things
        return
    text = _EXTENSION.sub("", _bare(cell))
    if label := _LABEL.match(text):
        text = _bare(text[label.end() :])
    if 1 < len(text) <= _LONGEST:
        yield Unit(text, begin + cell.find(text), kind)


_SOFT_IN = frozenset([Kind.LINE, Kind.LAST_CELL, Kind.HELD])


@dataclass(frozen=True, slots=True)
class Marking:
    """The elements of marks of one kind, each a pattern of whole elements.

    ``marks`` are marks wherever they stand by themselves; ``soft`` ones head sections and rows of texts about them as well;
    ``with_others`` make no mark by themselves. ``soft_in``: the kinds of units in which a soft one is a mark.
    """

    marks: re.Pattern[str]
    soft: re.Pattern[str]
    with_others: re.Pattern[str]
    soft_in: frozenset[Kind]

    @classmethod
    def of(cls, marks: str, soft: str, with_others: str, soft_in: frozenset[Kind] = _SOFT_IN) -> Marking:
        """The same from regular expressions."""
        return cls(pattern(marks), pattern(soft), pattern(with_others), soft_in)

    def find(self, line: str) -> Iterator[tuple[str, int]]:
        """Each unit of a line that is a mark, with its offset."""
        for unit in units(line):
            if self.is_mark(unit):
                yield unit.text, unit.column

    def is_mark(self, unit: Unit) -> bool:
        if self._is_one(unit.text, soft=unit.kind in self.soft_in):
            return True
        first = self.marks.match(unit.text)  # one behind the other, with nothing between them
        if first and any(one.fullmatch(unit.text, first.end()) for one in (self.marks, self.with_others)):
            return True
        parts = [one for one in _SEPARATOR.split(unit.text) if one]
        return (
            1 < len(parts) <= _MOST_ELEMENTS
            and any(self._is_one(one, soft=True) for one in parts)
            and all(self._is_one(one, soft=True) or self.with_others.fullmatch(one) for one in parts)
        )

    def _is_one(self, text: str, *, soft: bool) -> bool:
        return self.marks.fullmatch(text) is not None or (soft and self.soft.fullmatch(text) is not None)

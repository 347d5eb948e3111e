"""Runs of digits, however they are written: with marks between, in Chinese, with letters that look like digits, over cells and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.core.pattern import pattern

_CHINESE = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_PLAIN = "00123456789" + "1" + "123456789"
_ALIKE = "OoIl"
_DIGITS = str.maketrans(_CHINESE + _ALIKE, _PLAIN + "0011")
_ONE = f"[0-9{_CHINESE}{_ALIKE}]"
_USUAL = r" \t\n\u3000|./?,，、·•．_()（）+—–~～-"
# Two marks may set digits apart, more of them hide some.
_MARK = r"*＊●■□○◯※#×"
_BETWEEN = rf"(?>-?\n[ \t>|*]{{0,6}}|(?:[^\w{_MARK}]|_|[{_MARK}]{{1,2}}(?![{_MARK}])){{0,5}})"
_LOOSE = pattern(rf"[^>{_USUAL}]")
_X = "Xx×✕✖╳ХхΧχ"
# The shortest that means something is a telephone; a check digit may be an X.
RUN = pattern(rf"{_ONE}(?:{_BETWEEN}{_ONE}){{10,}}+(?:(?:[{_USUAL}]{{0,3}}|{_BETWEEN})[{_X}](?![A-Za-z0-9×]))?")
_GROUP = pattern(rf"[0-9]+|[{_CHINESE}]+|[{_ALIKE}]+|[{_X}]")
_DIGIT = pattern(_ONE)
_MARKS = pattern(r"[^0-9A-Za-zХхΧχ×✕✖╳〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between them, from ``start`` to ``end``; ``plain`` is what they mean."""

    plain: str
    start: int
    end: int


def groups(text: str, run: re.Match[str]) -> list[Group]:
    """The groups of a run. Letters that look like digits are letters where they stand beside others."""
    found: list[Group] = []
    for match in _GROUP.finditer(text, run.start(), run.end()):
        if match.group()[0] in _X and match.end() != run.end():
            continue
        plain = "X" if match.group()[0] in _X else match.group().translate(_DIGITS)
        found.append(Group(plain, match.start(), match.end()))
    while found and text[found[0].start] in _ALIKE and _letter(text, found[0].start - 1):
        del found[0]
    while found and text[found[-1].start] in _ALIKE and _letter(text, found[-1].end):
        del found[-1]
    return _joined(text, found)


def loosely(text: str, parts: Sequence[Group]) -> bool:
    """Return whether something stands between the groups that sets no digits of a number apart as a rule."""
    return any(_LOOSE.search(text, left.end, right.start) for left, right in pairwise(parts))


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalpha()


def _joined(text: str, found: list[Group]) -> list[Group]:
    """Look-alikes belong to the digits that they touch (138O571)."""
    whole: list[Group] = []
    for group in found:
        last = whole[-1] if whole else None
        if last and last.end == group.start and group.plain != "X":
            alike = text[group.start] in _ALIKE or text[last.end - 1] in _ALIKE
            if alike:
                whole[-1] = Group(last.plain + group.plain, last.start, group.end)
                continue
        whole.append(group)
    return whole


def plain(value: str) -> str:
    """The digits of a value that is one number, without what stands between; an X of any alphabet as X."""
    bare = _MARKS.sub("", value).translate(_DIGITS)
    return re.sub(f"[{_X}]", "X", bare)


def runs(text: str) -> Iterator[re.Match[str]]:
    """Every run that is long enough to be a number of a person. Takes as long as the text."""
    return RUN.finditer(text)

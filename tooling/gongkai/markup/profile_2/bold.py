"""Which pairs of stars are bold and which are masks: officers' texts are full of ``李**`` and ``110**1234``.

A pair is bold only where it cannot well be anything else. Where it could, it is reported rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.surnames import SURNAMES

_MARK = "**"
_NAMES = frozenset(SURNAMES) | {"某"}
# Family names that are little words, too: before bold words as often as before a mask.
_LITTLE_WORDS = frozenset(
    "于和向成全都时经及万方从应项元年家明常安平单关能广相别利权公任容季高车金党管解习连白终边施包严简丰查程段何计"
)
_OPENING = "（(【[「『“‘《〈＜"
# What a mask hides a part of: one character, or the end of an address or of an organ's name.
_UNIT = re.compile(r".|.{0,2}(?:街道|小区|公司|单元|号楼|大道|学校|中学|小学|医院|银行|社区|村委会|有限公司)")
# A mask and a mark, or two marks, without anything between them; beside a digit or letter it is a mask within a bold text.
_MEETING = re.compile(r"(?<![*0-9A-Za-z])\*{3,}+(?![0-9A-Za-z])")
# The same where a bold text may begin: 李*** is a mask, or 李* and the mark of what follows.
_MAY_OPEN = re.compile(rf"(?<!\*)\*{{3,}}+(?=[^\W0-9A-Za-z_]|[{re.escape(_OPENING)}])")
_LONGEST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Roles:
    """``tags`` has the HTML of those marks that are bold, by their offsets; ``doubtful`` an excerpt that is unclear, or nothing."""

    tags: Mapping[int, str]
    doubtful: str = ""


_NONE = Roles({})


def roles(text: str, marks: Sequence[re.Match[str]]) -> Roles:
    """The parts that the pairs of stars in one line play."""
    if not marks:
        return _NONE
    tags: dict[int, str] = {}
    doubtful = ""
    opener: int | None = None
    left = 0
    for mark in marks:
        at = mark.start()
        if opener is not None and _can_close(text, at):
            tags[opener], tags[at] = "<strong>", "</strong>"
            if not doubtful and _unclear(text, opener, at):
                doubtful = _excerpt(text, opener, at)
            opener = None
            continue
        left += opener is not None
        opener = at if _can_open(text, at) else None
        left += opener is None
    left += opener is not None
    if tags and not doubtful and (left or ((run := _MAY_OPEN.search(text)) and run.start() < max(tags))):
        doubtful = _excerpt(text, min(tags), max(tags))
    return Roles(tags, doubtful)


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else ""


def _after(text: str, at: int) -> str:
    return text[at + 2 : at + 3]


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _can_open(text: str, at: int) -> bool:
    before, after = _before(text, at), _after(text, at)
    return not _is_latin(before) and (after.isalnum() or (after != "" and after in _OPENING))


def _can_close(text: str, at: int) -> bool:
    before, after = _before(text, at), _after(text, at)
    return not before.isspace() and before not in _OPENING and not (_is_latin(before) and _is_latin(after))


def _unclear(text: str, opener: int, closer: int) -> bool:
    """Return whether a pair may as well be two masks."""
    before, after = _before(text, opener), _after(text, closer)
    inner = text[opener + 2 : closer]
    if _MEETING.search(inner):
        return True
    if not before.strip() and not after.strip():
        return False
    name = before in _NAMES and (before not in _LITTLE_WORDS or inner[-1] in _NAMES)
    return name or (bool(_UNIT.fullmatch(inner)) and (before.isalnum() or after.isalnum()))


def _excerpt(text: str, start: int, end: int) -> str:
    shown = text[max(0, start - 1) : end + 2]
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"

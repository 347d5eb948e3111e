"""The four errors of classification (三·7): a level too low, too high, without ground, or left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.findings import Text
from gongkai.documents.item import Item
from gongkai.documents.registries import Norm
from gongkai.documents.review import Review
from gongkai.secrecy.questions import LEVELS

_ORDER = ("confidential", "secret", "top-secret")


class Misgrading(StrEnum):
    """高密低定, 低密高定, 无密乱定, 漏定."""

    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    GROUNDLESS = "groundless"
    OMITTED = "omitted"


MISGRADINGS = {
    Misgrading.TOO_LOW: Text("高密低定", "marked too low"),
    Misgrading.TOO_HIGH: Text("低密高定", "marked too high"),
    Misgrading.GROUNDLESS: Text("无密乱定", "marked without ground"),
    Misgrading.OMITTED: Text("漏定", "not marked though secret"),
}


@dataclass(frozen=True, slots=True)
class Misgraded:
    """One error of an item's record: which of the four, and the key where it shows."""

    at: str
    message: Text


def misgraded(item: Item) -> Misgraded | None:
    """Which of the first three errors the mark of an item shows, if any; the fourth leaves no mark to look at.

    ``marking.basis_level`` is the level that the scope or list of secrets gives; where nobody wrote it down, nothing is
    said.
    """
    marking = item.marking
    if marking is None or marking.basis_level is None or marking.basis_level == marking.level:
        return None
    if marking.basis_level == "none":
        kind = Misgrading.GROUNDLESS
    else:
        low = _ORDER.index(marking.level) < _ORDER.index(marking.basis_level)
        kind = Misgrading.TOO_LOW if low else Misgrading.TOO_HIGH
    word, level = MISGRADINGS[kind], LEVELS[marking.level]
    due = LEVELS.get(marking.basis_level, Text("不属于国家秘密", "no secret"))
    message = Text(
        f"标为{level.zh}，依据应为{due.zh}（{word.zh}）", f"marked {level.en}; its basis says {due.en} ({word.en})"
    )
    return Misgraded("marking.level", message)


def regraded(review: Review, norms: Mapping[str, Norm], today: dt.date) -> Iterator[tuple[str, Norm]]:
    """The norms of the final review whose levels were changed between that review and today."""
    final = review.final
    for position, name in enumerate(final.basis if final else ()):
        norm = norms.get(name)
        if final and norm and norm.regraded_on and final.day < norm.regraded_on <= today:
            yield f"review.final.basis.{position}", norm

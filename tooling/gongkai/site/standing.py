"""Whether an item is in force on a day: what it says of itself, what has superseded it since, and its own dates.

The signed bytes never change when another document takes their place, so ``validity`` in them says how things stood at the
approval. Everything here follows from the approved items and the day that the site is built for.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.core.pickling import pickled_by_position
from gongkai.documents.card import Card

_ONE = dt.timedelta(days=1)
_ENDED = ("repealed", "expired")  # as approved: whatever happened since, it is no more in force than that


class Follower(NamedTuple):
    """A document in the place of another, by name, and the day (YYYY-MM-DD) from which it is."""

    name: str
    since: str


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands. ``validity`` is a key of ``labels.VALIDITY``, empty where nothing can be said of the item.

    ``turned_on`` is the day (YYYY-MM-DD) on which that came or will come about, where it is known. ``followers`` have superseded
    it, ``coming`` will, and ``corrections`` are items that correct it.
    """

    validity: str = ""
    turned_on: str = ""
    followers: tuple[Follower, ...] = ()
    coming: tuple[Follower, ...] = ()
    corrections: tuple[Follower, ...] = ()

    @property
    def depends_on_the_day(self) -> bool:
        """Return whether the page of the item says for which day it was made."""
        return bool(self.validity or self.coming)


@dataclass(frozen=True, slots=True)
class Succession:
    """Who supersedes and who corrects a document, by its name."""

    superseded: Mapping[str, tuple[Follower, ...]] = field(default_factory=dict)
    corrected: Mapping[str, tuple[Follower, ...]] = field(default_factory=dict)

    @staticmethod
    def of(cards: Iterable[Card]) -> Succession:
        """The succession among items, the earlier followers first."""
        superseded: dict[str, list[Follower]] = defaultdict(list)
        corrected: dict[str, list[Follower]] = defaultdict(list)
        for card in cards:
            for numbers, found in ((card.supersedes, superseded), (card.corrects, corrected)):
                for number in set(numbers) - {card.index_number}:
                    found[f"item:{number}"].append(Follower(card.name, _iso(card.in_force_from)))
        return Succession(_ordered(superseded), _ordered(corrected))

    @staticmethod
    def of_plain(superseded: Mapping[str, Iterable[Iterable[str]]]) -> Succession:
        """Return what was remembered of it: the followers of each document that has some."""
        return Succession({name: tuple(Follower(*one) for one in some) for name, some in superseded.items()})

    def standing(self, card: Card, as_of: str) -> Standing:
        """How the item of a card stands on a day (YYYY-MM-DD)."""
        every = self.superseded.get(card.name, ())
        followers = tuple(one for one in every if one.since <= as_of)
        coming = tuple(one for one in every if one.since > as_of)
        validity, turned_on = _validity(card, followers, as_of)
        return Standing(validity, turned_on, followers, coming, self.corrected.get(card.name, ()))

    def turning_day(self, cards: Iterable[Card], as_of: str) -> str:
        """The first day after one (both YYYY-MM-DD) on which an item stands otherwise."""
        days = [one.since for followers in self.superseded.values() for one in followers]
        for card in cards:
            days += (_iso(card.effective_on), _iso(card.expires_on and _after(card.expires_on)))
        return min((day for day in days if day > as_of), default="9999-12-31")


def _validity(card: Card, followers: tuple[Follower, ...], as_of: str) -> tuple[str, str]:
    if card.validity in _ENDED:
        return card.validity, ""
    if followers:
        return "replaced", followers[0].since
    if card.expires_on and _iso(card.expires_on) < as_of:
        return "expired", _iso(card.expires_on)
    if _iso(card.effective_on) > as_of:
        return "pending", _iso(card.effective_on)
    return card.validity, ""


def _ordered(found: Mapping[str, list[Follower]]) -> dict[str, tuple[Follower, ...]]:
    return {name: tuple(sorted(some, key=lambda one: (one.since, one.name))) for name, some in found.items()}


def _after(day: dt.date) -> dt.date:
    return day + _ONE if day < dt.date.max else day


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""

"""Which leaks are sown: of all rules and places so many that every rule and every place of a kind comes about equally often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support.leak_places import PLACES, Place
from support.leaks import HALVES, KINDS, Lot, Rule, Written
from support.leaks_aside import RULES as ASIDE
from support.leaks_tuned import RULES as TUNED

RULES = {"tuned": TUNED, "aside": ASIDE}
_OF_A_KIND = 130  # leaks of one kind in one half
_LEAST = 3  # places of one rule


@dataclass(frozen=True, slots=True)
class Sown:
    """One leak in its place."""

    half: str
    kind: str
    rule: Rule
    place: Place
    written: Written


def of_kind(half: str, kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES[half] if kind in rule.kinds)


def sown(halves: Iterable[str] = HALVES, places: tuple[Place, ...] = PLACES, most: int = _OF_A_KIND) -> Iterator[Sown]:
    """The leaks of these halves; the same every time."""
    for half in halves:
        for kind in KINDS:
            rules = of_kind(half, kind)
            used: Counter[str] = Counter()
            for at, rule in enumerate(rules):
                lot = Lot(f"{kind}/{rule.name}")
                for _ in range(max(_LEAST, -(-most // len(rules)))):
                    written = rule.write(lot, kind)
                    able = [one for one in places if one.holds(rule, written)]
                    if not able:
                        continue
                    # The least used; among those, another one for each rule.
                    place = min(able, key=lambda one: (used[one.name], (places.index(one) - 7 * at) % len(places)))
                    used[place.name] += 1
                    yield Sown(half, kind, rule, place, written)

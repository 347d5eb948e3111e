"""The targets of the project, each beside what was measured: met, missed, or not measured by this run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contenders import FLOOR, OURS
from figures import growth
from search_rows import MEMORY
from session import Size


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that should not be above ``most``; ``figure`` gives None where this run has nothing to say."""

    words: str
    most: float
    figure: Callable[[dict[int, Size]], float | None]


def _wall(items: int, scenario: str, against: str) -> Callable[[dict[int, Size]], float | None]:
    def figure(sizes: dict[int, Size]) -> float | None:
        found = sizes[items].results if items in sizes else {}
        ours, hugo = found.get((scenario, OURS)), found.get((against, "hugo"))
        return ours.of(hugo) if ours and hugo else None

    return figure


def _memory(items: int) -> Callable[[dict[int, Size]], float | None]:
    def figure(sizes: dict[int, Size]) -> float | None:
        found = sizes[items].results if items in sizes else {}
        ours, hugo = found.get(("cold", OURS)), found.get(("cold", "hugo"))
        return ours.memory / hugo.memory if ours and hugo and hugo.memory else None

    return figure


def _growth(small: int, large: int) -> Callable[[dict[int, Size]], float | None]:
    def figure(sizes: dict[int, Size]) -> float | None:
        if small not in sizes or large not in sizes:
            return None
        one, other = (sizes[items].results["cold", OURS] for items in (small, large))
        return growth(one, small, other, large)

    return figure


def _floor(items: int) -> Callable[[dict[int, Size]], float | None]:
    def figure(sizes: dict[int, Size]) -> float | None:
        found = sizes[items].results if items in sizes else {}
        ours, floor = found.get(("nothing", OURS)), found.get(("nothing", FLOOR))
        return ours.of(floor) if ours and floor else None

    return figure


def _scan(items: int) -> Callable[[dict[int, Size]], float | None]:
    return lambda sizes: sizes[items].gate.scan if items in sizes else None


def _search(items: int, column: str) -> Callable[[dict[int, Size]], float | None]:
    """The largest value of a column of the search table."""

    def figure(sizes: dict[int, Size]) -> float | None:
        rows = sizes[items].search if items in sizes else ()
        return max((float(str(row[column])) for row in rows), default=None)

    return figure


def _all() -> Iterator[Target]:
    for items, once in ((10_000, 0.1), (100_000, 0.05)):
        yield Target(f"{items} items from nothing: wall time, of Hugo's", 1.0, _wall(items, "cold", "cold"))
        yield Target(f"{items} items from nothing: peak memory, of Hugo's", 0.5, _memory(items))
        yield Target(f"{items} items, one edited: wall time, of Hugo's", once, _wall(items, "edited", "edited"))
        yield Target(f"{items} items, one added: wall time, of Hugo's", once, _wall(items, "added", "edited"))
        yield Target(f"{items} items, nothing changed: wall time, of reading and hashing", 1.0, _floor(items))
    yield Target("10000 items: check with the leak scan, of that without", 1.25, _scan(10_000))
    yield Target("100000 items: time an item, of that at 1000", 1.2, _growth(1_000, 100_000))
    for words, most in (("start-up, KB", 250), ("first ten results, ms", 1_000), (MEMORY, 2e9 / 1024**2)):
        yield Target(f"100000 items, search: {words}", most, _search(100_000, words))


TARGETS = tuple(_all())


def section(sizes: list[Size]) -> list[str]:
    """The part of the report, as lines."""
    by_items = {size.items: size for size in sizes}
    rows = []
    for target in TARGETS:
        figure = target.figure(by_items)
        said = "not measured by this run" if figure is None else "met" if figure <= target.most else "**missed**"
        rows.append(f"| {target.words} | {target.most:g} | {'' if figure is None else f'{figure:.2f}'} | {said} |")
    return ["## Targets", "", "| what | at most | measured | |", "| --- | ---: | ---: | --- |", *rows, ""]

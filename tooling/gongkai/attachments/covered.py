"""Text that a PDF has and does not show: under a box, in the colour of its ground, outside of the page. It can still be copied.

A character counts as covered when something opaque was painted over its middle later, or when it has the colour of what was
painted under it last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.attachments.examined import Refused
from gongkai.attachments.painting import Painted
from gongkai.attachments.plane import Area, Colour

_MOST = 5_000_000  # comparisons of one page; a table with grounds in all its cells takes some ten thousand
_FEW = 3  # characters; fewer may be touched by a line or an ornament
_PAPER: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many characters of a page lie under something, and how many nobody sees for another reason."""

    under: int
    elsewhere: int

    @property
    def covered(self) -> bool:
        return self.under >= _FEW

    @property
    def hidden(self) -> bool:
        return self.elsewhere >= _FEW


def unseen(painted: Painted, box: Sequence[float]) -> Unseen:
    """Look at every character of a page that shows ``box`` (two corners). One pass over the areas, in their order."""
    left, right = sorted((box[0], box[2]))
    bottom, top = sorted((box[1], box[3]))
    covered: set[int] = set()
    ground: dict[int, Colour | None] = {}
    for area, numbers in _touched(painted):
        for number in numbers:
            if number < area.before:
                covered.add(number)
            else:
                ground[number] = area.colour
    elsewhere = 0
    for number, ((x, y), colour) in enumerate(painted.characters):
        if colour is not None and colour == ground.get(number):
            covered.add(number)
        elif not (left <= x <= right and bottom <= y <= top) or (colour == _PAPER and number not in ground):
            elsewhere += 1
    return Unseen(len(covered), elsewhere)


def _touched(painted: Painted) -> Iterator[tuple[Area, Iterator[int]]]:
    """Each area with the characters whose middles it holds; only those at its height are looked at. Raises Refused."""
    characters = painted.characters
    order = sorted(range(len(characters)), key=lambda number: characters[number][0][1])
    heights = [characters[number][0][1] for number in order]
    compared = 0
    for area in painted.areas:
        near = order[bisect_left(heights, area.bounds[1]) : bisect_right(heights, area.bounds[3])]
        compared += len(near)
        near = [number for number in near if area.bounds[0] <= characters[number][0][0] <= area.bounds[2]]
        compared += len(near) * len(area.corners)
        if compared > _MOST:
            raise Refused("too_large")
        yield area, (number for number in near if area.holds(characters[number][0]))

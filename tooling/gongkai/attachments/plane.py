"""Points and transformations of a PDF page, and areas on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Colour = tuple[float, ...]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """An area that was filled: its corners, its bounds, its colour, and how many characters were painted before."""

    corners: tuple[Point, ...]
    bounds: tuple[float, float, float, float]
    colour: Colour | None
    before: int

    def holds(self, point: Point) -> bool:
        x, y = point
        left, bottom, right, top = self.bounds
        if not (left <= x <= right and bottom <= y <= top):
            return False
        inside = False
        last = self.corners[-1]
        for corner in self.corners:
            if (corner[1] > y) != (last[1] > y) and x < (last[0] - corner[0]) * (y - corner[1]) / (
                last[1] - corner[1]
            ) + corner[0]:
                inside = not inside
            last = corner
        return inside


def matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in values)
    return a, b, c, d, e, f


def times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def at(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

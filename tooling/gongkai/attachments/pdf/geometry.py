"""Places on a page of a PDF: in the file's coordinates, and as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[
    float, float, float, float
]  # left, top, right, bottom; in points from the upper left corner of what is shown


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a page: the part of its coordinates, and how often it is turned by a right angle, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def size(self) -> tuple[float, float]:
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.turned % 2 else (across, up)

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file's coordinates as a reader sees it."""
        if self.turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turned == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def times(matrix: Any, outer: Matrix | None) -> Matrix:
    """A matrix of the engine, and then the one around it."""
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    if outer is None:
        return a, b, c, d, e, f
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def placed(box: Box, outer: Matrix | None) -> Box:
    """The box around a box that a matrix moves or turns."""
    if outer is None:
        return box
    a, b, c, d, e, f = outer
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)

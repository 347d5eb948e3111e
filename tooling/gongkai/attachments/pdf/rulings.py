"""The tables that are ruled on a page: where its lines make cells."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2_raw as pdfium

from gongkai.attachments.pdf.engine import PATH, Page, Thing
from gongkai.attachments.pdf.geometry import Box

_THIN = 3.0  # points; what is wider is an area, of which the edges count
_SHORT = 4.0  # points; what is shorter belongs to a letter or an ornament
_NEAR = 2.5  # points within which lines are one, or touch
_MOST_SEGMENTS = 400  # of one path; more are a drawing
_MOST_RULINGS = 300  # of one page and direction
_MOST_CELLS = 20_000  # of one table


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line across or down: where it lies, and from where to where it goes, in pieces."""

    at: float
    spans: tuple[tuple[float, float], ...]

    def reaches(self, place: float) -> bool:
        return any(start - _NEAR <= place <= end + _NEAR for start, end in self.spans)


@dataclass(slots=True)
class Grid:
    """One table: its rulings; ``anchors``: for each row and column the first row and column of the cell that lies there."""

    across: list[Ruling]
    down: list[Ruling]
    rows: list[float] = field(init=False)
    columns: list[float] = field(init=False)
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows, self.columns = [one.at for one in self.across], [one.at for one in self.down]
        for row in range(len(self.rows) - 1):
            level = (self.rows[row] + self.rows[row + 1]) / 2
            for column in range(len(self.columns) - 1):
                place = (self.columns[column] + self.columns[column + 1]) / 2
                anchor = row, column
                if column and not self.down[column].reaches(level):
                    anchor = self.anchors[row, column - 1]
                elif row and not self.across[row].reaches(place):
                    anchor = self.anchors[row - 1, column]
                self.anchors[row, column] = anchor

    def field(self, x: float, y: float) -> tuple[float, float, float, float]:
        """The sides of the field that holds a point: left, top, right, bottom; whole fields are in one cell."""
        row, column = bisect_right(self.rows, y), bisect_right(self.columns, x)
        return self.columns[column - 1], self.rows[row - 1], self.columns[column], self.rows[row]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell that holds a point, by its first row and column."""
        return self.anchors.get((bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1))


def grids(page: Page) -> list[Grid]:
    """The tables of a page, from above; each has two cells at least."""
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for number, box in page.boxes().items():
        if page.things[number].kind == PATH:
            for left, top, right, bottom in _strokes(page.things[number], box, page):
                if bottom - top <= _THIN and right - left >= _SHORT:
                    level.append(((top + bottom) / 2, left, right))
                elif right - left <= _THIN and bottom - top >= _SHORT:
                    upright.append(((left + right) / 2, top, bottom))
    across, down = _merged(level), _merged(upright)
    if len(across) > _MOST_RULINGS or len(down) > _MOST_RULINGS:
        return []
    return sorted(_tables(across, down), key=lambda grid: grid.rows[0])


def _strokes(thing: Thing, box: Box, page: Page) -> Iterator[Box]:
    """A thin box as it is; of anything larger its straight edges."""
    left, top, right, bottom = box
    if min(right - left, bottom - top) <= _THIN:
        yield box
        return
    count = pdfium.FPDFPath_CountSegments(thing.handle)
    if count > _MOST_SEGMENTS:
        return
    matrix = thing.matrix()
    x, y, last, begun = ctypes.c_float(), ctypes.c_float(), None, None
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing.handle, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind, point = pdfium.FPDFPathSegment_GetType(segment), matrix(x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield _between(last, point, page)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield _between(last, begun, page)


def _between(one: tuple[float, float], other: tuple[float, float], page: Page) -> Box:
    (a, b), (c, d) = one, other
    return page.view.place(min(a, c), min(b, d), max(a, c), max(b, d))


def _merged(found: Iterable[tuple[float, float, float]]) -> list[Ruling]:
    """Lines at one place as one."""
    groups: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(found):
        if groups and at - groups[-1][0] <= _NEAR:
            groups[-1][1].append((start, end))
        else:
            groups.append((at, [(start, end)]))
    return [Ruling(at, tuple(_spans(spans))) for at, spans in groups]


def _spans(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    whole: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1] + _NEAR:
            whole[-1] = whole[-1][0], max(whole[-1][1], end)
        else:
            whole.append((start, end))
    return whole


def _tables(across: list[Ruling], down: list[Ruling]) -> Iterator[Grid]:
    """Rulings that touch, together; a ruling of two tables beside or below each other counts for each with its own part."""
    parts = [(one.at, span, True) for one in across for span in one.spans]
    parts += [(one.at, span, False) for one in down for span in one.spans]
    level = [number for number, part in enumerate(parts) if part[2]]
    upright = [number for number, part in enumerate(parts) if not part[2]]
    if len(level) * len(upright) > 250_000:
        return
    leader = list(range(len(parts)))

    def first(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for one in level:
        at, (start, end), _ = parts[one]
        for other in upright:
            place, (top, bottom), _ = parts[other]
            if start - _NEAR <= place <= end + _NEAR and top - _NEAR <= at <= bottom + _NEAR:
                leader[first(one)] = first(other)
    tables: dict[int, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {}
    for number, (at, (start, end), is_level) in enumerate(parts):
        tables.setdefault(first(number), ([], []))[0 if is_level else 1].append((at, start, end))
    for rows, columns in tables.values():
        lines, sides = _merged(rows), _merged(columns)
        cells = (len(lines) - 1) * (len(sides) - 1)
        if 2 <= cells <= _MOST_CELLS:
            yield Grid(lines, sides)

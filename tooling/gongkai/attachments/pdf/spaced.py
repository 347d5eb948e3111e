"""Tables without rulings: columns are where pieces of lines stand below one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.attachments.pdf.lines import Piece, joined

CELLS = " | "
_FAR = 2.4  # of a line's height: a distance from one line to the next that ends a table
_TIGHT = 1.25  # of a line's height: the distance of lines of one cell
_WITHIN = 1.6  # of a line's height: how far the lines of one cell are apart at most
_NEXT = 1.1  # of a column's smallest distance between lines: a larger one begins a new cell
_REGULAR = 0.6  # of all lines: so many fill nearly all columns where each line is a row


def end_of_table(found: Sequence[list[Piece]], start: int) -> int:
    """After the last line of a table that begins here: lines with gaps, and parts of cells between them; ``start`` if none does."""
    columns: list[tuple[float, float]] = []
    end = start
    for place in range(start, len(found)):
        line = found[place]
        distance = line[0].middle - found[place - 1][0].middle if place > start else 0.0
        fitted = None if distance > _FAR * line[0].height else _fitted(columns, line)
        if fitted is None:
            break
        if len(line) == 1:
            close = _goes_on(columns, line[0], distance) if place > start else _belongs(found, place)
            if not close and place >= end + 2:
                break
            if place == start and not close:
                break
            if close and place == end and columns:
                end = place + 1
        else:
            columns, end = fitted, place + 1
    return end if columns else start


def _fitted(columns: Sequence[tuple[float, float]], line: Sequence[Piece]) -> list[tuple[float, float]] | None:
    """The columns with one line more; None if it bridges two of them, or parts one."""
    fitted = list(columns)
    used: set[int] = set()
    for piece in line:
        over = [number for number, (left, right) in enumerate(fitted) if piece.left < right and left < piece.right]
        if len(over) > 1 or (over and over[0] in used):
            return None
        if over:
            left, right = fitted[over[0]]
            fitted[over[0]] = min(left, piece.left), max(right, piece.right)
            used.add(over[0])
        else:
            used.add(len(fitted))
            fitted.append((piece.left, piece.right))
    return fitted


def _goes_on(columns: Sequence[tuple[float, float]], one: Piece, distance: float) -> bool:
    """Return whether a single piece is the rest of a cell of the line above; below a cell that is not the first it may be further off."""
    beside = columns and one.left > min(right for _, right in columns)
    return distance <= one.height * (_WITHIN if beside else _NEXT)


def _belongs(found: Sequence[list[Piece]], place: int) -> bool:
    """Return whether a single piece is the upper part of a cell of one of the next lines."""
    one = found[place][0]
    return any(
        len(line) > 1 and line[0].middle - one.middle < one.height * _WITHIN for line in found[place + 1 : place + 3]
    )


def spaced(found: Sequence[list[Piece]]) -> str:
    """The text of a table, with as many cells in each row."""
    columns: list[tuple[float, float]] = []
    for one in sorted((one for line in found if len(line) > 1 for one in line), key=lambda one: one.left):
        if columns and one.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], one.right)
        else:
            columns.append((one.left, one.right))
    starts = [left for left, _ in columns]
    placed = [[(max(0, bisect_right(starts, one.left + 1) - 1), one) for one in line] for line in found]
    regular = sum(len(line) >= max(2, len(columns) - 1) for line in found) >= _REGULAR * len(found)
    rows = _by_lines(placed, len(columns)) if regular else _by_cells(placed, len(columns))
    return "\n".join(CELLS.join(joined(row.get(column, ())) for column in range(len(columns))) for row in rows)


_Rows = list[dict[int, list[str]]]


def _by_lines(placed: Sequence[list[tuple[int, Piece]]], count: int) -> _Rows:
    """Each line is a row, or goes on in some cells of the row above it."""
    rows: _Rows = []
    last = 0.0
    for line in placed:
        now: dict[int, list[str]] = {}
        for column, one in line:
            now.setdefault(column, []).append(one.text)
        first = line[0][1]
        near = rows and first.middle - last < _TIGHT * first.height and len(now) < count
        if near and (now.keys() < rows[-1].keys() or not now.keys() & rows[-1].keys()):
            for column, texts in now.items():
                rows[-1].setdefault(column, []).extend(texts)
        else:
            rows.append(now)
        last = first.middle
    return rows


def _by_cells(placed: Sequence[list[tuple[int, Piece]]], count: int) -> _Rows:
    """Cells of several lines beside one another: a row is what overlaps in height."""
    columns: list[list[Piece]] = [[] for _ in range(count)]
    for line in placed:
        for column, one in line:
            columns[column].append(one)
    cells = sorted(
        (cell[0].top, cell[-1].bottom, number, cell) for number, column in enumerate(columns) for cell in _cells(column)
    )
    rows: _Rows = []
    bottom = 0.0
    for top, end, number, cell in cells:
        if not rows or top > bottom - 0.3 * cell[0].height:
            rows.append({})
            bottom = end
        bottom = max(bottom, end)
        rows[-1].setdefault(number, []).extend(one.text for one in cell)
    return rows


def _cells(column: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of one column by cells: lines of one cell are closer to one another than to the next cell."""
    ordered = sorted(column, key=lambda one: one.middle)
    distances = [after.middle - before.middle for before, after in pairwise(ordered)]
    smallest = min((one for one in distances if one > 0), default=0.0)
    cell = ordered[:1]
    for one, distance in zip(ordered[1:], distances, strict=True):
        if distance <= _NEXT * min(smallest, one.height * 1.15):
            cell.append(one)
        else:
            yield cell
            cell = [one]
    if cell:
        yield cell

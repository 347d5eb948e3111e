"""What a page says, in passages: each ruled table, each table that is only spaced, and the paragraphs between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from gongkai.attachments.pdf.engine import Character
from gongkai.attachments.pdf.lines import Piece, joined, lines, pieces, spelled
from gongkai.attachments.pdf.rulings import Grid

_CELLS = " | "
_FAR = 1.6  # of a line's height: a distance from one line to the next that ends a table without rulings
_TIGHT = 1.25  # of a line's height: the distance of lines of one cell
_MARGIN = 1.6  # of a line's height: how far from the margin a full line may end


def passages(characters: Sequence[Character], tables: Sequence[Grid]) -> list[str]:
    """The text of a page, by tables and paragraphs, from above. In a table every row has the same number of cells."""
    cells: list[dict[tuple[int, int], list[Character]]] = [{} for _ in tables]
    rest: list[Character] = []
    bounds = [(one.columns[0], one.rows[0], one.columns[-1], one.rows[-1]) for one in tables]
    for one in characters:
        x, y = (one[1] + one[3]) / 2, (one[2] + one[4]) / 2
        for number, (left, top, right, bottom) in enumerate(bounds):
            if left <= x <= right and top <= y <= bottom:
                cell = tables[number].cell(x, y)
                if cell is not None:
                    cells[number].setdefault(cell, []).append(one)
                    break
        else:
            rest.append(one)
    found = [(bounds[number][1], _ruled(table, cells[number])) for number, table in enumerate(tables)]
    found += _free([pieces(line) for line in lines(rest)])
    return [text for _, text in sorted(found, key=lambda one: one[0]) if text]


def _ruled(table: Grid, cells: dict[tuple[int, int], list[Character]]) -> str:
    """A table as text; rows and columns in which nothing stands are no part of it."""
    used = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    texts = {place: joined(map(spelled, lines(inside))) for place, inside in cells.items()}
    return "\n".join(_CELLS.join(texts.get((row, column), "") for column in columns) for row in used)


def _free(found: Sequence[list[Piece]]) -> Iterator[tuple[float, str]]:
    """Lines outside of rulings: those with gaps are a table, the others paragraphs."""
    paragraph: list[Piece] = []
    place = 0
    while place < len(found):
        end = _end_of_table(found, place)
        if end > place:
            yield from _paragraphs(paragraph)
            paragraph = []
            yield found[place][0].top, _spaced(found[place:end])
            place = end
        else:
            paragraph += found[place]
            place += 1
    yield from _paragraphs(paragraph)


def _end_of_table(found: Sequence[list[Piece]], start: int) -> int:
    """After the last line of a table that begins here: lines with gaps, and parts of cells below and between them."""
    end = start
    for place in range(start, len(found)):
        if place > start and found[place][0].middle - found[place - 1][0].middle > _FAR * 1.5 * found[place][0].height:
            break
        if len(found[place]) > 1:
            end = place + 1
        elif place == start and not _belongs(found, place):
            break
        elif place >= end + 2:
            break
    return end if any(len(line) > 1 for line in found[start:end]) else start


def _belongs(found: Sequence[list[Piece]], place: int) -> bool:
    """Whether a single piece is the upper part of a cell of the next line."""
    if place + 1 >= len(found) or len(found[place + 1]) < 2:
        return False
    one, below = found[place][0], found[place + 1]
    return below[0].middle - one.middle < one.height * 0.8


def _spaced(found: Sequence[list[Piece]]) -> str:
    """A table without rulings: columns are where pieces stand below one another."""
    columns: list[tuple[float, float]] = []
    for one in sorted((one for line in found if len(line) > 1 for one in line), key=lambda one: one.left):
        if columns and one.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], one.right)
        else:
            columns.append((one.left, one.right))
    starts = [left for left, _ in columns]
    rows: list[dict[int, list[str]]] = []
    last, full = 0.0, False
    for line in found:
        placed: dict[int, list[str]] = {}
        for one in line:
            placed.setdefault(max(0, bisect_right(starts, one.left + 1) - 1), []).append(one.text)
        near = rows and line[0].middle - last < _TIGHT * line[0].height
        if near and len(placed) < len(columns) and (placed.keys() < rows[-1].keys() or not placed.keys() & rows[-1].keys()):
            for column, texts in placed.items():
                rows[-1].setdefault(column, []).extend(texts)
        else:
            rows.append(placed)
        last = line[0].middle
    return "\n".join(_CELLS.join(joined(row.get(column, ())) for column in range(len(columns))) for row in rows)


def _paragraphs(found: Sequence[Piece]) -> Iterator[tuple[float, str]]:
    """Lines that go to the margin go on in the next one."""
    if not found:
        return
    left, right = min(one.left for one in found), max(one.right for one in found)
    texts: list[str] = []
    before: Piece | None = None
    for one in found:
        if before is not None and (_goes_on(before, one, left, right) or _upright(before, one)):
            texts[-1] = joined((texts[-1], one.text))
        else:
            texts.append(one.text)
        before = one
    yield found[0].top, "\n".join(texts)


def _goes_on(before: Piece, one: Piece, left: float, right: float) -> bool:
    near = one.middle - before.middle < 3 * one.height
    return near and before.right >= right - _MARGIN * one.height and one.left <= left + 0.5 * one.height and right - left > 8 * one.height


def _upright(before: Piece, one: Piece) -> bool:
    """Characters below one another: vertical writing, or one digit a line."""
    return len(before.text) == len(one.text) == 1 and abs(before.left - one.left) < one.height / 2 and one.middle - before.middle < 1.8 * one.height

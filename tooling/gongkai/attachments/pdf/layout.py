"""What a page says, in passages: each ruled table, each table that is only spaced, and the paragraphs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.attachments.pdf.engine import Character
from gongkai.attachments.pdf.lines import Piece, in_columns, joined, lines, spelled
from gongkai.attachments.pdf.rulings import Grid
from gongkai.attachments.pdf.spaced import CELLS, end_of_table, spaced

_MARGIN = 1.6  # of a line's height: how far from the margin a full line may end


def passages(characters: Sequence[Character], tables: Sequence[Grid]) -> list[str]:
    """The text of a page, by tables and paragraphs, from above. In a table every row has the same number of cells."""
    cells: list[dict[tuple[int, int], list[Character]]] = [{} for _ in tables]
    rest: list[Character] = []
    bounds = [(one.columns[0], one.rows[0], one.columns[-1], one.rows[-1]) for one in tables]
    fields = [(*bounds[number], table.cell, cells[number]) for number, table in enumerate(tables)]
    # The next character mostly stands in the field of the last one; where tables lie on one another, the first one counts.
    west = north = east = south = 0.0
    beside: list[Character] = []
    for one in characters:
        _, from_left, from_top, to_right, to_bottom = one
        x, y = (from_left + to_right) / 2, (from_top + to_bottom) / 2
        if west <= x < east and north <= y < south:
            beside.append(one)
            continue
        for left, top, right, bottom, cell_at, inside in fields:
            if left <= x <= right and top <= y <= bottom and (cell := cell_at(x, y)) is not None:
                beside = inside.setdefault(cell, [])
                beside.append(one)
                if inside is cells[0]:
                    west, north, east, south = tables[0].field(x, y)
                break
        else:
            rest.append(one)
    found = [(bounds[number][1], _ruled(table, cells[number])) for number, table in enumerate(tables)]
    found += _free(in_columns(lines(rest)), [top for _, top, _, _ in bounds])
    return [text for _, text in sorted(found, key=lambda one: one[0]) if text]


def _ruled(table: Grid, cells: dict[tuple[int, int], list[Character]]) -> str:
    """A table as text; rows and columns in which nothing stands are no part of it."""
    used = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    texts = {place: joined(map(spelled, lines(inside))) for place, inside in cells.items()}
    return "\n".join(CELLS.join(texts.get((row, column), "") for column in columns) for row in used)


def _free(found: Sequence[list[Piece]], tops: Sequence[float]) -> Iterator[tuple[float, str]]:
    """Lines outside of rulings: those with gaps are a table, the others paragraphs; ``tops``: where ruled tables part them."""
    paragraph: list[Piece] = []
    place = 0
    while place < len(found):
        if paragraph and any(paragraph[-1].top < top <= found[place][0].top for top in tops):
            yield from _paragraphs(paragraph)
            paragraph = []
        end = end_of_table(found, place)
        if end > place:
            yield from _paragraphs(paragraph)
            paragraph = []
            yield found[place][0].top, spaced(found[place:end])
            place = end
        else:
            paragraph += found[place]
            place += 1
    yield from _paragraphs(paragraph)


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
    return (
        near
        and before.right >= right - _MARGIN * one.height
        and one.left <= left + 0.5 * one.height
        and right - left > 8 * one.height
    )


def _upright(before: Piece, one: Piece) -> bool:
    """Characters below one another: vertical writing, or one digit a line."""
    return (
        len(before.text) == len(one.text) == 1
        and abs(before.left - one.left) < one.height / 2
        and one.middle - before.middle < 1.8 * one.height
    )

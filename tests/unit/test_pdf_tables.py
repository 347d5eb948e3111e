"""Tables of PDF pages are read row by row and cell by cell, ruled or not, as office programs write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest

from gongkai.attachments.inspect_file import inspect_file
from support.pdf_files import file, simple

Placed = tuple[float, float, str]  # from the left, from below, what stands there


def read(content: str) -> list[str]:
    examined = inspect_file("x.pdf", file(simple(content.encode("ascii"))))
    assert (examined.faults, examined.unread) == ((), ())
    return [one.text for one in examined.passages if one.where == "第1页"]


def words(*placed: Placed) -> str:
    return " ".join(f"BT /F1 10 Tf {x} {y} Td ({said}) Tj ET" for x, y, said in placed)


def _filled(across: Iterable[Sequence[float]], down: Iterable[Sequence[float]]) -> str:
    """Thin boxes, as Word draws borders: each (at, from, to)."""
    return " ".join(
        [f"{start} {at} {end - start} 0.5 re f" for at, start, end in across]
        + [f"{at} {start} 0.5 {end - start} re f" for at, start, end in down]
    )


def _stroked(across: Iterable[Sequence[float]], down: Iterable[Sequence[float]]) -> str:
    """Lines, as LibreOffice and CAD programs draw them."""
    return " ".join(
        [f"{start} {at} m {end} {at} l S" for at, start, end in across]
        + [f"{at} {start} m {at} {end} l S" for at, start, end in down]
    )


def _framed(across: Sequence[Sequence[float]], down: Sequence[Sequence[float]]) -> str:
    """A box for each cell, as spreadsheet programs draw them."""
    rows, columns = sorted(one[0] for one in across), sorted(one[0] for one in down)
    return " ".join(
        f"{left} {low} {right - left} {high - low} re S"
        for low, high in pairwise(rows)
        for left, right in pairwise(columns)
    )


DRAWN = {"thin boxes": _filled, "lines": _stroked, "a box for each cell": _framed}
_GRID = [(y, 70, 270) for y in (600, 650, 700)], [(x, 600, 700) for x in (70, 130, 180, 270)]
_CELLS = words(
    (75, 672, "Name"), (135, 672, "Number"), (185, 672, "Sum"), (75, 622, "Zhang"),
    (135, 636, "110101"), (135, 624, "19900101"), (135, 612, "1237"), (185, 622, "300"),
)  # fmt: skip


@pytest.mark.parametrize("how", sorted(DRAWN))
def test_a_number_that_is_broken_in_a_narrow_cell_is_whole(how: str) -> None:
    assert read(DRAWN[how](*_GRID) + " " + _CELLS) == ["Name | Number | Sum\nZhang | 110101199001011237 | 300"]


def test_one_digit_a_cell() -> None:
    digits = "110101199001011237"
    columns = [70 + 20 * n for n in range(len(digits) + 2)]
    lines = _filled([(y, 70, columns[-1]) for y in (600, 620)], [(x, 600, 620) for x in columns])
    said = words((72, 605, "ID"), *((columns[n + 1] + 6, 605, digit) for n, digit in enumerate(digits)))
    assert read(lines + " " + said) == [" | ".join(["ID", *digits])]


def test_cells_over_several_columns_and_rows() -> None:
    lines = _filled(
        [(600, 70, 270), (620, 130, 270), (640, 70, 270), (660, 70, 270)],
        [(70, 600, 660), (130, 600, 640), (200, 600, 640), (270, 600, 660)],
    )
    said = words(
        (110, 645, "List of the county"),
        (75, 616, "Hedong"),
        (135, 625, "Wang"),
        (205, 625, "300"),
        (135, 605, "Li"),
        (205, 605, "400"),
    )
    assert read(lines + " " + said) == ["List of the county |  | \nHedong | Wang | 300\n | Li | 400"]


def test_columns_that_are_only_spaced() -> None:
    rows = [("Name", "Address", "Born"), ("Wang", "Hedong 12", "1975-03-12"), ("Li", "Hexi 3", "1980-01-02")]
    said = words(
        *(placed for n, row in enumerate(rows) for placed in zip((72, 180, 320), (700 - 20 * n,) * 3, row, strict=True))
    )
    assert read(said) == ["Name | Address | Born\nWang | Hedong 12 | 1975-03-12\nLi | Hexi 3 | 1980-01-02"]


def test_an_empty_cell_of_spaced_columns_stays_empty() -> None:
    said = words(
        (72, 700, "a"),
        (180, 700, "b"),
        (320, 700, "c"),
        (72, 680, "d"),
        (320, 680, "f"),
        (180, 660, "h"),
        (320, 660, "i"),
    )
    assert read(said) == ["a | b | c\nd |  | f\n | h | i"]


def test_a_number_that_is_broken_in_spaced_columns_is_whole() -> None:
    rows = []
    for n in range(4):
        top = 700 - n * 50
        rows += [
            (72, top - 12, f"Zhang{n}"),
            (180, top, "110101"),
            (180, top - 12, "19900101"),
            (180, top - 24, f"123{n}"),
            (320, top - 12, "300"),
        ]
    assert read(words(*rows)) == ["\n".join(f"Zhang{n} | 11010119900101123{n} | 300" for n in range(4))]


def test_full_cells_close_to_one_another_are_parted_where_the_columns_begin() -> None:
    """As a word processor prints a table without borders whose columns are too narrow."""
    lines = {
        700: ("Name", "Born", "Level", "Subject and"),
        686: ("", "", "", "answer"),
        662: ("Wang", "1990 05", "Secret ten", "A long tale"),
        648: ("", "12", "", "of it"),
        624: ("Zhao", "1985 10", "Open to all", "Another one"),
    }
    placed = [
        (left, height, said)
        for height, line in lines.items()
        for left, said in zip((72, 120, 170, 228), line, strict=True)
        if said
    ]
    assert read(words(*placed)) == [
        "Name | Born | Level | Subject and answer\nWang | 1990 0512 | Secret ten | A long tale of it\n"
        "Zhao | 1985 10 | Open to all | Another one"
    ]


def test_text_around_a_table_keeps_its_place() -> None:
    content = words((72, 750, "Before")) + " " + _filled(*_GRID) + " " + _CELLS + " " + words((72, 500, "After"))
    assert [text.partition("\n")[0] for text in read(content)] == ["Before", "Name | Number | Sum", "After"]


def test_characters_below_one_another_are_one_word() -> None:
    assert read(words(*((72, 700 - 12 * n, digit) for n, digit in enumerate("13800138000")))) == ["13800138000"]

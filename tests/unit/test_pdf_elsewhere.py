"""Text beside a page: it passes where another page shows it as it is written, and is hidden everywhere else."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from gongkai.attachments.inspect_file import inspect_file

_LABELS = ("first quarter", "second quarter", "third quarter")
_WIDTH = 595


def pages(*shown: Sequence[tuple[float, str]]) -> bytes:
    """A document with these words on each page: how far from the left, and what."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, 842), invariant=1)
    for one in shown:
        canvas.drawString(72, 800, "Notice of the county")
        for left, words in one:
            canvas.drawString(left, 500, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _chart(shift: float) -> list[tuple[float, str]]:
    return [(100 + 300 * number - shift, words) for number, words in enumerate(_LABELS)]


def faults(data: bytes) -> list[tuple[str, str]]:
    return list(inspect_file("x.pdf", data).faults)


@pytest.mark.parametrize("count", [2, 3])
def test_a_chart_over_several_pages_passes(count: int) -> None:
    step = 380 if count == 2 else 300
    assert faults(pages(*(_chart(step * number) for number in range(count)))) == []


def test_it_passes_whichever_page_comes_first() -> None:
    assert faults(pages(_chart(380), [], _chart(0))) == []


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (pages(_chart(0)), ["第1页"]),
        (pages(_chart(0), _chart(0)), ["第1页", "第2页"]),  # beside both
        (
            pages([(-50, "a"), (700, "b"), (750, "c")], [(72, "abc")]),
            ["第1页"],
        ),  # too short to say where it was taken from
        (pages([(700, "resident 1")], [(72, "resident 2")]), ["第1页"]),
        (pages([(700, "4"), (720, "1"), (740, "3"), (760, "7")], [(72, "1 2 3 4 5 6 7")]), ["第1页"]),  # digit by digit
    ],
)
def test_what_no_page_shows_is_hidden(data: bytes, where: list[str]) -> None:
    assert faults(data) == [("hidden_text", one) for one in where]


def test_more_than_is_looked_for_is_hidden() -> None:
    assert len(faults(pages(*[_chart(0)] * 300, _chart(380)))) == 301
    assert len(faults(pages(*[_chart(0)] * 20, _chart(380)))) == 0

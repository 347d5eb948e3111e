"""Long files of a site are looked at in pieces, and nothing that stands in them is cut in two."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.proof import texts
from gongkai.proof.output import Use
from gongkai.proof.scan import Task, Words, scan

_LINES = st.lists(st.text("ab\u516c\u5f00", max_size=12), max_size=60)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long is decided by the size of a piece."""
    monkeypatch.setattr(texts, "_PIECE", 64)


@given(_LINES, st.integers(0, 40))
def test_every_stretch_is_whole_in_a_piece_that_begins_and_ends_with_a_line(lines: list[str], longest: int) -> None:
    data = "\n".join(lines).encode()
    found = list(texts.pieces(data, longest))
    assert all(data[at : at + longest] in b"|".join(found) for at in range(len(data)))
    for one in found:
        assert one.decode() == one.decode("utf-8", "replace")
        assert b"\n" + one in b"\n" + data and (one.endswith(b"\n") or data.endswith(one))
    assert sum(map(len, found)) <= len(data) * (1 + (longest + 13 * 3) / 64) + 64, (
        "no more is looked at twice than has to be"
    )


def test_a_line_without_end_is_one_piece() -> None:
    data = b"short\n" + b"x" * 500 + b"\nshort\n" * 20
    assert max(map(len, texts.pieces(data, 10))) >= 500 and b"".join(texts.pieces(b"x" * 500, 10)) == b"x" * 500


def _scanned(tmp_path: Path, path: str, data: bytes, word: str) -> tuple[tuple[int, int, int], ...]:
    return scan(_task(tmp_path, word), path, Use.COLLECTION, data, "").hits


def _task(tmp_path: Path, word: str) -> Task:
    kept = tmp_path / f"{word.encode().hex()}.json"  # a worker reads each once
    Words.keep(kept, [word], [], 1)
    return Task(tmp_path, "https://a.example/", kept)


_ROWS = [{"title": f"第{number}件", "summary": "公开信息" * (number % 9)} for number in range(80)]


def _as_json(rows: list[dict[str, str]], ascii_only: bool) -> bytes:
    return b",\n".join(json.dumps(row, ensure_ascii=ascii_only).encode() for row in rows)


@pytest.mark.parametrize("place", [0, 1, 37, 78, 79])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_an_internal_text_is_found_wherever_it_stands(tmp_path: Path, place: int, ascii_only: bool) -> None:
    rows = [row | {"title": "经办人“甲”\n说：“可以 😀”"} if at == place else row for at, row in enumerate(_ROWS)]
    data = _as_json(rows, ascii_only)
    assert _scanned(tmp_path, "catalog.json", data, "经办人“甲”\n说：“可以 😀”")
    assert not _scanned(tmp_path, "catalog.json", _as_json(_ROWS, ascii_only), "经办人“甲”\n说：“可以 😀”")


def test_a_text_over_two_lines_and_two_pieces_is_found(tmp_path: Path) -> None:
    for before in range(150):
        data = b"\n".join([*[b"x" * (n % 7) for n in range(before)], "同意\n公开甲".encode(), *[b"y" * 9] * 30])
        assert _scanned(tmp_path, "list.txt", data, "同意\n公开甲"), before


def test_an_escape_that_is_none_is_unreadable(tmp_path: Path) -> None:
    assert scan(_task(tmp_path, "内部"), "a.json", None, rb'{"a": "\x"}', "").unreadable


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_the_rows_of_a_large_sheet_are_all_looked_at(tmp_path: Path, place: int) -> None:
    rows = [
        f"<row><c><is><t>{'内部意见' if at == place else '公开'}{'&amp;' * (at % 5)}</t></is></c></row>"
        for at in range(60)
    ]
    for tail in ("</sheetData>", ""):
        book = io.BytesIO()
        with zipfile.ZipFile(book, "w") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", "<sheetData>" + "".join(rows) + tail)
        assert _scanned(tmp_path, "catalog.xlsx", book.getvalue(), "内部意见")
        assert not _scanned(tmp_path, "catalog.xlsx", book.getvalue(), "秘密意见")


def test_a_part_without_rows_is_looked_at_whole(tmp_path: Path) -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("word/document.xml", "<p>" + "x" * 60 + " 内部意见 " + "y" * 300 + "</p>")
    assert _scanned(tmp_path, "blank.docx", book.getvalue(), "内部意见")

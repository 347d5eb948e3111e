"""``gongkai tidy``: what it mends and shows, what it leaves alone, and that sign-offs never fall in silence."""

from __future__ import annotations

import contextlib
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.cli import main
from gongkai.core.findings import CannotRun
from gongkai.markup.tidy import tidied
from gongkai.source.envelope import open_document
from gongkai.source.tidy import tidy
from support import county

PATH = "content/items/finance/2026/00009.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = county.copy_to(tmp_path / "county")
    county.write_item(folder, PATH)
    return folder


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "tidy", *arguments])


def written(root: Path, path: str = PATH) -> bytes:
    return (root / path).read_bytes()


def replace(root: Path, old: str, new: str, path: str = PATH) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


# What it does -------------------------------------------------------------------------------------------------


def test_what_is_tidy_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.suffix in (".md", ".yaml")]
    before = {path: written(root, path) for path in paths}
    assert run(root, *paths) == 0
    assert {path: written(root, path) for path in paths} == before
    assert capsys.readouterr().out.count("不需要整理") == len(paths)


def test_it_shows_every_line_that_it_changes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(root, "title: 关于", "title：*关于")
    replace(root, "正文。", "正文。\n## 一、总则\n| 甲 | 乙 |\n| 1 | 2 |")
    (root / PATH).write_bytes(b"\xef\xbb\xbf" + written(root).replace(b"\n", b"\r\n"))
    assert run(root, PATH) == 0
    said = capsys.readouterr().out
    for one in (
        "BOM",
        "换行由 Windows 格式改为 LF",
        "第 3 行",
        "原为 title：*关于",
        '改为 title: "*关于',
        "| --- | --- |",
        "加空行",
    ):
        assert one in said
    assert "正文。\n\n## 一、总则\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n" in written(root).decode()


@pytest.mark.parametrize(
    "typed, mended",
    [
        ("document_number: 示财发[2026]5号", "document_number: 示财发〔2026〕5号"),
        ("document_number：示财发（２０２６）第 5号", "document_number: 示财发〔2026〕第 5号"),
        ("document_number: '示财发 【2026】 5号'", "document_number: '示财发〔2026〕5号'"),
        ("document_number: 示财发[1995]5号", "document_number: 示财发[1995]5号"),
        ("document_number: （2026）示01行初5号", "document_number: （2026）示01行初5号"),
        ("audience: 第[2026]5号", "audience: 第[2026]5号"),
    ],
)
def test_the_number_of_a_document_gets_its_brackets(root: Path, typed: str, mended: str) -> None:
    replace(root, "produced_on:", f"{typed}\nproduced_on:")
    assert run(root, PATH) == 0
    assert f"\n{mended}\n" in written(root).decode()


def test_check_only_shows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(root, "title: ", "title：")
    before = written(root)
    assert run(root, "--check", PATH) == 1
    assert written(root) == before and "原为" in capsys.readouterr().out
    assert run(root, PATH) == 0
    assert run(root, "--check", PATH) == 0


def test_it_says_what_is_left_to_a_person(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(root, "正文。", "正\u200b文。")
    assert run(root, PATH) == 0
    assert "还有 1 处须由人改正" in capsys.readouterr().out


def test_registries_too(root: Path) -> None:
    text = written(root, "catalog/basis.yaml").decode()
    cut = text[: text.index("review:")]
    (root / "catalog/basis.yaml").write_bytes(
        cut.replace("    name: ", "    name：", 1).replace("\n", "\r\n").encode("gbk")
    )
    assert run(root, "catalog/basis.yaml") == 0
    assert written(root, "catalog/basis.yaml").decode() == cut


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: \xe5\xff\xfe\n---\n",
        "---\ntitle: 政務資訊公開辦法\n---\n".encode("big5"),
        b"\x89PNG\r\n\x1a\n\0\0",
    ],
)
def test_it_does_not_guess_an_encoding(root: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (root / PATH).write_bytes(data)
    assert run(root, PATH) == 2
    assert written(root) == data and "编码" in capsys.readouterr().err


def test_an_attachment_is_not_touched(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = written(root, county.ATTACHMENT)
    assert run(root, county.ATTACHMENT) == 2
    assert written(root, county.ATTACHMENT) == before and "另存为" in capsys.readouterr().err


def test_nothing_outside_is_touched(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "a.md"
    outside.write_bytes(b"---\r\ntitle: x\r\n---\r\n")
    (root / "content/pages/link.md").symlink_to(outside)
    assert run(root, str(outside)) == 2 and run(root, "content/pages/link.md") == 2
    assert outside.read_bytes() == b"---\r\ntitle: x\r\n---\r\n"


# Sign-offs ----------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(root: Path) -> Iterator[Path]:
    replace(root, "正文。", "正文。\n## 一、总则")
    county.resign(root, PATH)
    yield root


def test_sign_offs_fall_only_with_consent(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is at the terminal here, so nobody agrees."""
    before = written(signed)
    assert b"review:" in before
    assert run(signed, PATH) == 2
    assert written(signed) == before and "审签失效" in capsys.readouterr().out
    assert run(signed, "--yes", PATH) == 0
    assert b"review:" not in written(signed) and "正文。\n\n## 一、总则" in written(signed).decode()


@pytest.mark.parametrize("answer, code", [("是", 0), ("y", 0), ("否", 1), ("", 1), ("不同意", 1)])
def test_it_asks_in_chinese(signed: Path, answer: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert run(signed, PATH) == code
    assert (b"review:" in written(signed)) == bool(code)


def test_what_somebody_saves_meanwhile_is_kept(signed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(question: str) -> str:
        (signed / PATH).write_bytes(b"of a colleague")
        return "是"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    assert run(signed, PATH) == 2
    assert written(signed) == b"of a colleague"


def test_bytes_that_were_not_signed_come_and_go_without_a_question(root: Path) -> None:
    county.resign(root, PATH)
    before = written(root)
    (root / PATH).write_bytes(before.replace(b"\n", b"\r\n"))
    assert run(root, PATH) == 0
    assert written(root) == before


def test_a_comment_is_not_drawn_into_the_value_before_it() -> None:
    text = '---\ntitle: "关于 #1 机组的公告" # 已核\n---\n正文\n'
    assert tidy(text.encode(), True, tidied).after == text


def test_full_width_colons_below_a_key() -> None:
    text = "---\nscope_check：\n  in_scope：no\n  note：无\n---\n正文\n"
    assert tidy(text.encode(), True, tidied).after == text.replace("：\n", ":\n").replace("：", ": ")


def test_a_pasted_table_becomes_a_table() -> None:
    body = "见下表：\n姓名\t金额\n张*\t8|0\n李*\t\n以上。\n"
    assert tidied(body) == "见下表：\n\n| 姓名 | 金额 |\n| --- | --- |\n| 张* | 8\\|0 |\n| 李* |  |\n\n以上。\n"
    assert tidied(tidied(body)) == tidied(body)


def test_what_a_person_has_to_settle_is_not_settled_by_a_blank_line() -> None:
    for body in ("| 甲 | 乙 |\n| --- | --- |\n合计 | 3 |\n", "一、目标\n- 甲\n"):
        assert tidied(body) == body


# Properties ---------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "title: ",
        "title：",
        "  - path：",
        "- ",
        "a",
        "中文",
        " #1",
        " # x",
        "[",
        "*",
        '"',
        "'",
        ": ",
        "\t",
        "\u3000",
        "\r",
        "\n",
        "\n",
        "\n",
        "review:\n",
        "---\n",
        "# 一\n",
        "## 二",
        "| a | b |\n",
        "| 1 | 2 |\n",
        "- x\n- y\n",
        "```\n",
        "::: 落款\n",
        ">",
        "|",
        "é",
        "e\u0301",
        "\ufeff",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=25).map("".join)
_FILES = _TEXTS | _TEXTS.map("---\n{}\n---\n正文\n".format)


def _letters(text: str) -> str:
    """What people read of a text: without quotes, colons, blanks and rulers, which tidy may add."""
    kept = unicodedata.normalize("NFC", text.replace("\ufeff", "")).replace("：", ":")
    return "".join(one for one in kept if not one.isspace() and one not in "\"'|-\ufeff:")


@given(_FILES)
def test_nothing_that_people_read_changes_and_twice_is_once(text: str) -> None:
    for document in (True, False):
        once = tidy(text.encode(), document, tidied).after
        assert tidy(once.encode(), document, tidied).after == once
        assert _letters(once) == _letters(text)


@given(_FILES)
def test_what_could_be_read_says_the_same_afterwards(text: str) -> None:
    """Values and review of a good file stay; of the body blank lines and rulers alone may be added."""
    before = open_document(text.encode())
    if before.problems:
        return
    after = open_document(tidy(text.encode(), True, tidied).after.encode())
    assert after.problems == [] and after.values == before.values and after.review == before.review


@given(st.binary(max_size=80))
def test_any_bytes_are_tidied_or_refused(data: bytes) -> None:
    for document in (True, False):
        with contextlib.suppress(CannotRun):
            tidy(data, document, tidied)

"""What cannot be done is said in the reader's language, with the way out, before anything is changed."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.cli import common, main
from gongkai.cli.english_help import in_english
from gongkai.cli.main import parser
from gongkai.core.findings import CannotRun
from support import county

ITEM = "content/items/finance/2026/00009.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = county.copy_to(tmp_path / "county")
    county.write_item(folder, ITEM)
    return folder


def refused(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["--root", str(root), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(
    "name", ["CON.txt", "com1.csv", "Aux.csv", "表.csv.", "表.csv ", " 表.csv", "表.zip", "NUL", "表"]
)
def test_a_name_that_the_check_would_refuse_is_not_attached(
    root: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("甲,乙\n", encoding="utf-8")
    before = (root / ITEM).read_bytes()
    refused(root, capsys, "attach", ITEM, str(tmp_path / name))
    assert (root / ITEM).read_bytes() == before
    assert not (root / ITEM).with_suffix("").exists()


def test_a_listed_attachment_that_is_not_there_is_named_before_anything_is_copied(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county.write_item(root, ITEM, lead=["attachments:", "  - path: a.csv", "    title: 表"])
    (tmp_path / "b.csv").write_text("甲,乙\n", encoding="utf-8")
    said = refused(root, capsys, "attach", ITEM, str(tmp_path / "b.csv"))
    assert "a.csv" in said and "不存在" in said and "删去" in said
    assert not (root / ITEM).with_suffix("").exists()


CANNOT = {
    "a key that is not there": ("sign", ITEM, "初审", "--as", "财政局信息员", "--key", "none", "--yes"),
    "a folder for a key": ("sign", ITEM, "初审", "--as", "财政局信息员", "--key", ".", "--yes"),
    "a server that is not there": ("verify", "http://127.0.0.1:9/"),
    "a rule that there is not": ("explain", "W0l"),
    "a file elsewhere": ("explain", "/etc/hostname"),
}


@pytest.mark.parametrize("arguments", CANNOT.values(), ids=CANNOT)
def test_chinese_is_not_mixed_with_the_systems_english(
    root: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(root, capsys, *arguments)
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+|Errno", said.replace("gongkai explain", "")), said


def test_a_rule_or_item_that_there_is_not_is_no_missing_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有规则、索引号或条目文件“初审”" in refused(root, capsys, "explain", "初审")


def test_a_file_outside_of_the_site_is_not_called_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "不在本站点" in refused(root, capsys, "explain", "/etc/hostname")


def test_an_opinion_of_figures_is_answered_with_an_opinion() -> None:
    with pytest.raises(CannotRun) as said:
        common.no_figures("--opinion", "2026年12月1日")
    assert "集中审查" not in said.value.text.zh and "经审查" in said.value.text.zh


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from commands(one)


def test_help_is_in_english_where_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    whole = parser()
    assert not whole.format_help().isascii()
    in_english(whole)
    for one in commands(whole):
        said = one.format_help()
        assert said.isascii(), [line for line in said.split("\n") if not line.isascii()]
    with pytest.raises(SystemExit):
        main(["--lang", "en", "sign", "--help"])
    assert "sign a review" in capsys.readouterr().out

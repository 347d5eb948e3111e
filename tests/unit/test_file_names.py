"""Names of files that Windows cannot hold: refused wherever they stand below content, in words that name the characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.core.findings import Diagnostic, Severity
from gongkai.gate.check import check
from gongkai.source.tree import Disk
from support import county

FOLDER = "content/items/office/2026/00001"
PATH = f"{FOLDER}.md"
PAGE = "content/pages/about.md"
CHARACTERS = '"*?<>|:\\'
Renamed = Callable[[str], tuple[str | None, str]]
CHANGES: dict[str, Renamed] = {
    "a document": lambda name: (PAGE, f"content/pages/{name}.md"),
    "an attachment": lambda name: (f"{FOLDER}/事项清单.csv", f"{FOLDER}/{name}.csv"),
    "a folder": lambda name: (FOLDER, f"content/items/office/2026/{name}"),
    "a stray file": lambda name: (None, f"content/{name}.txt"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return county.copy_to(tmp_path / "county")


def errors(root: Path) -> list[Diagnostic]:
    return [one for one in check(Disk(root), county.TODAY).diagnostics if one.severity is Severity.ERROR]


def names(one: Diagnostic, character: str) -> bool:
    """Whether a message says, in both languages, that the name may not hold the character."""
    return all(f" {character}" in text for text in (one.message.zh, one.message.en))


@pytest.mark.parametrize("character", CHARACTERS)
@pytest.mark.parametrize("where", CHANGES)
@pytest.mark.parametrize("name", ["关于{}事项", "{}事项", "事项{}"])
def test_a_file_with_such_a_name_is_refused(root: Path, where: str, character: str, name: str) -> None:
    old, new = CHANGES[where](name.format(character))
    if old:
        (root / old).rename(root / new)
    else:
        (root / new).write_text("a\n")
    found = [one for one in errors(root) if one.code == "R05" and one.place.path == new and names(one, character)]
    assert len(found) == 1 and "请改名" in found[0].message.zh


@pytest.mark.parametrize("name", ["关于“调整”的＊事项？（一）", "事项'甲'&乙#1 +2"])
def test_a_name_that_looks_like_one_of_them_passes(root: Path, name: str) -> None:
    (root / PAGE).rename(root / "content/pages/other.md")
    county.resign(root, "content/pages/other.md")
    (root / f"{FOLDER}/事项清单.csv").rename(root / f"{FOLDER}/{name}.csv")
    text = (root / PATH).read_text()
    text = text.replace("path: 事项清单.csv", f'path: "{name}.csv"').replace("见[清单](00001/事项清单.csv)", "见附件")
    (root / PATH).write_text(text)
    county.resign(root, PATH)
    assert errors(root) == []


@pytest.mark.parametrize("character", CHARACTERS)
@pytest.mark.parametrize("moved", [True, False], ids=["with the file", "without a file"])
def test_an_attachment_is_not_registered_under_such_a_name(root: Path, character: str, moved: bool) -> None:
    name = f"关于{character}事项.csv"
    if moved:
        (root / f"{FOLDER}/事项清单.csv").rename(root / f"{FOLDER}/{name}")
    text = (root / PATH).read_text()
    (root / PATH).write_text(text.replace("path: 事项清单.csv", f"path: '{name}'"))
    county.resign(root, PATH)
    (found,) = [one for one in errors(root) if one.code == "Y03"]
    assert names(found, character) and found.place.path == PATH
    assert (root / PATH).read_text().split("\n")[found.place.line - 1].strip().startswith("- path:")
    assert "改名" in found.remedy.zh and "gongkai attach" in found.remedy.zh and "rename" in found.remedy.en
    assert moved == any(one.code == "R05" and names(one, character) for one in errors(root))


@pytest.mark.parametrize("name", [".事项.csv", "", "..", "上级/事项.csv"])
def test_neither_without_a_name_nor_hidden_nor_elsewhere(root: Path, name: str) -> None:
    text = (root / PATH).read_text()
    (root / PATH).write_text(text.replace("path: 事项清单.csv", f'path: "{name}"'))
    county.resign(root, PATH)
    (found,) = [one for one in errors(root) if one.code == "Y03"]
    assert "不能用作文件名" in found.message.zh and "改名" in found.remedy.zh


@pytest.mark.parametrize("character", CHARACTERS)
def test_the_command_brings_no_such_file_in(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], character: str
) -> None:
    source = tmp_path / f"关于{character}事项.csv"
    source.write_text("甲,乙\n")
    before = sorted((root / FOLDER).iterdir())
    for language in ("zh", "en"):
        assert main(["--root", str(root), "--lang", language, "attach", PATH, str(source)]) == 2
        assert f" {character}" in capsys.readouterr().err
    assert sorted((root / FOLDER).iterdir()) == before

"""``gongkai clean`` as an officer runs it: from a refused attachment to a published one, and where it does not write."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import docx
import pytest

from acceptance.conftest import Done, run
from gongkai.core.findings import Severity
from gongkai.gate.check import check
from gongkai.source.tree import Disk
from support import cases, county

FILES = Path(__file__).resolve().parents[1] / "files"
ITEM = "content/items/office/2026/00009.md"
FOLDER = ITEM.removesuffix(".md")


def clean(folder: Path, *arguments: str) -> Done:
    return run(folder, "gongkai", "clean", *arguments)


@pytest.mark.parametrize(
    "name", ["tracked.docx", "comment.xlsx", "hidden-sheet.xlsx", "author.pdf", "annotation.pdf", "position.jpg"]
)
def test_the_command_that_the_message_names_leads_to_a_file_that_passes(name: str, tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "county")
    there = f"{FOLDER}/附件 一{Path(name).suffix}"
    cases.take(root, "copy", {"from": name, "to": there})
    lead = ["attachments:", f"  - path: {Path(there).name}", "    title: 附件", "    sha256: ${sha256:" + there + "}"]
    cases.take(root, "item", {"file": ITEM, "lead": lead})
    cases.take(root, "sign", ITEM)
    found = [d for d in check(Disk(root), county.TODAY).diagnostics if d.severity is Severity.ERROR]
    assert found
    command = found[0].remedy.zh.split("gongkai clean ")[1].split("，")[0]
    before = (root / there).read_bytes()
    done = clean(root, *shlex.split(command), "-o", f"清理过的{Path(name).suffix}")
    assert done.code == 0, done.said
    assert (root / there).read_bytes() == before, "the original is untouched"
    (root / there).write_bytes((root / f"清理过的{Path(name).suffix}").read_bytes())
    (root / f"清理过的{Path(name).suffix}").unlink()
    assert run(root, "gongkai", "attach", ITEM).code == 0
    cases.take(root, "sign", ITEM)
    verdict = check(Disk(root), county.TODAY)
    assert verdict.passed, verdict.diagnostics


def test_what_went_is_told(tmp_path: Path) -> None:
    (tmp_path / "办法.docx").write_bytes((FILES / "tracked.docx").read_bytes())
    done = clean(tmp_path, "办法.docx", "--changes", "accept")
    assert done.code == 0
    assert "已清理：办法.docx → 办法-清理.docx" in done.said and "已去掉 修订痕迹：第1段" in done.said
    assert [one.text for one in docx.Document(str(tmp_path / "办法-清理.docx")).paragraphs] == ["中标金额为另行公布"]
    again = clean(tmp_path, "办法-清理.docx")
    assert (again.code, again.said) == (0, "没有需要清理的内容：办法-清理.docx\n")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["办法-清理.docx", "办法.docx"]


def test_what_stays_is_told(tmp_path: Path) -> None:
    (tmp_path / "名单.xlsx").write_bytes((FILES / "hidden-row.xlsx").read_bytes())
    done = clean(tmp_path, "名单.xlsx")
    assert done.code == 1
    assert "没有清理（需要的，加 --hidden delete 再运行）：隐藏的行、列中的内容" in done.said
    english = run(tmp_path, "gongkai", "--lang", "en", "clean", "名单.xlsx", "--hidden", "delete", "-o", "b.xlsx")
    assert english.code == 0 and "gone what hidden rows and columns held: sheet `Sheet`, row 2" in english.said
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", english.said.split("\n", 1)[1]), english.said


def test_nothing_is_overwritten_and_nothing_written_elsewhere(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "a.docx").write_bytes((FILES / "author.docx").read_bytes())
    (inside / "b.docx").write_text("有用的文件")
    (inside / "link.docx").symlink_to(outside / "made.docx")
    (inside / "folder").symlink_to(outside)
    for target in (
        "b.docx",
        "a.docx",
        "link.docx",
        "../out/c.docx",
        "folder/c.docx",
        str(outside / "c.docx"),
        "none/c.docx",
        "c.pdf",
    ):
        done = clean(inside, "a.docx", "-o", target)
        assert done.code == 2, target
        assert done.said.count("\n") == 1 and "Traceback" not in done.said
    assert (inside / "b.docx").read_text() == "有用的文件"
    assert list(outside.iterdir()) == []
    assert clean(inside, "a.docx").code == 0 and clean(inside, "a.docx").code == 2


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("tracked.docx", "--changes accept"),
        ("encrypted.pdf", "加密"),
        ("leaks-tuned.json", "只能清理"),
        ("none.docx", "找不到"),
    ],
)
def test_a_refusal_is_one_line_and_writes_nothing(name: str, word: str, tmp_path: Path) -> None:
    if (FILES / name).exists():
        (tmp_path / name).write_bytes((FILES / name).read_bytes())
    there = sorted(tmp_path.iterdir())
    done = clean(tmp_path, name)
    assert done.code == 2 and word in done.said and done.said.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == there

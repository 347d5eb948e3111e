"""A change is local: what is new is declared in one place of a copy of the program, and everything else follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program and its theme."""
    for part in ("tooling", "theme"):
        shutil.copytree(ROOT / part, tmp_path / "program" / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "program"


def python(program: Path, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": f"{program / 'tooling'}{os.pathsep}{ROOT / 'tests'}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


KIND = """INTERPRETATION = Kind(
    "interpretation",
    _of_name("interpretations"),
    Page,
    "interpretations",
    voidable=True,
    mapped=True,
    template="interpretation.html",
    listed=ListPage("政策解读", "政策解读", "对本机关文件的解读。", "暂无解读。"),
)
CONTENT_KINDS = (ITEM, GUIDE, POLICY, PAGE, REPORT, INTERPRETATION)
"""
PATH = "content/interpretations/subsidy.md"
WRITTEN = f"""
import sys
from pathlib import Path
from support import county
root = county.copy_to(Path(sys.argv[1]))
text = (root / county.POLICY).read_text(encoding="utf-8").partition("\\nreview:")
path = root / "{PATH}"
path.parent.mkdir()
head = text[0].replace("title: ", "title: 解读：", 1)
path.write_text(head + "\\n---\\n\\n补助由本人申请。\\n", encoding="utf-8")
county.resign(root, "{PATH}")
"""


def test_a_document_type_is_one_record_and_one_template(program: Path, tmp_path: Path) -> None:
    """It is signed, shown, listed, mapped, found from the search page and accounted for."""
    kinds = program / "tooling/gongkai/documents/kinds.py"
    before = "CONTENT_KINDS = (ITEM, GUIDE, POLICY, PAGE, REPORT)\n"
    text = kinds.read_text(encoding="utf-8")
    assert before in text
    kinds.write_text(text.replace(before, KIND), encoding="utf-8")
    template = program / "theme/templates/interpretation.html"
    template.write_text('{% extends "document.html" %}\n', encoding="utf-8")
    county = tmp_path / "county"
    python(program, "-c", WRITTEN, str(county))
    python(program, "-m", "gongkai", "--root", str(county), "build")
    python(program, "-m", "gongkai", "--root", str(county), "audit", "output")
    site = county / "output"
    assert "补助由本人申请" in (site / "interpretations/subsidy.html").read_text(encoding="utf-8")
    assert "subsidy.html" in (site / "interpretations/index.html").read_text(encoding="utf-8")
    assert "政策解读" in (site / "index.html").read_text(encoding="utf-8")
    assert "interpretations/subsidy.html" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "interpretations/subsidy.html" in (site / "search/index.html").read_text(encoding="utf-8")
    unsigned = county / PATH
    unsigned.write_text(unsigned.read_text(encoding="utf-8").replace("本人", "他人"), encoding="utf-8")
    with pytest.raises(AssertionError, match="B01"):
        python(program, "-m", "gongkai", "--root", str(county), "check")

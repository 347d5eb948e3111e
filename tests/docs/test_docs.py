"""The documentation is an interface: what it shows runs, what it lists exists, what exists is listed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reference_docs

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_the_tutorial_runs_as_written(tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(BLOCK.findall((ROOT / "docs/tutorial.zh-CN.md").read_text()))
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "缺少" not in done.stdout and "R02 没有复审" in done.stdout, "the unsigned item is refused on the way"
    assert "B01" in done.stdout, "the changed item is refused at the end"
    page = next((tmp_path / "county/output/items/office").glob("*/00001.html")).read_text()
    assert "政务公开科" in page and "文电、会务等" not in page


@pytest.mark.parametrize("name", reference_docs.PAGES)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs/reference" / name).read_text()
    assert written == reference_docs.PAGES[name](), "run `make docs`"


def test_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for page in ("README.md", "README.zh-CN.md", "docs/how-to/sample.md"):
        for target in re.findall(r"\bmake ([a-z-]+)", (ROOT / page).read_text()):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page} names make {target}"


def test_gongkai_commands_in_the_docs_exist() -> None:
    from gongkai.cli.main import _COMMANDS  # noqa: PLC0415

    known = set(_COMMANDS)
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        named = set(re.findall(r"`gongkai ([a-z]+)", page.read_text()))
        assert named <= known, f"{page.name}: {named - known}"


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), target

"""Copies of the sample county, its built site, and the programs as they are installed beside this Python."""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.preloaded import run_program

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
ITEM = "content/items/finance/2025/00003.md"


@dataclass(frozen=True, slots=True)
class Done:
    """A finished program: exit code and everything it said."""

    code: int
    said: str


def copy_county(target: Path) -> Path:
    """The sample county without the project around it."""
    for name in ("content", "catalog", "theme"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "pelicanconf.py", target)
    return target


def run(folder: Path, *command: str, timeout: float = 120, env: dict[str, str] | None = None) -> Done:
    """Run an installed program in a folder; ``gongkai``, ``pelican`` or ``python``."""
    code, output, complaint = run_program(command, folder, env, timeout)
    return Done(code, output + complaint)


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with its sha256; Pagefind's own files differ from run to run and are left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "pagefind" not in path.parts
    }


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with its site, never changed by a test."""
    county = copy_county(tmp_path_factory.mktemp("built"))
    done = run(county, "gongkai", "build", "--no-search")
    assert done.code == 0, done.said
    return county


@pytest.fixture
def county(built: Path, tmp_path: Path) -> Path:
    """A county with its site, for a test to attack."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def changed(county: Path) -> Path:
    """A county whose site is built and in which one character of an approved item was changed since."""
    item = county / ITEM
    item.write_text(item.read_text().replace("创业担保", "创业贷保", 1))
    return county


@dataclass(frozen=True, slots=True)
class Witness:
    """Remembers the site as it was, and testifies that a run refused and left it alone."""

    county: Path
    site: dict[str, str]

    def refused(self, done: Done, *codes: int) -> None:
        assert done.code in (codes or (1, 2)), done.said
        assert "Traceback" not in done.said, done.said
        assert tree(self.county / "output") == self.site, "the site that was there has changed"
        assert not list(self.county.glob(".output.[no]*")), "something half-built was left behind"


@pytest.fixture
def witness(county: Path) -> Witness:
    return Witness(county, tree(county / "output"))

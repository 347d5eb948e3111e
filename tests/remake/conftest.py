"""A county of some seventy items with several pages in its lists, its site, and builds of it in this process."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from acceptance.conftest import tree
from gongkai.cli import main as gongkai
from gongkai.remake import again
from gongkai.remake.request import BuildRequest, Outcome
from support import county

CATEGORIES = ("organisation", "licensing", "planning", "budget")


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended. ``again`` tells whether it made use of what was remembered."""

    code: int
    again: bool
    codes: frozenset[str]
    said: str


@dataclass
class Home:
    """A county and its site."""

    root: Path
    outcomes: list[Outcome | None] = field(default_factory=list)
    search: bool = False

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def site(self) -> dict[str, str]:
        return tree(self.output)

    @property
    def memory(self) -> Path:
        (found,) = (path for path in (self.root / "build/cache").iterdir() if not path.suffix)
        return found

    def build(self, *arguments: str) -> Built:
        before = len(self.outcomes)
        said, complaint = io.StringIO(), io.StringIO()
        command = ["--root", str(self.root), "build", "--format", "json", *([] if self.search else ["--no-search"])]
        today = [] if "--today" in arguments else ["--today", str(county.TODAY)]
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaint):
            code = gongkai([*command, *today, *arguments])
        codes: frozenset[str] = frozenset()
        if code != 2:
            findings: list[dict[str, Any]] = json.loads(said.getvalue())["findings"]
            codes = frozenset(one["code"] for one in findings if one["severity"] == "error")
        used = any(self.outcomes[before:])
        return Built(code, used, codes, said.getvalue() + complaint.getvalue())

    def cold(self, folder: Path) -> dict[str, str]:
        """The site as a release build makes it, which reads and leaves no memory."""
        done = self.build("--release", "--output", str(folder))
        assert (done.code, done.again) == (0, False), done.said
        found = tree(folder)
        shutil.rmtree(folder)
        return found


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def outcomes(monkeypatch: pytest.MonkeyPatch) -> list[Outcome | None]:
    """What every ``build_again`` returned, in order."""
    found: list[Outcome | None] = []
    real: Callable[[BuildRequest], Outcome | None] = again.build_again

    def spy(asked: BuildRequest) -> Outcome | None:
        found.append(real(asked))
        return found[-1]

    monkeypatch.setattr(again, "build_again", spy)
    return found


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's files, never changed by a test."""
    root = county.copy_to(tmp_path_factory.mktemp("sources"))
    for number in range(70):
        agency, year = ("office", "finance", "town")[number % 3], ("2025", "2026")[number % 2]
        path = f"content/items/{agency}/{year}/{100 + number:05}.md"
        day = f"{year}-0{1 + number % 2}-{1 + number % 28:02}"
        category = CATEGORIES[number % len(CATEGORIES)]
        write_item(root, path, category, body=f"第{number}件。\n", produced_on=day)
    return root


def write_item(root: Path, path: str, category: str = "organisation", **fields: Any) -> None:
    """A signed item."""
    county.write_item(root, path, **fields)
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text.replace("category: organisation", f"category: {category}"), encoding="utf-8")
    county.resign(root, path)


@pytest.fixture
def home(sources: Path, tmp_path: Path, outcomes: list[Outcome | None]) -> Iterator[Home]:
    """A county whose site was built and remembered."""
    root = Path(shutil.copytree(sources, tmp_path / "county"))
    found = Home(root, outcomes)
    done = found.build()
    assert (done.code, done.again) == (0, False), done.said
    yield found

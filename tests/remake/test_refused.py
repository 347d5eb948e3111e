"""The conformance corpus where a site was built and remembered before: refused as without a memory, or the same site."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from acceptance.conftest import tree
from gongkai.core.findings import Severity
from gongkai.remake.request import Outcome
from remake.conftest import Home
from support import attacks, cases, county
from support.attacks import Attack
from support.cases import Case

# Memories are attacked directly in ``test_attacked``; here a part of the corpus is drawn, the same in every run, and all of what
# enters by way of a memory. ``make soak`` takes all of it.
_DRAWN = 1 if os.environ.get("EVERY_MEMORY") else 12


def drawn(name: str) -> bool:
    return zlib.crc32(name.encode()) % _DRAWN == 0


# A history, another command, or a built site is nothing that a build looks at.
ATTACKS = [
    one
    for one in attacks.load()
    if (drawn(one.name) or one.entrance == "cache")
    and not (one.run or one.check or one.audit or any("repository" in step for step in one.steps))
    # Deeper than Python's own copying goes.
    and one.name != "path-too-deep"
]
CASES = [one for one in cases.load() if drawn(one.id) and not (one.base or one.built)]
_PARTS = ("content", "catalog", "theme", "pelicanconf.py")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The good county with its site and what is remembered of it; its folder may be changed, the copy beside it not."""
    folder = tmp_path_factory.mktemp("pristine")
    home = Home(county.copy_to(folder / "county"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
        done = home.build()
    assert done.code == 0, done.said
    shutil.copytree(home.root, folder / "copy")
    return home


@pytest.fixture
def remembered(pristine: Home, outcomes: list[Outcome | None]) -> Iterator[Home]:
    yield Home(pristine.root, outcomes)
    shutil.rmtree(pristine.root)
    shutil.copytree(pristine.root.with_name("copy"), pristine.root)


def put(changed: Path, home: Home) -> None:
    """Give the county the files of a changed one, and leave it its site and its memory."""
    for name in _PARTS:
        old, new = home.root / name, changed / name
        if old.is_dir():
            shutil.rmtree(old)
        if new.is_symlink() or new.is_file():
            shutil.copy(new, old, follow_symlinks=False)
        elif new.is_dir():
            shutil.copytree(new, old, symlinks=True)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_attack(attack: Attack, remembered: Home, tmp_path: Path) -> None:
    before = remembered.site
    put(attack.make(tmp_path / "changed"), remembered)
    done = remembered.build("--today", str(attack.today))
    assert (done.code, done.codes) == (attack.exit, attack.codes), f"{attack.why}\n{done.said}"
    if attack.exit:
        assert remembered.site == before
        assert not list(remembered.root.glob(".output.next*"))
    elif done.again:
        assert remembered.site == tree_of_cold(remembered, tmp_path, attack.today.isoformat())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, remembered: Home, tmp_path: Path) -> None:
    before = remembered.site
    put(case.make(tmp_path / "changed"), remembered)
    done = remembered.build("--today", case.today.isoformat())
    wanted = frozenset(one.code for one in case.expect if one.severity is Severity.ERROR) | case.also
    assert (done.code, done.codes) == (1 if wanted else 0, wanted), f"{case.why}\n{done.said}"
    if wanted:
        assert remembered.site == before
    elif done.again:
        assert remembered.site == tree_of_cold(remembered, tmp_path, case.today.isoformat())


def tree_of_cold(home: Home, folder: Path, today: str) -> dict[str, str]:
    done = home.build("--release", "--output", str(folder / "cold"), "--today", today)
    assert done.code == 0, done.said
    return tree(folder / "cold")


def test_attributes_beside_the_county_are_seen(remembered: Home) -> None:
    """They belong to no file that is remembered, and an archive would lack what they leave out."""
    before = remembered.site
    folder = remembered.root / "docs"
    folder.mkdir()
    (folder / ".gitattributes").write_text("*.md export-ignore\n")
    done = remembered.build("--today", county.TODAY.isoformat())
    assert (done.code, done.codes) == (1, frozenset({"R05"})) and remembered.site == before

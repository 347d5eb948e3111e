"""With a search index: only the shards that hold what changed are built again, and the index is that of a whole build."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.cli import main as gongkai
from gongkai.proof.scan import entry_of
from gongkai.remake.request import Outcome
from remake.conftest import Home, write_item
from remake.test_same_bytes import ITEM, add, attachment, body, category, day, delete, opinion, several, title
from support import county


@pytest.fixture(scope="module")
def pristine(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("searched")
    home = Home(Path(shutil.copytree(sources, folder / "county")), search=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
        done = home.build()
    assert done.code == 0, done.said
    shutil.copytree(home.root, folder / "copy")
    return home


@pytest.fixture
def searched(pristine: Home, outcomes: list[Outcome | None]) -> Iterator[Home]:
    yield Home(pristine.root, outcomes, search=True)
    shutil.rmtree(pristine.root)
    shutil.copytree(pristine.root.with_name("copy"), pristine.root)


def entries(site: Path) -> dict[str, tuple[str, str]]:
    """What the index says of every address, and the period of the shard that says it."""
    found: dict[str, tuple[str, str]] = {}
    for path in site.glob("pagefind/*/fragment/*.pf_fragment"):
        address, digest = entry_of(path.read_bytes())
        assert address not in found
        found[address] = digest, path.parts[-3].rpartition("-")[0]
    return found


def shards(site: Path) -> dict[str, int]:
    """Their folders, with the number that a file of each has in the file system."""
    return {path.parent.name: path.stat().st_ino for path in site.glob("pagefind/*/*.pf_meta")}


def audited(home: Home) -> None:
    """The proof of a site that stands finds nothing: every file, every entry, the packed index."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = gongkai(["--root", str(home.root), "audit", "output", "--today", str(county.TODAY)])
    assert code == 0, said.getvalue()


def one_year(root: Path) -> None:
    """Only the shard of 2025 has to be made."""
    path = "content/items/finance/2025/00104.md"
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text.replace("第4件。", "第四件，已修改。"), encoding="utf-8")
    county.resign(root, path, first={"at": "2025-06-04T09:00:00+08:00"}, final={"at": "2025-06-05T09:00:00+08:00"})


@pytest.mark.parametrize(
    "change",
    [body, title, category, day, opinion, add, delete, several, attachment, one_year],
    ids=lambda change: change.__name__,
)
def test_the_index_follows_the_items(searched: Home, tmp_path: Path, change: Callable[[Path], None]) -> None:
    change(searched.root)
    done = searched.build()
    assert (done.code, done.again) == (0, True), done.said
    cold = tmp_path / "cold"
    assert searched.build("--release", "--output", str(cold)).code == 0
    assert entries(searched.output) == entries(cold)
    assert set(shards(searched.output)) == set(shards(cold))
    shutil.rmtree(cold)
    assert searched.site == searched.cold(cold)
    audited(searched)
    assert searched.build().again


def test_a_shard_of_another_year_is_the_same_files(searched: Home) -> None:
    one_year(searched.root)
    assert searched.build().again
    before = shards(searched.output)
    path = "content/items/town/2024/00001.md"
    write_item(searched.root, path, produced_on="2024-05-06")
    first, final = {"at": "2024-05-07T09:00:00+08:00"}, {"at": "2024-05-08T09:00:00+08:00"}
    county.resign(searched.root, path, first=first, final=final)
    done = searched.build()
    assert (done.code, done.again) == (0, True), done.said
    after = shards(searched.output)
    assert before.items() <= after.items()
    assert [name.split("-")[0] for name in after.keys() - before.keys()] == ["2024"]


@pytest.mark.parametrize("tamper", ["text", "gone", "extra"])
def test_a_tampered_index_is_made_anew(searched: Home, tmp_path: Path, tamper: str) -> None:
    body(searched.root)
    fragment = next(iter(sorted(searched.output.glob("pagefind/*/fragment/*.pf_fragment"))))
    if tamper == "text":
        other = next(iter(sorted(searched.output.glob("pagefind/*/fragment/*.pf_fragment"), reverse=True)))
        fragment.write_bytes(other.read_bytes())
    elif tamper == "gone":
        fragment.unlink()
    else:
        fragment.with_name("x.pf_fragment").write_bytes(fragment.read_bytes())
    done = searched.build()
    assert (done.code, done.again) == (0, False), done.said
    audited(searched)
    assert searched.site == searched.cold(tmp_path / "cold")


def test_a_change_that_is_refused_leaves_the_index(searched: Home) -> None:
    before = shards(searched.output), searched.site
    text = (searched.root / ITEM).read_text(encoding="utf-8")
    (searched.root / ITEM).write_text(text.replace("第3件。", "第三件，未经审查。"), encoding="utf-8")
    done = searched.build()
    # What is refused is checked again as a whole, so that all of it is said.
    assert (done.code, done.again) == (1, False) and "B01" in done.codes, done.said
    assert (shards(searched.output), searched.site) == before

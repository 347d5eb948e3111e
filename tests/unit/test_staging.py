"""Building aside and swapping in: at every moment a whole site stands there, the old one or the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.findings import CannotRun
from gongkai.site import staging as module
from gongkai.site.audit import no_links
from gongkai.site.staging import checked_target, exchange, staging, swap
from gongkai.source.tree import Disk

CATALOG = {"name": "x", "owner": "y", "as_of": "2026-01-01", "count": 0, "items": []}


def _site(folder: Path, mark: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(mark)
    (folder / "catalog.json").write_text(json.dumps(CATALOG))
    return folder


def _mark(folder: Path) -> str:
    return (folder / "index.html").read_text()


_BUILDER = """
import sys
from pathlib import Path
from gongkai.site.staging import staging
with staging(Path(sys.argv[1])) as aside:
    (aside / "index.html").write_text("half")
    print(aside.name, flush=True)
    input()
"""


@pytest.fixture
def living(tmp_path: Path) -> Iterator[str]:
    """The name of a folder in which another process is building."""
    command = [sys.executable, "-c", _BUILDER, str(tmp_path / "output")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.communicate()


# -- where a site may be built ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [".", "..", "/", "content", "content/x", "catalog", "theme/static", "tests/out", "docs", ".git/x", "x/../content"],
)
def test_sources_are_never_a_target(tmp_path: Path, target: str) -> None:
    for name in ("content", "catalog", "theme/static", "tests", "docs", ".git"):
        (tmp_path / name).mkdir(parents=True)
    with pytest.raises(CannotRun, match="源文件"):
        checked_target(tmp_path / target, tmp_path)


def test_a_link_to_the_sources_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "output").symlink_to("content")
    with pytest.raises(CannotRun, match="源文件"):
        checked_target(tmp_path / "output", tmp_path)


FOREIGN: dict[str, dict[str, str]] = {
    "a file of someone's": {"mine.txt": "x"},
    "a hidden file": {".keep": ""},
    "someone's catalog.json": {"catalog.json": "{}", "index.html": ""},
    "a list": {"catalog.json": "[]", "index.html": ""},
    "no JSON": {"catalog.json": "\ufffd", "index.html": ""},
    "our catalog.json alone": {"catalog.json": json.dumps(CATALOG), "mine.txt": "x"},
}


@pytest.mark.parametrize("files", FOREIGN.values(), ids=FOREIGN)
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    with pytest.raises(CannotRun, match="不是本工具生成"):
        checked_target(folder, tmp_path / "county")
    assert {path.name: path.read_text() for path in folder.iterdir()} == files


def test_a_file_is_no_target_and_a_new_an_empty_or_an_own_folder_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotRun, match="不是文件夹"):
        checked_target(tmp_path / "file", tmp_path / "county")
    (tmp_path / "empty").mkdir()
    _site(tmp_path / "own", "x")
    for name in ("new", "empty", "own"):
        assert checked_target(tmp_path / name, tmp_path / "county") == (tmp_path / name).resolve()


# -- swapping -----------------------------------------------------------------------------------------------------


def test_a_build_that_ends_well_takes_the_place_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "deep/output"
    for mark in ("first", "second"):
        with staging(target) as aside:
            assert aside.parent == target.parent, "another file system could not be swapped in"
            (aside / "index.html").write_text(mark)
            swap(aside, target)
        assert _mark(target) == mark
        assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, SystemExit, OSError])
def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(tmp_path: Path, failure: type[BaseException]) -> None:
    target = _site(tmp_path / "output", "old")
    with pytest.raises(failure), staging(target) as aside:
        (aside / "index.html").write_text("half")
        raise failure
    assert _mark(target) == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("at_once", [True, False])
def test_two_folders_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    """In one step where the system can (it can here), else by way of a third name."""
    if at_once:
        monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("there is a time without a site"))
    else:
        monkeypatch.setattr(module, "_exchanged", lambda *_: False)
    one, other = _site(tmp_path / "one", "1"), _site(tmp_path / "other", "2")
    exchange(one, other)
    assert (_mark(one), _mark(other)) == ("2", "1")
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other"}


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt])
def test_a_swap_that_fails_in_the_middle_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    target, aside = _site(tmp_path / "output", "old"), _site(tmp_path / "next", "new")
    rename = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if self == aside:
            assert not target.exists()
            raise failure("on purpose")
        return rename(self, to)

    monkeypatch.setattr(module, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(failure):
        swap(aside, target)
    assert _mark(target) == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"output", "next"}


def test_the_next_build_after_a_kill_in_the_swap_brings_the_old_site_back_first(tmp_path: Path) -> None:
    """Killed between the two renames: nothing is at the target, and the next build may fail, too."""
    _site(tmp_path / ".output.old-1-0a", "old")
    _site(tmp_path / ".output.next-1-0b", "half")
    with pytest.raises(RuntimeError), staging(tmp_path / "output"):
        assert _mark(tmp_path / "output") == "old"
        raise RuntimeError
    assert _mark(tmp_path / "output") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path, living: str) -> None:
    """Whatever number the builder has: in another container it may have ours, or one that nobody has here."""
    target = _site(tmp_path / "output", "current")
    for name in (".output.old-1-0a", ".output.next-1-0b", ".output.next-99999999", f".output.next-{os.getpid()}-0c"):
        _site(tmp_path / name, "half")
    strangers = (".output.next-mine", ".other.next-1", "output.next-1")
    for name in strangers:
        _site(tmp_path / name, "somebody's")
    with staging(target):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"output", living, f"{living}.lock", *strangers}
    assert _mark(target) == "current" and _mark(tmp_path / living) == "half"


def test_two_builders_with_one_number_do_not_meet(tmp_path: Path, living: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is process 1 of its container."""
    monkeypatch.setattr(os, "getpid", lambda: int(living.split("-")[1]))
    with staging(tmp_path / "output") as aside:
        assert aside.name != living and _mark(tmp_path / living) == "half"


def test_a_target_that_became_a_link_is_not_swapped(tmp_path: Path) -> None:
    target, foreign = _site(tmp_path / "output", "old"), _site(tmp_path / "foreign", "somebody's")
    with pytest.raises(CannotRun, match="链接"), staging(target) as aside:
        (aside / "index.html").write_text("new")
        target.rename(tmp_path / "moved")
        target.symlink_to(foreign)
        swap(aside, target)
    assert _mark(foreign) == "somebody's" and {path.name for path in foreign.iterdir()} == {
        "index.html",
        "catalog.json",
    }


# -- a theme with links ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["static/o.yaml", "templates/o.html", "static/folder"])
def test_a_link_in_the_theme_is_refused(link: str, tmp_path: Path) -> None:
    """It would carry an internal registry into the site as a file of the theme, byte for byte as in its source."""
    for folder in ("catalog", "theme/static", "theme/templates"):
        (tmp_path / folder).mkdir(parents=True)
    no_links(tmp_path / "theme")
    (tmp_path / "catalog/officers.yaml").write_text("internal")
    (tmp_path / "theme" / link).symlink_to(tmp_path / "catalog" / ("" if link.endswith("folder") else "officers.yaml"))
    with pytest.raises(CannotRun, match="链接"):
        no_links(tmp_path / "theme")


# -- the files that are read --------------------------------------------------------------------------------------


def test_links_pipes_and_names_that_cannot_be_shown_are_irregular(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "正常 a.md").write_text("x")
    (content / ".hidden").write_text("x")
    (content / ".DS_Store").write_text("x")
    (content / "link.md").symlink_to("正常 a.md")
    (content / "folder").symlink_to(tmp_path)
    (content / "dangling").symlink_to("nowhere")
    os.mkfifo(content / "pipe")
    (content / "a\n0 个错误").write_text("x")
    (content / "b\x1b[2J").mkdir()
    (content / "b\x1b[2J/inside").write_text("x")
    (content / "c\u202etxt").write_text("x")
    Path(os.fsdecode(bytes(content) + b"/d\xff")).write_text("x")
    found = Disk(tmp_path).files("content", "missing")
    assert found.regular == ("content/.hidden", "content/正常 a.md")
    assert {one.path for one in found.irregular} == {
        "content/link.md",
        "content/folder",
        "content/dangling",
        "content/pipe",
        "content/a\\n0 个错误",
        "content/b\\x1b[2J",
        "content/c\\u202etxt",
        "content/d\\udcff",
    }


def test_a_folder_that_is_a_link_is_irregular_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").write_text("x")
    (tmp_path / "content").symlink_to("real")
    found = Disk(tmp_path).files("content")
    assert (found.regular, [one.path for one in found.irregular]) == ((), ["content"])


def test_what_became_a_link_after_the_listing_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a.md").symlink_to("secret")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")  # whoever waits at it waits for ever
    for path in ("a.md", "folder", "pipe", "missing"):
        with pytest.raises(CannotRun, match=path) as refused:
            Disk(tmp_path).read(path)
        assert "\n" not in refused.value.text.zh
    (tmp_path / "a.md").unlink()
    (tmp_path / "a.md").write_bytes(b"\x00\xff")
    assert Disk(tmp_path).read("a.md") == b"\x00\xff"


def test_a_file_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.source.tree._MOST_AT_ONCE", 2)
    for size in range(8):
        (tmp_path / "a.md").write_bytes(b"abcdefgh"[:size])
        assert Disk(tmp_path).read("a.md") == b"abcdefgh"[:size]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="/\x00"), min_size=1, max_size=20))
def test_no_name_of_a_file_makes_a_second_line_in_a_report(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    if name in (".", "..", ".DS_Store", "Thumbs.db", "desktop.ini"):
        return
    folder = tmp_path_factory.mktemp("names")
    (folder / "content").mkdir()
    (folder / "content" / name).write_text("x")
    found = Disk(folder).files("content")
    (shown,) = (*found.regular, *(one.path for one in found.irregular))
    assert shown.splitlines() == [shown]
    assert not any(character in shown for character in "\x1b\u202e\u200b")

"""Writing below a folder, and the rule that nobody writes by a relative path in another way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import gongkai
from gongkai.core.confined import below, make_folder, replace, write_all, write_new
from gongkai.core.findings import CannotRun

Writer = Callable[[Path, str, bytes], None]
WRITERS: list[Writer] = [
    write_new,
    lambda folder, path, data: replace(folder, path, data, None),
    lambda folder, path, data: write_all(folder, {path: data}),
]
OUTSIDE = ["../a", "b/../../a", "/a", "", "b/", "b//a", "./a", "b/.", "..", "b\\..\\..\\a", "a\0b"]

# Modules that write where no path comes from words: folders for the time of a run, files of digests and constants, and what
# the user has named on the command line.
ELSEWHERE = {
    "core/confined.py": "the one place",
    "source/git.py": "a folder for the time of the run",
    "signing/signer.py": "a folder for the time of a signature",
    "proof/scan.py": "a folder for the time of a proof",
    "search/whole.py": "names of constants and digests",
    "search/engine.py": "names of constants and digests",
    "search/index.py": "a folder for the time of a run, names of digests",
    "cluster/scheduler.py": "a name of chance",
    "demo/keys.py": "the two keys of a new site",
    "cli/common.py": "what nobody reads",
    "site/package.py": "a package in memory",
    "remake/signed_file.py": "the memory of a build",
}
_WRITES = re.compile(
    r"\.write_(?:bytes|text)\(|open\([^)\n]*\"[wxa]b?\"|os\.link\(|\.copy(?:file|tree|2)\(|os\.O_WRONLY"
)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, write: Writer, path: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotRun):
        write(folder, path, b"x")
    assert [one for one in sorted(tmp_path.rglob("*")) if one.is_file()] == [one for one in before if one.is_file()]


@pytest.mark.parametrize("write", WRITERS)
def test_a_link_on_the_way_is_not_followed(tmp_path: Path, write: Writer) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in/b").symlink_to(tmp_path / "out")
    with pytest.raises(CannotRun):
        write(tmp_path / "in", "b/a", b"x")
    with pytest.raises(CannotRun):
        make_folder(tmp_path / "in", "b/c")
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("write", WRITERS)
def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path, write: Writer) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_bytes(b"old")
    (tmp_path / "in/a").symlink_to(tmp_path / "secret")
    try:
        write(tmp_path / "in", "a", b"x")
    except FileExistsError:
        pass
    else:
        assert not (tmp_path / "in/a").is_symlink()
    assert (tmp_path / "secret").read_bytes() == b"old"


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("path", ["a", "b/c/a", "机构/二〇二六/通知 1.csv", "..a/b..", "...", ".hidden"])
def test_what_lies_below_is_written(tmp_path: Path, write: Writer, path: str) -> None:
    write(tmp_path, path, b"x")
    assert below(tmp_path, path).read_bytes() == b"x"


def test_nobody_writes_by_a_path_in_another_way() -> None:
    """A module that is added to the list says why no word of a document or a ledger can become part of its path."""
    package = Path(gongkai.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(_WRITES.search(line) for line in path.read_text("utf-8").splitlines())
    }
    assert found - {"remake/spare.py"} == set(ELSEWHERE)  # that one makes links, each through ``below``

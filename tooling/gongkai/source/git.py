"""A county as it stands in a commit: read from git's objects, never from a checkout.

What git would do on checkout (filters, line ends, links) therefore cannot come between the check and the bytes.
"""

from __future__ import annotations

import atexit
import os
import subprocess
from collections import Counter, OrderedDict
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import CannotRun, Text
from gongkai.source.hygiene import EXECUTABLE, LINK, NOT_REGULAR, SUBMODULE, TWICE, UNSHOWABLE, Irregular, shown
from gongkai.source.tree import Inventory

REGULAR = "100644"
_MODES = {"120000": LINK, "160000": SUBMODULE, "100755": EXECUTABLE}
# A replacement or a graft, which anybody may have in their own clone, must not change what a commit says.
_HONEST = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, "LC_ALL": "C"}


def git(repository: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git and return what it wrote. Raises CannotRun with git's own words."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=repository,
            env=os.environ | _HONEST,
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise CannotRun("无法运行 git，请先安装", f"cannot run git: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().split("\n")
        reason = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0])
        raise CannotRun(f"git {arguments[0]} 未能完成：{reason}", f"git {arguments[0]} failed: {reason}")
    return done.stdout


def reason_for(mode: str) -> Text | None:
    """Why an entry of this mode may not be in a county's tree; None for a regular file."""
    return None if mode == REGULAR else _MODES.get(mode, NOT_REGULAR)


@dataclass(frozen=True, slots=True)
class GitTree:
    """A county in a tree of git: ``revision`` is a full object name, ``prefix`` the county's folder (``""`` or ``a/b/``)."""

    repository: Path
    revision: str
    prefix: str = ""

    def files(self, *tops: str) -> Inventory:
        """All files below ``tops``, sorted; everything but regular files of mode 100644 is irregular."""
        wanted = [self.prefix + top for top in tops]
        listing = git(self.repository, "ls-tree", "-r", "-z", "--full-tree", self.revision, "--", *wanted)
        regular: list[str] = []
        irregular: list[Irregular] = []
        for record in listing.split(b"\0")[:-1]:
            head, _, name = record.partition(b"\t")
            path = name.decode("utf-8", "surrogateescape").removeprefix(self.prefix)
            if shown(path) != path:
                irregular.append(Irregular(shown(path), UNSHOWABLE))
            elif reason := reason_for(head.split(b" ", 1)[0].decode()):
                irregular.append(Irregular(path, reason))
            else:
                regular.append(path)
        irregular += [Irregular(path, TWICE) for path, count in Counter(regular).items() if count > 1]
        return Inventory(tuple(sorted(set(regular))), tuple(sorted(irregular, key=lambda one: one.path)))

    def read(self, path: str) -> bytes:
        return _objects(self.repository).read(f"{self.revision}:{self.prefix}{path}", path)

    def has(self, path: str) -> bool:
        """Whether a file lies at a path."""
        return _objects(self.repository).find(f"{self.revision}:{self.prefix}{path}") is not None


class _Objects:
    """One ``git cat-file`` that answers many questions; starting git for each would cost far more."""

    def __init__(self, repository: Path) -> None:
        try:
            self._git = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=repository,
                env=os.environ | _HONEST,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise CannotRun("无法运行 git，请先安装", f"cannot run git: {error.strerror}") from error

    def find(self, name: str, kind: bytes = b"blob") -> bytes | None:
        """The bytes of a blob (or a tree, a commit), or None where there is none under this name."""
        assert self._git.stdin and self._git.stdout
        if "\n" in name:
            return None
        self._git.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        self._git.stdin.flush()
        head = self._git.stdout.readline().rstrip(b"\n").rsplit(b" ", 2)
        if len(head) != 3 or not head[2].isdigit():
            if not head[0]:
                raise CannotRun("git cat-file 意外中止", "git cat-file ended early")
            return None
        size = int(head[2])
        data = self._git.stdout.read(size + 1)
        if len(data) != size + 1:
            raise CannotRun("git cat-file 意外中止", "git cat-file ended early")
        return data[:-1] if head[1] == kind else None

    def read(self, name: str, path: str, kind: bytes = b"blob") -> bytes:
        data = self.find(name, kind)
        if data is None:
            raise CannotRun(f"无法从 git 读取 {path}", f"cannot read {path} from git")
        return data

    def close(self) -> None:
        for pipe in (self._git.stdin, self._git.stdout):
            if pipe:
                pipe.close()
        self._git.wait()


_KEPT = 4
_open: OrderedDict[tuple[int, Path], _Objects] = OrderedDict()


def _objects(repository: Path) -> _Objects:
    """This process's own reader of a repository; a forked worker must not share its parent's pipes."""
    key = os.getpid(), repository
    if key not in _open:
        mine = [other for other in _open if other[0] == key[0]]
        if len(mine) >= _KEPT:
            _open.pop(mine[0]).close()
        _open[key] = _Objects(repository)
    return _open[key]


def read_blobs(repository: Path, names: list[str]) -> list[bytes]:
    """The bytes of blobs by their object names."""
    return [_objects(repository).read(name, name) for name in names]


def read_object(repository: Path, name: str, kind: bytes) -> bytes:
    """The bytes of an object of a kind by its name."""
    return _objects(repository).read(name, name, kind)


@atexit.register
def _close_all() -> None:
    for (process, _), reader in _open.items():
        if process == os.getpid():
            reader.close()

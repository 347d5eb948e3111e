"""A county as it stands in a commit: read from git's objects, never from a checkout.

What git would do on checkout (filters, line ends, links) therefore cannot come between the check and the bytes.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import subprocess
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun, Text
from gongkai.source.git import closed_environment, git, incomplete, no_git
from gongkai.source.hygiene import EXECUTABLE, LINK, MISPLACED, NOT_REGULAR, SUBMODULE, TWICE, UNSHOWABLE, Irregular
from gongkai.source.tree import Inventory, TooLarge, bounded

REGULAR = "100644"
FOLDER = "040000"
_MODES = {"120000": LINK, "160000": SUBMODULE, "100755": EXECUTABLE}
# As git writes them itself. What it shows is tidied up: an entry of 100664 passes for one of 100644.
_CANONICAL = frozenset({b"100644", b"100755", b"120000", b"160000", b"40000"})
_TREE, _COMMIT = b"40000", b"160000"  # modes of a folder and of a submodule, without leading zeros
_NO_NAMES = frozenset({b"", b".", b"..", b".git"})


def reason_for(mode: str) -> Text | None:
    """Why an entry of this mode may not be in a county's tree; None for a regular file."""
    return None if mode == REGULAR else _MODES.get(mode, NOT_REGULAR)


@dataclass(frozen=True, slots=True)
class GitTree:
    """A county in a tree of git: ``revision`` is a full object name, ``prefix`` the county's folder (``""`` or ``a/b/``)."""

    store: Path
    revision: str
    prefix: str = ""

    def files(self, *tops: str) -> Inventory:
        """All files below ``tops``, sorted; everything but regular files of mode 100644 is irregular."""
        wanted = [self.prefix + top for top in tops]
        listing = git(self.store, "ls-tree", "-r", "-z", "--full-tree", self.revision, "--", *wanted)
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
        """The bytes of a file. Raises TooLarge, and CannotRun where there is none or the clone lacks it."""
        data = _objects(self.store).find(f"{self.revision}:{self.prefix}{path}", path)
        if data is not None:
            return data
        if (entry := self._entry(path)) is None:
            raise CannotRun(f"无法从 git 读取 {shown(path)}", f"cannot read {shown(path)} from git")
        return read_blob(self.store, entry[1], path)

    def has(self, path: str) -> bool:
        """Return whether a file lies at a path. Raises CannotRun where the clone lacks a folder on the way.

        Looked up in the trees themselves: to git a file that a partial clone left out and one that never was are the same.
        """
        entry = self._entry(path)
        return entry is not None and entry[0] not in (_TREE, _COMMIT)

    def _entry(self, path: str) -> tuple[bytes, str] | None:
        """Mode and object name of what lies at a path."""
        mode, found = _TREE, _tree_of(self.store, self.revision)
        for name in (self.prefix + path).encode("utf-8", "surrogateescape").split(b"/"):
            if mode != _TREE or name not in (entries := _entries(self.store, found)):
                return None
            mode, found = entries[name]
        return mode, found


class _Objects:
    """One ``git cat-file`` that answers many questions; starting git for each would cost far more."""

    def __init__(self, store: Path) -> None:
        self.usable = True
        try:
            self._git = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=store,
                env=closed_environment(GIT_DIR=str(store)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise no_git(error) from error

    def find(self, name: str, path: str, kind: bytes = b"blob") -> bytes | None:
        """The bytes of a blob (or a tree), or None where there is none under this name; ``path`` is where it lies. Raises TooLarge."""
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
        try:
            bounded(path, size)
        except TooLarge:
            self._git.kill()  # it would hand out all of it
            self.usable = False
            raise
        data = self._git.stdout.read(size + 1)
        if len(data) != size + 1:
            raise CannotRun("git cat-file 意外中止", "git cat-file ended early")
        data = data[:-1]
        _true_to_its_name(head[0], head[1], data)
        return data if head[1] == kind else None

    def read(self, name: str, path: str, kind: bytes = b"blob") -> bytes:
        data = self.find(name, path, kind)
        if data is None:
            raise incomplete(Text(f"无法从 git 读取 {shown(path)}", f"cannot read {shown(path)} from git"))
        return data

    def close(self) -> None:
        for pipe in (self._git.stdin, self._git.stdout):
            if pipe:
                pipe.close()
        self._git.wait()


_KEPT = 4
_open: OrderedDict[tuple[int, Path], _Objects] = OrderedDict()


def _objects(store: Path) -> _Objects:
    """This process's own reader of a store; a forked worker must not share its parent's pipes."""
    key = os.getpid(), store
    if key in _open and not _open[key].usable:
        _open.pop(key).close()
    if key not in _open:
        mine = [other for other in _open if other[0] == key[0]]
        if len(mine) >= _KEPT:
            _open.pop(mine[0]).close()
        _open[key] = _Objects(store)
    return _open[key]


def read_blob(store: Path, name: str, path: str) -> bytes:
    """The bytes of a blob by its object name; ``path`` is where it lies. Raises TooLarge."""
    return _objects(store).read(name, path)


def _true_to_its_name(name: bytes, kind: bytes, data: bytes) -> None:
    """Raise CannotRun where an object is not the one it is named after, which git does not look at when it reads.

    A loose object, an index of a pack or of several that somebody put into a clone could otherwise answer for any other.
    """
    digest = hashlib.sha1 if len(name) == 40 else hashlib.sha256
    if digest(b"%s %d\0%s" % (kind, len(data), data)).hexdigest().encode() != name:
        raise CannotRun(
            f"仓库中的对象 {name.decode()[:12]} 已损坏或被调换，不能据以判断：请重新克隆（git fsck 可列出损坏的对象）",
            f"object {name.decode()[:12]} of the repository is damaged or was exchanged and decides nothing: clone it again "
            "(git fsck lists what is damaged)",
        )


def read_object(store: Path, name: str, kind: bytes) -> bytes:
    """The bytes of an object of a kind by its name."""
    return _objects(store).read(name, name, kind)


@functools.lru_cache(maxsize=64)
def _tree_of(store: Path, revision: str) -> str:
    """The object name of a commit's tree; a tree is its own."""
    commit = _objects(store).find(revision, revision, b"commit")
    return commit.partition(b"\n")[0].removeprefix(b"tree ").decode() if commit else revision


@functools.lru_cache(maxsize=32)
def _entries(store: Path, tree: str) -> dict[bytes, tuple[bytes, str]]:
    """Mode and object name of each entry of a tree. Raises CannotRun where the clone lacks it."""
    data = read_object(store, tree, b"tree")
    width = len(tree) // 2
    start, found = 0, dict[bytes, tuple[bytes, str]]()
    while start < len(data):
        mode, name, end = _entry(data, start)
        start = end + width
        found[name] = mode.lstrip(b"0"), data[end:start].hex()
    return found


def irregular_entries(store: Path, tree: str) -> Iterator[tuple[str, Text]]:
    """Names of the entries of one tree that git itself would not write so, each with the reason.

    In a tree that is not in order git finds an entry or not depending on how it looks for it: what a check is not shown
    may lie in a checkout all the same.
    """
    data = _objects(store).read(tree, tree, b"tree")
    width = 32 if len(tree.partition("^")[0]) == 64 else 20
    start = 0
    last = b""
    names: set[bytes] = set()
    while start < len(data):
        mode, name, end = _entry(data, start)
        start = end + width
        if mode not in _CANONICAL:
            yield _decoded(name), _no_mode(mode)
        place = name + b"/" if mode.lstrip(b"0") == b"40000" else name
        if name in names:
            yield _decoded(name), TWICE
        elif place <= last or b"/" in name or name.lower() in _NO_NAMES:
            yield _decoded(name), MISPLACED
        names.add(name)
        last = max(last, place)


def _decoded(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _no_mode(mode: bytes) -> Text:
    written = mode.decode("ascii", "replace")
    return Text(
        f"文件模式 {written} 不是 git 自己会写的，别的程序会读成另一种文件",
        f"the mode {written} is none that git writes; other programs would take the file for another kind",
    )


def _entry(data: bytes, start: int) -> tuple[bytes, bytes, int]:
    """Mode and name of the entry at ``start``, and where its object name begins."""
    blank = data.index(b" ", start)
    end = data.index(b"\0", blank)
    return data[start:blank], data[blank + 1 : end], end + 1


@atexit.register
def _close_all() -> None:
    for (process, _), reader in _open.items():
        if process == os.getpid():
            reader.close()

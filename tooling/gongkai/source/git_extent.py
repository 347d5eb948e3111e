"""How many files a tree of git comes to, reckoned before it is walked.

A dozen objects, each naming the next one ten times, are a thousand million files. Each object is looked at once, whatever
the number of paths that lead to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gongkai.core.findings import CannotRun
from gongkai.source.limits import PATH_BYTES, TREE_ENTRIES

_MOST_BYTES = 100 * TREE_ENTRIES  # of all paths
_DEEPEST = 300  # folders in folders
_FOLDER = b"40000"

ReadObject = Callable[[str, bytes], bytes]  # the bytes of an object by its name and its kind


class TooManyFiles(CannotRun):
    """A commit that is not walked, because of what it comes to; ``commit`` is its name."""

    def __init__(self, zh: str, en: str, commit: str = "") -> None:
        super().__init__(zh, en)
        self.commit = commit


class _Extent(NamedTuple):
    """Files, bytes of their paths, and bytes of the longest path."""

    files: int = 0
    size: int = 0
    longest: int = 0

    def within(self, name: int) -> _Extent:
        """The same below a folder whose name has so many bytes."""
        return _Extent(self.files, self.size + self.files * (name + 1), self.longest + name + 1)

    def plus(self, other: _Extent) -> _Extent:
        return _Extent(self.files + other.files, self.size + other.size, max(self.longest, other.longest))


def bound_history(read: ReadObject, commits: Iterable[str]) -> None:
    """Raise TooManyFiles where some commits bring in, or one of them holds, more files than are walked."""
    extents = _Extents(read)
    introduced = _Extent()
    for commit in commits:
        tree, parent = _tree_and_parent(read(commit, b"commit"))
        before = _tree_and_parent(read(parent, b"commit"))[0] if parent else ""
        try:
            _bounded(extents.of(tree, 0))
            introduced = introduced.plus(extents.between(before, tree, 0))
            _bounded(introduced)
        except TooManyFiles as error:
            error.commit = commit
            raise


def _bounded(extent: _Extent) -> None:
    if extent.longest > PATH_BYTES:
        raise _too_deep()
    if extent.files > TREE_ENTRIES or extent.size > _MOST_BYTES:
        raise TooManyFiles(
            f"这次提交展开后的文件超过 {TREE_ENTRIES} 个，没有逐个检查",
            f"the commit comes to more than {TREE_ENTRIES} files, which were not looked at",
        )


def _too_deep() -> TooManyFiles:
    return TooManyFiles(
        f"文件夹嵌套过深，或路径超过 {PATH_BYTES} 字节",
        f"folders are nested too deeply, or a path has over {PATH_BYTES} bytes",
    )


class _Extents:
    """What trees come to, and how far two of them differ; each tree and each pair is worked out once."""

    def __init__(self, read: ReadObject) -> None:
        self._read = read
        self._trees: dict[str, _Extent] = {}
        self._pairs: dict[tuple[str, str], _Extent] = {}

    def of(self, tree: str, depth: int) -> _Extent:
        if tree not in self._trees:
            total = _Extent()
            for name, (mode, inner) in self._entries(tree, depth).items():
                one = self.of(inner, depth + 1).within(len(name)) if mode == _FOLDER else _file(name)
                total = total.plus(one)
            self._trees[tree] = total
        return self._trees[tree]

    def between(self, before: str, after: str, depth: int) -> _Extent:
        """Return what ``after`` has that does not lie at the same place in ``before``, at most; an empty name is an empty tree."""
        if before == after:
            return _Extent()
        if not before:
            return self.of(after, depth)
        if (before, after) not in self._pairs:
            total = _Extent()
            old = self._entries(before, depth)
            for name, (mode, inner) in self._entries(after, depth).items():
                if old.get(name) == (mode, inner):
                    continue
                was, named = old.get(name, (b"", ""))
                below = named if was == _FOLDER else ""
                inside = mode == _FOLDER
                one = self.between(below, inner, depth + 1).within(len(name)) if inside else _file(name)
                total = total.plus(one)
            self._pairs[before, after] = total
        return self._pairs[before, after]

    def _entries(self, tree: str, depth: int) -> dict[bytes, tuple[bytes, str]]:
        if depth > _DEEPEST:
            raise _too_deep()
        return {name: (mode, inner) for mode, name, inner in _parts(self._read(tree, b"tree"), len(tree) // 2)}


def _file(name: bytes) -> _Extent:
    return _Extent(1, len(name), len(name))


def _parts(data: bytes, width: int) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, name and object name of each entry of a tree, without the zero that some programs write before a mode."""
    start = 0
    while start < len(data):
        blank = data.index(b" ", start)
        end = data.index(b"\0", blank)
        yield data[start:blank].lstrip(b"0"), data[blank + 1 : end], data[end + 1 : end + 1 + width].hex()
        start = end + 1 + width


def _tree_and_parent(data: bytes) -> tuple[str, str]:
    """The tree of a commit and its first parent, which is empty for a first commit."""
    lines = data.split(b"\n", 2)
    parent = lines[1].removeprefix(b"parent ").decode() if lines[1].startswith(b"parent ") else ""
    return lines[0].removeprefix(b"tree ").decode(), parent

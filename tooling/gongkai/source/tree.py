"""The files of a county, wherever they are kept.

``Source`` is what the checker reads from; ``Disk`` is a folder. Each file is read once, and what was read is
what is checked, signed over and published.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun
from gongkai.core.system_errors import reason
from gongkai.source.hygiene import LINK, NOT_REGULAR, TOO_DEEP, UNSHOWABLE, Irregular
from gongkai.source.limits import DOCUMENT_BYTES, FILE_BYTES, REGISTRY_BYTES

# Held back from the inventory: what an operating system leaves in a folder without being asked.
_DEBRIS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
# Neither through a link nor waiting at a pipe that somebody put there since the listing.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_MOST_AT_ONCE = 1 << 24
_MEGABYTE = 1 << 20
_DEEPEST = 20  # folders in one another; a system that can name what lies deeper is rare
_LARGEST = {".md": DOCUMENT_BYTES, ".yaml": REGISTRY_BYTES}


class TooLarge(CannotRun):
    """A file that is not read, because of its size alone."""


def bounded(path: str, size: int) -> None:
    """Raise TooLarge for a file that is not worth reading; a sparse one of terabytes costs nobody anything."""
    most = _LARGEST.get(os.path.splitext(path)[1], FILE_BYTES)  # noqa: PTH122 - many paths
    if size > most:
        raise TooLarge(
            f"{path} 有 {size // _MEGABYTE} MB，超过 {most // _MEGABYTE} MB，未读取",
            f"{path} has {size // _MEGABYTE} MB, more than {most // _MEGABYTE} MB, and was not read",
        )


class Source(Protocol):
    """Something that lists and reads the files of a county; picklable, so that workers can read too."""

    def files(self, *tops: str) -> Inventory: ...

    def read(self, path: str) -> bytes: ...

    def has(self, path: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Inventory:
    """What lies below the given folders: regular files, and everything that is not one, with the reason.

    A name that cannot be shown as it is makes a file irregular, too, and is given with escapes.
    """

    regular: tuple[str, ...]
    irregular: tuple[Irregular, ...]


@dataclass(frozen=True, slots=True)
class Disk:
    """A county in a folder."""

    root: Path

    def files(self, *tops: str) -> Inventory:
        """All files below ``tops``, sorted; links are listed as irregular and never followed."""
        regular: list[str] = []
        irregular: list[Irregular] = []
        for top in tops:
            folder = self.root / top
            if folder.is_symlink():
                irregular.append(Irregular(top, LINK))
            elif folder.is_dir():
                queue = [(str(folder), top)]
                for place, prefix in queue:
                    queue += self._look(place, prefix, regular, irregular)
            elif folder.is_file():
                regular.append(top)
        return Inventory(tuple(sorted(regular)), tuple(sorted(irregular, key=lambda one: one.path)))

    def _look(
        self, folder: str, prefix: str, regular: list[str], irregular: list[Irregular]
    ) -> Iterator[tuple[str, str]]:
        """Sort what lies in one folder; gives the folders in it, with their paths."""
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            raise _unreadable(prefix, error) from error
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if shown(entry.name) != entry.name:
                irregular.append(Irregular(f"{prefix}/{shown(entry.name)}", UNSHOWABLE))
            elif entry.is_symlink():
                irregular.append(Irregular(path, LINK))
            elif entry.is_dir(follow_symlinks=False):
                if path.count("/") > _DEEPEST:
                    irregular.append(Irregular(path, TOO_DEEP))
                else:
                    yield entry.path, path
            elif not entry.is_file(follow_symlinks=False):
                irregular.append(Irregular(path, NOT_REGULAR))
            elif entry.name not in _DEBRIS:
                regular.append(path)

    def read(self, path: str) -> bytes:
        """The bytes of a regular file. A link put there since the listing is not followed."""
        try:
            return read_regular(f"{self.root}/{path}", path)
        except OSError as error:
            raise _unreadable(path, error) from error

    def has(self, path: str) -> bool:
        """Return whether a regular file lies at a path."""
        return (self.root / path).is_file() and not (self.root / path).is_symlink()


def read_regular(path: str, named: str = "") -> bytes:
    """The bytes of a regular file; no link is followed. Raises OSError, and TooLarge for a ``named`` file of a county.

    A file object would take longer to make than a small file to read.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a regular file")
        if status.st_size > _MEGABYTE and named:
            bounded(named, status.st_size)
        first = os.read(descriptor, min(status.st_size, _MOST_AT_ONCE) + 1)
        if len(first) == status.st_size:
            return first  # one more was asked for: this is all of it
        pieces = [first]
        while piece := os.read(descriptor, min(status.st_size, _MOST_AT_ONCE) + 1):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def _unreadable(path: str, error: OSError) -> CannotRun:
    why = reason(error)
    return CannotRun(f"无法读取 {path}：{why.zh}", f"cannot read {path}: {why.en}")

"""Reading and hashing whole trees of files, in workers. Times of files are never looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gongkai.executors import chunks

T = TypeVar("T")

_FILES = 1500  # in one piece of work
_PIECE = 1 << 17
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)


def digests(executor: Executor, root: Path, paths: Sequence[str]) -> Parts[str]:
    """The sha256 (hex) of files below ``root``, in their order; empty for what cannot be read or is no regular file."""
    return Parts([executor.submit(_digests, str(root), batch) for batch in chunks(paths, _FILES)])


def different(executor: Executor, root: Path, wanted: Mapping[str, str]) -> Parts[str]:
    """Those of the files in ``wanted`` that do not have the sha256 given there."""
    batches = chunks(list(wanted.items()), _FILES)
    return Parts([executor.submit(_different, str(root), batch) for batch in batches])


def holding(executor: Executor, root: Path, paths: Sequence[str], texts: Sequence[Sequence[bytes]]) -> Parts[str]:
    """Those of the files that hold all of one of ``texts``, each given as its parts."""
    return Parts([executor.submit(_holding, str(root), batch, texts) for batch in chunks(paths, _FILES)])


@dataclass(frozen=True, slots=True)
class Parts(Iterable[T]):
    """What workers find, piece by piece, as it is asked for; begun when it was made."""

    futures: Sequence[Future[list[T]]]

    def __iter__(self) -> Iterator[T]:
        for future in self.futures:
            yield from future.result()

    def cancel(self) -> None:
        """Begin no more of it."""
        for future in self.futures:
            future.cancel()


def _digests(root: str, paths: Iterable[str]) -> list[str]:
    return [digest_of(f"{root}/{path}") for path in paths]


def _different(root: str, wanted: Iterable[tuple[str, str]]) -> list[str]:
    return [path for path, digest in wanted if digest_of(f"{root}/{path}") != digest]


def _holding(root: str, paths: Iterable[str], texts: Sequence[Sequence[bytes]]) -> list[str]:
    found = []
    for path in paths:
        data = _read(f"{root}/{path}") or b""
        for text in texts:
            for part in text:
                if part not in data:
                    break
            else:
                found.append(path)
                break
    return found


def digest_of(path: str) -> str:
    """The sha256 (hex) of a regular file, or nothing; links are not followed."""
    data = _read(path)
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _read(path: str) -> bytes | None:
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return None
    try:
        data = os.read(descriptor, _PIECE)
        if len(data) == _PIECE:
            with open(descriptor, "rb", closefd=False) as rest:
                data += rest.read()
        return data
    except OSError:
        return None
    finally:
        os.close(descriptor)


def listed(root: Path) -> dict[str, int]:
    """Every file below a folder: its path from there, and its number in the file system; 0 for what is no regular file."""
    found: dict[str, int] = {}
    folders = [("", str(root))]
    for prefix, folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{path}/", entry.path))
                else:
                    found[path] = entry.inode() if entry.is_file(follow_symlinks=False) else 0
    return found

"""Reading and hashing whole trees of files, in workers. Times of files are never looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from gongkai.executors import chunks

_FILES = 1500  # in one piece of work
_PIECE = 1 << 17
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)


def digests(executor: Executor, root: Path, paths: Sequence[str]) -> Iterator[str]:
    """The sha256 (hex) of files below ``root``, in their order; empty for what cannot be read."""
    futures = [executor.submit(_digests, str(root), batch) for batch in chunks(paths, _FILES)]
    for future in futures:
        yield from future.result()


def different(executor: Executor, root: Path, wanted: Mapping[str, str]) -> list[str]:
    """Those of the files in ``wanted`` that do not have the sha256 given there."""
    found = digests(executor, root, list(wanted))
    return [path for (path, digest), there in zip(wanted.items(), found, strict=True) if there != digest]


def _digests(root: str, paths: Iterable[str]) -> list[str]:
    return [digest_of(f"{root}/{path}") for path in paths]


def digest_of(path: str) -> str:
    """The sha256 (hex) of a regular file, or nothing; links are not followed."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return ""
    try:
        data = os.read(descriptor, _PIECE)
        hashed = hashlib.sha256(data)
        while len(data) == _PIECE:
            data = os.read(descriptor, _PIECE)
            hashed.update(data)
        return hashed.hexdigest()
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def listed(root: Path) -> dict[str, bool]:
    """Every file below a folder, by its path from there, with whether it is a regular file."""
    found: dict[str, bool] = {}
    folders = [("", str(root))]
    for prefix, folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{path}/", entry.path))
                else:
                    found[path] = entry.is_file(follow_symlinks=False)
    return found

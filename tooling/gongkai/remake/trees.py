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


def digests(executor: Executor, root: Path, paths: Sequence[str], needles: Sequence[bytes] = ()) -> Iterator[str]:
    """The sha256 (hex) of files below ``root``, in their order; empty for what cannot be read, or holds a needle."""
    futures = [executor.submit(_digests, str(root), batch, needles) for batch in chunks(paths, _FILES)]
    for future in futures:
        yield from future.result()


def different(executor: Executor, root: Path, wanted: Mapping[str, str], needles: Sequence[bytes] = ()) -> list[str]:
    """Those of the files in ``wanted`` that do not have the sha256 given there, or hold a needle."""
    found = digests(executor, root, list(wanted), needles)
    return [path for (path, digest), there in zip(wanted.items(), found, strict=True) if there != digest]


def _digests(root: str, paths: Iterable[str], needles: Sequence[bytes]) -> list[str]:
    return [digest_of(f"{root}/{path}", needles) for path in paths]


def digest_of(path: str, needles: Sequence[bytes] = ()) -> str:
    """The sha256 (hex) of a regular file, or nothing; links are not followed. A file with a needle in it counts as none."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return ""
    try:
        data = os.read(descriptor, _PIECE)
        if len(data) == _PIECE:
            with open(descriptor, "rb", closefd=False) as rest:
                data += rest.read()
        if any(needle in data for needle in needles):
            return ""
        return hashlib.sha256(data).hexdigest()
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

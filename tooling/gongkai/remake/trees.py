"""Reading and hashing whole trees of files, in workers. Times of files are never looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from gongkai.executors import chunks

_FILES = 1500  # in one piece of work
_PIECE = 1 << 17
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)


def digests(executor: Executor, root: Path, paths: Sequence[str]) -> list[str]:
    """The sha256 (hex) of files below ``root``, in their order; empty for what cannot be read or is no regular file."""
    futures = [executor.submit(_digests, str(root), batch) for batch in chunks(paths, _FILES)]
    return [digest for future in futures for digest in future.result()]


def different(
    executor: Executor, root: Path, wanted: Mapping[str, str], texts: Sequence[Sequence[bytes]] = ()
) -> tuple[list[str], list[str]]:
    """Those of the files in ``wanted`` that do not have the sha256 given there; and those that may hold one of ``texts``.

    A text is given as its characters: no file can hold it that does not hold them all.
    """
    bad: list[str] = []
    suspect: list[str] = []
    batches = chunks(list(wanted.items()), _FILES)
    for future in [executor.submit(_compare, str(root), batch, texts) for batch in batches]:
        batch_bad, batch_suspect = future.result()
        bad += batch_bad
        suspect += batch_suspect
    return bad, suspect


def _digests(root: str, paths: Iterable[str]) -> list[str]:
    return [digest_of(f"{root}/{path}") for path in paths]


def _compare(
    root: str, files: Iterable[tuple[str, str]], texts: Sequence[Sequence[bytes]]
) -> tuple[list[str], list[str]]:
    bad: list[str] = []
    suspect: list[str] = []
    for path, wanted in files:
        data = _read(f"{root}/{path}")
        if data is None or hashlib.sha256(data).hexdigest() != wanted:
            bad.append(path)
        for text in texts:
            for character in text:
                if data and character not in data:
                    break
            else:
                suspect.append(path)
                break
    return bad, suspect


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

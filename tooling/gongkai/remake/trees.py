"""What workers do from the first moment: reading and hashing trees of files, translating templates.

What a file is, its bytes say and never its time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gongkai.core.executors import chunks
from gongkai.source.tree import read_regular

T = TypeVar("T")
Translations = Mapping[str, Future[dict[str, str]]]  # by language

_FILES = 1500  # in one piece of work


def digests(executor: Executor, root: Path, paths: Sequence[str]) -> Parts[str]:
    """The sha256 (hex) of files below ``root``, in their order; empty for what cannot be read or is no regular file."""
    return Parts([executor.submit(_digests, str(root), batch) for batch in chunks(paths, _FILES)])


@dataclass(frozen=True, slots=True)
class Sought:
    """A text to look for. No file can hold it that does not hold all the ``characters``; ``stands`` takes a closer look."""

    text: str
    characters: tuple[str, ...]
    stands: Callable[[str, str, str], bool]  # path, contents, text


def different(
    executor: Executor, root: Path, wanted: Mapping[str, str], texts: Sequence[Sought] = ()
) -> Parts[tuple[str, bool]]:
    """Those of the files in ``wanted`` that do not have the sha256 given there (False), or that may hold a text (True)."""
    batches = chunks(list(wanted.items()), _FILES)
    return Parts([executor.submit(_different, str(root), batch, texts) for batch in batches])


def newer(executor: Executor, root: Path, paths: Sequence[str], than: float) -> Parts[bool]:
    """Return whether a file was written after an instant, as far as its time can be believed. Nothing but speed may depend on it."""
    half = len(paths) // 2 + 1
    return Parts([executor.submit(_newer, str(root), batch, than) for batch in chunks(paths, half)])


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


# The templates of pages that show items: whatever an edit of one is rendered with.
_OF_ITEMS = (
    "item.html",
    "list.html",
    "year_index.html",
    "feed.xml",
    "home.html",
    "catalog.html",
    "search.html",
    "coverage.html",
)


def translated(executor: Executor, theme: Path, languages: Sequence[str]) -> Translations:
    """Return what an edit renders, as Python, by language and name."""
    return {one: executor.submit(_translated, theme, one) for one in languages}


def _translated(theme: Path, language: str) -> dict[str, str]:
    """A worker's job that needs nothing loaded where it is handed out."""
    from gongkai.site.templating import translated as templates  # noqa: PLC0415

    return templates(theme, language, _OF_ITEMS)


def _digests(root: str, paths: Iterable[str]) -> list[str]:
    return [digest_of(f"{root}/{path}") for path in paths]


def _different(root: str, wanted: Iterable[tuple[str, str]], texts: Sequence[Sought]) -> list[tuple[str, bool]]:
    found = []
    for path, digest in wanted:
        data = read(f"{root}/{path}")
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            found.append((path, False))
        elif texts and _holds(path, data.decode("utf-8", "replace"), texts):
            found.append((path, True))
    return found


def _holds(path: str, contents: str, texts: Iterable[Sought]) -> bool:
    for one in texts:
        for character in one.characters:
            if character not in contents:
                break
        else:
            if one.stands(path, contents, one.text):
                return True
    return False


def _newer(root: str, paths: Iterable[str], than: float) -> list[bool]:
    with contextlib.suppress(OSError):
        return [any(os.stat(f"{root}/{path}").st_mtime >= than for path in paths)]  # noqa: PTH116 - thousands of paths
    return [True]


def digest_of(path: str) -> str:
    """The sha256 (hex) of a regular file, or nothing; links are not followed."""
    data = read(path)
    return "" if data is None else hashlib.sha256(data).hexdigest()


def read(path: str) -> bytes | None:
    """The bytes of a regular file, or None; links are not followed."""
    try:
        return read_regular(path)
    except OSError:
        return None


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

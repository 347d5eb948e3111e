"""A second tree beside the site, whose files are hard links to the site's own.

The next site is put together there, from what stayed the same and what was made anew, and exchanged with the site in one step. What
was the site is then brought up to date and is the spare of the next time. Files are never written in place, because both
trees share them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from gongkai.core.confined import below
from gongkai.core.executors import chunks
from gongkai.remake.trees import Parts, listed
from gongkai.site.staging import forget, go_live, spare_of, still_a_folder

_LINKS = 2000  # in one piece of work
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class NotAsRemembered(Exception):
    """A file of the site is not what was built; only a build from nothing helps."""


@contextlib.contextmanager
def begun(executor: Executor, target: Path, there: Collection[str]) -> Iterator[Callable[[], Mapping[str, int]]]:
    """Yield what gives the files of the spare, with their numbers in the file system, once workers have listed them.

    Where there is no spare, one is put together meanwhile from the files that are ``there``, because so many links take
    longer than the pages of an edit. Raises as ``put_together`` does.
    """
    spare = spare_of(target)
    if os.path.lexists(spare):
        yield executor.submit(_contents, target).result
        return
    spare.mkdir()
    links = Parts([executor.submit(_linked, target, spare, part) for part in chunks(sorted(there), _LINKS)])
    try:
        yield lambda: dict(links)
    finally:
        links.cancel()


def _contents(target: Path) -> dict[str, int]:
    spare = spare_of(target)
    return listed(spare) if spare.is_dir() and not spare.is_symlink() else {}


def put_together(
    target: Path,
    there: Mapping[str, int],
    have: Mapping[str, int],
    wanted: Collection[str],
    aside: Path,
    fresh: Collection[str],
) -> None:
    """Make the spare a site of exactly the ``wanted`` files; those in ``fresh`` come from ``aside``, all others are the target's.

    ``there`` are the files of the target, which were proved to be as remembered, with their numbers in the file system, and ``have``
    those of the spare: what has the same number in both is the same file. Raises NotAsRemembered where the target lacks one, OSError where the file
    system has no hard links.
    """
    spare = spare_of(target)
    if spare.is_symlink():  # whatever it leads to is not ours to clear up
        spare.unlink()
    spare.mkdir(exist_ok=True)
    if spare.stat().st_dev != target.stat().st_dev:
        raise NotAsRemembered
    kept = set(wanted) - set(fresh)
    # As a rule the spare is as the last build left it, and the same as the site.
    other = (
        set() if have == there else {path for path, number in have.items() if not number or number != there.get(path)}
    )
    _remove(spare, other | (have.keys() - kept))
    _link(target, spare, (kept - have.keys()) | (kept & other))
    for folder, names in _by_folder(fresh):
        with _opened(aside, folder) as made, _opened(spare, folder, make=True) as place:
            for name in names:
                os.rename(name, name, src_dir_fd=made, dst_dir_fd=place)


def put_live(target: Path, changed: Collection[str], wanted: Collection[str]) -> None:
    """Exchange spare and site, then give the new spare what changed."""
    spare = spare_of(target)
    still_a_folder(target)
    go_live(spare, target)
    with contextlib.suppress(OSError, NotAsRemembered):  # a spare that is behind is found out and mended the next time
        _remove(spare, changed)
        _link(target, spare, [path for path in changed if path in wanted])


def prepare(target: Path, files: Iterable[str]) -> None:
    """Make a spare of a site that has none. Where that fails there is none, and the next build sees what it can do."""
    spare = spare_of(target)
    try:
        spare.mkdir()
        _link(target, spare, sorted(files))
    except (OSError, NotAsRemembered):
        forget(target)


def _linked(target: Path, spare: Path, paths: Sequence[str]) -> list[tuple[str, int]]:
    _link(target, spare, paths)
    return [(path, os.lstat(f"{spare}/{path}").st_ino) for path in paths]


def _link(source: Path, target: Path, paths: Iterable[str]) -> None:
    for folder, names in _by_folder(paths):
        with _opened(source, folder) as here, _opened(target, folder, make=True) as there:
            for name in names:
                try:
                    os.link(name, name, src_dir_fd=here, dst_dir_fd=there, follow_symlinks=False)
                except FileNotFoundError:
                    raise NotAsRemembered from None


def _remove(root: Path, paths: Iterable[str]) -> None:
    for folder, names in _by_folder(paths):
        with contextlib.suppress(FileNotFoundError), _opened(root, folder) as here:
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=here)


def _by_folder(paths: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        below(Path(), path)
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, []).append(name)
    return found.items()


@contextlib.contextmanager
def _opened(root: Path, folder: str, make: bool = False) -> Iterator[int]:
    """The descriptor of a folder below ``root``, reached through folders alone: a link that was put there leads nowhere.

    Raises OSError.
    """
    here = os.open(root, _FOLDER)
    try:
        for part in folder.split("/") if folder else ():
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(part, dir_fd=here)
            inner = os.open(part, _FOLDER, dir_fd=here)
            os.close(here)
            here = inner
        yield here
    finally:
        os.close(here)

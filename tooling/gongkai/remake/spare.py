"""A second tree beside the site, whose files are hard links to the site's own.

The next site is put together there, from what stayed the same and what was made anew, and exchanged with the site in one step. What
was the site is then brought up to date and is the spare of the next time. Files are never written in place, because both
trees share them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from gongkai.publish.staging import exchange
from gongkai.remake.trees import different, listed


class NotAsRemembered(Exception):
    """A file of the site is not what was built; only a build from nothing helps."""


def spare_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.spare")


def put_together(
    target: Path,
    wanted: Mapping[str, str],
    aside: Path,
    fresh: Collection[str],
    executor: Executor,
    needles: Sequence[bytes] = (),
) -> None:
    """Make the spare a site of exactly the ``wanted`` files (path, sha256); those in ``fresh`` come from ``aside``.

    Every file that was there before is read again, and none may hold one of the ``needles``. Raises NotAsRemembered where
    neither tree has what is wanted, OSError where the file system has no hard links.
    """
    spare = spare_of(target)
    kept = {path: digest for path, digest in wanted.items() if path not in fresh}
    if not spare.is_dir():
        _link(target, spare, kept)
    there = listed(spare)
    _remove(spare, there.keys() - kept.keys())
    _remove(spare, (path for path, regular in there.items() if not regular and path in kept))
    missing = [path for path in kept if not there.get(path)]
    bad = different(executor, spare, {path: kept[path] for path in kept if there.get(path)}, needles)
    _remove(spare, bad)
    _link(target, spare, [*missing, *bad])
    if different(executor, spare, {path: kept[path] for path in (*missing, *bad)}, needles):
        raise NotAsRemembered
    for path in fresh:
        (spare / path).parent.mkdir(parents=True, exist_ok=True)
        (aside / path).rename(spare / path)


def put_live(target: Path, changed: Collection[str], wanted: Collection[str]) -> None:
    """Exchange spare and site, then give the new spare what changed."""
    spare = spare_of(target)
    exchange(spare, target)
    with contextlib.suppress(OSError):  # a spare that is behind is found out and mended the next time
        _remove(spare, changed)
        _link(target, spare, [path for path in changed if path in wanted])


def forget(target: Path) -> None:
    """Remove the spare: the site was built from nothing and shares no file with it."""
    shutil.rmtree(spare_of(target), ignore_errors=True)


def _link(source: Path, target: Path, paths: Iterable[str]) -> None:
    made: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (target / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        try:
            os.link(f"{source}/{path}", f"{target}/{path}", follow_symlinks=False)
        except FileNotFoundError:
            raise NotAsRemembered from None


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in list(paths):
        with contextlib.suppress(FileNotFoundError):
            (folder / path).unlink()

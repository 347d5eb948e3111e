"""The attributes of git that a folder has: its own, those of the folders around and below it, and those of the clone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun
from gongkai.source.git import ask_clone, clone_around
from gongkai.source.hygiene import SPARSE, Irregular, altering_attributes

NAME = ".gitattributes"
# The first two are looked through as a whole, and nothing hidden may lie there; the others are made anew.
_NOT_SEARCHED = frozenset({"content", "catalog", "output", "build", "node_modules"})


def altering(root: Path) -> Iterator[Irregular]:
    """Lines by which a checkout or an archive of a county would differ from what was committed."""
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if Path(folder) == root:
            folders[:] = [name for name in folders if name not in _NOT_SEARCHED]
        if NAME in files:
            path = Path(folder, NAME)
            yield from _lines(path.relative_to(root).as_posix(), path)
    try:
        top, clone = clone_around(root.resolve())
    except CannotRun:
        return
    if top != root.resolve():
        parents = root.resolve().parents
        for folder_above in parents[: parents.index(top) + 1]:
            yield from _lines(os.path.relpath(folder_above / NAME, root.resolve()), folder_above / NAME)
    yield from of_clone(clone)
    yield from _sparse(clone)


def _sparse(clone: Path) -> Iterator[Irregular]:
    """A checkout from which git keeps files back: what is missing looks like deleted."""
    if not (clone / "info/sparse-checkout").is_file():
        return
    try:
        active = ask_clone(clone, "config", "--type=bool", "core.sparseCheckout").strip() == b"true"
    except CannotRun:  # it is not set
        return
    if active:
        yield Irregular(".git/info/sparse-checkout", SPARSE)


def of_clone(clone: Path) -> Iterator[Irregular]:
    """The same of the attributes that a clone keeps for itself, which no commit shows."""
    common = clone / "commondir"  # of a linked work tree
    if common.is_file():
        clone = clone / os.fsdecode(common.read_bytes().strip())
    yield from _lines(".git/info/attributes", clone / "info/attributes")


def _lines(shown_path: str, path: Path) -> Iterator[Irregular]:
    if path.is_file():
        yield from altering_attributes(shown(shown_path), path.read_bytes().decode("utf-8", "replace"))

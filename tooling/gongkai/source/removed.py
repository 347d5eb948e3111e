"""The trees in which a file that was removed still stood, from the repository around a county."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import CannotRun
from gongkai.source.git import ask_clone, clone_around, git, store_of
from gongkai.source.git_tree import GitTree
from gongkai.source.tree import Disk, Source


def committed(source: Source) -> GitTree | None:
    """A tree with a history: itself, or what is checked out where a folder lies; None where there is no commit."""
    if isinstance(source, GitTree):
        return source
    if not isinstance(source, Disk):
        return None
    root = source.root.resolve()
    try:
        top, folder = clone_around(root)
        head = ask_clone(folder, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        prefix = root.relative_to(top).as_posix()
        return GitTree(store_of(folder), head, "" if prefix == "." else f"{prefix}/")
    except CannotRun:
        return None


def removed(tree: GitTree, path: str) -> Iterator[GitTree]:
    """The trees before each commit that removed ``path`` from the published line, newest first.

    None where the history does not reach so far back, or there is none (of what is only staged).
    """
    options = [
        "--no-patch",
        "--first-parent",
        "--diff-merges=first-parent",
        "--diff-filter=D",
        "--no-renames",
        "--format=%H",
    ]
    try:
        found = git(tree.store, "log", *options, tree.revision, "--", f":(top,literal){tree.prefix}{path}")
    except CannotRun:
        return
    for commit in found.decode().split():
        yield GitTree(tree.store, f"{commit}^1", tree.prefix)

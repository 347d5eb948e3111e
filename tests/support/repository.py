"""A county in a git repository, and the steps that make its history."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

IDENTITY = {
    name: value
    for who in ("AUTHOR", "COMMITTER")
    for name, value in (
        (f"GIT_{who}_NAME", "信息员甲"),
        (f"GIT_{who}_EMAIL", "a@ceshi.example"),
        (f"GIT_{who}_DATE", "2026-06-01T09:00:00+08:00"),
    )
} | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(root: Path, *arguments: str, given: str | None = None) -> str:
    """Run git in a repository, the same on every machine."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        env=os.environ | IDENTITY,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
    return done.stdout.strip()


def _repository(root: Path, tag: str) -> None:
    """tag: what lies there becomes the first commit of ``main``, under this tag."""
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "建站")
    git(root, "tag", tag)


def _commit(root: Path, message: str) -> None:
    """message: everything that changed is committed."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


def _merge(root: Path, branch: str) -> None:
    """branch: merged into the present one with a merge commit."""
    git(root, "merge", "--quiet", "--no-ff", "--message", f"合并 {branch}", branch)


def _nested(root: Path, argument: Any) -> None:
    """at, levels, wide: a commit with a folder in which each level holds the one below ``wide`` times, under as many names."""
    inner = git(root, "hash-object", "-w", "--stdin", given="1\n")
    kind = "100644 blob"
    for _ in range(int(argument["levels"])):
        inner = git(
            root, "mktree", given="".join(f"{kind} {inner}\t{number}\n" for number in range(int(argument["wide"])))
        )
        kind = "040000 tree"
    whole = git(root, "ls-tree", "HEAD") + f"\n040000 tree {inner}\t{argument['at']}\n"
    commit = git(root, "commit-tree", git(root, "mktree", given=whole), "-p", "HEAD", "-m", "嵌套")
    git(root, "reset", "--quiet", "--soft", commit)


STEPS: dict[str, Callable[[Path, Any], object]] = {
    "repository": _repository,
    "commit": _commit,
    "branch": lambda root, name: git(root, "switch", "--quiet", "--create", name),
    "switch": lambda root, name: git(root, "switch", "--quiet", name),
    "merge": _merge,
    "nested": _nested,
    "git": lambda root, arguments: git(root, *arguments),
}

"""``gongkai hooks``: the same checks in an officer's clone, before a commit and before a push."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path

from gongkai.cli import common
from gongkai.core.confined import replace
from gongkai.core.findings import CannotRun, Text
from gongkai.gate.check import Verdict
from gongkai.history.hooks import NAMES, Ref, check_pushed, check_staged, hooks_folder, protect, protected_branches
from gongkai.history.repository import Repository
from gongkai.reporting import FORMATS, report_of

_MARK = "# gongkai hooks install"
_STOPPED = {
    "pre-commit": Text("没有提交", "nothing was committed"),
    "pre-merge-commit": Text("没有合并", "nothing was merged"),
    "pre-push": Text("没有推送", "nothing was pushed"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=type(parser))
    install = actions.add_parser("install", help="安装提交前、推送前的检查")
    install.add_argument(
        "--protected", nargs="+", default=None, metavar="BRANCH", help="受保护（即公开）的分支，默认 main、master"
    )
    run_ = actions.add_parser("run", help="由 git 调用")
    run_.add_argument("hook", choices=NAMES, metavar="HOOK", help="、".join(NAMES))
    run_.add_argument("arguments", nargs="*", metavar="ARG", help="git 给出的参数")
    common.add_today(run_)


def run(options: argparse.Namespace) -> int:
    return _install(options) if options.action == "install" else _run(options)


def _install(options: argparse.Namespace) -> int:
    repository = Repository.around(common.county_root(options))
    folder = hooks_folder(repository)
    foreign = [name for name in NAMES if (folder / name).exists() and _MARK not in (folder / name).read_text("utf-8")]
    if foreign:
        names = "、".join(foreign)
        raise CannotRun(
            f"{folder} 中已有其他程序的 {names}：请在其中加上一行 gongkai hooks run {foreign[0]} -- $@，或移走后重试",
            f"{folder} has {', '.join(foreign)} of another program; call `gongkai hooks run {foreign[0]} -- $@` in it, or move it away",
        )
    if options.protected:
        protect(repository, options.protected)
    folder.mkdir(parents=True, exist_ok=True)
    root = repository.prefix or "."
    for name in NAMES:
        # Isolated: git runs a hook in the repository, where anybody's file could pass for a module.
        command = shlex.join([sys.executable, "-I", "-m", "gongkai", "--root", root, "hooks", "run", name])
        hook = folder / name
        before = hook.read_bytes() if hook.exists() else None
        replace(folder, name, f'#!/bin/sh\n{_MARK}\nexec {command} -- "$@"\n'.encode(), before)
        hook.chmod(0o755)
    branches = "、".join(protected_branches(repository))
    sys.stdout.write(f"已安装：{folder}（受保护的分支：{branches}）\n")
    return 0


def _run(options: argparse.Namespace) -> int:
    _index_from_here()
    repository = Repository.around(common.county_root(options))
    today = common.today(options)
    if options.hook == "pre-push":
        remote = options.arguments[0] if options.arguments else "origin"
        verdicts = check_pushed(repository, remote, _refs(), today)
    else:
        verdicts = [check_staged(repository, today)]
    failed = [verdict for verdict in verdicts if verdict.errors]
    for verdict in failed:
        _say(verdict, options)
    return 1 if failed else 0


def _say(verdict: Verdict, options: argparse.Namespace) -> None:
    sys.stderr.write(FORMATS["text"](report_of(verdict, _STOPPED[options.hook], options.lang)))


def _index_from_here() -> None:
    """Git names the index relative to where it stands; nothing else of what it says is used."""
    if index := os.environ.get("GIT_INDEX_FILE"):
        os.environ["GIT_INDEX_FILE"] = str(Path(index).absolute())


def _refs() -> list[Ref]:
    """Return what is being pushed: git's lines, or what the pre-commit framework says in the environment."""
    refs = [_ref(line) for line in sys.stdin.read().splitlines()] if not sys.stdin.isatty() else []
    if not refs and "PRE_COMMIT_TO_REF" in os.environ:
        names = ("PRE_COMMIT_LOCAL_BRANCH", "PRE_COMMIT_TO_REF", "PRE_COMMIT_REMOTE_BRANCH", "PRE_COMMIT_FROM_REF")
        refs = [Ref(*(os.environ.get(name, "") for name in names))]
    return refs


def _ref(line: str) -> Ref:
    """The first word may be any expression for a commit, blanks included."""
    words = line.rsplit(" ", 3)
    if len(words) != 4:
        raise CannotRun(f"看不懂 git 给出的一行：{line}", f"git said something that is not understood: {line}")
    return Ref(*words)

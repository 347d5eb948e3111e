"""``gongkai ci``: the settings with which a platform checks every change before it can be merged."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from pathlib import Path

from gongkai import starter
from gongkai.cli import common
from gongkai.core.confined import write_new
from gongkai.core.findings import CannotRun
from gongkai.history.repository import Repository

PLATFORMS = {"github": (".github/workflows/gongkai.yml", "github.yml"), "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml")}
# What names one version and no other: whoever controls a place alone must not change what judges.
_PINNED = re.compile(
    r"git\+(?:https|ssh)://[A-Za-z0-9._~:/@%+-]+@[0-9a-f]{40}|https://[A-Za-z0-9._~:/@%+-]+\.whl#sha256=[0-9a-f]{64}"
)
_PROGRAM = "tooling/gongkai/__init__.py"
_NONE = 'echo "gongkai: no program in this revision" >&2; exit 2'


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("platform", choices=sorted(PLATFORMS), help="代码平台")
    parser.add_argument("--branch", default="main", help="受保护（即公开）的分支（默认 main）")
    parser.add_argument(
        "--install",
        metavar="程序",
        help="程序从哪里安装：仓库中安装包（.whl）的路径、git+https://…@40位提交号，或 https://….whl#sha256=…；"
        "仓库中有 tooling/gongkai 的不必写",
    )
    parser.add_argument("--print", dest="shown", action="store_true", help="只显示，不写文件")


def run(options: argparse.Namespace) -> int:
    path, name = PLATFORMS[options.platform]
    if not re.fullmatch(r"[A-Za-z0-9._/-]+", options.branch):
        raise CannotRun("--branch 不是分支名", "--branch is not the name of a branch")
    top = Repository.around(common.county_root(options)).top
    text = settings(name, options.branch, _installing(top, options.install))
    if options.shown:
        sys.stdout.write(text)
        return 0
    target = top / path
    if target.exists():
        raise CannotRun(
            f"{target} 已经存在：请自行并入（--print 可显示内容）", f"{target} exists; merge it yourself (see --print)"
        )
    write_new(top, path, text.encode())
    sys.stdout.write(f"已写入 {path}；请把 {options.branch} 设为受保护的分支，并要求检查通过后才能合并\n")
    return 0


def settings(name: str, branch: str, install: str) -> str:
    return starter.text(name, branch=branch, install=install)


def _installing(top: Path, given: str | None) -> str:
    """The shell command that installs the program where the repository does not hold it. Raises CannotRun."""
    if given is None:
        if (top / _PROGRAM).is_file():
            return _NONE
        raise CannotRun(
            "仓库中没有程序，平台无从安装：用 --install 写明仓库中安装包的路径，或 git+https://…@40位提交号"
            "（见 docs/how-to/install.zh-CN.md）",
            "the repository does not hold the program: say with --install where a platform finds it, a wheel in the "
            "repository or git+https://HOST/PATH@COMMIT",
        )
    if _PINNED.fullmatch(given):
        return f"$pip {shlex.quote(given)}"
    wheel = Path(given)
    if wheel.suffix == ".whl" and not wheel.is_absolute() and ".." not in wheel.parts and (top / wheel).is_file():
        # Of the state before the change, like everything that judges it.
        name = shlex.quote(wheel.name)
        return f'git show "$from:"{shlex.quote(wheel.as_posix())} >"$scratch"/{name}; $pip "$scratch"/{name}'
    raise CannotRun(
        f"--install 的“{given}”不能用：应为仓库中已有的安装包（.whl），或写明 40 位提交号、sha256 的网址",
        "--install takes a wheel that lies in the repository, or an address with a commit of 40 digits or a sha256",
    )

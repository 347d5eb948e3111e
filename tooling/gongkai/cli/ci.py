"""``gongkai ci``: the settings with which a platform checks every change before it can be merged."""

from __future__ import annotations

import argparse
import sys

from gongkai import __version__, starter
from gongkai.cli import common
from gongkai.confined import write_new
from gongkai.findings import CannotRun
from gongkai.history.repository import Repository

PLATFORMS = {"github": (".github/workflows/gongkai.yml", "github.yml"), "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml")}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("platform", choices=sorted(PLATFORMS), help="代码平台")
    parser.add_argument("--branch", default="main", help="受保护（即公开）的分支（默认 main）")
    parser.add_argument("--print", dest="shown", action="store_true", help="只显示，不写文件")


def run(options: argparse.Namespace) -> int:
    path, name = PLATFORMS[options.platform]
    text = settings(name, options.branch)
    if options.shown:
        sys.stdout.write(text)
        return 0
    top = Repository.around(common.county_root(options)).top
    target = top / path
    if target.exists():
        raise CannotRun(
            f"{target} 已经存在：请自行并入（--print 可显示内容）", f"{target} exists; merge it yourself (see --print)"
        )
    write_new(top, path, text.encode())
    sys.stdout.write(f"已写入 {path}；请把 {options.branch} 设为受保护的分支，并要求检查通过后才能合并\n")
    return 0


def settings(name: str, branch: str) -> str:
    return starter.text(name, branch=branch, version=__version__)

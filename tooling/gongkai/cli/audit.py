"""``gongkai audit``: the books and the output. ``audit output`` proves a built site against the approved documents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gongkai.checker import check
from gongkai.cli import common
from gongkai.cli.progress import Meter
from gongkai.findings import CannotRun, Text
from gongkai.publish.again import prove
from gongkai.publish.settings import theme_of
from gongkai.reporting import FORMATS, report_of
from gongkai.source.tree import Disk

_REFUSED = Text("检查未通过，没有可以对照的审定内容", "the check failed; there is nothing to compare the site with")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", choices=["output"], help="output：核对已生成的网站")
    parser.add_argument("site", nargs="?", type=Path, default=None, metavar="DIR", help="网站文件夹（默认 output/）")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式（默认 text）")
    common.add_today(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    site = (options.site or root / "output").absolute()
    if not site.is_dir():
        raise CannotRun(f"没有这个文件夹：{site}", f"no such folder: {site}")
    source = Disk(root)
    with Meter("检查") as meter:
        verdict = check(source, common.today(options), progress=meter)
        approved = verdict.passed
        if approved:
            verdict, files = prove(verdict, source, theme_of(root), site, meter.note)
    outcome = _REFUSED
    if approved:
        outcome = (
            Text(f"{site} 的 {files} 个文件与审定内容不符", f"the {files} files of {site} are not what was approved")
            if not verdict.passed
            else Text(f"{site} 的 {files} 个文件与审定内容一致", f"the {files} files of {site} are what was approved")
        )
    sys.stdout.write(FORMATS[options.format](report_of(verdict, outcome, options.lang)))
    return 0 if verdict.passed else 1

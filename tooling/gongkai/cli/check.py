"""``gongkai check``: judge everything, print everything."""

from __future__ import annotations

import argparse
import sys

from gongkai.checker import check
from gongkai.cli import common
from gongkai.findings import Text
from gongkai.publish.plugin import report_of
from gongkai.reporting import FORMATS
from gongkai.source.tree import Disk

_PASSED = Text("检查通过", "the check passed")
_FAILED = Text("检查未通过，不能公开", "the check failed; nothing may be published")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式（默认 text）")
    common.add_today(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    verdict = check(Disk(root), common.today(options), progress=common.Meter("检查"))
    report = report_of(verdict, _PASSED if verdict.passed else _FAILED, options.lang)
    sys.stdout.write(FORMATS[options.format](report))
    return 0 if verdict.passed else 1

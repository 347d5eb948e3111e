"""``gongkai check``: judge everything, or every publication since a base; print everything."""

from __future__ import annotations

import argparse
import re
import sys

from gongkai.checker import Verdict, check, check_part
from gongkai.cli import common
from gongkai.cli.executor import add_executor, chosen
from gongkai.cli.progress import Meter
from gongkai.findings import CannotRun, Text
from gongkai.history.check import Range, check_drafts, check_range
from gongkai.history.repository import Repository
from gongkai.reporting import FORMATS, report_of
from gongkai.source.tree import Disk

_PASSED = Text("检查通过", "the check passed")
_PASSED_PART = Text(
    "这一部分检查通过；公开之前仍须完整检查",
    "this part passed; the whole has to be checked before anything is published",
)
_FAILED = Text("检查未通过，不能公开", "the check failed; nothing may be published")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--base", metavar="REV", help="与这一提交比较：逐次检查其后的每次公开（人员和规则以此前的为准）"
    )
    parser.add_argument(
        "--head", metavar="REV", default=None, help="检查到这一提交（默认 HEAD）；用于 --base 或单独检查"
    )
    parser.add_argument("--merge", action="store_true", help="--head 是待并入 --base 的分支：检查合并的结果")
    parser.add_argument("--draft", action="store_true", help="--head 是未送审的分支：只查能否读取、文件树是否规范")
    parser.add_argument(
        "--part", type=_part, metavar="AGENCY/YEAR", help="只检查一个机构一年的条目，供分头快速检查；不代替完整检查"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式（默认 text）")
    add_executor(parser)
    common.add_first_seen(parser)
    common.add_today(parser)


def _part(text: str) -> str:
    """Parse an agency and a year for argparse."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*/[0-9]{4}", text):
        raise argparse.ArgumentTypeError(f"not a part: {text}")
    return text


def run(options: argparse.Namespace) -> int:
    with Meter("检查") as meter:
        verdict = _verdict(options, meter)
    partly = options.base is not None or options.draft or options.part is not None
    passed = verdict.errors == 0 and (verdict.county is not None or partly)
    good = _PASSED_PART if options.part else _PASSED
    report = report_of(verdict, good if passed else _FAILED, options.lang)
    sys.stdout.write(FORMATS[options.format](report))
    common.remind_of_hooks(options, common.county_root(options))
    return 0 if passed else 1


def _verdict(options: argparse.Namespace, meter: Meter) -> Verdict:
    root, today = common.county_root(options), common.today(options)
    seen = common.first_seen(options)
    if options.base is None and options.head is None and not (options.merge or options.draft):
        with chosen(options, root) as executor:
            if options.part:
                return check_part(Disk(root), today, f"content/items/{options.part}/", executor, meter, seen)
            return check(Disk(root), today, executor, progress=meter, seen=seen)
    if options.part or options.executor:
        raise CannotRun(
            "--part、--executor 用于检查现有文件，不能与 --base、--head、--draft 一起使用",
            "--part and --executor are for the files as they stand, not for --base, --head or --draft",
        )
    repository, head = Repository.around(root), options.head or "HEAD"
    if options.draft:
        return check_drafts(repository, head, *([f"^{repository.commit(options.base)}"] if options.base else []))
    if options.merge and options.base is None:
        raise CannotRun("--merge 须与 --base 一起使用", "--merge needs --base")
    return check_range(repository, Range(options.base, head, options.merge), today, progress=meter, seen=seen)

"""``gongkai check``: judge everything, or every publication since a base; print everything."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path

from gongkai.cli import common, county_files, names
from gongkai.cli.executor import add_executor, chosen
from gongkai.cli.progress import Meter
from gongkai.core.findings import CannotRun, Text
from gongkai.documents.kinds import REGISTRIES
from gongkai.gate.check import Verdict, check, check_part
from gongkai.history.check import Range, check_drafts, check_range
from gongkai.history.repository import Repository
from gongkai.ocr.advice import Advice, advice
from gongkai.reporting import FORMATS, report_of
from gongkai.source.git_tree import GitTree
from gongkai.source.tree import Disk

_PASSED = Text("检查通过", "the check passed")
_PASSED_PART = Text(
    "这一部分检查通过；公开之前仍须完整检查",
    "this part passed; the whole has to be checked before anything is published",
)
_NOTHING_NEW = Text(
    "检查通过（其后没有新的提交，未检查任何文件；文件夹中尚未提交的改动不在检查之列）",
    "the check passed (nothing was committed since, so no file was checked; what is not committed is not looked at)",
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
    if not re.fullmatch(r"[^/.\s]+/[0-9]{4}", text):
        raise argparse.ArgumentTypeError(f"not a part: {text}")
    return text


def _by_identifier(part: str, root: Path, today: dt.date) -> str:
    """A part with the identifier of its agency, which may be named as people name it."""
    agency, _, year = part.partition("/")
    return part if agency.isascii() else f"{names.agency(agency, county_files.judged_by(root, today))}/{year}"


def run(options: argparse.Namespace) -> int:
    with Meter("检查") as meter:
        verdict = _verdict(options, meter)
    root, advised = common.county_root(options), Advice()
    if options.base is None and options.head is None:  # files as they stand, which somebody may still change
        advised = advice(Disk(root), verdict)
        verdict = advised.added_to(verdict)
    partly = options.base is not None or options.draft or options.part is not None
    passed = verdict.errors == 0 and (verdict.county is not None or partly)
    good = _PASSED_PART if options.part else _PASSED
    if passed and options.base is not None and not verdict.checked:
        good = _NOTHING_NEW
    report = report_of(verdict, good if passed else _FAILED, options.lang)
    sys.stdout.write(FORMATS[options.format](report))
    if advised.note is not None:
        sys.stderr.write(f"{advised.note.in_language(options.lang)}\n")
    common.remind_of_hooks(options, root)
    return 0 if passed else 1


def _verdict(options: argparse.Namespace, meter: Meter) -> Verdict:
    root, today = common.county_root(options), common.today(options)
    seen = common.first_seen(options)
    if options.base is None and options.head is None and not (options.merge or options.draft):
        with chosen(options, root) as executor:
            if options.part:
                below = f"content/items/{_by_identifier(options.part, root, today)}/"
                return check_part(Disk(root), today, below, executor, meter, seen)
            return check(Disk(root), today, executor, progress=meter, seen=seen)
    if options.part or options.executor:
        raise CannotRun(
            "--part、--executor 用于检查现有文件，不能与 --base、--head、--draft 一起使用",
            "--part and --executor are for the files as they stand, not for --base, --head or --draft",
        )
    repository, head = Repository.around(root), options.head or "HEAD"
    if options.draft:
        return check_drafts(repository, head, *([options.base] if options.base else []))
    if options.merge and options.base is None:
        raise CannotRun("--merge 须与 --base 一起使用", "--merge needs --base")
    if options.head is None:
        _same_line_ends(Disk(root), repository.tree(repository.commit(head)))
    return check_range(repository, Range(options.base, head, options.merge), today, progress=meter, seen=seen)


def _same_line_ends(disk: Disk, commit: GitTree) -> None:
    """What is judged are commits. Files that git has turned on checkout cannot be signed or built, whatever they come to."""
    for path in (f"catalog/{name}.yaml" for name in REGISTRIES):
        if not (disk.has(path) and commit.has(path)):
            continue
        here, there = disk.read(path), commit.read(path)
        if here != there and here.replace(b"\r\n", b"\n") == there:
            raise CannotRun(
                f"{path} 等文件的换行被 git 改成了 CRLF（core.autocrlf），与提交的不同，不能签署和生成网站："
                "先运行 git config core.autocrlf false，再运行 git rm -r -q --cached . 和 git reset --hard（未提交的改动会丢失）",
                f"git has turned the line ends of {path} and others into CRLF (core.autocrlf); they differ from the commit and "
                "can be neither signed nor built: run git config core.autocrlf false, then git rm -r -q --cached . and "
                "git reset --hard (changes that are not committed will be lost)",
            )

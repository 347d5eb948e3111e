"""``gongkai audit``: ``output`` proves a built site; ``books`` shows what is overdue; ``errors`` the errors of classification."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gongkai.cli import common, county_files
from gongkai.cli.progress import Meter
from gongkai.core.findings import CannotRun, Text
from gongkai.reporting import FORMATS, Report, report_of
from gongkai.source.tree import Disk

_REFUSED = Text("检查未通过，没有可以对照的审定内容", "the check failed; there is nothing to compare the site with")


def configure(parser: argparse.ArgumentParser) -> None:
    subjects = "output：核对已生成的网站；books：台账中到期未办的事项；errors：定密差错登记和趋势"
    parser.add_argument("subject", choices=["output", "books", "errors"], help=subjects)
    parser.add_argument("site", nargs="?", type=Path, default=None, metavar="DIR", help="网站文件夹（默认 output/）")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式（默认 text）")
    common.add_today(parser)
    common.add_as_of(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    if options.subject == "output":
        return _output(root, options)
    return _books(root, options) if options.subject == "books" else _errors(root, options)


def _output(root: Path, options: argparse.Namespace) -> int:
    from gongkai.core.settings import theme_of  # noqa: PLC0415
    from gongkai.gate.check import check  # noqa: PLC0415 - each subject loads what it needs
    from gongkai.site.prove_output import prove, stated  # noqa: PLC0415

    site = (options.site or root / "output").absolute()
    if not site.is_dir():
        raise CannotRun(f"没有这个文件夹：{site}", f"no such folder: {site}")
    source = Disk(root)
    with Meter("检查") as meter:
        verdict = check(source, common.today(options), progress=meter)
        approved = verdict.passed
        if approved:
            as_of = options.as_of or stated(site) or common.today(options)
            verdict, files = prove(verdict, source, theme_of(root), site, meter.note, as_of)
    outcome = _REFUSED
    if approved:
        outcome = (
            Text(f"{site} 的 {files} 个文件与审定内容不符", f"the {files} files of {site} are not what was approved")
            if not verdict.passed
            else Text(
                f"{site} 的 {files} 个文件与审定内容一致（有效性截至 {as_of}）",
                f"the {files} files of {site} are what was approved (as of {as_of})",
            )
        )
    sys.stdout.write(FORMATS[options.format](report_of(verdict, outcome, options.lang)))
    return 0 if verdict.passed else 1


def _books(root: Path, options: argparse.Namespace) -> int:
    """Exit code 1 where something is overdue; nothing else depends on it (promise 5)."""
    from gongkai.gate.overdue import open_books  # noqa: PLC0415
    from gongkai.rules import judge_books  # noqa: PLC0415

    source, county = Disk(root), county_files.judged_by(root, common.today(options))
    with Meter("核对台账") as meter:
        books = open_books(source, county, meter)
    found = judge_books(books, county)
    outcome = (
        Text(f"{len(found)} 项到期未办", f"{len(found)} matters overdue")
        if found
        else Text("没有到期未办的事项", "nothing is overdue")
    )
    report = Report(
        tuple(found), len(county.entries), county.signatures_required, "", outcome, options.lang, books=True
    )
    sys.stdout.write(FORMATS[options.format](report))
    return 1 if found else 0


def _errors(root: Path, options: argparse.Namespace) -> int:
    from gongkai.reporting.misgradings import register  # noqa: PLC0415

    county = county_files.judged_by(root, common.today(options))
    sys.stdout.write(register(county, options.lang))
    return 0

"""``gongkai remember``: what a publisher runs after a site went out, to note the signatures it has not seen before."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

from gongkai.cli import common
from gongkai.cli.progress import Meter
from gongkai.core.confined import alone
from gongkai.core.days import CHINA
from gongkai.core.findings import CannotRun, Text
from gongkai.gate.check import check
from gongkai.reporting import FORMATS, report_of
from gongkai.signing.first_seen import Seen, read_log, written
from gongkai.source.tree import Disk

_REFUSED = Text("检查未通过，没有记录", "the check failed; nothing was noted")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("log", type=Path, metavar="FILE", help="首见记录（不存在则新建；应放在仓库之外）")
    parser.add_argument("--now", type=common.moment, default=None, metavar="时刻", help="首见的时刻（默认现在）")


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    now: dt.datetime = options.now or dt.datetime.now(CHINA).replace(microsecond=0)
    path: Path = options.log
    if path.resolve().is_relative_to(root):
        raise CannotRun("首见记录须放在站点文件夹之外", "keep the first-seen log outside the site's folder")
    before = path.read_bytes() if path.exists() else b""
    log = read_log(before, str(path))
    with Meter("检查") as meter:
        verdict = check(Disk(root), now.astimezone(CHINA).date(), progress=meter, seen=log if log.lines else None)
    if not verdict.passed:
        sys.stdout.write(FORMATS["text"](report_of(verdict, _REFUSED, options.lang)))
        return 1
    fresh = {
        one.statement: Seen(one.statement, now, one.document, one.path, one.level, one.signed_at)
        for one in verdict.approvals
        if one.statement and one.statement not in log.lines
    }
    lines, head = written(log, fresh.values())
    with alone(path.parent), path.open("ab+") as file:
        file.seek(0)
        if file.read() != before:
            raise CannotRun(
                "首见记录在此期间有新增（可能另有一次运行），没有记录；请重新运行",
                "the first-seen log grew meanwhile, perhaps by another run; nothing was noted; run it again",
            )
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    done = Text(f"新记录 {len(fresh)} 个签名；记录摘要 {head}", f"{len(fresh)} signatures noted; log head {head}")
    sys.stdout.write(f"{done.in_language(options.lang)}\n")
    return 0

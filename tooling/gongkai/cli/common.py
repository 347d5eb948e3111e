"""What several commands share: the day, the county on disk, the log of first-seen signatures."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.days import CHINA, within_calendar
from gongkai.findings import CannotRun

if TYPE_CHECKING:
    from gongkai.review.first_seen import FirstSeen


def day(text: str) -> dt.date:
    """Parse a day for argparse."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not within_calendar(found):
        raise argparse.ArgumentTypeError(f"not a day: {text}")
    return found


def moment(text: str) -> dt.datetime:
    """Parse an instant with its offset for argparse."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not within_calendar(found):
        raise argparse.ArgumentTypeError(f"not an instant: {text}")
    return found


def add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=day, default=None, metavar="日期", help="按这一天检查（默认今天，北京时间）")


def today(options: argparse.Namespace) -> dt.date:
    return options.today or dt.datetime.now(CHINA).date()


def add_first_seen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--first-seen", type=Path, default=None, metavar="FILE", help="发布方保存的签名首见记录（见 gongkai remember）"
    )


def first_seen(options: argparse.Namespace) -> FirstSeen | None:
    """The log named on the command line; CannotRun when it cannot be read or its chain is broken."""
    path: Path | None = options.first_seen
    if path is None:
        return None
    from gongkai.review.first_seen import read_log  # noqa: PLC0415 - most runs have no log

    try:
        return read_log(path.read_bytes(), str(path))
    except OSError as error:
        raise CannotRun(
            f"无法读取首见记录 {path}：{error.strerror}", f"cannot read the first-seen log {path}: {error.strerror}"
        ) from error


def say(text: str) -> None:
    """Write a report to standard output, all of it. Raises OSError where nobody can take it."""
    sys.stdout.write(text)
    sys.stdout.flush()


def complain(text: str) -> None:
    """A line on standard error, if anybody can take it; what it is about has happened already."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"gongkai: {text}\n")
        sys.stderr.flush()


def no_more_output() -> None:
    """Standard output leads nowhere from now on, so that Python does not try again at its end and fail."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def named_in_utf8(path: Path) -> Path:
    """The path itself; CannotRun where it holds bytes that are no UTF-8 and that no report, page or database can name."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = str(path).encode("utf-8", "backslashreplace").decode()
        raise CannotRun(
            f"路径不是 UTF-8 编码，请改名后重试：{shown}", f"the path is not UTF-8; rename it: {shown}"
        ) from None
    return path


def county_root(options: argparse.Namespace) -> Path:
    """The folder of the county; refuses a folder that is none."""
    root: Path = named_in_utf8(options.root.resolve())
    if not root.is_dir():
        raise CannotRun(f"没有这个文件夹：{root}", f"no such folder: {root}")
    if not (root / "catalog").is_dir() and not (root / "content").is_dir():
        raise CannotRun(
            f"{root} 不是站点文件夹（没有 catalog/ 和 content/）；新建站点用 gongkai init",
            f"{root} is no site (no catalog/, no content/); `gongkai init` makes one",
        )
    return root

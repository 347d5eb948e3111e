"""What several commands share: the day, the county on disk, the log of first-seen signatures."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.days import CHINA
from gongkai.findings import CannotRun

if TYPE_CHECKING:
    from gongkai.review.first_seen import FirstSeen


def day(text: str) -> dt.date:
    """Parse a day for argparse."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day: {text}") from None


def add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=day, default=None, metavar="日期", help="按这一天检查（默认今天，北京时间）")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", type=day, default=None, metavar="日期", help="网站上的有效性截至这一天（默认检查当天）"
    )


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


def county_root(options: argparse.Namespace) -> Path:
    """The folder of the county; refuses a folder that is none."""
    root: Path = options.root.resolve()
    if not root.is_dir():
        raise CannotRun(f"没有这个文件夹：{root}", f"no such folder: {root}")
    if not (root / "catalog").is_dir() and not (root / "content").is_dir():
        raise CannotRun(
            f"{root} 不是站点文件夹（没有 catalog/ 和 content/）；新建站点用 gongkai init",
            f"{root} is no site (no catalog/, no content/); `gongkai init` makes one",
        )
    return root

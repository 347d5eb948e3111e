"""What several commands share: the day, the county on disk, the log of first-seen signatures."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.core.days import CHINA, FIRST_YEAR, LAST_YEAR, NotReadable, day_of, instant_of
from gongkai.core.findings import CannotRun, Text
from gongkai.core.system_errors import reason

if TYPE_CHECKING:
    from gongkai.signing.first_seen import FirstSeen


# What is wrong with a day or an instant that has their form; ``cli.main`` says it in Chinese.
_WRONG = {
    "far": f"not in the years {FIRST_YEAR} to {LAST_YEAR}",
    "impossible": "no such day or time",
    "offset": "no such offset (China's is +08:00)",
}


def day(text: str) -> dt.date:
    """Parse a day for argparse."""
    try:
        return day_of(text)
    except NotReadable as error:
        raise argparse.ArgumentTypeError(f"{_WRONG.get(error.kind, 'not a day')}: {text}") from None


def moment(text: str) -> dt.datetime:
    """Parse an instant with its offset for argparse."""
    try:
        return instant_of(text)
    except NotReadable as error:
        raise argparse.ArgumentTypeError(f"{_WRONG.get(error.kind, 'not an instant')}: {text}") from None


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
    from gongkai.signing.first_seen import read_log  # noqa: PLC0415 - most runs have no log

    try:
        return read_log(path.read_bytes(), str(path))
    except OSError as error:
        raise CannotRun(
            f"无法读取首见记录 {path}：{reason(error).zh}", f"cannot read the first-seen log {path}: {reason(error).en}"
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
    if options.root == Path() and not _is_site(root):
        # As git does: whoever stands in a folder of the site means the site.
        root = next((one for one in root.parents if (one / "catalog/site.yaml").is_file()), root)
    if not _is_site(root):
        raise CannotRun(
            f"{root} 不是站点文件夹（没有 catalog/ 和 content/）；新建站点用 gongkai init",
            f"{root} is no site (no catalog/, no content/); `gongkai init` makes one",
        )
    return root


def _is_site(folder: Path) -> bool:
    return (folder / "catalog").is_dir() or (folder / "content").is_dir()


def can_confirm(options: argparse.Namespace) -> None:
    """Refuse to sign where nobody can be asked and nobody said --yes. Raises CannotRun."""
    if not options.yes and not sys.stdin.isatty():
        raise CannotRun(
            "没有终端，无法请您确认：核对内容之后，加 --yes 再运行",
            "there is no terminal to ask on: look at what is to be signed, then say --yes",
        )


def confirmed(options: argparse.Namespace, question: Text) -> bool:
    """Return whether the person at the terminal says yes; the end of input is a no."""
    return options.yes or answered(options, question)


def answered(options: argparse.Namespace, question: Text) -> bool:
    """Return whether the person at the terminal says yes to what nothing on the command line answers."""
    try:
        answer = input(f"{question.in_language(options.lang)}[是/否 y/N] ")
    except EOFError:
        return False
    return answer.strip().lower() in ("y", "yes", "是", "同意", "确认")


def no_figures(what: str, text: str) -> None:
    """Refuse an internal text that every page shows by chance, so that a leak could not be told from it. Raises CannotRun."""
    from gongkai.proof.internal import figures  # noqa: PLC0415 - most commands write no such text

    if figures(text):
        example = "经审查，同意公开。" if what == "--opinion" else "2026年第3次集中审查"
        raise CannotRun(
            f"{what} 的“{text}”只有日期或数字，网页上到处都有，泄露与否无从分辨：请写成文字，如“{example}”",
            f"{what} is nothing but a day or a number, which stands on every page, so that nobody could tell a leak: use words",
        )


def remind_of_hooks(options: argparse.Namespace, root: Path) -> None:
    """One line for a person at a terminal whose clone checks nothing before a commit: a clone brings no hooks."""
    if not sys.stderr.isatty():
        return
    from gongkai.history.hooks import installed  # noqa: PLC0415 - for people only
    from gongkai.history.repository import Repository  # noqa: PLC0415

    try:
        if installed(Repository.around(root)):
            return
    except CannotRun:
        return  # in no repository, or without git
    line = Text(
        "提示：本机没有安装提交前的检查，请运行 gongkai hooks install",
        "note: nothing is checked here before a commit; run gongkai hooks install",
    )
    sys.stderr.write(f"{line.in_language(options.lang)}\n")

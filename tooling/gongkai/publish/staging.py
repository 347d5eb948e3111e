"""Building aside and swapping in: a reader sees the old site or the new one, never a half of either."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.findings import CannotRun
from gongkai.publish.addresses import CATALOG_JSON, HOME

_HERE = -100  # AT_FDCWD: names are taken from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE


def checked_target(target: Path, root: Path) -> Path:
    """The folder to replace. Refuses (CannotRun) what is not a site of this program, or holds sources."""
    target = Path(os.path.realpath(target))
    root = Path(os.path.realpath(root))
    sources = [root / name for name in ("content", "catalog", "theme", "tooling", "tests", "docs", ".git")]
    if target == root or target in root.parents or any(s == target or s in target.parents for s in sources):
        raise CannotRun(f"不能把网站生成到 {target}：那里是源文件", f"cannot build into {target}: sources are there")
    if target.exists() and not target.is_dir():
        raise CannotRun(f"{target} 不是文件夹", f"{target} is not a folder")
    if target.is_dir() and any(target.iterdir()) and not _is_a_site(target):
        raise CannotRun(
            f"{target} 中有不是本工具生成的文件，请换一个空文件夹或先清空",
            f"{target} holds files that this program did not make; name an empty folder or empty it",
        )
    return target


def _is_a_site(folder: Path) -> bool:
    """Whether a folder was made by this program: it is about to be replaced as a whole."""
    try:
        with (folder / CATALOG_JSON).open("rb") as file:
            # The items may be a hundred thousand; before them comes what says whose catalog it is.
            head, found, _ = file.readline().partition(b'"items": [')
        catalog = json.loads(head + found + b"]}")
    except (OSError, ValueError):
        return False
    made = isinstance(catalog, dict) and catalog.keys() == {"name", "owner", "as_of", "count", "items"}
    return made and (folder / HOME).is_file()


@contextlib.contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A fresh folder beside ``target``; it is gone afterwards, whatever happens, unless it was swapped in."""
    recover(target)
    aside = target.with_name(f".{target.name}.next-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.mkdir()
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


class Live:
    """Whether another folder stands at a target than when this was made: the new site, whatever a run comes to afterwards."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._before = self._number()

    def __bool__(self) -> bool:
        return self._number() not in (None, self._before)

    def _number(self) -> int | None:
        try:
            return self._target.stat().st_ino
        except OSError:
            return None


def swap(aside: Path, target: Path) -> None:
    """Put ``aside`` in the place of ``target``; on any failure the old site is back where it was."""
    if target.exists():
        exchange(aside, target)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(target)


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places: in one step where the system can, else within an instant."""
    if _exchanged(one, other):
        return
    between = other.with_name(f".{other.name}.old-{os.getpid()}")
    other.rename(between)
    try:
        one.rename(other)
    except BaseException:
        between.rename(other)
        raise
    between.rename(one)


def _exchanged(one: Path, other: Path) -> bool:
    """Linux can exchange two names at once, though not every file system does."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def recover(target: Path) -> None:
    """Clear up after a run that was killed: bring back a site that was moved away, remove leftovers."""
    if not target.parent.is_dir():
        return
    for leftover in sorted(target.parent.glob(f".{target.name}.old-*")):
        if _dead(leftover):
            if target.exists():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.rename(target)
    for leftover in target.parent.glob(f".{target.name}.next-*"):
        if _dead(leftover):
            shutil.rmtree(leftover, ignore_errors=True)


def _dead(leftover: Path) -> bool:
    """Whether the process that made a folder is gone."""
    number = leftover.name.rpartition("-")[2]
    if not number.isdigit() or int(number) == os.getpid():
        return number.isdigit()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

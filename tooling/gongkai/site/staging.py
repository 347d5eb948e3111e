"""Building aside and swapping in: a reader sees the old site or the new one, never a half of either."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.core.addresses import CATALOG_JSON, HOME
from gongkai.core.findings import CannotRun

try:
    import fcntl
except ImportError:  # not a POSIX system: builds there see to it themselves that there is one at a time
    fcntl = None  # type: ignore[assignment]

_HERE = -100  # AT_FDCWD: names are taken from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE
_OURS = re.compile(r"\.(next|old)-[0-9]+(-[0-9a-f]+)?$")


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
    """Return whether a folder was made by this program: it is about to be replaced as a whole."""
    try:
        with (folder / CATALOG_JSON).open("rb") as file:
            # The items may be a hundred thousand; before them comes what says whose catalog it is.
            head, found, _ = file.readline().partition(b'"items": [')
        catalog = json.loads(head + found + b"]}")
    except (OSError, ValueError, RecursionError):
        return False
    made = isinstance(catalog, dict) and catalog.keys() == {"name", "owner", "as_of", "count", "items"}
    return made and (folder / HOME).is_file()


@contextlib.contextmanager
def alone(target: Path) -> Iterator[None]:
    """No other build for ``target`` runs meanwhile, where the system has locks; waits for one that does.

    The lock is the process's own and not its workers', who may live longer than it.
    """
    lock = -1
    try:
        if fcntl is not None:
            with contextlib.suppress(OSError):
                path = target.with_name(f".{target.name}.lock")
                lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
                _locked(lock)
        yield
    finally:
        if lock >= 0:
            os.close(lock)


def _locked(lock: int) -> None:
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with contextlib.suppress(OSError):
            sys.stderr.write("gongkai: 另一次生成正在进行，等待它结束（waiting for another build）\n")
        fcntl.lockf(lock, fcntl.LOCK_EX)


@contextlib.contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A fresh folder beside ``target``; it is gone afterwards, whatever happens, unless it was swapped in.

    Its name is its own on every machine that sees the folder; beside it lies a lock that is held as long as its builder lives.
    """
    recover(target)
    aside = _beside(target, "next")
    held = -1
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        held = _held(aside, os.O_CREAT | os.O_EXCL)
        aside.mkdir()
        yield aside
    finally:
        if held >= 0:
            os.close(held)
        shutil.rmtree(aside, ignore_errors=True)
        _lock_of(aside).unlink(missing_ok=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}-{os.getpid()}-{secrets.token_hex(8)}")


def _lock_of(aside: Path) -> Path:
    return aside.with_name(f"{aside.name}.lock")


def _held(aside: Path, more: int = 0) -> int:
    """The descriptor of the lock of a folder, or -1 where its builder lives, or nothing can be locked."""
    if fcntl is None:
        return -1
    try:
        lock = os.open(_lock_of(aside), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | more, 0o600)
    except OSError:
        return -1
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return -1
    return lock


@contextlib.contextmanager
def for_everybody() -> Iterator[None]:
    """Files and folders made meanwhile can be read by a web server, whatever the builder's own umask is."""
    before = os.umask(0o022)
    os.umask(before & ~0o055)
    try:
        yield
    finally:
        os.umask(before)


_live: set[Path] = set()


class Live:
    """Whether this process has put a new site into the place of ``target`` since this was made, whatever it comes to afterwards."""

    def __init__(self, target: Path) -> None:
        self._target = target
        _live.discard(target)

    def __bool__(self) -> bool:
        return self._target in _live


def swap(aside: Path, target: Path) -> None:
    """Put ``aside`` in the place of ``target``; on any failure the old site is back where it was."""
    still_a_folder(target)
    if target.exists():
        go_live(aside, target)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(target)
        _live.add(target)
    with contextlib.suppress(OSError):
        forget(target)


def still_a_folder(target: Path) -> None:
    """Raises CannotRun where the place of the site is a link by now: the site would go where nobody looked."""
    if target.is_symlink():
        raise CannotRun(
            f"生成期间 {target} 被换成了链接，没有换入网站", f"{target} became a link while the site was made"
        )


def go_live(aside: Path, target: Path) -> None:
    """Let the new site and the old one change places."""
    exchange(aside, target)
    _live.add(target)


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places: in one step where the system can, else within an instant."""
    if _exchanged(one, other):
        return
    between = _beside(other, "old")
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
            _lock_of(leftover).unlink(missing_ok=True)


def _dead(leftover: Path) -> bool:
    """Return whether a folder is one of ours whose builder is gone. Its number says nothing: in another container it is another process."""
    if not _OURS.search(leftover.name) or leftover.is_symlink() or not leftover.is_dir():
        return False
    if not _lock_of(leftover).exists():
        return True  # moved away in a swap, or made by a version that had no locks
    lock = _held(leftover)
    if lock >= 0:
        os.close(lock)
    return lock >= 0


def spare_of(target: Path) -> Path:
    """Where incremental builds keep a second tree of the site."""
    return target.with_name(f".{target.name}.spare")


def forget(target: Path) -> None:
    """Remove the second tree: the site was built from nothing and shares no file with it, and it may hold what was taken away."""
    mirror = spare_of(target)
    if mirror.is_symlink():  # whatever it leads to is not ours to clear up
        mirror.unlink()
    shutil.rmtree(mirror, ignore_errors=True)

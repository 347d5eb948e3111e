"""Every file that this program writes into a folder by a relative path is written here: below that folder, or not at all.

A path that is made of words (a document's name, an attachment's, a setting) is not trusted to stay where it belongs, nor
are the folders on the way: a link among them leads elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

_NOT_A_NAME = frozenset({"", ".", ".."})


def below(folder: Path, path: str) -> Path:
    """The place of ``path`` below a folder. Raises CannotRun where a path, as it is written, leads or might lead elsewhere."""
    if not _NOT_A_NAME.isdisjoint(path.split("/")) or "\\" in path or "\0" in path:
        raise _outside(path)
    return folder / path


def make_folder(folder: Path, path: str) -> Path:
    """A folder below another one, made with those above it. Raises CannotRun where a link or a file stands on the way."""
    place = folder
    for name in path.split("/") if path else ():
        place = below(place, name)
        try:
            place.mkdir()
        except FileExistsError:
            if place.is_symlink() or not place.is_dir():
                raise _outside(path) from None
    return place


def write_new(folder: Path, path: str, data: bytes) -> None:
    """Write a file that is not there yet; a link that stands in its place is not followed."""
    write_all(folder, {path: data})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write many new files below a folder."""
    for path in files:
        below(folder, path)
    make_folders(folder, files)
    for path, data in files.items():
        # "x": two files with one address are a bug, never an overwriting.
        with open(f"{folder}/{path}", "xb") as file:  # noqa: PTH123 - a Path for each of many files costs time
            file.write(data)


def make_folders(folder: Path, files: Iterable[str]) -> None:
    """The folders in which such files lie."""
    for parent in {path.rpartition("/")[0] for path in files}:
        make_folder(folder, parent)


def replace(folder: Path, path: str, data: bytes, before: bytes | None) -> None:
    """Replace a file in one step, so that an interruption leaves the old one whole; a link in its place is replaced, too.

    ``before`` is what it held when ``data`` was made of it, None for nothing. Raises CannotRun where it holds something else
    by now: what a colleague or an editor saved while somebody read and thought is not overwritten.
    """
    place = below(folder, path)
    make_folders(folder, [path])
    descriptor, made = tempfile.mkstemp(dir=place.parent, prefix=".gongkai-")
    temporary = Path(made)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        with alone(place.parent):
            regular = place.is_file() and not place.is_symlink()
            if (place.read_bytes() if regular else None) != before:
                raise CannotRun(
                    f"{shown(path)} 在此期间被改动（可能是同事或编辑器保存了它），没有写入；请核对后重新运行本命令",
                    f"{shown(path)} was changed meanwhile, by a colleague or an editor; nothing was written; look at it and "
                    "run the command again",
                )
            temporary.chmod(place.stat().st_mode & 0o777 if regular else 0o644)
            temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other run of this program writes in a folder meanwhile, where the system can lock one."""
    descriptor = -1
    try:
        with contextlib.suppress(OSError):
            if fcntl is not None:
                descriptor = os.open(folder, os.O_RDONLY)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _outside(path: str) -> CannotRun:
    return CannotRun(
        f"不能写到 {shown(path)}：它在应写的文件夹之外，或途经链接",
        f"will not write to {shown(path)}: it leads out of its folder",
    )

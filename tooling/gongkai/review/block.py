"""Writing the review block: the one part of a reviewed file that the program writes."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gongkai.findings import CannotRun
from gongkai.source.envelope import review_span

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

# Text that reads as itself without quotes, whatever YAML reader looks at it.
_BARE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff+/=:._\-，。、；（）]*")
_LIKE_A_KEY = re.compile(r":(\s|$)")


def scalar(text: str) -> str:
    """A YAML scalar for any text; JSON's quoting is valid YAML."""
    if _BARE.fullmatch(text) and not _LIKE_A_KEY.search(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def emit(value: Mapping[str, Any], indent: int = 0) -> str:
    """A mapping of texts, lists and mappings as block-style YAML, keys in the given order."""
    pad = " " * indent
    lines = []
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            lines.append(f"{pad}{key}:\n{emit(inner, indent + 2)}" if inner else f"{pad}{key}: {{}}\n")
        elif isinstance(inner, list):
            lines.append(f"{pad}{key}:\n{_items(inner, indent + 2)}" if inner else f"{pad}{key}: []\n")
        else:
            lines.append(f"{pad}{key}: {scalar(inner)}\n")
    return "".join(lines)


def _items(values: list[Any], indent: int) -> str:
    pad = " " * indent
    lines = []
    for value in values:
        if isinstance(value, Mapping):
            lines.append(f"{pad}- {emit(value, indent + 2).lstrip()}")
        else:
            lines.append(f"{pad}- {scalar(value)}\n")
    return "".join(lines)


def with_review(data: bytes, review: Mapping[str, Any]) -> bytes:
    """A file's bytes with ``review`` as its review block; the reviewed bytes stay what they are."""
    text = data.decode()
    start, end = review_span(text)
    block = emit({"review": review}) if review else ""
    return f"{text[:start]}{block}{text[end:]}".encode()


def write(path: Path, data: bytes, before: bytes | None) -> None:
    """Replace a file in one step, so that an interruption leaves the old one whole.

    ``before`` is what it held when ``data`` was made of it, None for nothing. Raises CannotRun where it holds something else
    by now: what a colleague or an editor saved while somebody read and thought is not overwritten.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".gongkai-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        with alone(path.parent):
            if (path.read_bytes() if path.exists() else None) != before:
                raise CannotRun(
                    f"{path.name} 在此期间被改动（可能是同事或编辑器保存了它），没有写入；请核对后重新运行本命令",
                    f"{path.name} was changed meanwhile, by a colleague or an editor; nothing was written; look at it and "
                    "run the command again",
                )
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            temporary.replace(path)
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

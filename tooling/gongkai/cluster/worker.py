"""What happens on a worker: it sees whether it is fit for this run, does a job, and sends back what came of it."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import socket
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gongkai import __version__
from gongkai.cluster.wire import answer, opened
from gongkai.core.findings import CannotRun
from gongkai.remake.trees import digest_of
from gongkai.site.templating import environment

# Those whose output is on a page, or that decide what is let through.
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "nh3", "pydantic", "pynacl", "cryptography", "pyyaml")
_LATE = 5.0  # seconds until a network folder shows a new file everywhere

DONE, REFUSED, UNFIT, FAILED = "done", "refused", "unfit", "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where its theme and its mark lie (a file in the shared folder), and the facts of the machine that leads."""

    theme: Path
    mark: Path
    facts: tuple[tuple[str, str], ...] = ()


Reply = tuple[str, str, bytes]  # one of the words above, who it is, and the answer or a reason in both languages


def facts(theme: Path, mark: Path) -> tuple[tuple[str, str], ...]:
    """Return what has to be the same everywhere, by what it is called in a message."""
    return (
        ("folder", _read(mark)),
        ("gongkai", __version__),
        ("python", ".".join(platform.python_version_tuple()[:2])),
        ("program", _program()),
        ("theme", _digest(theme, "*")),
    )


@functools.lru_cache(maxsize=1)
def _program() -> str:
    """As it was when this process began to work; what is installed later runs only after a new start."""
    versions = ",".join(version(name) for name in _LIBRARIES)
    return _digest(Path(__file__).resolve().parents[1], "*.py", versions)


def _digest(folder: Path, pattern: str, more: str = "") -> str:
    files = [path for path in sorted(folder.rglob(pattern)) if path.is_file()]
    parts = [more, *((str(path.relative_to(folder)), digest_of(str(path))) for path in files)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read(mark: Path) -> str:
    end = time.monotonic() + _LATE
    while time.monotonic() < end:
        try:
            return mark.read_text(encoding="ascii")
        except OSError:
            time.sleep(0.2)
    return ""


@functools.lru_cache(maxsize=4)
def _fit(run: Run) -> bool:
    """Once for each run and process, because workers may come later and live long."""
    environment.cache_clear()  # a theme may have changed since the last run
    return facts(run.theme, run.mark) == run.facts


def who() -> str:
    """A name by which people find this process."""
    return f"{socket.gethostname()}/{os.getpid()}"


def work(parcel: bytes, run: Run) -> Reply:
    """Do a job. Reads the county and its theme, and writes nothing."""
    if not _fit(run):
        _fit.cache_clear()
        return UNFIT, who(), b""
    function, arguments = opened(parcel)
    try:
        return DONE, who(), answer(function, function(*arguments))
    except CannotRun as refused:
        return REFUSED, who(), f"{refused.text.zh}\n{refused.text.en}".encode()
    except Exception as error:
        return FAILED, who(), f"{type(error).__name__}: {error}".encode("utf-8", "replace")

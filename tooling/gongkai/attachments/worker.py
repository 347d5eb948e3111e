"""The process that opens attachments: one request after another, each answered in one line, within bounds that the system enforces.

``python -m gongkai.attachments.worker`` reads ``<length of name> <length of data>`` and then both, until its input ends.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import signal
import sys
import time
from typing import Any

from gongkai.attachments.bounds import patience
from gongkai.attachments.examined import Examined
from gongkai.attachments.inspect_file import inspect_file

MEMORY = 1536 * 1024 * 1024  # bytes of address space; a file that needs more ends the process, not the check

PROCESSOR_SECONDS = 10.0  # for a small file
_MORE_SECONDS = 5  # until the system ends a process that a library does not let go


def _bound() -> None:
    """Bound memory, and let the search for circles rest: pages are millions of small tuples, and none of them is in a circle."""
    gc.set_threshold(200_000, 20, 20)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _TooSlow(BaseException):
    """Nothing that a reader catches, so that no part of a file is passed over."""


def _give_up(*_: Any) -> None:
    raise _TooSlow


def _timed(name: str, data: bytes) -> Examined:
    """One look, for so long as a file may take."""
    if not hasattr(signal, "setitimer"):
        return inspect_file(name, data)
    try:
        signal.setitimer(signal.ITIMER_PROF, PROCESSOR_SECONDS * patience(len(data)), 1)
        try:
            return inspect_file(name, data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _TooSlow:
        signal.setitimer(signal.ITIMER_PROF, 0)
        return Examined(faults=(("too_slow", ""),))


def _at_last(size: int) -> None:
    """The system ends the process (SIGXCPU) where the timer cannot: while a library works, no Python is run."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        limit = math.ceil(time.process_time() + PROCESSOR_SECONDS * patience(size)) + _MORE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main() -> None:
    _bound()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _give_up)
    os.dup2(2, 1)  # a library that prints must not answer in our name
    while header := requests.readline():
        named, size = (int(number) for number in header.split())
        name, data = requests.read(named).decode(), requests.read(size)
        _at_last(size)
        answers.write(_timed(name, data).packed() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()

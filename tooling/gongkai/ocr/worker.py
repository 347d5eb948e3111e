"""The process that recognises words: one request after another, each answered in one line, within bounds that the system enforces.

``python -m gongkai.ocr.worker`` reads ``<length of name> <length of data>`` and then both, until its input ends. It dies of a file
that takes too much processor time or memory; who asks starts another.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

MEMORY = 3 * 1024 * 1024 * 1024  # bytes of address space; a page needs a third of it
PROCESSOR_SECONDS = 60.0  # for one file; a page takes two to five


def _bound() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _clock(seconds: float) -> None:
    """Start or stop the clock that ends this process: the library computes in one go and would hear nothing gentler."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def main() -> None:
    _bound()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not answer in our name
    from gongkai.attachments.examined import Examined  # noqa: PLC0415 - within the bounds
    from gongkai.ocr.recognise import Unreadable, recognise  # noqa: PLC0415

    while header := requests.readline():
        named, size = (int(number) for number in header.split())
        name, data = requests.read(named).decode(), requests.read(size)
        _clock(PROCESSOR_SECONDS)
        try:
            answer = Examined(passages=tuple(recognise(name, data)))
        except Unreadable:
            answer = Examined(faults=(("unreadable", ""),))
        _clock(0)
        answers.write(answer.packed() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()

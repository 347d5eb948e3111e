"""The process that opens attachments: one request after another, each answered in one line, within bounds that the system enforces.

``python -m gongkai.attachments.worker`` reads ``<length of name> <length of data>`` and then both, until its input ends.
"""

from __future__ import annotations

import contextlib
import os
import sys

from gongkai.attachments.look import look

MEMORY = 1536 * 1024 * 1024  # bytes of address space; a file that needs more ends the process, not the check


def _bound() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system; the parent's clock holds there

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    _bound()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not answer in our name
    while header := requests.readline():
        named, size = (int(number) for number in header.split())
        name, data = requests.read(named).decode(), requests.read(size)
        answers.write(look(name, data).packed() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()

"""Opening attachments from a process that must not die of them: readers that may fail run in a worker.

The system counts its processor time and its memory (``worker``); no clock on the wall ends it, so that a busy machine refuses nothing.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import PurePosixPath

from gongkai.attachments.examined import Examined
from gongkai.attachments.inspect_file import inspect_file
from gongkai.attachments.watch import watched

IDLE_SECONDS = 30.0  # in which a worker does nothing at all: then it will never answer
_KEPT = 64 * 1024 * 1024  # characters of answers that are kept for files that come again
_RENEWED = 500  # files after which a worker is replaced, because libraries never give all memory back
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_HERE = frozenset({".csv", ".txt"})  # read by the standard library in one pass; nothing in them can run away
_LARGEST = 100 * 1024 * 1024  # bytes of one file


class _Worker:
    """A process and how many files it has seen."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.attachments.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.files = 0

    def ask(self, name: str, data: bytes) -> bytes | None:
        """The answer, empty if the process died or did nothing any more, None if its processor time was used up."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        self.files += 1
        spelled = name.encode(errors="replace")  # a name that is no UTF-8 is refused by its own rule
        with watched(self.process, IDLE_SECONDS) as ended:
            with contextlib.suppress(OSError):
                stdin.write(b"%d %d\n" % (len(spelled), len(data)) + spelled + data)
                stdin.flush()
            line = stdout.readline()
        if line.endswith(b"\n") and not ended.is_set():
            return line
        return None if self.process.wait() == -_OUT_OF_TIME else b""

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


class _Examiner:
    """The worker of this process, and what it said of files that may come again (a form that many items attach)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._known: OrderedDict[tuple[str, str], tuple[Examined, int]] = OrderedDict()
        self._size = 0

    def examine(self, name: str, data: bytes, sha256: str) -> Examined:
        suffix = PurePosixPath(name).suffix.lower()
        with self._lock:
            if found := self._known.get((suffix, sha256)):
                return found[0]
            if len(data) > _LARGEST:
                examined = Examined(faults=(("too_large", ""),))
            else:
                examined = inspect_file(f"x{suffix}", data) if suffix in _HERE else self._ask(f"x{suffix}", data)
            self._keep((suffix, sha256), examined)
            return examined

    def _ask(self, name: str, data: bytes) -> Examined:
        if self._worker is None or self._worker.files >= _RENEWED or self._worker.process.poll() is not None:
            self.end()
            self._worker = _Worker()
        answer = self._worker.ask(name, data)
        try:
            if answer:
                return Examined.unpacked(answer)
        except ValueError:
            answer = b""
        self.end()
        return Examined(faults=(("too_slow" if answer is None else "died", ""),))

    def _keep(self, key: tuple[str, str], examined: Examined) -> None:
        size = sum(len(one.text) for one in examined.passages) + 100
        self._known[key] = examined, size
        self._size += size
        while self._size > _KEPT:
            self._size -= self._known.popitem(last=False)[1][1]

    def end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def leave(self) -> None:
        """After a fork: the worker and the lock are the parent's, and two who write into one pipe read each other's answers."""
        self._worker, self._lock = None, threading.Lock()


_EXAMINER = _Examiner()
atexit.register(_EXAMINER.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_EXAMINER.leave)


def examine(name: str, data: bytes, sha256: str) -> Examined:
    """Return what an attachment holds; ``sha256`` is that of its bytes. A file that breaks its reader is refused, and only it."""
    return _EXAMINER.examine(name, data, sha256)

"""A worker that neither works nor waits for the processor: it will never answer. How long it works, the system counts (``worker``)."""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOKS = 10  # within the time
_WAITS_FOR_ITS_TURN = frozenset("RD")  # for the processor or for a disk (proc(5))
_COUNTED = importlib.util.find_spec("resource") is not None


@contextmanager
def watched(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """End ``process`` if it does nothing for ``seconds``, however busy the machine is; the event tells that it was ended."""
    done, ended = threading.Event(), threading.Event()
    watch = threading.Thread(target=_watch, args=(process, seconds, done, ended), daemon=True)
    watch.start()
    try:
        yield ended
    finally:
        done.set()


def _watch(process: subprocess.Popen[bytes], seconds: float, done: threading.Event, ended: threading.Event) -> None:
    idle, before = 0, ""
    while not done.wait(seconds / _LOOKS):
        state, spent = _state(process.pid)
        idle = 0 if state in _WAITS_FOR_ITS_TURN or spent != before else idle + 1
        before = spent
        if idle >= _LOOKS:
            ended.set()
            process.kill()
            return


def _state(pid: int) -> tuple[str, str]:
    """Return what a process does, in a letter, and its processor time so far. Where the system does not tell, it works if it is counted."""
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return fields[0], " ".join(fields[11:13])
    return ("R" if _COUNTED else "S"), ""

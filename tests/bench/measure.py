"""Wall time, processor time and peak memory of a command with everything it starts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# Seconds between two looks at /proc: short at first, for what ends soon; longer for what runs long and holds much.
_INTERVALS = (0.005, 0.1)


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run: wall seconds, and the processor seconds of the command and all it waited for."""

    seconds: float
    processor: float


def run(command: list[str], folder: Path) -> Run:
    """Run a command to its end and time it. Raises RuntimeError with its output when it fails."""
    with tempfile.TemporaryFile("w+b") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{said}")
    return Run(seconds, used.ru_utime + used.ru_stime)


def peak_memory(command: list[str], folder: Path) -> float:
    """Run a command; the most memory its whole tree held, in MiB, shared pages counted once.

    Looking takes time, more of the command that holds more memory; so no run is timed and looked at.
    """
    peak = [0]
    done = threading.Event()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT) as process:
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        process.wait()
        done.set()
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return peak[0] / 1024


def _watch(root: int, peak: list[int], done: threading.Event) -> None:
    interval, longest = _INTERVALS
    while not done.wait(interval):
        peak[0] = max(peak[0], sum(_share(pid) for pid in _tree(root)))
        interval = min(longest, interval * 1.1)


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _share(pid: int) -> int:
    """The proportional share of a process's memory, in KiB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

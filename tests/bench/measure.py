"""Wall time and peak memory of a command with everything it starts."""

from __future__ import annotations

import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.1  # seconds between two looks at /proc


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run: wall seconds, and the most memory (MiB, shared pages counted once) the whole tree held."""

    seconds: float
    peak: float


def run(command: list[str], folder: Path) -> Run:
    """Run a command to its end. Raises RuntimeError with its output when it fails."""
    peak = [0]
    done = threading.Event()
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
        done.set()
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{output[-2000:]}")
    return Run(seconds, peak[0] / 1024)


def _watch(root: int, peak: list[int], done: threading.Event) -> None:
    while not done.wait(_INTERVAL):
        peak[0] = max(peak[0], sum(_share(pid) for pid in _tree(root)))


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

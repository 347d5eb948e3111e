"""What a long run shows of itself: progress on a terminal, silence in a pipe, and how long each phase took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 0.1  # seconds between two drawings


class Meter:
    """A line for each phase, with the share of what is counted, on standard error if that is a terminal. Used in ``with``.

    Nothing is drawn by a thread, because workers are forked from here.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._drawn = 0.0

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._progress:
            if kind is None:
                self._end_phase(self._progress)
            self._progress.stop()  # the cursor comes back, also after an interruption

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if not self._shown:
            return
        progress = self._begun()
        if self._task is None:
            self._task = progress.add_task(self._label, total=total, count="")
        share = f"{done}/{total}（{done * 100 // max(total, 1)}%）"
        progress.update(self._task, completed=done, total=total, count=share)
        now = time.monotonic()
        if done >= total or now - self._drawn > _EVERY:
            self._drawn = now
            progress.refresh()

    def note(self, text: str) -> None:
        """A new phase begins; what is counted from now on belongs to it."""
        if not self._shown:
            return
        progress = self._begun()
        self._end_phase(progress)
        self._label = text
        self._task = progress.add_task(text, total=None, count="")
        progress.refresh()

    def _end_phase(self, progress: Progress) -> None:
        """What was counted ends by itself; of the rest, the clock is stopped."""
        if self._task is not None:
            progress.stop_task(self._task)
            progress.refresh()

    def _begun(self) -> Progress:
        if self._progress is None:
            # Loaded where somebody is looking.
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

            columns = TextColumn("{task.description}"), TimeElapsedColumn(), TextColumn("{task.fields[count]}")
            self._progress = Progress(*columns, console=Console(stderr=True), auto_refresh=False)
            self._progress.start()
        return self._progress


class Phases:
    """Notes when each phase of a run begins, for ``--timings``; a phase ends where the next begins."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._begun: list[tuple[str, float]] = [("启动", time.perf_counter() - time.process_time())]

    def __call__(self, text: str) -> None:
        self._begun.append((text, time.perf_counter()))
        self._note(text)

    def table(self) -> str:
        """One line a phase: seconds and what was done."""
        ends = [begun for _, begun in self._begun[1:]] + [time.perf_counter()]
        rows = [(end - begun, text) for (text, begun), end in zip(self._begun, ends, strict=True)]
        return "".join(f"{seconds:8.2f} s  {text}\n" for seconds, text in [*rows, (sum(s for s, _ in rows), "合计")])

"""Independent work, spread over whatever there is: this process, the cores of a machine, one day a cluster.

Everything parallel is written against ``concurrent.futures.Executor``; a job is a module-level function and
picklable arguments, so that any executor can carry it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Here(Executor):
    """Runs each job at once in this process; for small work, where starting workers would cost more."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def local(jobs: int) -> Executor:
    """An executor for about ``jobs`` pieces of work (documents, pages) on this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores < 2 or jobs < 200:
        return Here()
    # Forked workers share the imported code; elsewhere the platform's default is used.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    return ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context(method))


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]

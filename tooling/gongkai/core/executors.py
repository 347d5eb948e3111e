"""Independent work, spread over whatever there is: this process, the cores of a machine, a cluster.

Everything parallel is written against ``concurrent.futures.Executor``; a job is a module-level function and
picklable arguments, so that any executor can carry it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class InlineExecutor(Executor):
    """Runs each job at once in this process; for small work, where starting workers would cost more."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class RemoteExecutor(Executor):
    """Work done on other machines, whose word alone counts for nothing.

    They read the county and write nowhere: all that a job made comes back with its answer. ``own`` is this machine's
    executor, for what is left to nobody else; ``at_once`` is how much of what takes a lot of memory is done at the same time.
    """

    own: Executor
    at_once: int


class Workers(Executor):
    """This machine for a whole run: the same workers in all phases, forked when there first is enough for them to do, and from
    then on at hand for little work, too.

    A worker forked later would hold whatever had been gathered by then, to no use of its own.
    """

    def __init__(self) -> None:
        self._pool: Executor | None = None

    def enough_for(self, jobs: int) -> Executor:
        """An executor for about ``jobs`` pieces of work; it is not the caller's to shut down."""
        if self._pool is None and not _many(jobs):
            return InlineExecutor()
        self._pool = self._pool or processes()
        return self._pool

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


def lent(executor: Executor | None, jobs: int) -> contextlib.AbstractContextManager[Executor]:
    """An executor for one phase: the one that was brought, which stays with whoever brought it, or a local one."""
    if isinstance(executor, Workers):
        return contextlib.nullcontext(executor.enough_for(jobs))
    return contextlib.nullcontext(executor) if executor else local(jobs)


def own(executor: Executor | None) -> Executor | None:
    """The part of an executor that is this machine."""
    return executor.own if isinstance(executor, RemoteExecutor) else executor


def local(jobs: int) -> Executor:
    """An executor for about ``jobs`` pieces of work (documents, pages) on this machine."""
    return processes() if _many(jobs) else InlineExecutor()


def _many(jobs: int) -> bool:
    """Return whether starting workers costs less than it saves."""
    return cores() > 1 and jobs >= 200


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes() -> ProcessPoolExecutor:
    """A process for each processor."""
    # Forked workers share the imported code; elsewhere the platform's default is used.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    return ProcessPoolExecutor(cores(), mp_context=multiprocessing.get_context(method))


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]

"""An executor that believes no worker: what a cluster answers is confirmed on this machine.

Guarantees: of every document that a worker passed, this machine has read the bytes, computed the digest and verified the
sign-offs itself; of the share of jobs that was asked for (all of them unless an operator decides otherwise), drawn so that
no worker can know which, it has done the whole job again and takes its own result. A difference stops the run.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, InvalidStateError
from typing import Any

from gongkai.cluster.attest import ATTESTED, not_believed
from gongkai.cluster.shards import bring_shard, make_again, place_shard
from gongkai.core.executors import RemoteExecutor
from gongkai.core.findings import CannotRun
from gongkai.search import make_shard


class Confirmed(RemoteExecutor):
    """``cluster`` does the work, ``own`` confirms it; ``share`` is the percentage of jobs that are done again."""

    def __init__(self, cluster: Executor, own: Executor, share: int = 100, at_once: int = 2) -> None:
        self.cluster, self.own, self.at_once, self._share = cluster, own, at_once, share

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert not kwargs, "jobs travel with positional arguments"
        theirs = self.cluster.submit(*_there(fn, args))
        outcome: Future[Any] = Future()
        outcome.add_done_callback(lambda done: theirs.cancel() if done.cancelled() else None)
        again = secrets.randbelow(100) < self._share
        if fn is make_shard:
            # One after the other, because both would write the same folder.
            self._attested(outcome, theirs, make_again if again else place_shard, args)
        elif again:
            _compared(outcome, theirs, self.own.submit(fn, *args), args)
        elif fn in ATTESTED:
            self._attested(outcome, theirs, ATTESTED[fn], args)
        else:
            raise AssertionError(f"nothing attests to {fn.__name__}")
        return outcome

    def _attested(
        self, outcome: Future[Any], theirs: Future[Any], attest: Callable[..., Any], args: tuple[Any, ...]
    ) -> None:
        """Settle with an answer that was looked at, or with what was made of it here."""

        def looked(done: Future[Any], answer: Any) -> None:
            error = _error_of(done)
            if error is None and (made := done.result()) is not None:
                answer = made
            _settle(outcome, error or answer)

        def arrived(done: Future[Any]) -> None:
            if (error := _error_of(done)) is not None:
                _settle(outcome, error)
                return
            try:
                confirming = self.own.submit(attest, done.result(), *args)
            except Exception as problem:
                _settle(outcome, problem)
            else:
                confirming.add_done_callback(lambda own: looked(own, done.result()))

        theirs.add_done_callback(arrived)


def _there(fn: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """A job as workers do it, who have no folder to write into."""
    if fn is make_shard:
        name, entries, _, fold, _ = args
        return bring_shard, name, entries, fold
    return fn, *args


def _compared(outcome: Future[Any], theirs: Future[Any], ours: Future[Any], args: tuple[Any, ...]) -> None:
    """Settle with our own result once both are there and the same."""
    lock, there = threading.Lock(), [0]

    def arrived(done: Future[Any]) -> None:
        if (error := _error_of(done)) is not None:
            _settle(outcome, error)
            return
        with lock:
            there[0] += 1
            both = there[0] == 2
        if both:
            own = ours.result()
            _settle(outcome, own if theirs.result() == own else not_believed(_first(own, theirs.result())))

    theirs.add_done_callback(arrived)
    ours.add_done_callback(arrived)


def _first(own: Any, theirs: Any) -> str:
    if isinstance(own, list) and isinstance(theirs, list):
        pairs = zip(own, theirs, strict=False)
        return next((one.path for one, other in pairs if one != other), f"{len(theirs)}/{len(own)}")
    ours, others = getattr(own, "written", {}), getattr(theirs, "written", {})
    return next((path for path in {**ours, **others} if ours.get(path) != others.get(path)), "页面内容")


def _error_of(done: Future[Any]) -> BaseException | None:
    if done.cancelled():
        return CannotRun("已取消", "cancelled")
    return done.exception()


def _settle(outcome: Future[Any], value: Any) -> None:
    """The first to settle decides; a run that is over wants to know no more."""
    try:
        if isinstance(value, BaseException):
            outcome.set_exception(value)
        else:
            outcome.set_result(value)
    except InvalidStateError:
        pass

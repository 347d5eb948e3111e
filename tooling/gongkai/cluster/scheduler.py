"""Work on a Dask cluster through ``concurrent.futures.Executor``; every wait has an end.

Guarantees: a job is pure, so a worker that dies in the middle costs only its own time, Dask gives the job to another one.
When no worker is left, the scheduler is gone, or nothing comes back for long, the run ends with CannotRun.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from pathlib import Path
from typing import Any

from gongkai.cluster.wire import packed, read_answer
from gongkai.cluster.worker import DONE, REFUSED, UNFIT, Run, facts, work
from gongkai.core.findings import CannotRun

CONNECT = 10.0  # seconds to reach the scheduler, and as many until it has a worker
ANSWER = 30.0  # seconds until every worker has said whether it is fit
ALONE = 20.0  # seconds without any worker, or without the scheduler
STALLED = 600.0  # seconds in which no job is finished
_LOOK = 2.0  # seconds between two looks

WORDS = {
    "folder": ("看不到站点文件夹（须挂载到同一路径）", "does not see the site's folder (same path everywhere)"),
    "gongkai": ("Gongkai 版本不同", "another version of Gongkai"),
    "python": ("Python 版本不同", "another version of Python"),
    "program": ("程序或所用的库与本机不同", "the program or its libraries differ"),
    "theme": ("看不到主题，或主题文件不同", "does not see the theme, or its files differ"),
}


class Cluster(Executor):
    """Jobs of one run on the workers of a client. Results are what workers say, and not yet confirmed."""

    def __init__(self, client: Any, run: Run) -> None:
        self._client, self._run = client, run
        self.size = sum(client.nthreads().values())
        self._jobs = client.get_executor(pure=False)
        self._lock = threading.Lock()
        self._waiting: set[Future[Any]] = set()
        self._moved = time.monotonic()
        self._over = threading.Event()
        threading.Thread(target=self._watch, name="gongkai-cluster", daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert not kwargs, "jobs travel with positional arguments"
        outcome: Future[Any] = Future()
        with self._lock:
            if not self._waiting:
                self._moved = time.monotonic()
            self._waiting.add(outcome)
        job = self._jobs.submit(work, packed(fn, args), self._run)
        outcome.add_done_callback(lambda done: job.cancel() if done.cancelled() else None)
        job.add_done_callback(lambda done: self._arrived(fn, done, outcome))
        return outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """What is still to be done is left; nobody waits for it, because nothing is written there."""
        self._over.set()
        self._jobs.shutdown(wait=False)

    def _arrived(self, fn: Callable[..., Any], job: Future[Any], outcome: Future[Any]) -> None:
        with self._lock:
            self._waiting.discard(outcome)
            self._moved = time.monotonic()
        if outcome.done():
            return
        try:
            value: Any = _opened(fn, job.result())
        except BaseException as error:
            value = error if isinstance(error, CannotRun) else _failed(f"{type(error).__name__}: {error}")
        with contextlib.suppress(InvalidStateError):
            if isinstance(value, BaseException):
                outcome.set_exception(value)
            else:
                outcome.set_result(value)

    def _watch(self) -> None:
        """Ends all waiting when there is nobody left to wait for."""
        alone_since = None
        while not self._over.wait(_LOOK):
            there = self._workers()
            alone_since = None if there else alone_since or time.monotonic()
            if alone_since and time.monotonic() - alone_since > ALONE:
                self._give_up(
                    CannotRun(
                        "集群中已没有可用的工作进程，或已与调度器断开；已有网站没有改动。重新启动后再试，或在本机生成",
                        "the cluster has no worker left, or its scheduler is gone; the site is untouched. Start them "
                        "again, or build on this machine",
                    )
                )
            elif self._waiting and time.monotonic() - self._moved > STALLED:
                minutes = round(STALLED / 60)
                self._give_up(
                    CannotRun(
                        f"集群 {minutes} 分钟没有完成任何工作，已放弃；已有网站没有改动",
                        f"the cluster finished nothing for {minutes} minutes; given up, the site is untouched",
                    )
                )

    def _workers(self) -> int:
        if self._client.status != "running":
            return 0
        try:
            return len(self._client.sync(self._client.scheduler.ncores, workers=None, callback_timeout=5))
        except Exception:
            return 0

    def _give_up(self, reason: CannotRun) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, set()
        for outcome in waiting:
            with contextlib.suppress(InvalidStateError):
                outcome.set_exception(reason)


def _opened(fn: Callable[..., Any], reply: Any) -> Any:
    """The value in a reply; whatever is no reply is an error."""
    try:
        word, name, data = reply
        said = str(name)[:200]
        if word == DONE:
            return read_answer(fn, data)
        if word == REFUSED:
            zh, _, en = data.decode().partition("\n")
            return CannotRun(zh, en)
        if word == UNFIT:
            return CannotRun(
                f"集群工作进程 {said} 看不到站点文件夹，或其程序与本机不同；请更新并重新启动它",
                f"worker {said} does not see the site's folder or runs another program; update and restart it",
            )
        return _failed(f"{said}: {data.decode('utf-8', 'replace')[:500]}")
    except (TypeError, ValueError, AttributeError) as error:
        return _failed(f"{type(error).__name__}: {error}"[:500])


def _failed(reason: str) -> CannotRun:
    return CannotRun(f"集群未能完成工作：{reason}", f"the cluster could not do its work: {reason}")


@contextlib.contextmanager
def connected(address: str, root: Path, theme: Path) -> Iterator[Cluster]:
    """The cluster at an address such as ``tcp://host:8786``, once all its workers have shown that they are fit."""
    try:
        import distributed  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise CannotRun(
            "使用集群须另行安装：pip install 'gongkai[cluster]'", "a cluster needs `pip install 'gongkai[cluster]'`"
        ) from None
    # What it says of lost connections is said once, by us.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with contextlib.ExitStack() as stack:
        try:
            security = distributed.Security().get_connection_args("client")
            if address.startswith("tls://") and security.get("ssl_context") is None:
                raise ValueError("DASK_DISTRIBUTED__COMM__TLS__CA_FILE, CLIENT__CERT")
            client: Any = distributed.Client(address, timeout=CONNECT, set_as_default=False, name="gongkai")
        except Exception as error:
            raise CannotRun(
                f"无法连接集群调度器 {address}：请确认它已启动、地址和加密设置正确（{error}）",
                f"cannot reach the scheduler at {address}: is it running, are address and TLS right? ({error})",
            ) from None
        stack.callback(client.close, timeout=5)
        mark = stack.enter_context(_marked(root))
        run = Run(theme, mark, facts(theme, mark))
        _all_fit(client, run)
        cluster = Cluster(client, run)
        stack.callback(cluster.shutdown)
        yield cluster


@contextlib.contextmanager
def _marked(root: Path) -> Iterator[Path]:
    """A file of this run alone in the county's folder, by which a worker shows that it sees the same folder."""
    folder = root / "build"
    folder.mkdir(exist_ok=True)
    mark = folder / f".cluster-{secrets.token_hex(8)}"
    mark.write_text(secrets.token_hex(32), encoding="ascii")
    try:
        yield mark
    finally:
        mark.unlink(missing_ok=True)


def _all_fit(client: Any, run: Run) -> None:
    """Refuse a cluster in which one worker is not fit, or that has none."""
    try:
        client.wait_for_workers(1, timeout=CONNECT)
    except TimeoutError:
        raise CannotRun(
            "集群中没有工作进程；请先启动 dask worker", "the cluster has no worker; start `dask worker`"
        ) from None
    try:
        said = client.run(facts, run.theme, run.mark, on_error="return", callback_timeout=ANSWER)
    except Exception as error:
        raise _failed(f"{type(error).__name__}: {error}") from None
    for name, theirs in sorted(said.items()):
        if isinstance(theirs, Exception):
            raise CannotRun(
                f"集群工作进程 {name} 未能运行本程序（须安装 gongkai）：{theirs}",
                f"worker {name} cannot run this program (is gongkai installed there?): {theirs}",
            )
        others = dict(theirs)
        wrong = [WORDS[key] for key, value in run.facts if others.get(key) != value]
        if wrong:
            raise CannotRun(
                f"集群工作进程 {name} 不能使用：{'；'.join(zh for zh, _ in wrong)}",
                f"worker {name} is not fit: {'; '.join(en for _, en in wrong)}",
            )

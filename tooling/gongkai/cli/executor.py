"""``--executor``: where the work of a check or a build is done."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from gongkai.core.executors import Workers, cores, processes
from gongkai.core.settings import theme_of

_ADDRESS = re.compile(r"(dask|dask\+tls)://([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})")
_SCHEMES = {"dask": "tcp", "dask+tls": "tls"}


def address(text: str) -> str | None:
    """Parse where to work for argparse: nothing for ``local``, else an address as Dask writes it."""
    if text == "local":
        return None
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"not an executor: {text}")
    return f"{_SCHEMES[found[1]]}://{found[2]}:{found[3]}"


def share(text: str) -> int:
    """Parse a percentage for argparse."""
    if not (text.isascii() and text.isdigit() and 0 <= int(text) <= 100):
        raise argparse.ArgumentTypeError(f"not a percentage: {text}")
    return int(text)


def add_executor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--executor",
        type=address,
        default=None,
        metavar="WHERE",
        help="由谁检查和生成：local（默认，本机）或 dask://HOST:PORT（Dask 集群；加密的用 dask+tls://）",
    )
    parser.add_argument(
        "--confirm",
        type=share,
        default=100,
        metavar="PERCENT",
        help="集群做的工作有百分之几由本机全部重做比对（默认 100）；摘要和签名总是全部核对",
    )


@contextlib.contextmanager
def chosen(options: argparse.Namespace, root: Path) -> Iterator[Executor]:
    """The executor that was asked for."""
    if options.executor is None:
        with Workers() as workers:
            yield workers
        return
    from gongkai.cluster.confirmed import Confirmed  # noqa: PLC0415 - only with a cluster
    from gongkai.cluster.scheduler import connected  # noqa: PLC0415

    # Before the cluster's threads begin, because a process with threads does not fork safely.
    importlib.import_module("gongkai.site.plugin")
    with _own() as own, connected(options.executor, root, theme_of(root)) as cluster:
        yield Confirmed(cluster, own, options.confirm, max(2, cluster.size))


@contextlib.contextmanager
def _own() -> Iterator[Executor]:
    """This machine's processes, started."""
    pool = processes()
    try:
        for started in [pool.submit(os.getpid) for _ in range(cores())]:
            started.result()
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)

"""The whole index of a site: its shards through an executor, a few at a time, the engine, and the list of them."""

import shutil
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from .bundle import SearchError
from .engine import write_engine
from .entry import Entry, entry_digest, folder, shard_digest
from .index import build_shard
from .listing import LISTING, Listed, listing
from .shards import Fact, Shard

AT_ONCE = 2  # shards built at the same time: what bounds the memory


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the shards, newest first, and the name of the engine's file (none without shards)."""

    shards: tuple[Listed, ...]
    engine: str


def fact_of(entry: Entry) -> Fact:
    """What the plan has to know of an entry."""
    return Fact(entry.index_number, entry.date, len(entry.title) + len(entry.text))


def build_index(
    shards: Sequence[Shard],
    entries_of: Callable[[Shard], Sequence[Entry]],
    out: Path,
    *,
    fold: Mapping[str, str],
    work: Path,
    executor: Executor,
) -> Built:
    """Write the search index of a site to ``out``, which must be absent or empty.

    ``entries_of`` is asked for the entries of one shard at a time, and of no more than ``AT_ONCE`` before one of them
    is finished; ``out`` and ``work`` are folders that every worker of the executor sees. Raises ``SearchError`` and
    removes ``out`` when anything fails.
    """
    if out.exists() and any(out.iterdir()):
        raise SearchError(f"the folder for the search index is not empty: {out}")
    waiting: deque[Future[Listed]] = deque()
    done: list[Listed] = []
    try:
        engine = write_engine(out, work=work) if shards else ""
        for shard in shards:
            if len(waiting) == AT_ONCE:
                done.append(waiting.popleft().result())
            waiting.append(executor.submit(make_shard, shard.name, entries_of(shard), out, dict(fold), work))
        done += [future.result() for future in waiting]
        write_listing(out, done, engine)
    except BaseException:
        wait(waiting)
        shutil.rmtree(out, ignore_errors=True)
        raise
    return Built(tuple(done), engine)


def make_shard(name: str, entries: Sequence[Entry], out: Path, fold: Mapping[str, str], work: Path) -> Listed:
    """A worker's job: one shard, in the folder below ``out`` that is named after its contents."""
    digest = shard_digest(map(entry_digest, entries), fold=fold)
    return build_shard(entries, out / folder(name, digest), fold=fold, work=work)


def write_listing(out: Path, shards: Sequence[Listed], engine: str) -> None:
    """Write ``shards.json`` for shards that lie in ``out``, newest first."""
    out.mkdir(parents=True, exist_ok=True)
    (out / LISTING).write_text(listing(shards, engine), encoding="utf-8", newline="")

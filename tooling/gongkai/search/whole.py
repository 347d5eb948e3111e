"""The whole index of a site: its shards through an executor, a few at a time, the engine, and the list of them.

After a change only those shards are built whose contents are others: whoever remembers ``Built`` hands it in as ``kept``.
"""

import shutil
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.trim_memory import give_back

from .bundle import SearchError
from .engine import write_engine
from .entry import Entry, entry_digest, folder, shard_digest
from .index import build_shard
from .listing import LISTING, Listed, listing
from .shards import BESIDES, Fact, Shard

AT_ONCE = 2  # shards built at the same time, unless there are more machines: what bounds the memory

Made = tuple[Listed, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Built:
    """An index: its shards, newest first, and the name of the engine's file (none without shards).

    ``entries`` are the digests of all entries by index number: with them the digest of a shard is known without a text.
    """

    shards: tuple[Listed, ...]
    engine: str
    entries: Mapping[str, str]

    @property
    def folders(self) -> frozenset[str]:
        """The folders that the shards lie in."""
        return frozenset(shard.folder for shard in self.shards)


NOTHING = Built((), "", {})


def fact_of(entry: Entry) -> Fact:
    """Return what the plan has to know of an entry."""
    return Fact(entry.index_number, entry.date, BESIDES + len(entry.title) + len(entry.text))


def build_index(
    shards: Sequence[Shard],
    entries_of: Callable[[Shard], Sequence[Entry]],
    out: Path,
    *,
    fold: Mapping[str, str],
    work: Path,
    executor: Executor,
    kept: Built = NOTHING,
    at_once: int = AT_ONCE,
) -> Built:
    """Write the search index of a site to ``out``; what was written, to be handed in as ``kept`` the next time.

    ``entries_of`` is asked for the entries of one shard at a time, and of no more than ``at_once`` before one of them
    is finished; ``out`` and ``work`` are folders that every worker of the executor sees.

    ``kept`` is an earlier index. ``out`` holds what is left of it and nothing else, and the caller answers for these
    bytes being those of then; its ``entries`` are the digests as they are *now*, without those that are not known. A
    shard whose digest is the same is taken as it is, and ``entries_of`` is not asked for it; every other folder is
    removed. No file that is there is written to, so it may be a hard link.

    Raises ``SearchError`` when anything fails, and removes ``out``.
    """
    _only_kept(out, kept)
    same = {
        shard.name: one for shard in shards if (one := unchanged(shard, kept, fold)) and (out / one.folder).is_dir()
    }
    try:
        _remove_others(out, {one.folder for one in same.values()} | {kept.engine})
        engine = kept.engine or write_engine(out, work=work) if shards else ""
        new = [shard for shard in shards if shard.name not in same]
        made = make_shards(new, entries_of, out, fold=fold, work=work, executor=executor, at_once=at_once)
        listed = tuple(same.get(shard.name) or made[shard.name][0] for shard in shards)
        out.mkdir(parents=True, exist_ok=True)
        (out / LISTING).write_text(listing(listed, engine), encoding="utf-8", newline="")
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise
    entries = {number: kept.entries[number] for s in shards if s.name in same for number in s.members}
    for _, digests in made.values():
        entries |= digests
    return Built(listed, engine, entries)


def make_shards(
    shards: Sequence[Shard],
    entries_of: Callable[[Shard], Sequence[Entry]],
    out: Path,
    *,
    fold: Mapping[str, str],
    work: Path,
    executor: Executor,
    at_once: int = AT_ONCE,
) -> dict[str, Made]:
    """Build some shards, each in its folder below ``out``, and no more than ``at_once`` at a time; by name what came of them."""
    waiting: deque[tuple[str, Future[Made]]] = deque()
    made: dict[str, Made] = {}

    def finish() -> None:
        name, future = waiting.popleft()
        made[name] = future.result()

    try:
        for shard in shards:
            if len(waiting) == at_once:
                finish()
            job = executor.submit(make_shard, shard.name, entries_of(shard), out, dict(fold), work)
            waiting.append((shard.name, job))
        while waiting:
            finish()
    except BaseException:
        wait([future for _, future in waiting if not future.cancel()])
        raise
    return made


def make_shard(name: str, entries: Sequence[Entry], out: Path, fold: Mapping[str, str], work: Path) -> Made:
    """A worker's job: one shard, in the folder below ``out`` that is named after its contents."""
    give_back()  # the indexer needs it, and this worker may have rendered thousands of pages
    digests = {entry.index_number: entry_digest(entry) for entry in entries}
    digest = shard_digest(digests.values(), fold=fold)
    return build_shard(name, digest, entries, out, fold=fold, work=work), digests


def unchanged(shard: Shard, kept: Built, fold: Mapping[str, str]) -> Listed | None:
    """The shard as it was kept, if nothing in it changed."""
    if not all(number in kept.entries for number in shard.members):
        return None
    digest = shard_digest((kept.entries[number] for number in shard.members), fold=fold)
    named = folder(shard.name, digest)
    return next((one for one in kept.shards if (one.folder, one.digest) == (named, digest)), None)


def _only_kept(out: Path, kept: Built) -> None:
    there = {path.name for path in out.iterdir()} if out.exists() else set()
    if others := sorted(there - kept.folders - {kept.engine, LISTING if kept.shards else ""}):
        raise SearchError(f"the folder for the search index is not empty: {out} holds {', '.join(others[:5])}")
    if kept.engine and kept.engine not in there:
        raise SearchError(f"the engine of the index that is kept is not in {out}")


def _remove_others(out: Path, wanted: set[str]) -> None:
    for path in sorted(out.iterdir()) if out.exists() else ():
        if path.name not in wanted:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

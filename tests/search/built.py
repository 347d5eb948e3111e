"""An index of given entries, made in this process."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from gongkai.core.executors import InlineExecutor
from gongkai.search import NOTHING, Built, Entry, Shard, build_index, fact_of, plan
from gongkai.search.shards import MAX_CHARACTERS, MAX_ITEMS


def build(
    entries: Iterable[Entry],
    out: Path,
    fold: Mapping[str, str],
    *,
    kept: Built = NOTHING,
    asked: list[str] | None = None,
    max_items: int = MAX_ITEMS,
    max_characters: int = MAX_CHARACTERS,
) -> Built:
    """Index entries; the names of the shards that are built are added to ``asked``."""
    by = {entry.index_number: entry for entry in entries}

    def entries_of(shard: Shard) -> list[Entry]:
        if asked is not None:
            asked.append(shard.name)
        return [by[number] for number in shard.members]

    shards = plan(map(fact_of, by.values()), max_items=max_items, max_characters=max_characters)
    with tempfile.TemporaryDirectory() as work:
        return build_index(shards, entries_of, out, fold=fold, work=Path(work), executor=InlineExecutor(), kept=kept)

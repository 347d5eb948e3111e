"""``pagefind/shards.json``: the one file a browser reads before it searches. A pure function of what the shards hold."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .entry import FILTERS, Entry

LISTING = "shards.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list says of one shard."""

    folder: str
    digest: str  # of all that went into it; not in the list itself
    hash: str  # what Pagefind named the shard's meta file after; differs from run to run
    pages: int
    words: int  # tokens of all pages: with it the browser weighs a document as if all shards were one
    values: Mapping[str, tuple[str, ...]]  # the values that each filter takes in it, sorted


def values_of(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """The values that each filter takes in these entries, sorted."""
    values: dict[str, set[str]] = {name: set() for name in FILTERS}
    for entry in entries:
        for name in FILTERS:
            values[name].update(getattr(entry, name).split())
    return {name: tuple(sorted(found)) for name, found in values.items()}


def listing(shards: Sequence[Listed], engine: str) -> str:
    """The list of all shards, in the order given: newest first. ``engine`` is the name of the engine's file, if any.

    Values are written once and referred to by their place; where a shard holds every value there is, nothing is said.
    """
    every = {name: sorted({value for shard in shards for value in shard.values[name]}) for name in FILTERS}
    places = {name: {value: at for at, value in enumerate(values)} for name, values in every.items()}
    records = []
    for shard in shards:
        record: dict[str, object] = {
            "folder": shard.folder,
            "hash": shard.hash,
            "pages": shard.pages,
            "words": shard.words,
        }
        for name in FILTERS:
            if len(shard.values[name]) < len(every[name]):
                record[name] = [places[name][value] for value in shard.values[name]]
        records.append(record)
    head = _line({"version": VERSION, "engine": engine, "values": every}).removesuffix("}")
    lines = ",\n".join(_line(record) for record in records)
    return f'{head},"shards":[\n{lines}\n]}}\n' if records else f'{head},"shards":[]}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

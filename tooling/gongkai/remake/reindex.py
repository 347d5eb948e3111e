"""The search index after a change: the shards that hold what changed are built again, the others stay as they are."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.core.confined import write_new
from gongkai.markup.addresses import page_url
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.expected import PAGEFIND, files_below
from gongkai.proof.public import Public
from gongkai.proof.scan import Scanned
from gongkai.proof.texts import Unreadable, unpack
from gongkai.remake.memory import Memory, kept_plain
from gongkai.remake.order import Rows
from gongkai.remake.request import BuildRequest, NeedsFullBuild
from gongkai.remake.spare import NotAsRemembered
from gongkai.remake.words import Known
from gongkai.search import (
    LISTING,
    Built,
    Entry,
    Fact,
    Listed,
    SearchError,
    Shard,
    entry_digest,
    listing,
    make_shards,
    plan,
    read_fold,
    unchanged,
)
from gongkai.site.glossary import Glossary
from gongkai.site.manifest import PAGEFIND_MANIFEST, search_manifest
from gongkai.site.searching import FOLD_TABLE, entry_of, fact_of
from gongkai.site.standing import Standing


@dataclass(frozen=True, slots=True)
class Index:
    """What became of the index: files written and files that are no more, what to remember, and who is in which new folder."""

    written: dict[str, str]
    gone: frozenset[str]
    remembered: dict[str, Any]
    addresses: Mapping[str, frozenset[str]]


def columns(document: ApprovedDocument, glossary: Glossary, standing: Standing) -> Mapping[str, str]:
    """Return what is remembered of an item for the index."""
    return {"sizes": str(fact_of(document).size), "entries": entry_digest(entry_of(document, glossary, standing))}


def reindex(
    asked: BuildRequest,
    memory: Memory,
    approved: Sequence[tuple[ApprovedDocument, Standing]],
    old: Rows,
    new: Rows,
    glossary: Glossary,
    aside: Path,
    executor: Executor,
) -> Index:
    """Write what is new of the index below ``aside``; ``approved`` are the items that changed, with how each stands.

    Texts of items that did not change are taken from the fragments of the shards that they were in, and have to have the
    digests that are remembered. Raises Anew where the engine is missing or there is nothing to search in, and where Pagefind fails.
    """
    fold, remembered = read_fold(asked.theme / FOLD_TABLE), memory.head["search"]
    before = [Listed(**one) for one in remembered["shards"]]
    digests = dict(zip(new.columns["numbers"], new.columns["entries"], strict=True))
    kept = Built(tuple(before), remembered["engine"], digests)
    shards = plan(_facts(new))
    if not shards or not kept.engine:
        raise NeedsFullBuild("检索索引从无到有，或者从有到无")
    same = {shard.name: one for shard in shards if (one := unchanged(shard, kept, fold))}
    changed = [shard for shard in shards if shard.name not in same]
    texts = _Texts(asked.target, old, new, before, approved, glossary)
    out = aside / PAGEFIND
    out.mkdir()
    with tempfile.TemporaryDirectory(dir=asked.target.parent, prefix=".gongkai-search-") as work:
        try:
            made = make_shards(changed, texts.of, out, fold=fold, work=Path(work), executor=executor)
        except SearchError as error:
            raise NeedsFullBuild(f"检索索引未能建立：{error}") from None
    listed = tuple(same.get(shard.name) or made[shard.name][0] for shard in shards)
    write_new(out, LISTING, listing(listed, kept.engine).encode())
    written = {f"{PAGEFIND}{path}": _sha256(out / path) for path in files_below(out)}
    index = {path: digest for path, digest in memory.files.items() if path.startswith(PAGEFIND)}
    stay = {one.folder for one in same.values()}
    gone = frozenset(path for path in index if (folder := _folder(path)) and folder not in stay)
    now = {path: digest for path, digest in index.items() if path not in gone and path != PAGEFIND_MANIFEST} | written
    write_new(aside, PAGEFIND_MANIFEST, search_manifest(now))
    written[PAGEFIND_MANIFEST] = _sha256(aside / PAGEFIND_MANIFEST)
    paths = dict(zip(new.columns["numbers"], new.columns["paths"], strict=True))
    who = {made[s.name][0].folder: frozenset(page_url(paths[number]) for number in s.members) for s in changed}
    return Index(written, gone, kept_plain(Built(listed, kept.engine, {})), who)


class _Texts:
    """The entries of shards, from approved items and from what the index holds of all others."""

    def __init__(
        self,
        target: Path,
        old: Rows,
        new: Rows,
        shards: Sequence[Listed],
        approved: Sequence[tuple[ApprovedDocument, Standing]],
        glossary: Glossary,
    ) -> None:
        self._target = target
        self._approved = {document.card.index_number: (document, standing) for document, standing in approved}
        self._glossary = glossary
        self._rows = {number: at for at, number in enumerate(new.columns["numbers"])}
        self._columns = new.columns
        self._folders = {
            number: one.folder for shard, one in zip(plan(_facts(old)), shards, strict=True) for number in shard.members
        }

    def of(self, shard: Shard) -> list[Entry]:
        """The entries of one shard, which is held in memory only while it is built."""
        others = [number for number in shard.members if number not in self._approved]
        metas = {m["index_number"]: m for folder in {self._folders[n] for n in others} for m in self._metas(folder)}
        return [self._entry(number, metas) for number in shard.members]

    def _entry(self, number: str, metas: Mapping[str, Mapping[str, str]]) -> Entry:
        at = self._rows[number]
        if number in self._approved:
            document, standing = self._approved[number]
            return entry_of(document, self._glossary, standing)
        try:
            known = {name: text for name, text in metas[number].items() if name != "agency"}
            entry = Entry(
                **known,
                year=self._columns["years"][at],
                agency=self._columns["agencies"][at],
                category=self._columns["categories"][at],
                genre=self._columns["genres"][at],
                agency_name=metas[number]["agency"],
            )
        except (KeyError, TypeError):
            raise NotAsRemembered from None
        if entry_digest(entry) != self._columns["entries"][at]:
            raise NotAsRemembered
        return entry

    def _metas(self, folder: str) -> Iterator[dict[str, str]]:
        try:
            for path in (self._target / PAGEFIND / folder / "fragment").iterdir():
                yield json.loads(unpack(path.read_bytes()))["meta"]
        except (OSError, ValueError, KeyError, TypeError, Unreadable):
            raise NotAsRemembered from None


def prove_index(
    index: Index,
    scanned: Sequence[Scanned],
    public: Public,
    names: Mapping[str, str],
    new: Collection[str],
    words: Known,
) -> None:
    """Rules O01, O02 and O04 for what was written; ``names`` are the documents that changed, by address of their page.

    The entries of all others are what they were when they were proved, so only ``new`` texts are asked for in them. Raises Anew.
    """
    entries: dict[str, list[str]] = {folder: [] for folder in index.addresses}
    for one in scanned:
        if one.loads or one.unreadable:
            raise NeedsFullBuild(f"{one.path} 需要整体核对")
        address = one.entry[0] if one.entry else ""
        if address:
            entries[_folder(one.path)].append(address)
        for number, _, _ in one.hits:
            text = words.internal(number)
            proved = address and address not in names and text.text not in new
            if not (proved or public.everywhere(text) or public.excuses(text, names.get(address, ""))):
                raise NeedsFullBuild(f"{one.path} 需要整体核对")
    if {folder: sorted(some) for folder, some in entries.items()} != {
        folder: sorted(some) for folder, some in index.addresses.items()
    }:
        raise NeedsFullBuild("检索索引的条目不全")


def _folder(path: str) -> str:
    """The folder of the shard that a file of the index lies in, or nothing."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


def _facts(rows: Rows) -> list[Fact]:
    columns = (rows.columns[name] for name in ("numbers", "approved", "sizes"))
    return [Fact(number, date, int(size)) for number, date, size in zip(*columns, strict=True)]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""Hands the public side of every item to the search index."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.core.executors import RemoteExecutor, lent
from gongkai.core.findings import CannotRun
from gongkai.documents import labels
from gongkai.documents.item import Item
from gongkai.markup.addresses import page_url
from gongkai.markup.rendered import plain_text
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.expected import PAGEFIND
from gongkai.search import AT_ONCE, Built, Entry, Fact, SearchError, Shard, build_index, listing, plan, read_fold
from gongkai.site.glossary import Glossary
from gongkai.site.item_view import blocks, iso
from gongkai.site.model import SiteModel
from gongkai.site.standing import Standing

FOLD_TABLE = "static/traditional.json"


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of one build, and the shard's folder that each item is in, by its address.

    ``facts`` and ``built`` are what the next build has to know to make only what changed.
    """

    built: Built
    folders: Mapping[str, str]
    facts: tuple[Fact, ...]

    def listing_for(self, site: Path) -> str:
        """Return what ``shards.json`` has to be in a site with these items, whatever Pagefind named its meta files there."""
        shards = []
        for one in self.built.shards:
            metas = list((site / PAGEFIND / one.folder).glob("pagefind.*.pf_meta"))
            named = metas[0].name.split(".")[1] if len(metas) == 1 else one.hash
            shards.append(replace(one, hash=named))
        return listing(shards, self.built.engine)


def build_search(presenter: SiteModel, out: Path, theme: Path, executor: Executor | None = None) -> Indexed:
    """Build the index of all items into ``out``. Raises CannotRun when the engine fails.

    The texts of no more than a few shards are held besides the items themselves.
    """
    items = {item.card.index_number: item for item in presenter.items}

    def entries_of(shard: Shard) -> list[Entry]:
        return [
            entry_of(items[number], presenter.glossary, presenter.standing(items[number].card))
            for number in shard.members
        ]

    with tempfile.TemporaryDirectory(dir=out.parent.parent, prefix=".gongkai-search-") as work:
        try:
            fold = read_fold(theme / FOLD_TABLE)
            facts = tuple(fact_of(item) for item in presenter.items)
            shards = plan(facts)
            at_once = executor.at_once if isinstance(executor, RemoteExecutor) else AT_ONCE
            with lent(executor, len(items)) as pool:
                built = build_index(shards, entries_of, out, fold=fold, work=Path(work), executor=pool, at_once=at_once)
        except (SearchError, BrokenProcessPool, ValueError) as error:
            raise CannotRun(f"检索索引未能建立：{error}", f"the search index could not be built: {error}") from error
    folders = {
        page_url(items[number].path): listed.folder
        for shard, listed in zip(shards, built.shards, strict=True)
        for number in shard.members
    }
    return Indexed(built, folders, facts)


def fact_of(document: ApprovedDocument) -> Fact:
    """Return what the plan of the shards has to know of an item.

    ``size`` takes three bytes for a character, as Chinese does; names, internal fields and markup, which are counted too,
    are about the 250 that it needs besides.
    """
    return Fact(document.card.index_number, document.approved_on.isoformat(), document.size // 3)


def entry_of(document: ApprovedDocument, glossary: Glossary, standing: Standing) -> Entry:
    """An item as the searcher sees it."""
    content, card = document.content, document.card
    titles = (attachment.title for attachment in getattr(content.fields, "attachments", ()))
    item = content.fields
    said = [text for block in blocks(item) for _, text in block.rows] if isinstance(item, Item) else []
    return Entry(
        index_number=card.index_number,
        url=page_url(card.path),
        title=card.title,
        text="\n".join([card.summary, *said, plain_text(content.html), *titles, content.attached]),
        document_number=card.document_number,
        date=document.approved_on.isoformat(),
        year=card.year,
        agency=" ".join(card.issuers),
        agency_name="、".join(glossary.agencies[agency].name for agency in card.issuers),
        category=card.category,
        genre=card.genre,
        produced_on=iso(card.produced_on),
        validity=labels.FLAGS.get(standing.validity, ""),
    )

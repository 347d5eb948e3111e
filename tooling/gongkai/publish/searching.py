"""Hands the public side of every item to the search index."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.approved import ApprovedDocument
from gongkai.executors import local
from gongkai.findings import CannotRun
from gongkai.markup.addresses import page_url
from gongkai.markup.render import plain_text
from gongkai.proof.expected import PAGEFIND
from gongkai.publish.present import Presenter
from gongkai.search import NOTHING, Built, Entry, Fact, SearchError, build_index, listing, plan, read_fold

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
        """What ``shards.json`` has to be in a site with these items, whatever Pagefind named its meta files there."""
        shards = []
        for one in self.built.shards:
            metas = list((site / PAGEFIND / one.folder).glob("pagefind.*.pf_meta"))
            named = metas[0].name.split(".")[1] if len(metas) == 1 else one.hash
            shards.append(replace(one, hash=named))
        return listing(shards, self.built.engine)


def build_search(presenter: Presenter, out: Path, theme: Path) -> Indexed:
    """Build the index of all items into ``out``. Raises CannotRun when the engine fails.

    The texts of no more than a few shards are held besides the items themselves.
    """
    items = {item.card.index_number: item for item in presenter.items}
    addresses = {number: page_url(item.path) for number, item in items.items()}
    facts = [fact_of(item) for item in items.values()]
    return index_items(facts, addresses, lambda number: entry_of(items[number], presenter), out, theme)


def index_items(
    facts: Sequence[Fact],
    addresses: Mapping[str, str],
    entry_of: Callable[[str], Entry],
    out: Path,
    theme: Path,
    kept: Built = NOTHING,
) -> Indexed:
    """The same of items of which not all have to be at hand: ``entry_of`` is asked for those in shards that changed.

    ``facts`` and ``addresses`` (by index number) are of every item there is now; ``kept`` is what lies in ``out`` of an
    earlier index, as ``search.build_index`` wants it. Raises CannotRun.
    """
    with tempfile.TemporaryDirectory(dir=out.parent.parent, prefix=".gongkai-search-") as work:
        try:
            fold = read_fold(theme / FOLD_TABLE)
            shards = plan(facts)
            with local(len(facts)) as executor:
                built = build_index(
                    shards,
                    lambda shard: [entry_of(number) for number in shard.members],
                    out,
                    fold=fold,
                    work=Path(work),
                    executor=executor,
                    kept=kept,
                )
        except (SearchError, BrokenProcessPool, ValueError) as error:
            raise CannotRun(f"检索索引未能建立：{error}", f"the search index could not be built: {error}") from error
    folders = {
        addresses[number]: listed.folder
        for shard, listed in zip(shards, built.shards, strict=True)
        for number in shard.members
    }
    return Indexed(built, folders, tuple(facts))


def fact_of(document: ApprovedDocument) -> Fact:
    """What the plan has to know of an item; ``size`` counts names and markup too, and takes three bytes for a character, as Chinese does."""
    return Fact(document.card.index_number, document.approved_on.isoformat(), document.size // 3)


def entry_of(document: ApprovedDocument, presenter: Presenter) -> Entry:
    """An item as the searcher sees it: the public side of it, nothing else."""
    content, card = document.content, document.card
    titles = (attachment.title for attachment in getattr(content.fields, "attachments", ()))
    return Entry(
        index_number=card.index_number,
        url=page_url(card.path),
        title=card.title,
        text="\n".join([card.summary, plain_text(content.html), *titles]),
        document_number=card.document_number,
        date=document.approved_on.isoformat(),
        year=card.year,
        agency=card.agency,
        agency_name=presenter.glossary.agencies[card.agency].name,
        category=card.category,
        genre=card.genre,
    )

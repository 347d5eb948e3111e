"""Hands the public side of every item to the search index."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.executors import local
from gongkai.findings import CannotRun
from gongkai.markup.render import plain_text
from gongkai.proof.expected import PAGEFIND
from gongkai.publish.present import Presenter
from gongkai.publish.views import ItemView
from gongkai.search import Built, Entry, Fact, SearchError, Shard, build_index, listing, plan, read_fold

FOLD_TABLE = "static/traditional.json"


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of one build, and the shard's folder that each item is in, by its address."""

    built: Built
    folders: Mapping[str, str]

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
    items = {item.index_number: item for item in presenter.items}

    def entries_of(shard: Shard) -> list[Entry]:
        return [_entry(items[number]) for number in shard.members]

    with tempfile.TemporaryDirectory(dir=out.parent.parent, prefix=".gongkai-search-") as work:
        try:
            fold = read_fold(theme / FOLD_TABLE)
            shards = plan(Fact(item.index_number, item.approved_on, _size(item)) for item in presenter.items)
            with local(len(items)) as executor:
                built = build_index(shards, entries_of, out, fold=fold, work=Path(work), executor=executor)
        except (SearchError, BrokenProcessPool, ValueError) as error:
            raise CannotRun(f"检索索引未能建立：{error}", f"the search index could not be built: {error}") from error
    folders = {
        items[number].url: listed.folder
        for shard, listed in zip(shards, built.shards, strict=True)
        for number in shard.members
    }
    return Indexed(built, folders)


def _size(item: ItemView) -> int:
    """The length of the texts, markup included: a little too much, and far cheaper than reading them as text."""
    return len(item.title) + len(item.summary) + len(item.body)


def _entry(item: ItemView) -> Entry:
    return Entry(
        index_number=item.index_number,
        url=item.url,
        title=item.title,
        text="\n".join([item.summary, plain_text(item.body), *(a.title for a in item.attachments)]),
        document_number=item.document_number,
        date=item.approved_on,
        year=item.year,
        agency=item.agency.id,
        agency_name=item.agency.name,
        category=item.category.id,
        genre=item.genre.id,
    )

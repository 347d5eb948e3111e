"""Hands the public side of every item to the search index."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from gongkai.findings import CannotRun
from gongkai.markup.render import plain_text
from gongkai.publish.present import Presenter
from gongkai.search import Entry, SearchError, build_index

FOLD_TABLE = "static/traditional.json"


def build_search(presenter: Presenter, out: Path, theme: Path) -> None:
    """Build the index of all items into ``out``. Raises CannotRun when the engine fails."""
    table = json.loads((theme / FOLD_TABLE).read_text(encoding="utf-8"))
    fold = dict(zip(table["traditional"], table["simplified"], strict=True))
    entries = (
        Entry(
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
        for item in presenter.items
    )
    with tempfile.TemporaryDirectory(dir=out.parent.parent, prefix=".gongkai-search-") as work:
        try:
            build_index(entries, out, fold=fold, work=Path(work))
        except SearchError as error:
            raise CannotRun(f"检索索引未能建立：{error}", f"the search index could not be built: {error}") from error

"""Hands the public side of every item to the search index."""

from __future__ import annotations

import json
import tempfile
from concurrent.futures import Executor
from pathlib import Path

from gongkai.approved import ApprovedDocument
from gongkai.findings import CannotRun
from gongkai.markup.addresses import page_url
from gongkai.markup.render import plain_text
from gongkai.publish.present import Presenter
from gongkai.search import Entry, SearchError, build_index

FOLD_TABLE = "static/traditional.json"


def build_search(presenter: Presenter, out: Path, theme: Path, executor: Executor | None = None) -> None:
    """Build the index of all items into ``out``. Raises CannotRun when the engine fails.

    ``executor`` is whose work the parts of the index are; as long as it is made in one piece, it is made here.
    """
    table = json.loads((theme / FOLD_TABLE).read_text(encoding="utf-8"))
    fold = dict(zip(table["traditional"], table["simplified"], strict=True))
    entries = (_entry(document, presenter) for document in presenter.items)
    with tempfile.TemporaryDirectory(dir=out.parent.parent, prefix=".gongkai-search-") as work:
        try:
            build_index(entries, out, fold=fold, work=Path(work))
        except SearchError as error:
            raise CannotRun(f"检索索引未能建立：{error}", f"the search index could not be built: {error}") from error


def _entry(document: ApprovedDocument, presenter: Presenter) -> Entry:
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

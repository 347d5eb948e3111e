"""The pages of a few approved items, whatever lists them, and the exports: made aside and proved."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from gongkai.core.confined import write_new
from gongkai.core.executors import chunks, local
from gongkai.core.findings import Diagnostic
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.output import Use
from gongkai.proof.public import Public
from gongkai.proof.scan import Scanned, Task, scan_files
from gongkai.remake.exported import maps_in
from gongkai.remake.memory import NO_SEARCH, Memory, card_line, card_of_line
from gongkai.remake.order import Row, Rows, changed_lists
from gongkai.remake.request import BuildRequest, NeedsFullBuild
from gongkai.remake.words import Known
from gongkai.signing.context import SiteContext
from gongkai.site.exports import Record, exports
from gongkai.site.glossary import Glossary
from gongkai.site.item_table import ItemTable
from gongkai.site.item_view import Related
from gongkai.site.lists import list_jobs
from gongkai.site.manifest import document_records
from gongkai.site.model import SiteModel
from gongkai.site.plan import overview_jobs
from gongkai.site.render import render_items, render_jobs
from gongkai.site.standing import Standing, Succession
from gongkai.source.tree import Disk

_LISTS = 50  # pages in one piece of work
Columns = Callable[[ApprovedDocument, Glossary, Standing], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What was found: the sources as they are now, the items that changed, came or went, and those of them that are there."""

    now: Mapping[str, str]
    touched: frozenset[str]
    county: SiteContext
    approved: Sequence[ApprovedDocument]
    signed: Mapping[str, bytes]  # their sign-offs in short, by path
    diagnostics: Sequence[Diagnostic]
    checked: int
    as_of: dt.date  # the day that the site is built for
    until: str  # the day on which the same files have to be judged again


@dataclass(slots=True)
class Made:
    """What was made aside: sha256 of every file by path, lines of the manifest by name, pages that are no more, all items as they
    are now."""

    rows: Rows
    glossary: Glossary
    standing: Sequence[tuple[ApprovedDocument, Standing]]  # how each of the items stands that changed

    written: dict[str, str] = field(default_factory=dict)
    of_items: set[str] = field(default_factory=set)
    lines: dict[str, bytes] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    scanned: list[Scanned] = field(default_factory=list)


def make(asked: BuildRequest, memory: Memory, change: Change, old: Rows, task: Task, columns: Columns) -> Made:
    """Render and write into the task's folder. ``columns`` are what the search index asks of an item."""
    others = [card_of_line(line) for line in memory.head["others"]]
    # Nobody among them refers to another (change.py): who supersedes whom is as it was.
    succession = Succession.of_plain(memory.head["superseded"])

    def presenter_of(rows: Rows) -> SiteModel:
        return SiteModel(
            _shelf(rows), others, (), change.county, asked.search, as_of=change.as_of, succession=succession
        )

    before = presenter_of(old)
    glossary = before.glossary
    made = Made(old, glossary, [(document, before.standing(document.card)) for document in change.approved])
    batch = [(document, Related(standing)) for document, standing in made.standing]
    items = render_items(asked.theme, task.site, glossary, batch, task)
    made.written |= items.written
    attachments_ = dict(_attachments(asked, change.approved, task.site))
    made.written |= attachments_
    made.scanned += [*items.scanned, *scan_files(task, [(path, Use.ATTACHMENT) for path in attachments_])]
    made.of_items = set(made.written)
    made.lines = document_records(change.approved, dict(made.written))
    rows = [
        _row(document, record, change.signed[document.path], columns(document, glossary, standing))
        for (document, standing), record in zip(made.standing, items.records, strict=True)
    ]
    made.rows = new = old.replace(change.touched, rows)
    lists = changed_lists(old, new, change.touched, change.county.site.page_size)
    made.gone = lists.gone
    presenter = presenter_of(new)
    jobs = [*list_jobs(presenter, lists.shown), *overview_jobs(presenter)]
    with local(len(jobs)) as pool:
        parts = chunks(jobs, _LISTS)
        uses = [Use.COLLECTION] * _LISTS
        futures = [
            pool.submit(render_jobs, asked.theme, task.site, presenter.site, part, task, uses[: len(part)])
            for part in parts
        ]
        for future in futures:
            done = future.result()
            made.written |= done.written
            made.scanned += done.scanned
    exported = dict(exports(presenter, new.lines))
    if maps_in(exported) != maps_in(memory.files):
        raise NeedsFullBuild("网站地图的文件数有变化")
    for path, data in exported.items():
        made.written[path] = write(task.site, path, data)
    return made


def _attachments(asked: BuildRequest, approved: Sequence[ApprovedDocument], aside: Path) -> Iterator[tuple[str, str]]:
    source = Disk(asked.root)
    for document in approved:
        for attached in document.attached:
            path = f"{document.folder}/{attached.path}"
            public = path.removeprefix("content/")
            if write(aside, public, source.read(path)) != attached.sha256:
                raise NeedsFullBuild(f"{path} 在检查时有改动")
            yield public, attached.sha256


def prove(scanned: Sequence[Scanned], public: Public, names: Mapping[str, str], words: Known) -> None:
    """Rules O01, O02 and O04 for what was made; whatever needs a closer look is left to the proof of the whole.

    ``names`` are the documents that changed, by the address of their page.
    """
    for one in scanned:
        if one.loads or one.unreadable:
            raise NeedsFullBuild(f"{one.path} 需要整体核对")
        for number, _, _ in one.hits:
            text, name = words.internal(number), names.get(quote(one.path), "")
            if not (public.everywhere(text) or (name and public.excuses(text, name))):
                raise NeedsFullBuild(f"{one.path} 需要整体核对")


def no_search(document: ApprovedDocument, glossary: Glossary, standing: Standing) -> Mapping[str, str]:
    """The columns of a site without a search index."""
    return {"sizes": NO_SEARCH, "entries": NO_SEARCH}


def _row(document: ApprovedDocument, record: Record, signed: bytes, search: Mapping[str, str]) -> Row:
    card = document.card
    columns = {
        "paths": card.path,
        "numbers": card.index_number,
        "approved": document.approved_on.isoformat(),
        "categories": card.category,
        "agencies": " ".join(card.issuers),
        "genres": card.genre,
        "years": card.year,
        "topics": " ".join(card.topics),
        **search,
    }
    line = card_line(card, document.approved_on, document.published_on)
    return Row(columns, {"cards": line, "signed": signed, **record._asdict()})


def _shelf(rows: Rows) -> ItemTable:
    columns, cards = rows.columns, rows.lines["cards"]
    return ItemTable(
        numbers=columns["numbers"],
        approved=columns["approved"],
        categories=columns["categories"],
        agencies=columns["agencies"],
        genres=columns["genres"],
        years=columns["years"],
        topics=columns["topics"],
        listed=lambda position: card_of_line(cards[position]),
    )


def write(folder: Path, path: str, data: bytes) -> str:
    """Write a new file; its sha256 (hex)."""
    write_new(folder, path, data)
    return hashlib.sha256(data).hexdigest()

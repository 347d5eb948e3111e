"""From a few approved items to the new site: their pages, whatever lists them, the exports; proved, and put live."""

from __future__ import annotations

import hashlib
import html
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.approved import ApprovedDocument
from gongkai.executors import chunks, local
from gongkai.findings import Diagnostic
from gongkai.proof.internal import Internal, Kind
from gongkai.proof.output import Use
from gongkai.proof.public import Public
from gongkai.proof.scan import Scanned, Task, Words, scan_files
from gongkai.publish import addresses
from gongkai.publish.exports import Record, exports
from gongkai.publish.manifest import document_records, site_manifest
from gongkai.publish.plan import list_jobs, overview_jobs
from gongkai.publish.present import Presenter
from gongkai.publish.render import render_items, render_jobs
from gongkai.publish.shelf import Shelf
from gongkai.publish.staging import staging
from gongkai.remake.again import Anew, Asked
from gongkai.remake.memory import (
    COLUMNS,
    LINES,
    Memory,
    Remembered,
    card_line,
    card_of_line,
    diagnostic_to_plain,
    sections_of,
)
from gongkai.remake.order import Rows, changed_lists
from gongkai.remake.sealed import seal
from gongkai.remake.spare import put_live, put_together
from gongkai.review.county import County
from gongkai.source.tree import Disk

_LISTS = 50  # pages in one piece of work


@dataclass(frozen=True, slots=True)
class Change:
    """What was found: the sources as they are now, the items that changed, came or went, and those of them that are there."""

    now: Mapping[str, str]
    touched: frozenset[str]
    county: County
    approved: Sequence[ApprovedDocument]
    diagnostics: Sequence[Diagnostic]
    checked: int


@dataclass(slots=True)
class _Made:
    """What was made aside: sha256 of every file by path, lines of the manifest by name, pages that are no more."""

    written: dict[str, str] = field(default_factory=dict)
    of_items: set[str] = field(default_factory=set)
    lines: dict[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    scanned: list[Scanned] = field(default_factory=list)


def renew(asked: Asked, memory: Memory, change: Change, executor: Executor, key: bytes) -> int:
    """Put the new site live and remember it; returns the number of its files. Raises Anew, NotAsRemembered, OSError."""
    others = [card_of_line(line) for line in memory.head["others"]]
    with staging(asked.target) as aside, tempfile.TemporaryDirectory(prefix="gongkai-again-") as scratch:
        asked.note("生成有改动的网页")
        texts, known, new_texts = _texts(memory, change.approved)
        kept = Path(scratch) / "words.json"
        Words.keep(kept, [one.text for one in texts], (one.text for one in texts if one.partial), known)
        task = Task(aside, "/".join(change.county.site.base_url.split("/")[:3]) + "/", kept)
        old = Rows.of(memory)
        new, made = _make(asked, change, old, others, task)
        _prove(asked, change, made.scanned, texts)
        files, rest = dict(memory.files), dict(memory.rest)
        for path in (*_files_of(old, change.touched), *made.gone):
            files.pop(path, None)
            rest.pop(path, None)
        rest |= {path: digest for path, digest in made.written.items() if path not in made.of_items}
        lines = {f"item:{n}": line for n, line in zip(new.columns["numbers"], new.lines["manifest"], strict=True)}
        documents = {**memory.head["others_manifest"], **lines}
        manifest = site_manifest(change.county.site, documents, rest, asked.search).encode()
        made.written[addresses.MANIFEST] = _write(aside, addresses.MANIFEST, manifest)
        files |= made.written
        asked.note("核对网站")
        put_together(asked.target, files, aside, made.written.keys(), executor, _needles(new_texts))
        asked.note("换入网站")
        put_live(asked.target, {*made.written, *(memory.files.keys() - files.keys())}, files.keys())
    seal(asked.memory, _sections(asked, memory, change, new, files, rest, texts, known), key)
    return len(files)


def _texts(memory: Memory, approved: Sequence[ApprovedDocument]) -> tuple[list[Internal], int, list[Internal]]:
    """All texts to look for, those about withdrawn documents last; how many come before them; those that are new."""
    plain, known = memory.words
    remembered = [Internal(text, Kind(kind), origin) for text, kind, origin in plain]
    there = {one.text for one in remembered}
    new = list({one.text: one for d in approved for one in d.internal if one.text not in there}.values())
    return [*remembered[:known], *new, *remembered[known:]], known + len(new), new


def _needles(texts: Sequence[Internal]) -> tuple[bytes, ...]:
    """New internal texts as a page that stays the same could hold them."""
    return tuple(
        {form.encode() for one in texts for form in (one.text, html.escape(one.text), json.dumps(one.text)[1:-1])}
    )


def _make(asked: Asked, change: Change, old: Rows, others: Sequence[Remembered], task: Task) -> tuple[Rows, _Made]:
    """Render and write into the task's folder; the rows of all items as they are now."""
    made = _Made()
    glossary = Presenter(_shelf(old), others, (), change.county, asked.search).glossary
    items = render_items(asked.theme, task.site, glossary, [(document, ()) for document in change.approved], task)
    made.written |= items.written
    attachments = dict(_attachments(asked, change.approved, task.site))
    made.written |= attachments
    made.scanned += [*items.scanned, *scan_files(task, [(path, Use.ATTACHMENT) for path in attachments])]
    made.of_items = set(made.written)
    made.lines = document_records(change.approved, dict(made.written))
    rows = [_row(d, record, made.lines[d.name]) for d, record in zip(change.approved, items.records, strict=True)]
    new = old.replace(change.touched, rows)
    lists = changed_lists(old, new, change.touched, change.county.site.page_size)
    made.gone = lists.gone
    presenter = Presenter(_shelf(new), others, (), change.county, asked.search)
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
    for path, text in exports(presenter, _records(new)):
        made.written[path] = _write(task.site, path, text.encode())
    return new, made


def _attachments(asked: Asked, approved: Sequence[ApprovedDocument], aside: Path) -> Iterator[tuple[str, str]]:
    source = Disk(asked.root)
    for document in approved:
        for attached in document.attached:
            path = f"{document.folder}/{attached.path}"
            public = path.removeprefix("content/")
            (aside / public).parent.mkdir(parents=True, exist_ok=True)
            if _write(aside, public, source.read(path)) != attached.sha256:
                raise Anew(f"{path} 在检查时有改动")
            yield public, attached.sha256


def _prove(asked: Asked, change: Change, scanned: Sequence[Scanned], texts: Sequence[Internal]) -> None:
    """Rules O01, O02 and O04 for what was made; whatever needs a closer look is left to the proof of the whole."""
    public = Public(change.approved, change.county, asked.theme)
    names = {f"{document.folder.removeprefix('content/')}.html": document.name for document in change.approved}
    for one in scanned:
        if one.loads or one.unreadable:
            raise Anew(f"{one.path} 需要整体核对")
        for number, _, _ in one.hits:
            name = names.get(one.path, "")
            if not (public.everywhere(texts[number]) or (name and public.excuses(texts[number], name))):
                raise Anew(f"{one.path} 需要整体核对")


def _row(document: ApprovedDocument, record: Record, manifest: str) -> dict[str, str]:
    card = document.card
    return {
        "paths": card.path,
        "numbers": card.index_number,
        "approved": document.approved_on.isoformat(),
        "categories": card.category,
        "agencies": card.agency,
        "genres": card.genre,
        "years": card.year,
        "cards": card_line(card, document.approved_on, document.published_on),
        "json": record.json,
        "csv": record.csv.removesuffix("\r\n"),
        "map": record.map.removesuffix("\n"),
        "manifest": manifest,
    }


def _shelf(rows: Rows) -> Shelf:
    columns, cards = rows.columns, rows.lines["cards"]
    return Shelf(
        numbers=columns["numbers"],
        approved=columns["approved"],
        categories=columns["categories"],
        agencies=columns["agencies"],
        genres=columns["genres"],
        years=columns["years"],
        listed=lambda position: card_of_line(cards[position]),
    )


def _records(rows: Rows) -> list[Record]:
    lines = (rows.lines[name] for name in ("json", "csv", "map"))
    return [Record(json_, f"{csv}\r\n", f"{map_}\n") for json_, csv, map_ in zip(*lines, strict=True)]


def _files_of(rows: Rows, touched: frozenset[str]) -> Iterator[str]:
    """The files of items as the manifest has them."""
    for path, line in zip(rows.columns["paths"], rows.lines["manifest"], strict=True):
        if path in touched:
            yield from json.loads(line)["files"]


def _write(folder: Path, path: str, data: bytes) -> str:
    with (folder / path).open("xb") as file:
        file.write(data)
    return hashlib.sha256(data).hexdigest()


def _sections(
    asked: Asked,
    memory: Memory,
    change: Change,
    rows: Rows,
    files: Mapping[str, str],
    rest: Mapping[str, str],
    texts: Sequence[Internal],
    known: int,
) -> dict[str, bytes]:
    head = memory.head | {
        "today": asked.today.isoformat(),
        "checked": change.checked,
        "diagnostics": [diagnostic_to_plain(one) for one in change.diagnostics],
    }
    words = [[[one.text, one.kind, one.origin] for one in texts], known]
    plain = {"head": head, "sources": change.now, "files": files, "rest": rest, "words": words}
    return sections_of(
        {**plain, **{name: rows.columns[name] for name in COLUMNS}}, {name: rows.lines[name] for name in LINES}
    )

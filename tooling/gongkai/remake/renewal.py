"""From a few approved items to the new site: their pages, whatever lists them, the exports; proved, and put live."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongkai.approved import ApprovedDocument
from gongkai.executors import chunks, local
from gongkai.findings import Diagnostic
from gongkai.proof.internal import Internal
from gongkai.proof.output import Use
from gongkai.proof.public import Public
from gongkai.proof.scan import Scanned, Task, scan_files
from gongkai.publish import addresses
from gongkai.publish.exports import Record, exports
from gongkai.publish.manifest import document_records, file_records, site_manifest
from gongkai.publish.plan import list_jobs, overview_jobs
from gongkai.publish.present import Presenter
from gongkai.publish.render import render_items, render_jobs
from gongkai.publish.shelf import Shelf
from gongkai.publish.staging import staging
from gongkai.publish.templating import environment
from gongkai.remake.again import Anew, Asked, Site
from gongkai.remake.exported import record_lines, records, stated
from gongkai.remake.memory import (
    Memory,
    card_line,
    card_of_line,
    diagnostic_to_plain,
    remember,
)
from gongkai.remake.order import Row, Rows, changed_lists
from gongkai.remake.spare import put_live, put_together
from gongkai.remake.suspects import attachments, sought
from gongkai.remake.words import Known
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
    signed: Mapping[str, bytes]  # their sign-offs in short, by path
    diagnostics: Sequence[Diagnostic]
    checked: int


@dataclass(slots=True)
class _Made:
    """What was made aside: sha256 of every file by path, lines of the manifest by name, pages that are no more."""

    written: dict[str, str] = field(default_factory=dict)
    of_items: set[str] = field(default_factory=set)
    lines: dict[str, bytes] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    scanned: list[Scanned] = field(default_factory=list)


def renew(
    asked: Asked,
    memory: Memory,
    change: Change,
    site: Site,
    templates: Future[dict[str, str]],
    executor: Executor,
    key: bytes,
) -> int:
    """Put the new site live and remember it; returns the number of its files. Raises Anew, NotAsRemembered, OSError."""
    with staging(asked.target) as aside, tempfile.TemporaryDirectory(prefix="gongkai-again-") as scratch:
        asked.note("生成有改动的网页")
        words, new_texts = Known(*memory.words).with_new(text for d in change.approved for text in d.internal)
        site.look(executor, sought(new_texts, asked.theme))
        task = Task(aside, "/".join(change.county.site.base_url.split("/")[:3]) + "/", Path(scratch) / "words.json")
        words.keep(task.kept)
        old, before = Rows.of(memory, asked.target), stated(asked.target, memory.files)
        environment(asked.theme).translated.update(templates.result())
        new, made = _make(asked, memory, change, old, task)
        _prove(asked, change, made.scanned, words)
        files = dict(memory.files)
        for path in {path for name in _names(old, change.touched) for path in before.take(name)}:
            del files[path]
        for path in made.gone:
            del files[path]
            before.drop_file(path)
        for name, line in made.lines.items():
            before.put(name, line)
        others = {path: digest for path, digest in made.written.items() if path not in made.of_items}
        for path, line in zip(sorted(others), file_records(others), strict=True):
            before.put_file(path, line)
        manifest = site_manifest(change.county.site, before.documents, before.rest, asked.search)
        made.written[addresses.MANIFEST] = _write(aside, addresses.MANIFEST, manifest)
        files |= made.written
        asked.note("核对网站")
        known = _nothing_new(asked, memory, new_texts, site.prove(), files.keys() - made.written.keys(), task, words)
        known |= {one.path: one.characters for one in made.scanned if one.characters}
        asked.note("换入网站")
        put_together(asked.target, site.files, files.keys(), aside, made.written.keys())
        put_live(asked.target, {*made.written, *(memory.files.keys() - files.keys())}, files.keys())
    head = memory.head | {
        "today": asked.today.isoformat(),
        "checked": change.checked,
        "diagnostics": [diagnostic_to_plain(one) for one in change.diagnostics],
        "characters": known,
    }
    digests = {"sources": change.now, "files": files}
    remember(asked.memory, key, head, digests, new.columns, new.lines, (words.texts, words.kinds, words.gone))
    return len(files)


def _nothing_new(
    asked: Asked,
    memory: Memory,
    new: Sequence[Internal],
    suspects: Iterable[str],
    kept: Collection[str],
    task: Task,
    words: Known,
) -> dict[str, str]:
    """None of the new texts stands in files that stay as they were; if one may, that is left to the proof of the whole.

    Returns the characters of those attachments that stay.
    """
    known = {path: found for path, found in memory.head["characters"].items() if path in kept}
    uses: list[tuple[str, Use | None]] = [(path, Use.COLLECTION) for path in suspects if path in kept]
    uses += [(path, Use.ATTACHMENT) for path in attachments(new, known)]
    texts = {one.text for one in new}
    scanned = scan_files(replace(task, site=asked.target), uses)
    if any(words.texts[number] in texts for one in scanned for number, _, _ in one.hits):
        raise Anew("新的内部文字见于没有改动的网页")
    return known


def _make(asked: Asked, memory: Memory, change: Change, old: Rows, task: Task) -> tuple[Rows, _Made]:
    """Render and write into the task's folder; the rows of all items as they are now."""
    made = _Made()
    others = [card_of_line(line) for line in memory.head["others"]]
    glossary = Presenter(_shelf(old), others, (), change.county, asked.search).glossary
    items = render_items(asked.theme, task.site, glossary, [(document, ()) for document in change.approved], task)
    made.written |= items.written
    attachments_ = dict(_attachments(asked, change.approved, task.site))
    made.written |= attachments_
    made.scanned += [*items.scanned, *scan_files(task, [(path, Use.ATTACHMENT) for path in attachments_])]
    made.of_items = set(made.written)
    made.lines = document_records(change.approved, dict(made.written))
    rows = [_row(d, record, change.signed[d.path]) for d, record in zip(change.approved, items.records, strict=True)]
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
    for path, data in exports(presenter, records(new.lines)):
        made.written[path] = _write(task.site, path, data)
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


def _prove(asked: Asked, change: Change, scanned: Sequence[Scanned], words: Known) -> None:
    """Rules O01, O02 and O04 for what was made; whatever needs a closer look is left to the proof of the whole."""
    public = Public(change.approved, change.county, asked.theme)
    names = {f"{document.folder.removeprefix('content/')}.html": document.name for document in change.approved}
    for one in scanned:
        if one.loads or one.unreadable:
            raise Anew(f"{one.path} 需要整体核对")
        for number, _, _ in one.hits:
            name = names.get(one.path, "")
            text = words.internal(number)
            if not (public.everywhere(text) or (name and public.excuses(text, name))):
                raise Anew(f"{one.path} 需要整体核对")


def _row(document: ApprovedDocument, record: Record, signed: bytes) -> Row:
    card = document.card
    columns = {
        "paths": card.path,
        "numbers": card.index_number,
        "approved": document.approved_on.isoformat(),
        "categories": card.category,
        "agencies": card.agency,
        "genres": card.genre,
        "years": card.year,
    }
    line = card_line(card, document.approved_on, document.published_on)
    return Row(columns, {"cards": line, "signed": signed, **record_lines(record)})


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


def _names(rows: Rows, touched: frozenset[str]) -> Iterator[str]:
    for path, number in zip(rows.columns["paths"], rows.columns["numbers"], strict=True):
        if path in touched:
            yield f"item:{number}"


def _write(folder: Path, path: str, data: bytes) -> str:
    with (folder / path).open("xb") as file:
        file.write(data)
    return hashlib.sha256(data).hexdigest()

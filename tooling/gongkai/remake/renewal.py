"""From a few approved items to the new site: their pages, whatever lists them, the exports; proved, and put live."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai.core import addresses
from gongkai.markup.addresses import page_url
from gongkai.proof.internal import Internal
from gongkai.proof.output import Use
from gongkai.proof.public import Public
from gongkai.proof.scan import Task, scan_files
from gongkai.remake.last import Last
from gongkai.remake.making import Change, make, no_search, prove, write
from gongkai.remake.memory import Memory, diagnostic_to_plain, remember
from gongkai.remake.order import Rows
from gongkai.remake.prefilter import attachments, sought
from gongkai.remake.remember import on_days
from gongkai.remake.request import BuildRequest, NeedsFullBuild, Site
from gongkai.remake.spare import begun, put_live, put_together
from gongkai.remake.trees import Translations
from gongkai.remake.words import Known
from gongkai.site.manifest import file_records, site_manifest
from gongkai.site.staging import staging
from gongkai.site.standing import Succession
from gongkai.site.templating import environment


def renew(
    asked: BuildRequest,
    last: Last,
    change: Change,
    site: Site,
    templates: Translations,
    executor: Executor,
    key: bytes,
) -> int:
    """Put the new site live and remember it; returns the number of its files. Raises Anew, NotAsRemembered, OSError."""
    memory, old, before = last.memory, last.rows, last.stated
    with (
        staging(asked.target) as aside,
        tempfile.TemporaryDirectory(prefix="gongkai-again-") as scratch,
        begun(executor, asked.target, site.files) as spare,
    ):
        asked.note("生成有改动的网页")
        words, new_texts = Known(*memory.words).with_new(text for d in change.approved for text in d.internal)
        site.survey(executor, sought(new_texts, asked.theme))
        task = Task(aside, "/".join(change.county.site.base_url.split("/")[:3]) + "/", Path(scratch) / "words.json")
        words.keep(task.kept)
        for language, found in templates.items():
            environment(asked.theme, language).translated.update(found.result())
        texts = {one.text for one in new_texts}
        public = Public(change.approved, change.county, asked.theme)
        names = {
            address: document.name
            for document in change.approved
            for address in (page_url(document.path), addresses.data_of(page_url(document.path)))
        }
        if asked.search:
            # Loaded where there is an index: an office that looks at its site without one need not wait for it.
            from gongkai.remake.reindex import columns, prove_index, reindex  # noqa: PLC0415

            made = make(asked, memory, change, old, task, columns)
            asked.note("更新检索索引")
            index = reindex(asked, memory, made.standing, old, made.rows, made.glossary, aside, executor)
            scanned = scan_files(task, [(path, Use.SEARCH) for path in index.written])
            prove_index(index, scanned, public, names, texts, words)
            search = index.remembered
        else:
            made = make(asked, memory, change, old, task, no_search)
            index, search = None, None
        prove(made.scanned, public, names, words)
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
        day = change.as_of.isoformat()
        manifest = site_manifest(change.county.site, before.documents, before.rest, asked.search, day)
        made.written[addresses.MANIFEST] = write(aside, addresses.MANIFEST, manifest)
        if index:
            made.written |= index.written
            for path in index.gone:
                del files[path]
        files |= made.written
        asked.note("核对网站")
        known = _nothing_new(asked, memory, new_texts, site.prove(), files.keys() - made.written.keys(), task, words)
        known |= {one.path: one.characters for one in made.scanned if one.characters}
        head = _head(asked, memory, change) | {"characters": known, "search": search}
        asked.note("换入网站")
        put_together(asked.target, site.files, spare(), files.keys(), aside, made.written.keys())
        if asked.fingerprint:
            asked.fingerprint.verify()
        put_live(asked.target, {*made.written, *(memory.files.keys() - files.keys())}, files.keys())
    digests = {"sources": change.now, "files": files}
    # The site is live; where this fails, the next build finds another site than it remembers and is one from nothing.
    with contextlib.suppress(OSError):
        remember(
            asked.memory, key, head, digests, made.rows.columns, made.rows.lines, (words.texts, words.kinds, words.gone)
        )
    return len(files)


def _head(asked: BuildRequest, memory: Memory, change: Change) -> dict[str, Any]:
    """Return what is remembered of the site as a whole."""
    as_of = change.as_of.isoformat()
    on_day = on_days(Succession.of_plain(memory.head["superseded"]), (d.card for d in change.approved), as_of)
    return memory.head | {
        "today": asked.today.isoformat(),
        "until": change.until,
        "as_of": as_of,
        "dated": [path for path in memory.head["dated"] if path not in change.touched] + on_day["dated"],
        "stands_until": min(memory.head["stands_until"], on_day["stands_until"]),
        "checked": change.checked,
        "diagnostics": [diagnostic_to_plain(one) for one in change.diagnostics],
    }


def _nothing_new(
    asked: BuildRequest,
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
        raise NeedsFullBuild("新的内部文字见于没有改动的网页")
    return known


def _names(rows: Rows, touched: frozenset[str]) -> Iterator[str]:
    for path, number in zip(rows.columns["paths"], rows.columns["numbers"], strict=True):
        if path in touched:
            yield f"item:{number}"

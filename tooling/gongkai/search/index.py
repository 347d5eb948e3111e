"""Builds one shard of the search index: entries in, a folder out, or `SearchError` and nothing."""

import json
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from html import escape
from pathlib import Path

from . import bundle
from .binary import run_pagefind
from .bundle import SearchError
from .entry import FILTERS, Entry, folder
from .listing import Listed, values_of
from .tokens import TITLE, FoldTable, characters, exact, fold_table, normalise, tokenise

LANGUAGE = "x-bigram"  # a tag that is no language: Pagefind then neither stems nor cuts

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def build_shard(
    name: str, digest: str, entries: Sequence[Entry], index: Path, *, fold: Mapping[str, str], work: Path
) -> Listed:
    """Write one shard into its folder below ``index``, which must not be there yet; what the list of shards says of it.

    ``digest`` is that of its entries (``shard_digest``), ``fold`` maps traditional to simplified characters, ``work`` is
    a folder for temporary files, which are removed. When it returns, every entry is in the shard, no file of it is
    empty, and nothing else is in its folder. Otherwise it raises ``SearchError`` and removes the folder. Not
    byte-identical from run to run: Pagefind is not.
    """
    out = index / folder(name, digest)
    if out.exists():
        raise SearchError(f"the folder for a part of the search index is there already: {out}")
    try:
        with tempfile.TemporaryDirectory(dir=work, prefix="shard-") as temporary:
            tree, fragments = Path(temporary) / "tree", Path(temporary) / "fragments"
            tree.mkdir()
            fragments.mkdir()
            words = _write_entries(entries, tree, fragments, fold_table(fold))
            run_pagefind(tree, out)
            named = bundle.check(out, LANGUAGE, len(entries))
            bundle.replace_fragments(out, fragments)
            bundle.prune(out)
        return Listed(out.name, digest, named, len(entries), words, values_of(entries))
    except BaseException as error:
        shutil.rmtree(out, ignore_errors=True)
        if isinstance(error, OSError | EOFError | ValueError | KeyError | zlib.error):
            raise SearchError(f"the search index cannot be built: {error!r}") from error
        raise


def _write_entries(entries: Iterable[Entry], tree: Path, fragments: Path, table: FoldTable) -> int:
    """Write a page of tokens and a fragment per entry; the number of all tokens.

    Both are named by the digest of what a reader is shown. Pagefind hashes a page's name into the name of its
    fragment, so a changed title or address changes the fragment's address: browsers keep no stale one.
    """
    seen: set[str] = set()
    words = 0
    for entry in entries:
        if entry.index_number in seen:
            raise SearchError(f"two search entries have the index number {entry.index_number}")
        if not _DATE.fullmatch(entry.date):
            raise SearchError(f"the date of {entry.index_number} is not YYYY-MM-DD: {entry.date}")
        seen.add(entry.index_number)
        shown = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True).encode()
        name = sha256(shown).hexdigest()[:24]
        page, count = _page(entry, table)
        (tree / f"{name}.html").write_text(page, encoding="utf-8")
        (fragments / name).write_bytes(prepared_fragment(entry))
        words += count
    return words


def prepared_fragment(entry: Entry) -> bytes:
    """Return what a browser reads to show one result."""
    return bundle.fragment(_meta(entry))


def _meta(entry: Entry) -> dict[str, str]:
    return {
        "index_number": entry.index_number,
        "url": entry.url,
        "title": entry.title,
        "text": entry.text,
        "document_number": entry.document_number,
        "date": entry.date,
        "agency": entry.agency_name,
        "produced_on": entry.produced_on,
        "validity": entry.validity,
    }


def _page(entry: Entry, table: FoldTable) -> tuple[str, int]:
    """The tokens of an entry as a page for Pagefind, and their number.

    Only the body is weighted and read as text; original text is not among it, because Pagefind would index
    every paragraph of it as one long word, also where it is metadata.
    """
    values = [(name, value) for name in FILTERS for value in getattr(entry, name).split()]
    filters = "".join(
        f'<i data-pagefind-filter="{name}[data-{name}]" data-{name}="{escape(value)}"></i>' for name, value in values
    )
    head_text = normalise(f"{entry.title}\n{entry.document_number}", table)
    head = tokenise(head_text)
    text = normalise(entry.text, table)
    body = tokenise(text)
    ranked = [TITLE + token for token in (*head, *characters(head_text))]
    private = [*characters(f"{head_text}\n{text}"), *ranked, exact(entry.index_number, table)]
    page = (
        f'<!doctype html><html lang="{LANGUAGE}"><body data-pagefind-body>'
        f'{filters}<i data-pagefind-sort="date[data-date]" data-date="{entry.date}"></i>'
        f'<p data-pagefind-weight="5">{" ".join(head)}</p>'
        f"<p>{' '.join(body)}</p>"
        f'<p data-pagefind-weight="0.1">{" ".join(private)}</p></body></html>'
    )
    return page, len(head) + len(body) + len(private)

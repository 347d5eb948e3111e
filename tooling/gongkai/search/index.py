"""Builds the search index of a site: entries in, `<site>/pagefind/` out, or `SearchError` and nothing."""

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from html import escape
from pathlib import Path

from . import bundle
from .bundle import SearchError
from .tokens import EXACT, TITLE, FoldTable, characters, exact, fold_table, normalise, tokenise

LANGUAGE = "x-bigram"  # a tag that is no language: Pagefind then neither stems nor cuts; search.js uses the same

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the searcher sees it. Everything in it becomes public."""

    index_number: str
    url: str  # from the root of the site, percent-encoded
    title: str
    text: str  # plain text: summary, body, titles of attachments; blocks separated by line breaks
    document_number: str  # empty where the item has none
    date: str  # YYYY-MM-DD
    year: str
    agency: str  # year, agency, category, genre: the values that filters take, empty for none
    category: str
    genre: str
    agency_name: str


def build_index(entries: Iterable[Entry], out: Path, *, fold: Mapping[str, str], work: Path) -> None:
    """Write the search index of `entries` to `out`, which must be absent or empty.

    `fold` maps traditional to simplified characters, `work` is a folder for temporary files, which are
    removed. When it returns, `out` holds what `search.js` needs and nothing else, every entry is in it and no
    file of it is empty; no entries make an index in which nothing is found. Otherwise it raises `SearchError`
    and removes `out`. Not byte-identical from run to run: Pagefind is not.
    """
    if out.exists() and any(out.iterdir()):
        raise SearchError(f"the folder for the search index is not empty: {out}")
    tree = work / "search-entries"
    fragments = work / "search-fragments"
    try:
        for folder in (tree, fragments):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        if _write_entries(entries, tree, fragments, fold_table(fold)):
            _run_pagefind(tree, out)
            bundle.check(out, LANGUAGE, len(list(tree.iterdir())))
            bundle.replace_fragments(out, fragments)
            bundle.prune(out)
            bundle.guard_worker(out)
        else:
            bundle.write_empty(out)
    except BaseException as error:
        shutil.rmtree(out, ignore_errors=True)
        if isinstance(error, OSError | EOFError | ValueError | KeyError | zlib.error):
            raise SearchError(f"the search index cannot be built: {error!r}") from error
        raise
    finally:
        shutil.rmtree(tree, ignore_errors=True)
        shutil.rmtree(fragments, ignore_errors=True)


def _write_entries(entries: Iterable[Entry], tree: Path, fragments: Path, table: FoldTable) -> bool:
    """Write a page of tokens and a fragment per entry; whether there were any.

    Both are named by the digest of what a reader is shown. Pagefind hashes a page's name into the name of its
    fragment, so a changed title or address changes the fragment's address: browsers keep no stale one.
    """
    seen: set[str] = set()
    for entry in entries:
        if entry.index_number in seen:
            raise SearchError(f"two search entries have the index number {entry.index_number}")
        if not _DATE.fullmatch(entry.date):
            raise SearchError(f"the date of {entry.index_number} is not YYYY-MM-DD: {entry.date}")
        seen.add(entry.index_number)
        shown = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True).encode()
        name = sha256(shown).hexdigest()[:24]
        (tree / f"{name}.html").write_text(_page(entry, table), encoding="utf-8")
        (fragments / name).write_bytes(bundle.fragment(_meta(entry)))
    return bool(seen)


def _meta(entry: Entry) -> dict[str, str]:
    return {
        "index_number": entry.index_number,
        "url": entry.url,
        "title": entry.title,
        "text": entry.text,
        "document_number": entry.document_number,
        "date": entry.date,
        "agency": entry.agency_name,
    }


def _page(entry: Entry, table: FoldTable) -> str:
    """The tokens of an entry as a page for Pagefind.

    Only the body is weighted and read as text; original text is not among it, because Pagefind would index
    every paragraph of it as one long word, also where it is metadata.
    """
    filters = {"year": entry.year, "agency": entry.agency, "category": entry.category, "genre": entry.genre}
    present = {name: value for name, value in filters.items() if value}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in present.items())
    names = ",".join(f"{name}[data-{name}]" for name in present)
    head_text = normalise(f"{entry.title}\n{entry.document_number}", table)
    head = tokenise(head_text)
    text = normalise(entry.text, table)
    ranked = [TITLE + token for token in (*head, *characters(head_text))]
    private = [*characters(f"{head_text}\n{text}"), *ranked, EXACT, exact(entry.index_number, table)]
    return (
        f'<!doctype html><html lang="{LANGUAGE}"><body data-pagefind-body>'
        f'<i data-pagefind-filter="{names}"{data} data-pagefind-sort="date[data-date]" data-date="{entry.date}"></i>'
        f'<p data-pagefind-weight="5">{" ".join(head)}</p>'
        f"<p>{' '.join(tokenise(text))}</p>"
        f'<p data-pagefind-weight="0.1">{" ".join(private)}</p></body></html>'
    )


def _run_pagefind(tree: Path, out: Path) -> None:
    """Run the binary over a folder. Its Python interface is far slower and has left empty files, exit 0."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415  a missing package is reported as missing

        binary = get_executable()
    except (ImportError, FileNotFoundError) as error:
        raise SearchError("the search indexer is missing: install the package pagefind-bin") from error
    command = [str(binary), "--site", str(tree), "--output-path", str(out), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode != 0:
        raise SearchError(
            f"the search indexer failed ({done.returncode}): {(done.stderr or done.stdout).strip()[-800:]}"
        )

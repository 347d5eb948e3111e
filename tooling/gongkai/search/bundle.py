"""The files of a Pagefind bundle: what the site keeps, what a fragment holds, when it is complete."""

import gzip
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

_SIGNATURE = b"pagefind_dcd"  # what pagefind.js expects before the contents of every compressed file
_KEPT_FILES = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*.pagefind", "*.pf_meta")
_KEPT_FOLDERS = ("index", "fragment", "filter")


class SearchError(Exception):
    """The search index could not be built; the message says why."""


def fragment(meta: Mapping[str, str]) -> bytes:
    """A fragment that hands `meta` to the browser: what one result needs, in one request."""
    data = {"url": "", "content": "", "word_count": 0, "filters": {}, "meta": dict(meta), "anchors": []}
    return gzip.compress(_SIGNATURE + json.dumps(data, ensure_ascii=False).encode(), compresslevel=6, mtime=0)


def replace_fragments(out: Path, fragments: Path) -> None:
    """Put the prepared fragments in the place of Pagefind's, which hold tokens that nobody reads.

    `fragments` holds one per entry page, named like it; Pagefind's say which page they are of.
    """
    for path in (out / "fragment").glob("*.pf_fragment"):
        data = gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)
        page = json.loads(data)["url"]
        prepared = fragments / page.removeprefix("/").removesuffix(".html")
        if not prepared.is_file():
            raise SearchError(f"the search indexer wrote a fragment for an unknown page: {page}")
        shutil.move(prepared, path)


def guard_worker(out: Path) -> None:
    """Make the worker answer a failed fetch with an error; `worker_guard.js` says why."""
    worker = out / "pagefind-worker.js"
    guard = Path(__file__).with_name("worker_guard.js").read_text(encoding="utf-8")
    worker.write_text(guard + worker.read_text(encoding="utf-8"), encoding="utf-8")


def prune(out: Path) -> None:
    """Delete what the site does not serve: Pagefind's own user interfaces and their styles."""
    kept = {path for pattern in _KEPT_FILES for path in out.glob(pattern)}
    for path in out.iterdir():
        if path.is_dir() and path.name not in _KEPT_FOLDERS:
            shutil.rmtree(path)
        elif path.is_file() and path not in kept:
            path.unlink()


def check(out: Path, language: str, entries: int) -> None:
    """Raise `SearchError` unless the bundle is complete: Pagefind has left empty files and exited with 0."""
    empty = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file() and not path.stat().st_size)
    if empty:
        raise SearchError(f"the search indexer left empty files: {', '.join(empty[:5])}")
    wanted = (*_KEPT_FILES, "index/*.pf_index", "fragment/*.pf_fragment")
    missing = [pattern for pattern in wanted if not any(out.glob(pattern))]
    if missing:
        raise SearchError(f"the search indexer did not write {', '.join(missing)}")
    languages = json.loads((out / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"]
    pages = languages.get(language, {}).get("page_count")
    fragments = len(list((out / "fragment").iterdir()))
    if list(languages) != [language] or not pages == fragments == entries:
        raise SearchError(f"the search index holds {pages} pages and {fragments} fragments of {entries} entries")


def write_empty(out: Path) -> None:
    """The bundle of a site without entries. Pagefind refuses an empty folder; search.js knows this one."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "pagefind-entry.json").write_text('{"languages": {}}\n', encoding="utf-8")

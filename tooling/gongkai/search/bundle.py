"""The files of one shard: what the site keeps of what Pagefind wrote, what a fragment holds, when it is complete."""

import gzip
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

SIGNATURE = b"pagefind_dcd"  # what stands before the contents of every compressed file
_KEPT_FOLDERS = ("index", "fragment", "filter")
_WANTED = ("pagefind-entry.json", "*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment")
# Characters that Pagefind keeps inside a word. No token holds one; a change of the list is a change of the format.
_INCLUDED = ["_", "‿", "⁀", "⁔", "︳", "︴", "﹍", "﹎", "﹏", "＿"]


class SearchError(Exception):
    """The search index could not be built; the message says why."""


def fragment(meta: Mapping[str, str]) -> bytes:
    """A fragment that hands `meta` to the browser: what one result needs, in one request."""
    return gzip.compress(SIGNATURE + json.dumps({"meta": dict(meta)}, ensure_ascii=False).encode(), 6, mtime=0)


def replace_fragments(out: Path, fragments: Path) -> None:
    """Put the prepared fragments in the place of Pagefind's, which hold tokens that nobody reads.

    `fragments` holds one per entry page, named like it; Pagefind's say which page they are of.
    """
    for path in (out / "fragment").glob("*.pf_fragment"):
        data = gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)
        page = json.loads(data)["url"]
        prepared = fragments / page.removeprefix("/").removesuffix(".html")
        if not prepared.is_file():
            raise SearchError(f"the search indexer wrote a fragment for an unknown page: {page}")
        shutil.move(prepared, path)


def prune(out: Path) -> None:
    """Delete what the shard does not serve: Pagefind's scripts, and what `shards.json` says in its place."""
    for path in out.iterdir():
        if path.is_dir() and path.name not in _KEPT_FOLDERS:
            shutil.rmtree(path)
        elif path.is_file() and path.suffix != ".pf_meta":
            path.unlink()


def check(out: Path, language: str, entries: int) -> str:
    """The hash that Pagefind gave to the shard.

    Raises `SearchError` unless the bundle is complete: Pagefind has left empty files and exited with 0.
    """
    empty = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file() and not path.stat().st_size)
    if empty:
        raise SearchError(f"the search indexer left empty files: {', '.join(empty[:5])}")
    missing = [pattern for pattern in _WANTED if not any(out.glob(pattern))]
    if missing:
        raise SearchError(f"the search indexer did not write {', '.join(missing)}")
    said = json.loads((out / "pagefind-entry.json").read_text(encoding="utf-8"))
    pages = said["languages"].get(language, {}).get("page_count")
    fragments = len(list((out / "fragment").iterdir()))
    if list(said["languages"]) != [language] or not pages == fragments == entries:
        raise SearchError(f"the search index holds {pages} pages and {fragments} fragments of {entries} entries")
    named = str(said["languages"][language]["hash"])
    if [path.name for path in out.glob("*.pf_meta")] != [f"pagefind.{named}.pf_meta"]:
        raise SearchError(f"the search indexer did not write pagefind.{named}.pf_meta alone")
    if said["include_characters"] != _INCLUDED:
        raise SearchError("the search indexer takes other characters for parts of a word")
    return named

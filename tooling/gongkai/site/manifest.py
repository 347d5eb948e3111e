"""``manifest.json``: every file of a site with its sha256, so that anybody can tell a true copy from another.

Sorted, one record a line, the same bytes for the same approved documents. It does not list itself, nor Pagefind's
files: they differ from run to run and have a list of their own, ``pagefind/manifest.json``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.days import day_of
from gongkai.core.findings import CannotRun
from gongkai.documents.kinds import KINDS
from gongkai.documents.registries import Site
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.expected import PAGEFIND

VERSION = 1
PAGEFIND_MANIFEST = f"{PAGEFIND}manifest.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PATH = re.compile(r"(?!/)(?!.*(^|/)\.{1,2}(/|$))(?!.*//)[^\x00-\x1f\x7f\\]{1,500}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that was read: sha256 by path, the pages of documents among them, whether the site has a search index.

    ``as_of`` is the day that the site was built for; None where it does not say.
    """

    name: str
    base_url: str
    files: Mapping[str, str]
    search: bool
    pages: frozenset[str] = frozenset()
    as_of: dt.date | None = None


def document_record(name: str, digest: str, approved_on: str, files: Mapping[str, str]) -> bytes:
    """The line of one document; ``files`` are its page and its attachments with their sha256, the page first."""
    record = {
        "name": name,
        "address": next(iter(files)),
        "digest": digest,
        "approved_on": approved_on,
        "files": {path: files[path] for path in sorted(files)},
    }
    return _line(record)


def document_records(approved: Iterable[ApprovedDocument], left: dict[str, str]) -> dict[str, bytes]:
    """The lines of all documents that have a page, by name; their files are taken out of ``left`` (path to sha256)."""
    records = {}
    for document in approved:
        base = document.folder.removeprefix("content/")
        if f"{base}.html" in left:
            own = [f"{base}.html", *(f"{base}/{attached.path}" for attached in document.attached)]
            own[1:1] = [f"{base}.json"] if KINDS[document.kind].data else []
            files = {path: left.pop(path) for path in own}
            records[document.name] = document_record(
                document.name, document.digest, document.approved_on.isoformat(), files
            )
    return records


def site_manifest(site: Site, documents: Iterable[bytes], rest: Iterable[bytes], search: bool, as_of: str) -> bytes:
    """The manifest of a site: the lines of its documents, and those of every other file, sorted by name and path.

    ``as_of`` is the day (YYYY-MM-DD) that the site is for. All in it is public; it says nothing of the search index, which has a
    manifest of its own.
    """
    head = {"version": VERSION, "site_id": site.site_id, "name": site.name, "base_url": site.base_url, "as_of": as_of}
    opening = _line(head | {"search": PAGEFIND_MANIFEST if search else ""}).removesuffix(b"}")
    return b"".join([opening, b', "documents": ', _list(documents), b', "files": ', _list(rest), b"}\n"])


def search_manifest(files: Mapping[str, str]) -> bytes:
    """The manifest of the search index."""
    return b"".join([b'{"version": %d, "files": ' % VERSION, _list(file_records(files)), b"}\n"])


def read_manifest(data: bytes, where: str) -> Manifest:
    """Read a manifest of either kind. Raises CannotRun when it is none."""
    try:
        plain = json.loads(data)
        if plain["version"] != VERSION:
            raise ValueError
        pairs = [(record["path"], record["sha256"]) for record in plain["files"]]
        pairs += [pair for document in plain.get("documents", ()) for pair in document["files"].items()]
        files = dict(pairs)
        if len(files) != len(pairs) or not all(_sound(path, digest) for path, digest in pairs):
            raise ValueError
        search = plain.get("search", "")
        if search not in ("", PAGEFIND_MANIFEST):
            raise ValueError
        pages = frozenset(str(document["address"]) for document in plain.get("documents", ()))
        as_of = day_of(plain["as_of"]) if "as_of" in plain else None
        return Manifest(str(plain.get("name", "")), str(plain.get("base_url", "")), files, bool(search), pages, as_of)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CannotRun(f"{where} 不是本工具生成的清单", f"{where} is no manifest of this program") from None


def _sound(path: Any, digest: Any) -> bool:
    """A path that stays below the site, and a digest."""
    return bool(
        isinstance(path, str) and isinstance(digest, str) and _PATH.fullmatch(path) and _SHA256.fullmatch(digest)
    )


def file_records(files: Mapping[str, str]) -> list[bytes]:
    """The lines of files that belong to no document, by path."""
    return [_line({"path": path, "sha256": digest}) for path, digest in sorted(files.items())]


def _list(lines: Iterable[bytes]) -> bytes:
    joined = b",\n".join(lines)
    return b"[\n%b\n]" % joined if joined else b"[]"


def _line(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()

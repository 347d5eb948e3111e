"""What the site that is there says of its own items: the lines of its exports and of its manifest, read back.

They are what was written for each item, so nobody has to remember them; the files are held to their remembered digests.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.core import addresses
from gongkai.remake.spare import NotAsRemembered
from gongkai.site.sitemap import read_back
from gongkai.site.spreadsheet import rows_of

_MAP = re.compile(r"sitemap(-[0-9]+)?\.xml")


def lines_of(site: Path, digests: Mapping[str, str], count: int) -> dict[str, list[bytes]]:
    """The lines of all items as ``exports`` takes them, in the order of lists; ``count`` is the number of items."""
    maps = maps_in(digests)
    whole = {
        "json": _read(site, addresses.CATALOG_JSON, digests).removesuffix(b"\n]}\n").split(b",\n"),
        "csv": _read(site, addresses.CATALOG_CSV, digests).split(b"\r\n")[:-1],
        "row": rows_of(_read(site, addresses.CATALOG_XLSX, digests)),
        "node": _read(site, addresses.CATALOG_DATA, digests).removesuffix(b"\n]}\n").split(b",\n"),
        "map": read_back(_read(site, path, digests) for path in maps[1:] or maps),
    }
    if count:
        whole["json"][0] = whole["json"][0].partition(b"\n")[2]
    found = {name: lines[len(lines) - count :] for name, lines in whole.items()}
    if any(len(lines) != count for lines in found.values()):
        raise NotAsRemembered
    return found


def maps_in(files: Iterable[str]) -> list[str]:
    """The maps of the site among its files: the one there is, or the index and its parts in their order."""
    return sorted((path for path in files if _MAP.fullmatch(path)), key=lambda path: (len(path), path))


@dataclass(frozen=True, slots=True)
class Stated:
    """The lines of the manifest, sorted: those of documents by name, those of files that belong to none by path."""

    documents: list[bytes]
    rest: list[bytes]

    def take(self, name: str) -> frozenset[str]:
        """Remove the line of a document; its files."""
        at = _place(self.documents, name)
        if at == len(self.documents) or _key(self.documents[at]) != name.encode():
            raise NotAsRemembered
        return frozenset(json.loads(self.documents.pop(at))["files"])

    def put(self, name: str, line: bytes) -> None:
        """Add the line of a document."""
        self.documents.insert(_place(self.documents, name), line)

    def drop_file(self, path: str) -> None:
        at = _place(self.rest, path)
        if at < len(self.rest) and _key(self.rest[at]) == path.encode():
            del self.rest[at]

    def put_file(self, path: str, line: bytes) -> None:
        """Add the line of a file, in place of the one it had."""
        self.drop_file(path)
        self.rest.insert(_place(self.rest, path), line)


def stated(site: Path, digests: Mapping[str, str]) -> Stated:
    """Return what the manifest of a site says."""
    documents, _, rest = _read(site, addresses.MANIFEST, digests).partition(b'"files": [\n')
    return Stated(
        documents.partition(b"\n")[2].rpartition(b"\n")[0].split(b",\n"), rest.removesuffix(b"\n]}\n").split(b",\n")
    )


def _place(lines: Sequence[bytes], key: str) -> int:
    return bisect_left(lines, key.encode(), key=_key)


def _key(line: bytes) -> bytes:
    """The name or path that a line begins with; UTF-8 sorts as the text does."""
    return line.split(b'"', 4)[3]


def _read(site: Path, path: str, digests: Mapping[str, str]) -> bytes:
    data = (site / path).read_bytes()
    if hashlib.sha256(data).hexdigest() != digests.get(path):
        raise NotAsRemembered
    return data

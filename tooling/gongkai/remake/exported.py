"""What the site that is there says of its own items: the lines of its exports and of its manifest, read back.

They are what was written for each item, so nobody has to remember them; the files are held to their remembered digests.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.publish import addresses
from gongkai.publish.exports import Record
from gongkai.remake.spare import NotAsRemembered

LINES = ("json", "csv", "map")


@dataclass(frozen=True, slots=True)
class Stated:
    """The manifest: lines of documents by name, and the sha256 of files that belong to none of them."""

    documents: dict[str, str]
    rest: dict[str, str]


def lines_of(site: Path, digests: Mapping[str, str], count: int) -> dict[str, list[str]]:
    """The lines of all items, in the order of lists, by export; ``count`` is the number of items."""
    json_ = _text(site, addresses.CATALOG_JSON, digests).split("\n")[1:-2]
    csv = _text(site, addresses.CATALOG_CSV, digests).split("\r\n")[1:-1]
    map_ = _text(site, addresses.SITEMAP, digests).split("\n")[:-2]
    found = {"json": [line.removesuffix(",") for line in json_], "csv": csv, "map": map_[len(map_) - count :]}
    if any(len(lines) != count for lines in found.values()):
        raise NotAsRemembered
    return found


def records(lines: Mapping[str, Sequence[str]]) -> list[Record]:
    """The same as they are written."""
    return [
        Record(json_, f"{csv}\r\n", f"{map_}\n")
        for json_, csv, map_ in zip(*(lines[name] for name in LINES), strict=True)
    ]


def record_lines(record: Record) -> dict[str, str]:
    """The reverse, for one item."""
    return {"json": record.json, "csv": record.csv.removesuffix("\r\n"), "map": record.map.removesuffix("\n")}


def stated(site: Path, digests: Mapping[str, str]) -> Stated:
    documents: dict[str, str] = {}
    rest: dict[str, str] = {}
    for line in _text(site, addresses.MANIFEST, digests).split("\n"):
        if line.startswith('{"name": '):
            documents[line.split('"', 4)[3]] = line.removesuffix(",")
        elif line.startswith('{"path": '):
            plain = json.loads(line.removesuffix(","))
            rest[plain["path"]] = plain["sha256"]
    return Stated(documents, rest)


def _text(site: Path, path: str, digests: Mapping[str, str]) -> str:
    data = (site / path).read_bytes()
    if hashlib.sha256(data).hexdigest() != digests.get(path):
        raise NotAsRemembered
    return data.decode()

"""Parts of the search index: a worker makes one in a folder of its own, this machine confirms it.

Guarantees: a part that is made again here is this machine's own to the last byte, and the worker's was the same wherever Pagefind
makes the same twice. Of one that is not, results and the part they are found in are what this machine makes of the approved
documents; Pagefind's packed files, which say what words lead to a result, are taken as they come.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Base64Bytes

from gongkai.cluster.attest import not_believed
from gongkai.core.confined import write_new
from gongkai.search import (
    Entry,
    Listed,
    Made,
    entry_digest,
    folder,
    make_shard,
    prepared_fragment,
    shard_digest,
    values_of,
)
from gongkai.search.bundle import SIGNATURE

_NAME = re.compile(r"(index|filter|fragment)/[A-Za-z0-9_-]+\.pf_\1", re.ASCII)
_HASH = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Brought:
    """A part as it travels: what the list says of it, and its files by their path in its folder."""

    listed: Listed
    files: dict[str, Base64Bytes]


def bring_shard(name: str, entries: Sequence[Entry], fold: Mapping[str, str]) -> Brought:
    """A worker's job: one part, made in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="gongkai-shard-") as temporary:
        out = Path(temporary) / "out"
        listed, _ = make_shard(name, entries, out, fold, Path(temporary))
        below = out / listed.folder
        files = {path.relative_to(below).as_posix(): path.read_bytes() for path in below.rglob("*") if path.is_file()}
    return Brought(listed, files)


def place_shard(
    brought: Brought, name: str, entries: Sequence[Entry], out: Path, fold: Mapping[str, str], work: Path
) -> Made:
    """Write a part that a worker made, its results as this machine makes them; refuse what was not asked for."""
    digests = {entry.index_number: entry_digest(entry) for entry in entries}
    digest = shard_digest(digests.values(), fold=fold)
    mine = replace(
        brought.listed, folder=folder(name, digest), digest=digest, pages=len(entries), values=values_of(entries)
    )
    meta = f"pagefind.{mine.hash}.pf_meta"
    if brought.listed != mine or not _HASH.fullmatch(mine.hash) or not brought.files.get(meta):
        raise not_believed(f"pagefind/{mine.folder}")
    results = {entry.index_number: prepared_fragment(entry) for entry in entries}
    written = {}
    for path, data in brought.files.items():
        if (path != meta and not _NAME.fullmatch(path)) or not data:
            raise not_believed(f"pagefind/{mine.folder}")
        written[path] = data
        if path.startswith("fragment/"):
            written[path] = results.pop(_number(data), b"")
            if not written[path] or _plain(written[path]) != _plain(data):
                raise not_believed(f"pagefind/{mine.folder}/{path}")
    if results or not any(path.startswith("index/") for path in written):
        raise not_believed(f"pagefind/{mine.folder}")
    for path, data in written.items():
        write_new(out, f"{mine.folder}/{path}", data)
    return mine, digests


def make_again(
    brought: Brought, name: str, entries: Sequence[Entry], out: Path, fold: Mapping[str, str], work: Path
) -> Made:
    """Make a part here and take nothing of the worker's, whose part has to be the same.

    Meta and filter files differ from run to run, even in their names; whatever a worker has put there stays behind.
    """
    listed, digests = make_shard(name, entries, out, fold, work)
    mine = out / listed.folder
    files = {path.relative_to(mine).as_posix(): path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    if replace(brought.listed, hash=listed.hash) != listed or _lasting(brought.files) != _lasting(files):
        raise not_believed(f"pagefind/{listed.folder}")
    return listed, digests


def _lasting(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what Pagefind makes the same twice, and the contents of results, whose bytes depend on the packer."""
    try:
        return {
            path: _plain(data) if path.startswith("fragment/") else data
            for path, data in files.items()
            if not path.endswith((".pf_meta", ".pf_filter"))
        }
    except (OSError, EOFError, zlib.error):
        return {}  # a result that cannot be unpacked; no part is without files


def _plain(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(SIGNATURE)


def _number(data: bytes) -> str:
    """The index number in a result; nothing where there is none."""
    try:
        return str(json.loads(_plain(data))["meta"]["index_number"])
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError):
        return ""

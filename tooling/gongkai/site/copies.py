"""A copy of a site against a manifest: what is missing, what was changed, and in a folder what is extra."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import SplitResult, quote, urlsplit
from urllib.response import addinfourl

from gongkai.core.addresses import MANIFEST
from gongkai.core.findings import CannotRun
from gongkai.core.system_errors import reason
from gongkai.proof.expected import PAGEFIND, entries_below
from gongkai.site.leftovers import suspects
from gongkai.site.manifest import PAGEFIND_MANIFEST, Manifest, read_manifest

LARGEST = 512 * 1024 * 1024  # of one file
_LARGEST_MANIFEST = 256 * 1024 * 1024
_PIECE = 1024 * 1024
_THREADS = 8
_TIMEOUT = 20.0


class State(StrEnum):
    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"


class Copy(Protocol):
    """A place where a copy of a site lies."""

    def read(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file, None where there is none. Raises CannotRun."""

    def digest(self, path: str) -> str | None:
        """The sha256 of a file, empty where it is too large to be right; None where there is none."""

    def has(self, path: str) -> bool:
        """Return whether there is a file at this very address. Raises CannotRun."""

    def paths(self) -> list[str] | None:
        """All files, None where nobody can list them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``differences`` by path; ``checked`` files were compared; whether extra files could be seen."""

    manifest: Manifest
    differences: Mapping[str, State]
    checked: int
    complete: bool


def compare(copy: Copy, given: bytes | None, earlier: Iterable[bytes] = ()) -> Compared:
    """Compare a copy with its own manifest, or with the bytes of one obtained elsewhere. Raises CannotRun.

    What nobody lists is looked for by name: what ``earlier`` manifests name, and what is known to go with a document.
    """
    own = copy.read(MANIFEST, _LARGEST_MANIFEST)
    differences: dict[str, State] = {}
    if own is None and given is None:
        raise CannotRun("没有 manifest.json，无从比对", "there is no manifest.json to compare with")
    manifest = read_manifest(given or own or b"", MANIFEST)
    if given is not None and own != given:
        differences[MANIFEST] = State.MISSING if own is None else State.CHANGED
    wanted = dict(manifest.files)
    if manifest.search:
        index = copy.read(PAGEFIND_MANIFEST, _LARGEST_MANIFEST)
        if index is None:
            differences[PAGEFIND_MANIFEST] = State.MISSING
        else:
            listed = read_manifest(index, PAGEFIND_MANIFEST).files
            wanted |= {path: digest for path, digest in listed.items() if path.startswith(PAGEFIND)}
    with ThreadPoolExecutor(_THREADS) as pool:
        for (path, digest), there in zip(wanted.items(), pool.map(copy.digest, wanted), strict=True):
            if there != digest:
                differences[path] = State.MISSING if there is None else State.CHANGED
    there_are = copy.paths()
    known = {*wanted, MANIFEST, *([PAGEFIND_MANIFEST] if manifest.search else [])}
    if there_are is None:
        before = {path for data in earlier for path in read_manifest(data, MANIFEST).files}
        if given is not None and own is not None and own != given:
            before |= read_manifest(own, MANIFEST).files.keys()
        asked = sorted(suspects(known, before))
        with ThreadPoolExecutor(_THREADS) as pool:
            found = zip(asked, pool.map(copy.has, asked), strict=True)
            differences |= {path: State.EXTRA for path, there in found if there}
    differences |= {path: State.EXTRA for path in there_are or () if path not in known}
    return Compared(manifest, dict(sorted(differences.items())), len(wanted), there_are is not None)


@dataclass(frozen=True, slots=True)
class Folder:
    """A copy on disk. Links count as missing and as extra: what they lead to is not part of the copy."""

    root: Path

    def read(self, path: str, limit: int) -> bytes | None:
        if not self._regular(path):
            return None
        with (self.root / path).open("rb") as file:
            return _bounded(file, limit, path)

    def digest(self, path: str) -> str | None:
        if not self._regular(path):
            return None
        with (self.root / path).open("rb") as file:
            return _digest(file)

    def has(self, path: str) -> bool:
        return self._regular(path)

    def paths(self) -> list[str] | None:
        return sorted(path for path, _ in entries_below(self.root))

    def _regular(self, path: str) -> bool:
        parts = path.split("/")
        ways = [self.root.joinpath(*parts[:end]) for end in range(1, len(parts) + 1)]
        return not any(way.is_symlink() for way in ways) and ways[-1].is_file()


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follow a redirection on the host that was named, and nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise urllib.error.HTTPError(req.full_url, code, "redirected to another host", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Server:
    """A copy on a web server, read through plain requests; a server lists nothing, so extra files stay unseen."""

    def __init__(self, url: str, timeout: float = _TIMEOUT) -> None:
        parts = _parts(url)
        if not parts or parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise CannotRun(f"不是网站地址：{url}", f"not the address of a site: {url}")
        path = parts.path.removesuffix("index.html")
        self._base = f"{parts.scheme}://{parts.netloc}{path if path.endswith('/') else f'{path}/'}"
        self._timeout = timeout
        self._opener = urllib.request.build_opener(_SameHost)
        self._opener.addheaders = [("User-Agent", "gongkai-verify"), ("Accept-Encoding", "identity")]

    def read(self, path: str, limit: int) -> bytes | None:
        for file in self._open(path):
            return _bounded(file, limit, path)
        return None

    def digest(self, path: str) -> str | None:
        for file in self._open(path):
            return _digest(file)
        return None

    def has(self, path: str) -> bool:
        # Where a document was merged into another, the server leads there, and nothing is left at its own address.
        return any(answer.geturl() == self._base + quote(path) for answer in self._open(path))

    def paths(self) -> list[str] | None:
        return None

    def _open(self, path: str) -> Iterator[addinfourl]:
        """The body of one answer, or nothing where the server has none. Raises CannotRun."""
        address = self._base + quote(path)
        try:
            with self._opener.open(address, timeout=self._timeout) as answer:
                yield answer
        except urllib.error.HTTPError as error:
            if error.code not in (404, 410):
                raise CannotRun(f"{address}：服务器回答 {error.code}", f"{address}: answered {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            why = reason(error)
            raise CannotRun(f"无法读取 {address}：{why.zh}", f"cannot read {address}: {why.en}") from None


def _parts(url: str) -> SplitResult | None:
    """The parts of an address, None where it has none that can be told apart."""
    try:
        parts = urlsplit(url)
        whole = parts.port != 0 and parts.path.isascii() and url.isprintable() and " " not in url
        return parts if whole else None
    except ValueError:
        return None


def _bounded(file: IO[bytes], limit: int, path: str) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise CannotRun(f"{path} 过大", f"{path} is too large")
    return data


def _digest(file: IO[bytes]) -> str:
    total, hashed = 0, hashlib.sha256()
    while piece := file.read(_PIECE):
        total += len(piece)
        if total > LARGEST:
            return ""
        hashed.update(piece)
    return hashed.hexdigest()

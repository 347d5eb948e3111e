"""What a build leaves behind for the next one: what it was made from, what came of it, and what lists need of every item."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.core.findings import Diagnostic, Place, Severity, Text
from gongkai.remake.signed_file import pack, put, seal, unpack
from gongkai.remake.spare import NotAsRemembered

if TYPE_CHECKING:  # only a run that has something to judge pays for these
    from gongkai.documents.card import Card
    from gongkai.search import Built

COLUMNS = ("paths", "numbers", "approved", "categories", "agencies", "genres", "years", "topics", "sizes", "entries")
LINES = ("cards", "signed")
NO_SEARCH = "-"


class Memory:
    """Two files: a sealed one, and beside it what only a change has need of, whose digest the sealed one holds.

    The sealed one has
    ``head``     identity, day of the check, report, and what few documents have: relations, links, and of other documents
                 cards and sign-offs, the characters of attachments' properties; what the list of the search index
                 says of its shards
    ``sources``  sha256 of every file that was judged, by path;  ``files``  the same of the site

    and the other one
    columns and lines: one entry an item, in the order of lists; ``sizes`` and ``entries`` are what the search index asks
    ``words``    internal texts to look for, their kinds, and how many of them are not about withdrawn documents
    """

    def __init__(self, sections: Mapping[str, bytes], beside: Path) -> None:
        self._sections, self._beside = sections, beside

    @functools.cached_property
    def head(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._sections["head"])
        return found

    @functools.cached_property
    def sources(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self._sections["sources"])
        return found

    @functools.cached_property
    def files(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self._sections["files"])
        return found

    @functools.cached_property
    def _rest(self) -> dict[str, bytes]:
        data = self._beside.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.head["beside"]:
            raise NotAsRemembered
        return unpack(data)

    @property
    def words(self) -> tuple[list[str], list[str], int]:
        texts, kinds, known = json.loads(self._rest["words"])
        return texts, kinds, known

    def column(self, name: str) -> list[str]:
        return self._columns[name]

    @functools.cached_property
    def _columns(self) -> dict[str, list[str]]:
        return {name: self._rest[name].decode().split("\n") if self.head["items"] else [] for name in COLUMNS}

    def lines(self, name: str) -> list[bytes]:
        assert name in LINES
        return self._rest[name].split(b"\n") if self.head["items"] else []


def remember(
    path: Path,
    key: bytes,
    head: Mapping[str, Any],
    digests: Mapping[str, Mapping[str, str]],
    columns: Mapping[str, Sequence[str]],
    lines: Mapping[str, Sequence[bytes]],
    words: tuple[Sequence[str], Sequence[str], int],
) -> None:
    """Write both files; ``digests`` are ``sources`` and ``files``, ``columns`` and ``lines`` have a value an item."""
    rows = {name: "\n".join(columns[name]).encode() for name in COLUMNS}
    rows |= {name: b"\n".join(lines[name]) for name in LINES}
    rest = pack({"words": _plain(words), **rows})
    digest = hashlib.sha256()
    for part in rest:
        digest.update(part)
    whole = {**head, "items": len(columns["paths"]), "beside": digest.hexdigest()}
    put(beside(path), rest)
    seal(path, {"head": _plain(whole), **{name: _plain(digests[name]) for name in ("sources", "files")}}, key)


def beside(path: Path) -> Path:
    """Where the other file lies."""
    return path.with_name(f"{path.name}.rows")


def _plain(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def card_line(card: Card, approved_on: dt.date, published_on: dt.date | None) -> bytes:
    """A card with the days of its document, on one line."""
    attached = [[a.path, a.size, a.sha256] for a in card.attached]
    plain = [attached if name == "attached" else getattr(card, name) for name in card.__slots__]
    return json.dumps([plain, approved_on, published_on], ensure_ascii=False, default=dt.date.isoformat).encode()


@dataclasses.dataclass(frozen=True, slots=True)
class Remembered:
    """A document of an earlier build as lists show it."""

    card: Card
    approved_on: dt.date
    published_on: dt.date | None


def card_of_line(line: str | bytes) -> Remembered:
    """The reverse of ``card_line``."""
    from gongkai.documents.card import Card  # noqa: PLC0415 - see above
    from gongkai.documents.digest import AttachedFile  # noqa: PLC0415

    values, approved_on, published_on = json.loads(line)
    plain = dict(zip(Card.__slots__, values, strict=True))
    attached = tuple(AttachedFile(*one) for one in plain.pop("attached"))
    links = tuple((path, number) for path, number in plain.pop("links"))
    days = ("produced_on", "issued_on", "effective_on", "expires_on")
    plain |= {name: _day(plain[name]) for name in days}
    rest: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    card = Card(**rest, attached=attached, links=links)
    approved = _day(approved_on)
    assert approved is not None
    return Remembered(card, approved, _day(published_on))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def diagnostic_to_plain(one: Diagnostic) -> list[Any]:
    place, message, remedy = one.place, one.message, one.remedy
    texts = [message.zh, message.en, remedy.zh, remedy.en, *one.paste]
    return [one.code, one.severity, one.clause, [place.path, place.line, place.column], texts]


def diagnostic_of_plain(plain: Sequence[Any]) -> Diagnostic:
    code, severity, clause, place, texts = plain
    return Diagnostic(
        code, Severity(severity), clause, Place(*place), Text(*texts[:2]), Text(*texts[2:4]), paste=tuple(texts[4:])
    )


def kept_plain(built: Built) -> dict[str, Any]:
    """An index of the search without the digests of its entries, which are a column."""
    return {"engine": built.engine, "shards": [dataclasses.asdict(one) for one in built.shards]}

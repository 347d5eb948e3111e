"""What a build leaves behind for the next one: what it was made from, what came of it, and what lists need of every item."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gongkai.findings import Diagnostic, Place, Severity, Text

if TYPE_CHECKING:  # only a run that has something to judge pays for these
    from gongkai.documents.card import Card

COLUMNS = ("paths", "numbers", "approved", "categories", "agencies", "genres", "years")
LINES = ("cards", "json", "csv", "map", "manifest")


class Memory:
    """The sections of a sealed file. Each is read when it is asked for, because most runs need few of them.

    ``head``     identity, day of the check, report, and what few documents have: relations, links, other documents' cards
    ``sources``  sha256 of every file that was judged, by path;  ``files``  the same of the site;  ``rest``  those of its
                 files that belong to no document
    columns and lines: one entry an item, in the order of lists
    ``words``    internal texts to look for: text, kind, origin; and how many of them are not about withdrawn documents
    """

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        self._sections = sections

    @functools.cached_property
    def head(self) -> dict[str, Any]:
        found: dict[str, Any] = self._plain("head")
        return found

    @functools.cached_property
    def sources(self) -> dict[str, str]:
        found: dict[str, str] = self._plain("sources")
        return found

    @functools.cached_property
    def files(self) -> dict[str, str]:
        found: dict[str, str] = self._plain("files")
        return found

    @functools.cached_property
    def rest(self) -> dict[str, str]:
        found: dict[str, str] = self._plain("rest")
        return found

    @functools.cached_property
    def words(self) -> list[Any]:
        found: list[Any] = self._plain("words")
        return found

    def column(self, name: str) -> list[str]:
        assert name in COLUMNS
        found: list[str] = self._plain(name)
        return found

    def lines(self, name: str) -> list[str]:
        assert name in LINES
        data = self._sections[name].decode()
        return data.split("\n") if data else []

    def _plain(self, name: str) -> Any:
        return json.loads(self._sections[name])


def sections_of(plain: Mapping[str, Any], lines: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """The sections of a memory: plain data by name, and lines by name."""
    sections = {name: json.dumps(value, ensure_ascii=False).encode() for name, value in plain.items()}
    return sections | {name: "\n".join(one).encode() for name, one in lines.items()}


def card_line(card: Card, approved_on: dt.date, published_on: dt.date | None) -> str:
    """A card with the days of its document, on one line."""
    attached = [[a.path, a.size, a.sha256] for a in card.attached]
    plain = {name: getattr(card, name) for name in card.__slots__} | {"attached": attached}
    return json.dumps([plain, approved_on, published_on], ensure_ascii=False, default=dt.date.isoformat)


@dataclasses.dataclass(frozen=True, slots=True)
class Remembered:
    """A document of an earlier build as lists show it."""

    card: Card
    approved_on: dt.date
    published_on: dt.date | None


def card_of_line(line: str) -> Remembered:
    """The reverse of ``card_line``."""
    from gongkai.documents.card import Card  # noqa: PLC0415 - see above
    from gongkai.review.digest import AttachedFile  # noqa: PLC0415

    plain, approved_on, published_on = json.loads(line)
    attached = tuple(AttachedFile(*one) for one in plain.pop("attached"))
    links = tuple((path, number) for path, number in plain.pop("links"))
    produced_on = _day(plain.pop("produced_on"))
    rest: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    card = Card(**rest, attached=attached, links=links, produced_on=produced_on)
    approved = _day(approved_on)
    assert approved is not None
    return Remembered(card, approved, _day(published_on))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def diagnostic_to_plain(one: Diagnostic) -> list[Any]:
    place, message, remedy = one.place, one.message, one.remedy
    texts = [message.zh, message.en, remedy.zh, remedy.en]
    return [one.code, one.severity, one.clause, [place.path, place.line, place.column], texts]


def diagnostic_of_plain(plain: Sequence[Any]) -> Diagnostic:
    code, severity, clause, place, texts = plain
    return Diagnostic(code, Severity(severity), clause, Place(*place), Text(*texts[:2]), Text(*texts[2:]))

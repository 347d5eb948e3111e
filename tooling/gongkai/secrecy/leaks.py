"""Where in a document the scan looks, and which of its hits count: not an office's own contacts, not what a waiver names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from gongkai.documents.document import Document
from gongkai.findings import Place, Text
from gongkai.markup.rendered import plain_text
from gongkai.review.county import County
from gongkai.review.ledgers import LedgerEntry
from gongkai.secrecy.folding import essence
from gongkai.secrecy.inside import places_inside
from gongkai.secrecy.scan import Hit, lines, places, scan

_STARS = re.compile(r"(?<=[0-9])\*{1,2}(?=[0-9])")  # a mask hides digits; these stand between them
_CELLS = re.compile(r"</t[dh]>\s*<t[dh][^>]*>")  # a cell is not a line of its own
_ROWS = re.compile(r"</t[dh]>\s*</tr>\s*(?:</thead>\s*<tbody>\s*)?<tr>\s*<t[dh][^>]*>")  # a row is the next line
_GOVERNMENT = ".gov.cn"
_CHECKED = "resident_id"
_BODY, _FIELDS, _LEDGER = Text("正文", "body"), Text("著录项", "front matter"), Text("登记簿", "ledger")
_REGISTRY = Text("登记表", "registry")
_NOWHERE = Text("", "")


@dataclass(frozen=True, slots=True)
class Leak:
    """A hit with its place: ``at`` a key or a place in the file, ``where`` as people call it, ``inside`` the place in an attachment."""

    hit: Hit
    at: str | Place
    where: Text
    attached: bool = False
    inside: Text = _NOWHERE

    @property
    def named(self) -> str:
        """How a waiver has to name it."""
        return f"{self.where.zh}：{self.hit.detector.kind.zh} {self.hit.hint}"


@dataclass(frozen=True, slots=True)
class Scanned:
    """A document or ledger entry with everything in it that looks like a leak."""

    subject: Document | LedgerEntry
    leaks: tuple[Leak, ...]

    def place(self, at: str | Place) -> Place:
        return self.subject.place(at)


def scanned(subject: Document | LedgerEntry, county: County) -> Scanned:
    """Scan one subject; its hits without own contacts and without what a waiver excuses."""
    found = _document(subject) if isinstance(subject, Document) else _entry(subject)
    if isinstance(subject, Document) and not subject.kind.public:
        # Keys have comments that look like mailboxes, norms have addresses; nobody but the office reads either.
        found = (leak for leak in found if leak.hit.detector.hard)
    waived = excused(subject) if isinstance(subject, Document) else frozenset()
    unclear = isinstance(subject, Document) and "waivers" in subject.damaged  # any may be excused
    return Scanned(
        subject,
        tuple(
            leak
            for leak in found
            if not (leak.hit.detector.own and _own(leak.hit, county))
            and (leak.hit.detector.hard or not (unclear or (leak.hit.detector.code, leak.named) in waived))
        ),
    )


def excused(document: Document) -> frozenset[tuple[str, str]]:
    """The rules and places that the waivers of a document name; only an item has any."""
    if document.item is None or "waivers" in document.damaged:
        return frozenset()
    return frozenset((one.rule, one.where) for one in document.item.waivers)


def _document(document: Document) -> Iterator[Leak]:
    """Source and rendered text; titles are part of the source, names of files are listed in it."""
    source = _without_review(document)
    body = len(source) - len(document.body)
    hits: dict[tuple[str, str], Hit] = {}
    for hit in _hits(document, source, body):
        hits.setdefault((hit.detector.name, essence(hit.value)), hit)
    if hits:
        yield from _in_source(document, source, body, hits.values())
    yield from _attached(document)


def _hits(document: Document, source: str, body: int) -> Iterator[Hit]:
    for text in (source, *_read_otherwise(document, source[:body])):
        yield from scan(text)
    if "*" in source and _STARS.search(source):
        # A whole number with stars between its digits is hidden from nobody; only one with a checksum is told from a mask.
        yield from (hit for hit in scan(_STARS.sub("", source)) if hit.detector.name == _CHECKED)


def _without_review(document: Document) -> str:
    """The source with nothing but its line breaks where the sign-offs stand, so that lines keep their numbers."""
    source = document.text
    end = len(source) - len(document.body)
    start = source.rfind("\nreview:", 0, end)
    return source[:start] + "\n" * source.count("\n", start, end) + source[end:] if start >= 0 else source


def _attached(document: Document) -> Iterator[Leak]:
    for position, entry in enumerate(document.attachments):
        examined = document.examined.get(entry.path)
        where = Text(f"附件“{entry.path}”", f"attachment `{entry.path}`")
        hits = list(scan(examined.everything)) if examined else []
        inside = places_inside(examined, hits) if examined and hits else {}
        for hit in hits:
            yield Leak(hit, f"attachments.{position}.path", where, attached=True, inside=inside.get(hit, _NOWHERE))


def _read_otherwise(document: Document, front: str) -> Iterator[str]:
    """What readers see that does not stand in the source as they see it: marked-up bodies, values with escapes."""
    html = document.rendered.html
    if not _as_written(html):
        yield plain_text(_ROWS.sub("\n", _CELLS.sub(" | ", html)))
    if "\\" in front:
        yield "\n".join(_strings(document.values))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _as_written(html: str) -> bool:
    """Whether a body shows what its source says, character by character: it has paragraphs and headings alone."""
    paragraphs = html.count("<p>") + html.count("<p id=")
    return html.count("<") == 2 * (paragraphs + html.count("<h")) and "&" not in html


def _in_source(document: Document, source: str, body: int, hits: Collection[Hit]) -> Iterator[Leak]:
    found = places((hit.value for hit in hits if not hit.detector.blank), source)
    found |= {hit.value: list(lines(hit.value, source)) for hit in hits if hit.detector.blank}
    first = source.count("\n", 0, body) + 1
    fields = _REGISTRY if document.kind.prefix == "registry" else _FIELDS
    for hit in hits:
        for line, column in found[hit.value] or [(first, 1)]:
            where = _BODY if line >= first else fields
            yield Leak(hit, Place(document.path, line, column), where)


def _entry(entry: LedgerEntry) -> Iterator[Leak]:
    for key, value in entry.plain.items():
        if isinstance(value, str):
            for hit in scan(value):
                yield Leak(hit, key, _LEDGER)


def _own(hit: Hit, county: County) -> bool:
    """Whether it is how a registered agency is reached, or an address of this site or another office's."""
    contacts = county.contacts
    if hit.detector.name == "foreign_address":
        host = urlsplit(hit.value if "://" in hit.value else f"//{hit.value}").hostname or ""
        own = urlsplit(county.site.base_url).hostname or ""
        return host in (own, own.removeprefix("www.")) or host.endswith(_GOVERNMENT) or essence(host) in contacts
    plain = essence(hit.value)
    return plain in contacts or (plain.isdigit() and _reaches(county, plain))


def _reaches(county: County, digits: str) -> bool:
    """Whether a number, perhaps without its area code, is a contact or lies in the block of one."""
    size = len(digits)
    return any((digits[: max(0, size - stars)], size) in ends for stars, ends in county.endings.items())

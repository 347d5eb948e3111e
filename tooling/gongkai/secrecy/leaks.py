"""Where in a document the scan looks, and which of its hits count: not an office's own contacts, not what a waiver names."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from gongkai.core.findings import Place, Text
from gongkai.core.pattern import pattern
from gongkai.documents.document import Document
from gongkai.documents.item import Contact
from gongkai.markup.rendered import plain_text
from gongkai.secrecy.declared import MOST_MOBILES, declaring, may_be_declared, passes
from gongkai.secrecy.inside import places_inside
from gongkai.secrecy.scan import Hit, lines, places, scan
from gongkai.secrecy.waivable import EARLIER
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import LedgerEntry
from gongkai.source.folding import fold_key

_STARS = pattern(r"(?<=[0-9])\*{1,2}(?=[0-9])")  # a mask hides digits; these stand between them
_CELLS = pattern(r"</t[dh]>\s*<t[dh][^>]*>")  # a cell is not a line of its own
# Rows of a table stand together, each in a line of its own.
_ROWS = pattern(r"</t[dh]>\s*</tr>\s*(?:</?t(?:head|body)>\s*)*<tr>\s*<t[dh][^>]*>")
_BLANKS = pattern(r"\n[ \t]*\n(?:[ \t]*\n)+")  # one blank line between paragraphs, as in the source
_COUNTRY, _LOCAL = pattern(r"^(?:00)?860?(?!1[3-9])"), 11  # digits, before an area code
_SPACE = pattern(r"\s")
_DOTS = pattern(r"[。,]|点|[(\[](?:dot|点|\.)[)\]]")
_SCHEME = pattern(r"^[a-z]{2,5}[:;]?/{1,2}|^//")
_GOVERNMENT = ".gov.cn"
_CHECKED = "resident_id"
_OF_PEOPLE = frozenset({"P01", "P03"})
_BODY, _FIELDS, _LEDGER = Text("正文", "body"), Text("著录项", "front matter"), Text("登记簿", "ledger")
_REGISTRY = Text("登记表", "registry")
_NOWHERE = Text("", "")


@dataclass(frozen=True, slots=True)
class Leak:
    """A hit with its place: ``at`` a key or a place in the file, ``where`` as people call it, ``inside`` the place in an attachment.

    ``contact`` is the declared organisation whose it is. ``nth`` counts the values that would be named alike, in the order in
    which they are found: a waiver excuses one value. ``signed_before``: a waiver that was signed when it excused all of them
    covers it, so that it is shown and does not block.
    """

    hit: Hit
    at: str | Place
    where: Text
    attached: bool = False
    inside: Text = _NOWHERE
    contact: Contact | None = None
    nth: int = 1
    signed_before: bool = False

    @property
    def named(self) -> str:
        """How a waiver has to name it."""
        return self.first_named + (f"（第{self.nth}个）" if self.nth > 1 else "")

    @property
    def first_named(self) -> str:
        """How a waiver of the first of these values has to name it."""
        return f"{self.where.zh}：{self.hit.detector.kind.zh} {self.hit.hint}"

    @property
    def key(self) -> tuple[str, str]:
        """The rule and the place that a waiver has to name."""
        return self.hit.detector.code, self.named


@dataclass(frozen=True, slots=True)
class Scanned:
    """A document or ledger entry with everything in it that looks like a leak.

    ``waived`` is what its waivers excuse, ``declared`` what stands in the contacts of an organisation that it declares.
    """

    subject: Document | LedgerEntry
    leaks: tuple[Leak, ...]
    waived: tuple[Leak, ...] = ()
    declared: tuple[Leak, ...] = ()

    def place(self, at: str | Place) -> Place:
        return self.subject.place(at)


def scanned(subject: Document | LedgerEntry, county: SiteContext) -> Scanned:
    """Scan one subject; own contacts are left out, and set apart is what a waiver or a declaration excuses."""
    if not isinstance(subject, Document):
        return Scanned(subject, tuple(leak for leak in _entry(subject) if not _own(leak.hit, county)))
    found: Iterable[Leak] = (leak for leak in _document(subject) if not _own(leak.hit, county))
    if not subject.kind.public:
        # Keys have comments that look like mailboxes, norms have addresses; nobody but the office reads either.
        found = (leak for leak in found if _grave(leak))
    waived, before, unclear = (
        excused(subject),
        _excused_before(subject),
        not subject.damaged.isdisjoint(("waivers", "contacts")),
    )
    leaks: list[Leak] = []
    excused_leaks: list[Leak] = []
    declared: list[Leak] = []
    mobiles: defaultdict[Contact, set[str]] = defaultdict(set)
    for leak in _counted(found):
        if leak.contact and leak.hit.detector.code in _OF_PEOPLE:
            mobiles[leak.contact].add(fold_key(leak.hit.value))
        if leak.contact and len(mobiles[leak.contact]) <= MOST_MOBILES:
            declared.append(leak)
        elif not leak.hit.detector.hard and leak.key in waived:
            excused_leaks.append(leak)
        elif not _graver(leak) and (leak.hit.detector.code, leak.first_named) in before:
            leaks.append(dataclasses.replace(leak, signed_before=True))
        elif _grave(leak) or not unclear:  # what cannot be read may excuse it; of these few are waived
            leaks.append(leak)
    return Scanned(subject, tuple(leaks), tuple(excused_leaks), tuple(declared))


def _grave(leak: Leak) -> bool:
    """Return whether it counts wherever it stands."""
    return leak.hit.detector.hard or leak.hit.detector.code in _OF_PEOPLE


def _graver(leak: Leak) -> bool:
    """Return whether no waiver excuses it, or only one that the leader confirmed by itself."""
    return leak.hit.detector.hard or leak.hit.detector.confirmed


def _counted(found: Iterable[Leak]) -> Iterator[Leak]:
    """Each leak with its place among those of other values that would be named alike."""
    values: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for leak in found:
        alike = values[leak.named]
        nth = alike.setdefault(fold_key(leak.hit.value), len(alike) + 1)
        yield leak if nth == 1 else dataclasses.replace(leak, nth=nth)


def excused(document: Document) -> frozenset[tuple[str, str]]:
    """The rules and places that the waivers of a document name; only an item has any."""
    if document.item is None or "waivers" in document.damaged:
        return frozenset()
    return frozenset((one.rule, one.where) for one in document.item.waivers)


def _excused_before(document: Document) -> frozenset[tuple[str, str]]:
    """Return what waivers name that a leader signed when a waiver excused all values of its words: none of them says whose it is."""
    item, final = document.item, document.review.final
    if item is None or final is None or final.decision != "agree" or "waivers" in document.damaged:
        return frozenset()
    return frozenset((one.rule, one.where) for one in item.waivers if one.rule in EARLIER and one.whose is None)


def _document(document: Document) -> Iterator[Leak]:
    """Source and rendered text; titles are part of the source, names of files are listed in it."""
    source = _without_review(document)
    body = len(source) - len(document.body)
    hits = dict(_each(_hits(document, source, body), document))
    if hits:
        yield from _in_source(document, source, body, hits)
    yield from _attached(document)


def _each(hits: Iterable[Hit], document: Document) -> Iterator[tuple[Hit, Contact | None]]:
    """Each value once, with the declared organisation whose it is wherever it stands; none that an organ publishes of itself."""
    alike: defaultdict[tuple[str, str], dict[Hit, None]] = defaultdict(dict)
    for hit in hits:
        alike[hit.detector.name, fold_key(hit.value)][hit] = None
    for one in map(list, alike.values()):
        contact = declaring(one, document)
        if contact or not passes(one):
            yield min(one, key=lambda hit: (may_be_declared(hit), passes([hit]))), contact


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
        hits = dict(_each(scan(examined.everything), document)) if examined else {}
        inside = places_inside(examined, hits) if examined and hits else {}
        at = f"attachments.{position}.path"
        for hit, contact in hits.items():
            yield Leak(hit, at, where, attached=True, inside=inside.get(hit, _NOWHERE), contact=contact)


def _read_otherwise(document: Document, front: str) -> Iterator[str]:
    """Yield what readers see that does not stand in the source as they see it: marked-up bodies, values with escapes."""
    html = document.rendered.html
    if not _as_written(html):
        yield _BLANKS.sub("\n\n", plain_text(_ROWS.sub("\n", _CELLS.sub(" | ", html))))
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
    """Return whether a body shows what its source says, character by character: it has paragraphs and headings alone."""
    paragraphs = html.count("<p>") + html.count("<p id=")
    return html.count("<") == 2 * (paragraphs + html.count("<h")) and "&" not in html


def _in_source(document: Document, source: str, body: int, hits: Mapping[Hit, Contact | None]) -> Iterator[Leak]:
    found = places((hit.value for hit in hits if not hit.detector.blank), source)
    found |= {hit.value: list(lines(hit.value, source)) for hit in hits if hit.detector.blank}
    first = source.count("\n", 0, body) + 1
    fields = _REGISTRY if document.kind.is_registry else _FIELDS
    says_whose = {line for key, (line, _) in document.spans.items() if key[0] in ("waivers", "contacts")}
    for hit, contact in hits.items():
        # A waiver may name whose it is; what stands nowhere else is found there.
        there = [one for one in found[hit.value] if one[0] not in says_whose] or found[hit.value]
        for line, column in there or [(first, 1)]:
            where = _BODY if line >= first else fields
            yield Leak(hit, Place(document.path, line, column), where, contact=contact)


def _entry(entry: LedgerEntry) -> Iterator[Leak]:
    for key, value in entry.plain.items():
        if isinstance(value, str):
            for hit in scan(value):
                yield Leak(hit, key, _LEDGER)


def _own(hit: Hit, county: SiteContext) -> bool:
    """Return whether it is how a registered agency is reached, or an address of this site or another office's."""
    if not hit.detector.own:
        return False
    contacts = county.contacts
    if hit.detector.name == "foreign_address":
        host = _host(hit.value)
        own = urlsplit(county.site.base_url).hostname or ""
        return host in (own, own.removeprefix("www.")) or f".{host}".endswith(_GOVERNMENT) or fold_key(host) in contacts
    plain = fold_key(hit.value)
    plain = _COUNTRY.sub("0", plain, count=1) if plain.isdigit() and len(plain) > _LOCAL else plain
    return plain in contacts or (plain.isdigit() and _reaches(county, plain))


def _host(address: str) -> str:
    """The host of an address, however that is written."""
    value = _DOTS.sub(".", _SPACE.sub("", address).replace("\\", "/").lower())
    value = _SCHEME.sub("", value, count=1)
    try:
        return urlsplit(f"//{value}").hostname or ""
    except ValueError:  # brackets that hold no address
        return ""


def _reaches(county: SiteContext, digits: str) -> bool:
    """Return whether a number, perhaps without its area code, is a contact or lies in the block of one."""
    size = len(digits)
    return any((digits[: max(0, size - stars)], size) in ends for stars, ends in county.endings.items())

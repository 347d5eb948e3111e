"""How waivers and declared contacts are told to whoever answers for them: what, where, why, whose, until when, and what stands there."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.core.findings import Place, Text
from gongkai.documents.document import Document
from gongkai.documents.item import Contact, Item, Waiver
from gongkai.documents.labels import CONTACTS
from gongkai.rules import RULES
from gongkai.secrecy.leaks import Leak, Scanned
from gongkai.secrecy.waiving import due_confirmations
from gongkai.source.folding import folded

_AROUND = 24  # characters on both sides
_WAIVERS = Text("豁免（不改动、照原文公开的内容，共 {count} 项）", "waivers ({count}): what is published as it stands")
_CONTACTS = Text("依法公布联系方式的机构（共 {count} 个）", "organisations whose contacts are published ({count})")
_WHERE, _WHOSE = Text("位置", "where"), Text("归属", "whose")
_REASON, _UNTIL, _BASIS = Text("理由", "reason"), Text("期限至", "until"), Text("依据", "basis")
_THERE, _NOTHING = Text("原文", "text"), Text("没有对应的内容", "nothing answers to it")
_LINE = Text("第{number}行 ", "line {number} ")
_BY_ITSELF = Text("（复审时须逐项确认）", " (to be confirmed by itself at the final review)")


def excused_lines(scanned: Scanned, lang: str, *, masked: bool = False) -> Iterator[str]:
    """All waivers and declared contacts of a document, none if it has none; ``masked``: without the text around them."""
    told = _told(scanned, lang, masked=masked)
    if told is None:
        return
    waivers, contacts = told.item.waivers, told.item.contacts
    if waivers:
        yield _WAIVERS.fill(count=len(waivers)).in_language(lang)
    for position, one in enumerate(waivers):
        yield from told.waiver(position, one)
    if contacts:
        yield _CONTACTS.fill(count=len(contacts)).in_language(lang)
    for position, contact in enumerate(contacts):
        yield from told.contact(position, contact)


def one_waiver(scanned: Scanned, waiver: tuple[str, str], lang: str) -> Iterator[str]:
    """One of them, by its rule and place."""
    told = _told(scanned, lang, masked=False)
    for position, one in enumerate(told.item.waivers if told else ()):
        if told and (one.rule, one.where) == waiver:
            yield from told.waiver(position, one)


def _told(scanned: Scanned, lang: str, *, masked: bool) -> _Told | None:
    subject = scanned.subject
    if isinstance(subject, Document) and subject.item and subject.damaged.isdisjoint(("waivers", "contacts")):
        return _Told(scanned, subject, subject.item, lang, masked)
    return None


@dataclass(frozen=True)
class _Told:
    scanned: Scanned
    document: Document
    item: Item
    lang: str
    masked: bool

    def waiver(self, position: int, one: Waiver) -> Iterator[str]:
        rule = f"{one.rule} {RULES[one.rule].name.in_language(self.lang)}" if one.rule in RULES else one.rule
        yield f"   {position + 1}. {rule}{_BY_ITSELF.in_language(self.lang) if position in self._asked else ''}"
        for label, value in ((_WHERE, one.where), (_WHOSE, one.whose), (_REASON, one.reason), (_UNTIL, str(one.until))):
            if value:
                yield self._line(label, value)
        yield from self._texts(self._waived[one.rule, one.where])

    def contact(self, position: int, one: Contact) -> Iterator[str]:
        of = CONTACTS[one.of].in_language(self.lang)
        yield f"   {position + 1}. {of}{self._colon}{one.name}"
        yield self._line(_BASIS, one.basis)
        yield from self._texts(leak for leak in self.scanned.declared if leak.contact == one)

    def _texts(self, leaks: Iterable[Leak]) -> Iterator[str]:
        there = [self._line(_THERE, self._around(leak)) for leak in leaks]
        yield from there or [self._line(_THERE, _NOTHING.in_language(self.lang))]

    def _around(self, leak: Leak) -> str:
        """Return what stands around a hit, folded as the scan reads it, and its line or attachment."""
        number = leak.at.line if isinstance(leak.at, Place) else 0
        place = _LINE.fill(number=number).in_language(self.lang) if number else f"{leak.where.in_language(self.lang)} "
        if self.masked:
            return place + leak.hit.hint
        texts = [folded(self._lines[number - 1])] if number else self._passages
        said = next((text for text in texts if leak.hit.value in text), leak.hit.value)
        return place + _part(said, leak.hit.value)

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self.document.text.split("\n")

    @functools.cached_property
    def _passages(self) -> list[str]:
        return [folded(one.text) for examined in self.document.examined.values() for one in examined.passages]

    @functools.cached_property
    def _asked(self) -> frozenset[int]:
        return frozenset(position for position, _ in due_confirmations(self.scanned))

    @functools.cached_property
    def _waived(self) -> defaultdict[tuple[str, str], list[Leak]]:
        found: defaultdict[tuple[str, str], list[Leak]] = defaultdict(list)
        for leak in self.scanned.waived:
            found[leak.key].append(leak)
        return found

    def _line(self, label: Text, value: str) -> str:
        return f"      {label.in_language(self.lang)}{self._colon}{value}"

    @property
    def _colon(self) -> str:
        return ": " if self.lang == "en" else "："


def _part(text: str, value: str) -> str:
    at = text.find(value)
    start, end = max(0, at - _AROUND), at + len(value) + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}".replace("\n", " ")

"""The only thing that reaches a citizen is made from: an ``ApprovedDocument``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gongkai.core.spool import Kept
from gongkai.documents.card import Card, Content
from gongkai.documents.digest import AttachedFile
from gongkai.documents.values import Model
from gongkai.proof.internal import Internal

_SEAL = object()


class ApprovedDocument:
    """A document that every rule has passed, with what was made of the bytes that were checked.

    Only the checker makes one (``approve`` below, called from ``gongkai.gate.check``); nothing is read again from
    disk afterwards except attachments, whose digests are compared as they are copied. ``internal`` are the texts in it
    that the office alone may read, for the proof of the output.
    """

    __slots__ = ("_content", "approved_on", "card", "internal", "published_on")

    def __init__(
        self,
        seal: object,
        card: Card,
        content: Kept,
        internal: tuple[Internal, ...],
        approved_on: dt.date,
        published_on: dt.date | None,
    ) -> None:
        if seal is not _SEAL:
            raise TypeError("an ApprovedDocument comes from the checker only")
        self.card = card
        self._content = content
        self.internal = internal
        self.approved_on = approved_on
        self.published_on = published_on

    def __reduce__(self) -> tuple[Any, ...]:
        """Whoever makes a page of it elsewhere needs what is public; what the office alone may read stays here."""
        return approve, (self.card, self._content, (), self.approved_on, self.published_on)

    @property
    def name(self) -> str:
        return self.card.name

    @property
    def kind(self) -> str:
        return self.card.kind

    @property
    def path(self) -> str:
        return self.card.path

    @property
    def digest(self) -> str:
        return self.card.digest

    @property
    def folder(self) -> str:
        return self.card.folder

    @property
    def attached(self) -> tuple[AttachedFile, ...]:
        """The listed attachments as they were when checked (rule B03 has refused all others)."""
        return self.card.attached

    @property
    def content(self) -> Content:
        """Unpacked anew each time, because whoever looks at all documents wants one at a time in memory."""
        return Content.unpack(self._content.read())

    @property
    def size(self) -> int:
        """The bytes of its content, about: known without unpacking it."""
        return self._content.size

    @property
    def fields(self) -> Model:
        return self.content.fields

    @property
    def html(self) -> str:
        return self.content.html


def approve(
    card: Card, content: Kept, internal: tuple[Internal, ...], approved_on: dt.date, published_on: dt.date | None
) -> ApprovedDocument:
    """Seal a document. For the checker alone; an architecture test holds everybody else to it."""
    return ApprovedDocument(_SEAL, card, content, internal, approved_on, published_on)

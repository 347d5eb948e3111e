"""The only thing that reaches a citizen is made from: an ``ApprovedDocument``."""

from __future__ import annotations

import datetime as dt

from gongkai.documents.document import Document
from gongkai.documents.values import Model
from gongkai.review.digest import AttachedFile

_SEAL = object()


class ApprovedDocument:
    """A document that every rule has passed, with the bytes that were checked.

    Only the checker makes one (``approve`` below, called from ``gongkai.checker``); nothing is read again from
    disk afterwards except attachments, whose digests are compared as they are copied.
    """

    __slots__ = ("_document", "approved_on", "published_on")

    def __init__(self, seal: object, document: Document, approved_on: dt.date, published_on: dt.date | None) -> None:
        if seal is not _SEAL:
            raise TypeError("an ApprovedDocument comes from the checker only")
        self._document = document
        self.approved_on = approved_on
        self.published_on = published_on

    @property
    def name(self) -> str:
        return self._document.name

    @property
    def kind(self) -> str:
        return self._document.kind.prefix

    @property
    def path(self) -> str:
        return self._document.path

    @property
    def digest(self) -> str:
        return self._document.digest

    @property
    def source(self) -> bytes:
        """The whole file as it was checked, sign-offs included: internal, for the proof of the output alone."""
        return self._document.source

    @property
    def fields(self) -> Model:
        return self._document.fields

    @property
    def html(self) -> str:
        return self._document.rendered.html

    @property
    def folder(self) -> str:
        return self._document.folder

    @property
    def attached(self) -> tuple[AttachedFile, ...]:
        """The listed attachments as they were when checked (rule B03 has refused all others)."""
        return self._document.attached


def approve(document: Document, approved_on: dt.date, published_on: dt.date | None) -> ApprovedDocument:
    """Seal a document. For the checker alone; an architecture test holds everybody else to it."""
    return ApprovedDocument(_SEAL, document, approved_on, published_on)

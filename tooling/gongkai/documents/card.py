"""A document's card: the little that lists, exports and rules about the whole need of it.

A county has many documents; whoever looks at all of them looks at their cards, and the documents themselves stay where they
were judged or lie packed.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.core.pickling import pickled_by_position
from gongkai.documents.digest import AttachedFile
from gongkai.documents.document import Document
from gongkai.documents.item import Item
from gongkai.documents.kinds import kind_of
from gongkai.documents.values import Model
from gongkai.markup.profiles import SECOND

_SEARCHED = 200_000  # characters of the attachments of one document that go into the search index


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Card:
    """One document. ``source`` is the sha256 (hex) of its file; what an item alone has is empty for the other kinds.

    ``links`` are the documents that its body links to, each with its line, ``fragments`` the places in them: (path, place,
    line). ``profile`` is that of its Markdown; ``supersedes`` and ``corrects`` are index numbers. ``revised`` says whether it was
    approved more than once.
    """

    path: str
    name: str
    kind: str
    source: str
    digest: str
    title: str
    attached: tuple[AttachedFile, ...]
    links: tuple[tuple[str, int], ...]
    index_number: str = ""
    summary: str = ""
    agency: str = ""
    joint_agencies: tuple[str, ...] = ()
    category: str = ""
    genre: str = ""
    topics: tuple[str, ...] = ()
    document_number: str = ""
    produced_on: dt.date | None = None
    issued_on: dt.date | None = None
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    validity: str = ""
    disclosure: str = ""
    supersedes: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    language: str = ""
    fragments: tuple[tuple[str, str, int], ...] = ()
    profile: str = SECOND
    revised: bool = False

    @property
    def folder(self) -> str:
        """Where the attachments lie: the folder of the document's own name."""
        return self.path.removesuffix(".md")

    @property
    def sources(self) -> Iterator[tuple[str, str]]:
        """Its files, attachments included, with the sha256 (hex) of each."""
        yield self.path, self.source
        for attached in self.attached:
            yield f"{self.folder}/{attached.path}", attached.sha256

    @property
    def issuers(self) -> tuple[str, ...]:
        """The agencies that issued it together, the one in the lead first."""
        return (self.agency, *self.joint_agencies)

    @property
    def in_force_from(self) -> dt.date | None:
        """The day from which it counts: the one that it names, else that of its issue."""
        return self.effective_on or self.issued_on or self.produced_on

    @property
    def year(self) -> str:
        """The year of an index number."""
        return self.index_number.partition("/")[2][:4]


def card_of(document: Document) -> Card:
    """The card of a document."""
    fields = document.fields
    if document.damaged:
        return _part_of_card(document)
    own: dict[str, Any] = {
        "path": document.path,
        "name": document.name,
        "kind": document.kind.prefix,
        "source": document.source_digest,
        "digest": document.digest,
        "title": getattr(fields, "title", ""),
        "attached": document.attached,
        "links": document.rendered.links,
        "fragments": document.rendered.fragments,
        "summary": getattr(fields, "summary", ""),
        "language": getattr(fields, "language", ""),
        "profile": document.profile,
        "revised": bool(getattr(fields, "revisions", ())),
    }
    if not isinstance(fields, Item):
        return Card(**own)
    return Card(
        **own,
        index_number=fields.index_number,
        # Identifiers that many cards have; equal ones become one, so that they travel and are held once.
        agency=sys.intern(fields.agency),
        joint_agencies=tuple(map(sys.intern, fields.joint_agencies)),
        category=sys.intern(fields.category),
        genre=sys.intern(fields.genre),
        topics=tuple(map(sys.intern, fields.topics)),
        document_number=fields.document_number or "",
        produced_on=fields.produced_on,
        issued_on=fields.issued_on,
        effective_on=fields.effective_on,
        expires_on=fields.expires_on,
        validity=fields.validity or "",
        disclosure=fields.disclosure,
        supersedes=fields.supersedes,
        corrects=fields.corrects,
    )


def _part_of_card(document: Document) -> Card:
    """Return what can be said of a document that could not be read whole."""
    known: dict[str, Any] = {
        key: getattr(document.fields, key)
        for key in (
            "title",
            "index_number",
            "summary",
            "agency",
            "category",
            "genre",
            "disclosure",
            "supersedes",
            "corrects",
        )
        if key in type(document.fields).model_fields and key not in document.damaged
    }
    return Card(
        path=document.path,
        name=document.name,
        kind=document.kind.prefix,
        source=document.source_digest,
        digest=document.digest,
        attached=document.attached,
        links=document.rendered.links,
        **({"title": ""} | known),
    )


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows of a document: its typed fields and its body as HTML; and what its attachments say, for the search."""

    fields: Model
    html: str
    attached: str = ""

    @staticmethod
    def pack(document: Document) -> bytes:
        """The content of a document as plain data, to travel between processes. It must have no problem."""
        said = "\n".join(document.examined[file.path].shown for file in document.attached)[:_SEARCHED]
        return json.dumps([document.path, document.values, document.rendered.html, said], ensure_ascii=False).encode()

    @staticmethod
    def unpack(data: bytes) -> Content:
        """Content that was packed in the same run; typed again by the model that typed it before."""
        path, values, html, attached = json.loads(data)
        found = kind_of(path)
        assert found is not None, path
        return Content(found[0].model.model_validate(values), html, attached)

    @staticmethod
    def html_of(data: bytes) -> str:
        """The body of packed content, which may come from anybody. Raises ValueError, LookupError or TypeError."""
        return str(json.loads(data)[2])

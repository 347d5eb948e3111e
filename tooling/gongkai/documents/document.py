"""A reviewed document as the rules see it: what was written, what was attached, what was signed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.attachments.examine import examine
from gongkai.attachments.examined import Examined
from gongkai.core.findings import At, Finding, Place, Text
from gongkai.documents.bind import bind, bind_review
from gongkai.documents.digest import AttachedFile, document_digest
from gongkai.documents.item import Attachment, Item
from gongkai.documents.kinds import ITEM, Kind, kind_of
from gongkai.documents.registries import Markup
from gongkai.documents.review import Review
from gongkai.documents.values import Model
from gongkai.markup.profiles import FIRST, SECOND, render
from gongkai.markup.rendered import Rendered
from gongkai.source.envelope import Envelope, open_document, open_registry
from gongkai.source.problems import Problem
from gongkai.source.text import decode
from gongkai.source.tree import Source, TooLarge


@dataclass(frozen=True, slots=True)
class Document:
    """One file with its attachments, typed.

    ``values`` is the front matter as it was written, ``fields`` what it says; they lack the keys in ``damaged``. ``digest``
    covers the name, the reviewed bytes and the attachments as they lie there now; ``examined`` is what those hold. ``profile`` is that of its
    Markdown. A document with ``problems`` never passes the checker: all else is then of the text as ``gongkai tidy`` would leave it,
    for finding what else is wrong. An item of which the index number cannot be read has no ``name``; where it cannot be told what
    will be signed there is no ``digest``.
    """

    name: str
    kind: Kind
    path: str
    path_parts: Mapping[str, str]
    source: bytes
    body: str
    rendered: Rendered
    values: Mapping[str, Any]
    fields: Model
    review: Review
    signed: Mapping[str, Any]
    attached: tuple[AttachedFile, ...]
    digest: str
    spans: Mapping[tuple[str | int, ...], tuple[int, int]]
    problems: tuple[Problem, ...] = ()
    damaged: frozenset[str] = frozenset()
    examined: Mapping[str, Examined] = field(default_factory=dict)
    profile: str = SECOND

    @property
    def item(self) -> Item | None:
        return self.fields if isinstance(self.fields, Item) else None

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The listed attachments, as far as the list can be read."""
        return () if "attachments" in self.damaged else getattr(self.fields, "attachments", ())

    @property
    def whole(self) -> bool:
        """Return whether all of it could be read."""
        return not self.damaged and not any(problem.code == "Y01" for problem in self.problems)

    @property
    def text(self) -> str:
        """The source as a text, in which places are those of its findings."""
        return decode(self.source)[0] if self.problems else self.source.decode()

    @property
    def reviewed(self) -> bytes:
        """Exactly what is signed: the file without its review block."""
        return opened(self.kind, self.source).reviewed

    @property
    def folder(self) -> str:
        """Where the attachments lie: the folder of the document's own name."""
        return self.path.removesuffix(".md")

    @property
    def source_digest(self) -> str:
        """The sha256 (hex) of the whole file."""
        return hashlib.sha256(self.source).hexdigest()

    def place(self, at: str | Place) -> Place:
        """The place of a key path such as ``review.final.by``, or of the nearest key around it."""
        return at if isinstance(at, Place) else _nearest(self.path, self.spans, at)


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading one file: its problems, and a document where there is enough for one.

    ``source`` is the sha256 (hex) of the bytes of a ledger; a document has its own.
    """

    path: str
    problems: tuple[Problem, ...]
    document: Document | None = field(default=None)
    source: str = ""

    def place(self, at: str | Place) -> Place:
        if self.document is not None:
            return self.document.place(at)
        return at if isinstance(at, Place) else Place(self.path)

    def reported(self, code: str) -> Iterator[Finding]:
        """The problems of reading that belong to one rule, as its findings."""
        for problem in self.problems:
            if problem.code == code:
                place = Place(self.path, problem.line, problem.column)
                yield Finding(place, problem.message, problem.remedy_for(self.path))


def read(
    source: Source,
    path: str,
    attached: tuple[str, ...] = (),
    rendered: Rendered | None = None,
    markup: Markup | None = None,
) -> Reading:
    """Read the document at ``path``; ``attached`` are the files found in its folder. Each file is read once.

    ``rendered`` is its body where somebody else has rendered it; ``markup`` what the site says of its Markdown.
    """
    found = kind_of(path)
    assert found is not None, path
    kind, match = found
    try:
        data = source.read(path)
    except TooLarge as large:
        return Reading(path, (_too_large(large),))
    envelope = opened(kind, data)
    missing = frozenset() if envelope.complete else frozenset(kind.model.model_fields) - envelope.values.keys()
    unread = (envelope.damaged | missing) & kind.model.model_fields.keys()
    fields, problems, damaged = bind(kind.model, envelope.values, envelope.spans, (), unread)
    review, review_problems, damaged_levels = bind_review(
        envelope.review, envelope.spans, not envelope.complete or "review" in envelope.damaged
    )
    problems = [*envelope.problems, *problems, *review_problems]
    try:
        pairs = [attach(source, path.removesuffix(".md"), one) for one in attached]
    except TooLarge as large:
        return Reading(path, (*problems, _too_large(large)))
    files = tuple(file for file, _ in pairs)
    name = "" if kind is ITEM and "index_number" in damaged else kind.name(match, envelope.values)
    # Where the list cannot be read, a link to a file that lies there is no mistake of the body.
    listed = frozenset(
        file.path for file in (files if "attachments" in damaged else getattr(fields, "attachments", ()))
    )
    digest = digest_of(name, envelope, listed, files) if name and envelope.judged else ""
    profile = profile_of(markup, review, digest)
    rendered = rendered or render(profile, envelope.body, envelope.body_line, path, listed)
    problems += rendered.problems
    document = Document(
        name=name,
        kind=kind,
        path=path,
        path_parts=match.groupdict(),
        source=data,
        body=envelope.body,
        rendered=rendered,
        values=envelope.values,
        fields=fields,
        review=review,
        signed=envelope.review if isinstance(envelope.review, dict) else {},
        attached=files,
        digest=digest,
        spans=envelope.spans,
        problems=tuple(problems),
        damaged=damaged | {f"review.{level}" for level in damaged_levels},
        examined={file.path: examined for file, examined in pairs},
        profile=profile,
    )
    return Reading(path, tuple(problems), document)


def profile_of(markup: Markup | None, review: Review, digest: str) -> str:
    """The Markdown profile of a document: what was approved under the first one stays as it was approved, until it is edited."""
    if markup is None:
        return FIRST
    final = review.final
    approved = final is not None and final.decision == "agree" and final.digest == digest
    return FIRST if final and approved and final.day < markup.since else markup.profile


def _too_large(large: TooLarge) -> Problem:
    remedy = Text("拆分或压缩后重新送审", "split it or make it smaller, then have it reviewed again")
    return Problem("Y01", 1, 1, large.text, remedy)


class Locator:
    """Finds the places of key paths in documents, registries and ledgers, or of the nearest key around each.

    Many findings lie in one file, which is read once.
    """

    def __init__(self, source: Source) -> None:
        self._read = functools.lru_cache(maxsize=16)(functools.partial(_spans, source))

    def __call__(self, at: At) -> Place:
        return _nearest(at.path, self._read(at.path), at.key)


def _spans(source: Source, path: str) -> Mapping[tuple[str | int, ...], tuple[int, int]]:
    data = source.read(path)
    return (open_document(data) if path.endswith(".md") else open_registry(data, reviewed=False)).spans


def anchors_of(source: Source, markup: Markup | None, path: str) -> frozenset[str]:
    """The places in the document at ``path`` to which a link can lead."""
    document = read(source, path, markup=markup).document
    return frozenset(document.rendered.anchors) if document else frozenset()


def _nearest(path: str, spans: Mapping[tuple[str | int, ...], tuple[int, int]], at: str) -> Place:
    keys: tuple[str | int, ...] = tuple(int(key) if key.isdigit() else key for key in at.split(".") if key)
    while keys and keys not in spans:
        keys = keys[:-1]
    return Place(path, *spans.get(keys, (1, 1)))


def opened(kind: Kind, data: bytes) -> Envelope:
    """A file of a kind, taken apart."""
    return open_registry(data) if kind.is_registry else open_document(data)


def attach(source: Source, folder: str, path: str) -> tuple[AttachedFile, Examined]:
    """An attachment as it lies there, and what it holds: of the same bytes."""
    data = source.read(path)
    file = AttachedFile(path.removeprefix(f"{folder}/"), len(data), hashlib.sha256(data).hexdigest())
    return file, examine(file.path, data, file.sha256)


def digest_of(name: str, envelope: Envelope, listed: frozenset[str], files: tuple[AttachedFile, ...]) -> str:
    """The digest that reviewers sign: only listed attachments count, an unlisted one is refused by B03."""
    return document_digest(name, envelope.judged, [file for file in files if file.path in listed])


__all__ = ["ITEM", "Document", "Locator", "Reading", "anchors_of", "attach", "digest_of", "opened", "read"]

"""A reviewed document as the rules see it: what was written, what was attached, what was signed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.attachments.examine import examine
from gongkai.attachments.examined import Examined
from gongkai.documents.bind import bind, bind_review
from gongkai.documents.item import Attachment, Item
from gongkai.documents.kinds import ITEM, Kind, kind_of
from gongkai.documents.review import Review
from gongkai.documents.values import Model
from gongkai.findings import At, Finding, Place
from gongkai.markup.render import Rendered, render
from gongkai.review.digest import AttachedFile, document_digest
from gongkai.source.envelope import Envelope, open_document, open_registry
from gongkai.source.problems import Problem
from gongkai.source.tree import Source


@dataclass(frozen=True, slots=True)
class Document:
    """One file with its attachments, typed.

    ``values`` is the front matter as it was written, ``fields`` what it says; they lack the keys in ``damaged``. ``digest``
    covers the name, the reviewed bytes and the attachments as they lie there now; ``examined`` is what those hold. A document with ``problems`` never
    passes the checker.
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

    @property
    def item(self) -> Item | None:
        return self.fields if isinstance(self.fields, Item) else None

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return getattr(self.fields, "attachments", ())

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
                yield Finding(Place(self.path, problem.line, problem.column), problem.message, problem.remedy)


def read(source: Source, path: str, attached: tuple[str, ...] = (), rendered: Rendered | None = None) -> Reading:
    """Read the document at ``path``; ``attached`` are the files found in its folder. Each file is read once.

    ``rendered`` is its body where somebody else has rendered it.
    """
    found = kind_of(path)
    assert found is not None, path
    kind, match = found
    data = source.read(path)
    envelope = opened(kind, data)
    if envelope.problems:
        # A text that cannot be trusted to say what it shows is not typed; its other errors would be guesses.
        return Reading(path, tuple(envelope.problems))
    fields, problems, damaged = bind(kind.model, envelope.values, envelope.spans)
    review, review_problems, damaged_levels = bind_review(envelope.review, envelope.spans)
    problems += review_problems
    if fields is None:
        return Reading(path, tuple(problems))
    pairs = [attach(source, path.removesuffix(".md"), one) for one in attached]
    files = tuple(file for file, _ in pairs)
    name = kind.name(match, envelope.values)
    listed = frozenset(attachment.path for attachment in getattr(fields, "attachments", ()))
    rendered = rendered or render(envelope.body, envelope.body_line, path, listed)
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
        digest=digest_of(name, envelope, fields, files),
        spans=envelope.spans,
        problems=tuple(problems),
        damaged=damaged | {f"review.{level}" for level in damaged_levels},
        examined={file.path: examined for file, examined in pairs},
    )
    return Reading(path, tuple(problems), document)


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


def _nearest(path: str, spans: Mapping[tuple[str | int, ...], tuple[int, int]], at: str) -> Place:
    keys: tuple[str | int, ...] = tuple(int(key) if key.isdigit() else key for key in at.split(".") if key)
    while keys and keys not in spans:
        keys = keys[:-1]
    return Place(path, *spans.get(keys, (1, 1)))


def opened(kind: Kind, data: bytes) -> Envelope:
    """A file of a kind, taken apart."""
    return open_registry(data) if kind.prefix == "registry" else open_document(data)


def attach(source: Source, folder: str, path: str) -> tuple[AttachedFile, Examined]:
    """An attachment as it lies there, and what it holds: of the same bytes."""
    data = source.read(path)
    file = AttachedFile(path.removeprefix(f"{folder}/"), len(data), hashlib.sha256(data).hexdigest())
    return file, examine(file.path, data, file.sha256)


def digest_of(name: str, envelope: Envelope, fields: Model, files: tuple[AttachedFile, ...]) -> str:
    """The digest that reviewers sign: only listed attachments count, an unlisted one is refused by B03."""
    listed = {attachment.path for attachment in getattr(fields, "attachments", ())}
    return document_digest(name, envelope.reviewed, [file for file in files if file.path in listed])


__all__ = ["ITEM", "Document", "Locator", "Reading", "attach", "digest_of", "opened", "read"]

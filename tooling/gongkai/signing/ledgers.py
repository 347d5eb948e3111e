"""The ledgers (登记簿): what happened after approval, kept outside the signed documents.

A new kind of ledger is one ``LedgerKind`` in ``KINDS``: its entry's fields and whose leader signs it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from gongkai.core.findings import Place, Text
from gongkai.documents.bind import bind
from gongkai.documents.document import Reading
from gongkai.documents.review import Level, SignOff
from gongkai.documents.values import AgencyRef, Date, Identifier, Instant, Line, Model, Ref, YesNo
from gongkai.source.envelope import open_registry
from gongkai.source.limits import PROBLEMS, too_many
from gongkai.source.problems import Problem
from gongkai.source.tree import Source, TooLarge

_PATH = re.compile(r"catalog/ledgers/(?P<kind>[a-z_]+)/(?P<year>[0-9]{4})\.yaml")


class LeaderSignature(Model):
    by: Identifier
    signed_at: Instant
    signature: str | None = None


class Absence(Model):
    """An officer not on duty from the first to the last day; only then may B sign (二·B).

    A ``cancelled`` one says that the absence recorded before from the same day on did not come about.
    """

    officer: Identifier
    from_: Date = Field(alias="from")
    until: Date
    cancelled: YesNo = False
    reason: Line | None = None
    signed: LeaderSignature


class Withdrawal(Model):
    """A published document taken away: withdrawn, published by mistake, or merged into another one."""

    document: Line
    kind: Literal["withdrawn", "wrongly_published", "merged"]
    into: Line | None = None
    on: Date
    signed: LeaderSignature


class Publication(Model):
    """The day a document reached the public through a channel; a fact for the books, signed by nobody."""

    document: Line
    on: Date
    channel: Identifier
    ref: Line | None = None


class Withheld(Model):
    """Something that is not published (一·四·4): a pointer, the ruling and its term, never the text itself.

    ``reported_on`` is the day on which the secrecy bureau was told, before ``decided_on``; then either the bureau answers or the
    joint meeting decides. What was marked has ``expires_on``; once that or ``declassified_on`` has come it is due for release,
    until ``released_as`` names the item that it became.
    """

    pointer: Line
    agency: AgencyRef
    exemption: Annotated[str, Ref("exemption")]
    decided_on: Date
    reported_on: Date | None = None
    report_ref: Line | None = None
    replied_on: Date | None = None
    reply_ref: Line | None = None
    meeting_on: Date | None = None
    meeting_ref: Line | None = None
    level: Literal["top-secret", "secret", "confidential"] | None = None
    expires_on: Date | None = None
    declassified_on: Date | None = None
    released_as: Line | None = None


class ClassificationError(Model):
    """One of the four errors of classification (三·7), found in whatever document the pointer names."""

    pointer: Line
    agency: AgencyRef
    kind: Literal["too_low", "too_high", "groundless", "omitted"]
    found_on: Date
    corrected_on: Date | None = None
    ref: Line | None = None


class Incident(Model):
    """A document that gave away what it should not (一·五): open until the remedy is done and recorded."""

    document: Line
    found_on: Date
    ref: Line | None = None
    closed_on: Date | None = None
    remedy: Line | None = None


class Refusal(Model):
    """A review that did not agree, as ``gongkai sign`` wrote it, because the next review takes its place in the document.

    ``agency`` is the joint agency that refused. The document may be given up and deleted; what was said of it stays.
    """

    reviewed: Line
    level: Level
    agency: Identifier | None = None
    signoff: SignOff


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """``zh`` is how people call it. ``subject`` gives the officer or the document whose agency's leader signs an entry; None: unsigned.

    ``grows``: no entry goes or changes. ``by_hand``: entries are recorded by people, with ``gongkai record``.
    """

    name: str
    zh: str
    entry: type[Model]
    subject: Callable[[Any], str] | None
    by_hand: bool = True

    @property
    def grows(self) -> bool:
        return self.subject is not None or not self.by_hand


# Functions with a name, because entries travel to worker processes.
def _of_officer(entry: Absence) -> str:
    return f"officer:{entry.officer}"


def _of_document(entry: Withdrawal) -> str:
    return entry.document


KINDS: dict[str, LedgerKind] = {
    kind.name: kind
    for kind in (
        LedgerKind("absences", "不在岗", Absence, _of_officer),
        LedgerKind("withdrawals", "撤下", Withdrawal, _of_document),
        LedgerKind("publications", "公开", Publication, None),
        LedgerKind("withheld", "不予公开", Withheld, None),
        LedgerKind("classification_errors", "定密差错", ClassificationError, None),
        LedgerKind("incidents", "泄密事件", Incident, None),
        LedgerKind("refusals", "不同意公开的意见", Refusal, None, by_hand=False),
    )
}


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of a ledger, with the plain values that were signed."""

    kind: LedgerKind
    path: str
    position: int
    fields: Model
    plain: Mapping[str, Any]
    spans: Mapping[tuple[str | int, ...], tuple[int, int]]

    def place(self, at: str | Place) -> Place:
        if isinstance(at, Place):
            return at
        keys: tuple[str | int, ...] = ("entries", self.position, *(key for key in at.split(".") if key))
        while keys and keys not in self.spans:
            keys = keys[:-1]
        return Place(self.path, *self.spans.get(keys, (1, 1)))


def is_ledger(path: str) -> bool:
    match = _PATH.fullmatch(path)
    return bool(match) and match["kind"] in KINDS if match else False


def kind_of_ledger(path: str) -> str:
    """The kind of the ledger at a path."""
    match = _PATH.fullmatch(path)
    assert match is not None, path
    return match["kind"]


def read_ledger(source: Source, path: str) -> tuple[Reading, list[LedgerEntry]]:
    """Read one year of one ledger; entries that do not fit their kind are left out and reported."""
    match = _PATH.fullmatch(path)
    assert match is not None, path
    kind = KINDS[match["kind"]]
    try:
        data = source.read(path)
    except TooLarge as large:
        return Reading(path, (Problem("Y01", 1, 1, large.text, Text("拆分登记簿", "split the ledger")),)), []
    envelope = open_registry(data, reviewed=False)
    problems = list(envelope.problems)
    entries: list[LedgerEntry] = []
    plain_entries = envelope.values.get("entries")
    reviewed = ("review",) in envelope.spans
    if not problems and (reviewed or not isinstance(plain_entries, list) or set(envelope.values) != {"entries"}):
        message = Text("登记簿只有一项 entries，其下是列表", "a ledger holds one key, `entries`, with a list")
        line, column = envelope.spans[("review",)] if reviewed else (1, 1)
        problems.append(Problem("Y03", line, column, message, Text("按登记簿说明改正", "see the reference of ledgers")))
    elif not problems:
        for position, plain in enumerate(plain_entries or []):
            if len(problems) >= PROBLEMS:
                problems.append(too_many(len(plain_entries) - position, problems[-1].line))  # type: ignore[arg-type]
                break
            fields, found, _ = bind(kind.entry, plain, envelope.spans, ("entries", position))  # type: ignore[arg-type]
            problems += found
            if fields is not None and not found:
                entries.append(LedgerEntry(kind, path, position, fields, plain, envelope.spans))
    return Reading(path, tuple(problems), source=hashlib.sha256(data).hexdigest()), entries

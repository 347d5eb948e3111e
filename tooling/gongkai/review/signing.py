"""Adding a sign-off to a document, or refusing to.

Nobody can sign what the rules refuse: the document is judged as it would stand after the signature, and only what
later levels have yet to add may be missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.documents.document import Document, Reading, read
from gongkai.documents.kinds import kind_of
from gongkai.documents.review import Level
from gongkai.findings import CannotRun, Diagnostic, Severity
from gongkai.review.block import with_review
from gongkai.review.county import County
from gongkai.review.digest import namespace, review_statement
from gongkai.review.roster import ROLES
from gongkai.review.signer import Signer
from gongkai.rules import judge_file
from gongkai.source.tree import Source

_MISSING = {Level.BUSINESS: "R07", Level.FIRST: "R01", Level.JOINT: "R11", Level.FINAL: "R02"}
_ORDER = [Level.BUSINESS, Level.FIRST, Level.JOINT, Level.FINAL]


@dataclass(frozen=True, slots=True)
class Intent:
    """What an officer is about to sign, but for the digest."""

    level: Level
    by: str
    signed_at: dt.datetime
    decision: str = "agree"
    opinion: str = "经审查，同意公开。"
    basis: tuple[str, ...] = ()
    acting_for: str | None = None
    session: str | None = None
    checklist: tuple[tuple[str, str], ...] = field(default=())

    def fields(self, digest: str) -> dict[str, Any]:
        """The sign-off's fields in the order in which they are written, without the signature."""
        signoff: dict[str, Any] = {"by": self.by}
        if self.acting_for:
            signoff["acting_for"] = self.acting_for
        signoff |= {"decision": self.decision, "opinion": self.opinion, "basis": list(self.basis)}
        if self.checklist:
            signoff["checklist"] = [{"id": name, "result": result} for name, result in self.checklist]
        if self.session:
            signoff["session"] = self.session
        return signoff | {"signed_at": self.signed_at.isoformat(timespec="seconds"), "digest": digest}


@dataclass(frozen=True, slots=True)
class SignResult:
    """The new bytes of the file, and what stood against writing them (then the bytes must not be written)."""

    document: Document | None
    data: bytes
    statement: bytes
    refusals: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """A source in which one file has other bytes."""

    source: Source
    path: str
    data: bytes

    def files(self, *tops: str) -> Any:
        return self.source.files(*tops)

    def read(self, path: str) -> bytes:
        return self.data if path == self.path else self.source.read(path)

    def has(self, path: str) -> bool:
        return path == self.path or self.source.has(path)


def sign(
    source: Source, path: str, attached: tuple[str, ...], intent: Intent, signer: Signer, basis: County
) -> SignResult:
    """The document at ``path`` with one more sign-off; later levels, which no longer hold, are removed."""
    if kind_of(path) is None:
        raise CannotRun(
            f"{path} 不是可以审签的文档：请放到规定的位置",
            f"{path} is no reviewed document; see where each kind belongs",
        )
    reading = read(source, path, attached)
    document = reading.document
    if document is None:
        return SignResult(None, b"", b"", tuple(judge_file(reading, (), basis)))
    review = _up_to(document, intent)
    signoff, statement = signed_off(
        basis.site.site_id, document.name, document.digest, intent, signer, review.get("first")
    )
    if intent.level is Level.JOINT:
        joint = dict(review.get("joint", {}))
        joint[_joint_agency(document, intent, basis)] = signoff
        review["joint"] = joint
    else:
        review[intent.level] = signoff
    ordered: dict[str, Any] = {level: review[level] for level in _ORDER if level in review}
    data = with_review(document.source, ordered)
    after = read(Overlay(source, path, data), path, attached)
    return SignResult(document, data, statement, _refusals(after, intent, basis))


def signed_off(
    site_id: str, document: str, digest: str, intent: Intent, signer: Signer, first: Mapping[str, Any] | None
) -> tuple[dict[str, Any], bytes]:
    """A sign-off with its signature, and the statement that was signed. Judges nothing."""
    signoff = intent.fields(digest)
    statement = review_statement(site_id, document, intent.level, signoff, first)
    return signoff | {"signature": signer.sign(statement, namespace(intent.level))}, statement


def _up_to(document: Document, intent: Intent) -> dict[str, Any]:
    """The sign-offs that stay: those of earlier levels, and of other joint agencies."""
    position = _ORDER.index(intent.level)
    kept: dict[str, Any] = {level: document.signed[level] for level in _ORDER[:position] if level in document.signed}
    if intent.level is Level.JOINT and isinstance(document.signed.get("joint"), dict):
        kept["joint"] = document.signed["joint"]
    return kept


def _joint_agency(document: Document, intent: Intent, basis: County) -> str:
    """The joint agency for which an officer signs."""
    joint = document.item.joint_agencies if document.item else ()
    leads = basis.roster.agencies(intent.by, ROLES[Level.JOINT], intent.signed_at.date())
    for agency in joint:
        if agency in leads:
            return agency
    raise CannotRun(
        f"{intent.by} 不是联合发文机关的分管领导", f"{intent.by} leads none of the joint agencies of this document"
    )


def _refusals(after: Reading, intent: Intent, basis: County) -> tuple[Diagnostic, ...]:
    review = after.document.review if after.document else None
    later = set()
    for level in _ORDER[_ORDER.index(intent.level) + 1 :]:
        if review and not getattr(review, level):
            later.add(_MISSING[level])
    if intent.level is Level.JOINT:
        later.add(_MISSING[Level.JOINT])
    if intent.decision == "disagree":
        # A disagreement is recorded as what it is; it blocks publication by itself.
        later.add(_MISSING[intent.level])
    # What is missing may come later; what is there and cannot be read is nobody's to add.
    later -= {problem.code for problem in after.problems}
    found = judge_file(after, (), basis)
    # Whoever is absent can still be told to leave it to the deputy; afterwards it is a matter of the books.
    return tuple(d for d in found if (d.severity is Severity.ERROR or d.code == "R06") and d.code not in later)

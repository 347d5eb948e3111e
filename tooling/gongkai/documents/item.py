"""A catalog item (目录条目): the fields of the design's table, in its order."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from gongkai.documents.blocks import Funds, Service
from gongkai.documents.values import (
    AgencyRef,
    Count,
    Date,
    DocumentNumber,
    FileName,
    Hex64,
    IndexNumber,
    ItemRef,
    Language,
    Line,
    Model,
    Prose,
    Ref,
    Title,
    YesNo,
)


class Declassified(Model):
    on: Date
    by: Line
    ref: Line


class Marking(Model):
    """The original once carried a classification mark (一·四·1). Never rendered.

    ``basis_level`` is what the scope or list of secrets says its level should have been (三·7).
    """

    level: Literal["top-secret", "secret", "confidential"]
    basis_level: Literal["top-secret", "secret", "confidential", "none"] | None = None
    term: Line
    marked_on: Date
    expires_on: Date
    declassified: Declassified | None = None


class Declassification(Model):
    organ: Line
    leader: Line
    on: Date
    ref: Line


class ScopeCheck(Model):
    """Whether unmarked text falls within the scope of secrets (一·四·2). Never rendered."""

    in_scope: YesNo
    note: Line | None = None
    declassification: Declassification | None = None


class Determination(Model):
    """The answer of the competent organ in a disputed case (一·四·3). Never rendered."""

    organ: Line
    ref: Line
    asked_on: Date
    answered_on: Date | None = None
    result: Literal["public", "partial", "secret"] | None = None


class Redaction(Model):
    """What was treated before release (一·四·3); shown to the public as a notice."""

    done_by: Line
    on: Date
    parts: tuple[Line, ...]
    reason: Line
    stage: Literal["partial", "final"]
    next_review: Date | None = None


class Privacy(Model):
    """Whether personal data stands in the text and what was done about it. Never rendered."""

    personal_data: YesNo
    treatment: Line | None = None
    consent: Line | None = None


class OriginConsent(Model):
    """Another organ's consent to the release of its information. Never rendered."""

    organ: Line
    on: Date
    ref: Line


class Attachment(Model):
    """A file in the folder of the document's name."""

    path: FileName
    title: Title
    sha256: Hex64


class Revision(Model):
    revision: Count
    on: Date
    note: Line


class Waiver(Model):
    """What a rule found and may stand all the same, for a reason and a time. Never rendered.

    ``where`` is as the finding shows it; ``whose`` says whose number, name or contact it is (P01-P03).
    """

    rule: Line
    where: Line
    reason: Line
    until: Date
    whose: Line | None = None


class Contact(Model):
    """An organisation whose contacts the item publishes because it has to. Never rendered.

    ``of`` is what it is in this matter, ``name`` its full name as the text has it, ``basis`` what demands publication.
    """

    of: Literal["purchaser", "agent", "supplier", "tenderer", "recruiter", "undertaker", "supervisor"]
    name: Line
    basis: Line


class Item(Model):
    INTERNAL: ClassVar[frozenset[str]] = frozenset(
        {"nature", "marking", "scope_check", "determination", "privacy", "contacts", "waivers", "origin_consent"}
    )

    index_number: IndexNumber
    title: Title
    summary: Line
    agency: AgencyRef
    joint_agencies: tuple[AgencyRef, ...] = ()
    origin_consent: OriginConsent | None = None
    produced_on: Date
    issued_on: Date | None = None
    effective_on: Date | None = None
    expires_on: Date | None = None
    document_number: DocumentNumber | None = None
    genre: Annotated[str, Ref("genre")]
    category: Annotated[str, Ref("category")]
    topics: tuple[Annotated[str, Ref("topic")], ...] = ()
    keywords: tuple[Line, ...] = ()
    audience: Line | None = None
    nature: Literal["general", "policy", "business"]
    carrier: Literal["paper", "film", "tape", "disk", "electronic"]
    disclosure: Literal["proactive", "on_request"]
    validity: Literal["in_force", "amended", "repealed", "expired"] | None = None
    supersedes: tuple[ItemRef, ...] = ()
    corrects: tuple[ItemRef, ...] = ()
    channels: tuple[Annotated[str, Ref("channel")], ...]
    cadence: Literal["periodic", "as-needed", "prompt"] | None = None
    review_by: Date | None = None
    marking: Marking | None = None
    scope_check: ScopeCheck
    determination: Determination | None = None
    redaction: Redaction | None = None
    privacy: Privacy
    attachments: tuple[Attachment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    language: Language = "zh-CN"
    fee: Line | None = None
    focus: Line | None = None
    service: Service | None = None
    funds: Funds | None = None
    reason: Prose | None = None
    exemption: Annotated[str, Ref("exemption")] | None = None
    contacts: tuple[Contact, ...] = ()
    waivers: tuple[Waiver, ...] = ()

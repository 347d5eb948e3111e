"""Every act of signing, in one form: a review of a document or a ledger entry, and what it has to satisfy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.days import china_day
from gongkai.core.findings import At, Place
from gongkai.documents.card import Card
from gongkai.documents.digest import JOINT_UNNAMED, ledger_statement, namespace, review_statement
from gongkai.documents.document import Document
from gongkai.documents.kinds import ITEM, KINDS
from gongkai.documents.registries import Agencies, Role
from gongkai.documents.review import Level, SignOff
from gongkai.documents.values import Model
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Absence, LeaderSignature, LedgerEntry
from gongkai.signing.roster import LEADERS, ROLES
from gongkai.signing.sshsig import BadSignature, purpose

# Documents by which others are judged; only the head may approve them (design, "Who signs").
HEAD_ONLY = frozenset({"registry:officers", "registry:site"})
# Kinds of document that lie in the folder of the agency whose officers sign them.


@dataclass(frozen=True, slots=True)
class Act:
    """One signature: who, for which agency and in which roles, when, over which bytes (none where the document's name is unknown).

    ``at`` is the key path of the sign-off inside its subject.
    """

    at: str
    level: str
    agency: str
    roles: frozenset[Role]
    by: str
    acting_for: str | None
    signed_at: dt.datetime
    opinion: str
    signature: str | None
    namespace: str
    statement: bytes
    day: dt.date


@dataclass(frozen=True, slots=True)
class Signed:
    """A document or a ledger entry with all its acts of signing, worked out once for all rules about them."""

    subject: Document | LedgerEntry
    acts: tuple[Act, ...]

    def place(self, at: str | Place) -> Place:
        return self.subject.place(at)

    def at(self, key: str) -> At:
        """Where a key of the subject stands, by the key path in its file."""
        within = f"entries.{self.subject.position}." if isinstance(self.subject, LedgerEntry) else ""
        return At(self.subject.path, within + key)

    @property
    def name(self) -> str:
        """The document's name; for a ledger entry, the ledger's and what it is about."""
        if isinstance(self.subject, Document):
            return self.subject.name
        kind = self.subject.kind
        return f"ledger:{kind.name}:{kind.subject(self.subject.fields) if kind.subject else ''}"


def head_only(document: Document) -> bool:
    """Return whether only the head may approve a document: it says who may sign, by itself or through a successor."""
    if isinstance(document.fields, Agencies):
        return any(agency.successor for agency in document.fields.agencies)
    return document.name in HEAD_ONLY


def signed(subject: Document | LedgerEntry, county: SiteContext) -> Signed:
    return Signed(subject, tuple(acts(subject, county)))


def publishing_agency(card: Card, county: SiteContext) -> str:
    """The same for a document of which only the card is at hand."""
    kind = KINDS.get(card.kind)
    return card.path.split("/")[2] if kind and kind.of_agency else county.site.owner


def signing_agency(document: Document, county: SiteContext) -> str:
    """Whose officers sign: an item's or a report's agency, the owner of the site for everything else."""
    if document.kind.of_agency:
        return document.path_parts["agency"]
    return county.site.owner


def acts(subject: Document | LedgerEntry, county: SiteContext) -> Iterator[Act]:
    """All signatures of a subject, in the order of the procedure."""
    if isinstance(subject, LedgerEntry):
        yield from _ledger_act(subject, county)
        return
    agency = signing_agency(subject, county)
    site_id, plain = county.site.site_id, subject.signed
    first = b""
    for at, level, signoff in subject.review.levels():
        joint = at.removeprefix("review.joint.") if level is Level.JOINT else None
        fields = plain.get("joint", {}).get(joint, {}) if joint else plain.get(level, {})
        roles = ROLES[level]
        if level is Level.FINAL and head_only(subject):
            roles = frozenset({Role.HEAD})
        named = joint or ""
        if level is Level.JOINT and _before_agencies_were_named(signoff, subject, county):
            named = ""
        statement = review_statement(site_id, subject.name, level, fields, _mapping(plain.get("first")), first, named)
        if not subject.name:
            statement = b""  # a review of nobody knows what
        if level is Level.FIRST:
            first = statement
        yield Act(
            at=at,
            level=level,
            agency=county.acting_agency(joint or agency, signoff.day),
            roles=roles,
            by=signoff.by,
            acting_for=signoff.acting_for,
            signed_at=signoff.signed_at,
            opinion=signoff.opinion,
            signature=signoff.signature,
            namespace=namespace(level) if named or level is not Level.JOINT else JOINT_UNNAMED,
            statement=statement,
            day=signoff.day,
        )


def _before_agencies_were_named(signoff: SignOff, document: Document, county: SiteContext) -> bool:
    """Return whether a joint signature of the old form says for whom it is all the same, because its signer acts for one agency only."""
    try:
        old = signoff.signature is not None and purpose(signoff.signature) == JOINT_UNNAMED
    except BadSignature:
        return False
    joint = document.item.joint_agencies if document.item else ()
    theirs = county.roster.agencies(signoff.by, ROLES[Level.JOINT], signoff.day)
    return old and len([one for one in joint if county.acting_agency(one, signoff.day) in theirs]) == 1


def _mapping(value: Any) -> Mapping[str, Any]:
    """A first review that is no mapping is reported as such; nothing can stand on it."""
    return value if isinstance(value, dict) else {}


def _ledger_act(entry: LedgerEntry, county: SiteContext) -> Iterator[Act]:
    signed: LeaderSignature | None = getattr(entry.fields, "signed", None)
    if signed is None or entry.kind.subject is None:
        return
    yield Act(
        at="signed",
        level="ledger",
        agency=county.acting_agency(_agency_of(entry, signed.by, county), china_day(signed.signed_at)),
        roles=LEADERS,
        by=signed.by,
        acting_for=None,
        signed_at=signed.signed_at,
        opinion="",
        signature=signed.signature,
        namespace=namespace("ledger"),
        statement=ledger_statement(county.site.site_id, entry.kind.name, entry.plain),
        day=china_day(signed.signed_at),
    )


def _agency_of(entry: LedgerEntry, by: str, county: SiteContext) -> str:
    """The agency whose leader signs an entry: an absent officer's on those days, a document's."""
    assert entry.kind.subject is not None
    prefix, _, rest = entry.kind.subject(entry.fields).partition(":")
    if prefix == "officer":
        return _agency_of_officer(rest, by, county, *_days(entry.fields))
    kind, first = KINDS.get(prefix), rest.partition("/")[0]
    if kind is None or not kind.of_agency:
        return county.site.owner
    return county.agency_of_code.get(first, "") if kind is ITEM else first


def _days(absence: Model) -> tuple[dt.date, dt.date]:
    assert isinstance(absence, Absence)
    return absence.from_, absence.until


def _agency_of_officer(officer: str, by: str, county: SiteContext, first: dt.date, last: dt.date) -> str:
    """Any agency that the officer serves in on one of the days; one that the signer leads, if there is such a one."""
    person = county.roster.officers.get(officer)
    posts = person.appointments if person else ()
    theirs = [p.agency for p in posts if p.from_ <= last and (p.until is None or p.until >= first)]
    signer = county.roster.officers.get(by)
    leads = [post.agency for post in signer.appointments if post.role in LEADERS] if signer else []
    return next((agency for agency in leads if agency in theirs), theirs[0] if theirs else "")

"""Adding a sign-off to a document, or refusing to.

Nobody can sign what the rules refuse: the document is judged as it would stand after the signature, and only what
later levels have yet to add may be missing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.core.days import china_day
from gongkai.core.findings import CannotRun, Diagnostic, Severity, Text
from gongkai.documents.digest import namespace, review_statement
from gongkai.documents.document import Document, Reading, read
from gongkai.documents.kinds import kind_of
from gongkai.documents.review import Level
from gongkai.rules import RULES, judge_file
from gongkai.rules.r12_proved import SIGN_AGAIN, not_registered
from gongkai.secrecy.leaks import Scanned, scanned
from gongkai.secrecy.waiving import due_confirmations
from gongkai.signing.block import with_review
from gongkai.signing.context import SiteContext
from gongkai.signing.roster import ROLES
from gongkai.signing.signer import Signer
from gongkai.signing.sshsig import PublicKey
from gongkai.source.tree import Source

AGREED = "经审查，同意公开。"  # the opinion of whoever agrees and says no more
_MISSING = {Level.BUSINESS: "R07", Level.FIRST: "R01", Level.JOINT: "R11", Level.FINAL: "R02"}
_ORDER = [Level.BUSINESS, Level.FIRST, Level.JOINT, Level.FINAL]


@dataclass(frozen=True, slots=True)
class Intent:
    """What an officer is about to sign, but for the digest."""

    level: Level
    by: str
    signed_at: dt.datetime
    decision: str = "agree"
    opinion: str = AGREED
    basis: tuple[str, ...] = ()
    acting_for: str | None = None
    session: str | None = None
    checklist: tuple[tuple[str, str], ...] = field(default=())
    agency: str | None = None  # for which a joint review is, where its signer leads several of those concerned
    confirmed: tuple[tuple[str, str], ...] = ()  # rule and place of each waiver that the leader confirmed by itself

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
        if self.confirmed:
            signoff["confirmed"] = [{"rule": rule, "where": where} for rule, where in self.confirmed]
        return signoff | {"signed_at": self.signed_at.isoformat(timespec="seconds"), "digest": digest}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it is shown before it is signed, and what stands against signing it; warnings do not.

    ``scanned`` has what its waivers and declared contacts excuse.
    """

    document: Document | None
    refusals: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    scanned: Scanned | None = None

    def to_confirm(self, intent: Intent) -> tuple[tuple[str, str], ...]:
        """Rule and place of each waiver that whoever signs so has to confirm by itself; ``Intent.confirmed`` takes them."""
        if self.scanned is None or intent.level is not Level.FINAL or intent.decision != "agree":
            return ()
        return tuple((one.rule, one.where) for _, one in due_confirmations(self.scanned))


@dataclass(frozen=True, slots=True)
class SignResult:
    """The new bytes of the file, and what stood against writing them (then the bytes must not be written)."""

    data: bytes
    statement: bytes
    signoff: Mapping[str, Any]
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


def prepare(
    source: Source, path: str, attached: tuple[str, ...], intent: Intent, key: PublicKey, basis: SiteContext
) -> Prepared:
    """Return what would be signed, judged as it would stand with all confirmations; no key is asked for anything yet."""
    if kind_of(path) is None:
        raise CannotRun(
            f"{path} 不是可以审签的文档：请放到规定的位置",
            f"{path} is no reviewed document; see where each kind belongs",
        )
    reading = read(source, path, attached, markup=basis.site.markup)
    document = reading.document
    if document is None or not document.whole:
        return Prepared(None, _refusals(judge_file(reading, (), basis), reading, intent), ())
    before = Prepared(document, (), (), scanned(document, basis) if document.item else None)
    confirmed = dataclasses.replace(intent, confirmed=before.to_confirm(intent))
    signoff = confirmed.fields(document.digest)
    _, after = _with(source, document, attached, signoff, intent, basis)
    at = _at(intent, document, basis)
    # That it is not signed yet is no news.
    unsigned = after.place(at)
    found = [d for d in judge_file(after, (), basis) if not (d.code == "R12" and d.place == unsigned)]
    found += _of_the_signer(after, at, intent, key, basis)
    warnings = tuple(d for d in found if d.severity is Severity.WARNING)
    return dataclasses.replace(before, refusals=_refusals(found, after, intent), warnings=warnings)


def sign(
    source: Source, prepared: Prepared, attached: tuple[str, ...], intent: Intent, signer: Signer, basis: SiteContext
) -> SignResult:
    """The prepared document with one more sign-off; later levels, which no longer hold, are removed.

    It is judged once more as it stands now, by ``basis`` and ``attached`` as they are now, because all of them may have changed
    while somebody read it. Raises CannotRun.
    """
    document = prepared.document
    assert document is not None
    if source.read(document.path) != document.source:
        raise CannotRun(
            f"{document.path} 在确认期间被改动，没有签署：请重新核对",
            f"{document.path} changed while it was being read; nothing was signed, look at it again",
        )
    reading = Reading(document.path, document.problems, document)
    if against := tuple(_of_the_signer(reading, _at(intent, document, basis), intent, signer.public, basis)):
        return SignResult(document.source, b"", {}, against)  # before anybody is asked for a passphrase
    first = _up_to(document, intent).get("first")
    agency = joint_agency(document, intent, basis) if intent.level is Level.JOINT else ""
    signoff, statement = signed_off(basis.site.site_id, document.name, document.digest, intent, signer, first, agency)
    data, after = _with(source, document, attached, signoff, intent, basis)
    return SignResult(data, statement, signoff, _refusals(judge_file(after, (), basis), after, intent))


def _with(
    source: Source,
    document: Document,
    attached: tuple[str, ...],
    signoff: Mapping[str, Any],
    intent: Intent,
    basis: SiteContext,
) -> tuple[bytes, Reading]:
    """The document's bytes with a sign-off, and what is read from them."""
    review = _up_to(document, intent)
    if intent.level is Level.JOINT:
        review["joint"] = {**review.get("joint", {}), joint_agency(document, intent, basis): signoff}
    else:
        review[intent.level] = signoff
    ordered: dict[str, Any] = {level: review[level] for level in _ORDER if level in review}
    data = with_review(document.source, ordered)
    return data, read(Overlay(source, document.path, data), document.path, attached, markup=basis.site.markup)


def _of_the_signer(after: Reading, at: str, intent: Intent, key: PublicKey, basis: SiteContext) -> Iterator[Diagnostic]:
    """Yield what stands against this signer with this key, today."""
    if key.blob not in {one.public.blob for one in basis.roster.keys.get(intent.by, ())}:
        yield _diagnostic(after, f"{at}.by", "R12", not_registered(intent.by, basis.called(intent.by)), SIGN_AGAIN)
    yield from _although_absent(after, at, intent, basis)


def _although_absent(after: Reading, at: str, intent: Intent, basis: SiteContext) -> Iterator[Diagnostic]:
    """Whoever is recorded as absent leaves it to the deputy.

    Asked when somebody signs and never again: what is signed is the officer's own signature, and a leader's entry in a ledger
    must not undo a review.
    """
    day = china_day(intent.signed_at)
    if intent.acting_for is None and basis.roster.absent(intent.by, day):
        name = basis.called(intent.by)
        message = Text(
            f"{name} 在 {day} 已登记为不在岗，不能签署", f"{name} is recorded as absent on {day} and cannot sign"
        )
        remedy = Text(
            "由 B 岗代行；已提前回岗的，由领导另行登记一条：同一人、同一开始日期（from）、实际的结束日期（until），再签署",
            "let the deputy act; after an early return a leader records the absence again, with the same officer and `from` and the "
            "day on which it ended",
        )
        yield _diagnostic(after, f"{at}.by", "R06", message, remedy)


def _at(intent: Intent, document: Document, basis: SiteContext) -> str:
    """The key path of the sign-off in its document."""
    joint = f".{joint_agency(document, intent, basis)}" if intent.level is Level.JOINT else ""
    return f"review.{intent.level}{joint}"


def _diagnostic(reading: Reading, at: str, code: str, message: Text, remedy: Text) -> Diagnostic:
    rule = RULES[code]
    return Diagnostic(code, rule.severity, rule.clause, reading.place(at), message, remedy)


def signed_off(
    site_id: str,
    document: str,
    digest: str,
    intent: Intent,
    signer: Signer,
    first: Mapping[str, Any] | None,
    agency: str = "",
) -> tuple[dict[str, Any], bytes]:
    """A sign-off with its signature, and the statement that was signed; ``agency`` is a joint one's. Judges nothing."""
    signoff = intent.fields(digest)
    statement = review_statement(site_id, document, intent.level, signoff, first, agency=agency)
    return signoff | {"signature": signer.sign(statement, namespace(intent.level))}, statement


def _up_to(document: Document, intent: Intent) -> dict[str, Any]:
    """The sign-offs that stay: those of earlier levels, and of other joint agencies."""
    position = _ORDER.index(intent.level)
    kept: dict[str, Any] = {level: document.signed[level] for level in _ORDER[:position] if level in document.signed}
    if intent.level is Level.JOINT and isinstance(document.signed.get("joint"), dict):
        kept["joint"] = document.signed["joint"]
    return kept


def joint_agency(document: Document, intent: Intent, basis: SiteContext) -> str:
    """The joint agency for which an officer signs."""
    joint = document.item.joint_agencies if document.item else ()
    leads = basis.roster.agencies(intent.by, ROLES[Level.JOINT], intent.signed_at.date())
    day = intent.signed_at.date()
    acting = [agency for agency in joint if basis.acting_agency(agency, day) in leads]
    theirs = [agency for agency in acting if intent.agency in (None, agency)]
    if acting and not theirs:
        raise CannotRun(
            f"{_named(str(intent.agency), basis)}不是这份文档中由{basis.called(intent.by)}分管的联合发文机关，"
            f"请改正 --agency：{'、'.join(_named(one, basis) for one in acting)}",
            f"{intent.agency} is no joint agency of this document that {intent.by} leads; with --agency name one of "
            f"{', '.join(acting)}",
        )
    if not theirs:
        raise CannotRun(
            f"{basis.called(intent.by)} 不是联合发文机关的分管领导",
            f"{intent.by} leads none of the joint agencies of this document",
        )
    if len(theirs) > 1:
        listed = "、".join(_named(one, basis) for one in theirs)
        raise CannotRun(
            f"{basis.called(intent.by)} 分管多个联合发文机关，请用 --agency 写明代表哪一个，逐个签署：{listed}",
            f"{intent.by} leads several of the joint agencies; sign for one at a time with --agency: {', '.join(theirs)}",
        )
    return theirs[0]


def _named(agency: str, basis: SiteContext) -> str:
    return f"{basis.agencies[agency].name}（{agency}）" if agency in basis.agencies else agency


def _refusals(found: Iterable[Diagnostic], after: Reading, intent: Intent) -> tuple[Diagnostic, ...]:
    """The errors among what was found, but for what later levels have yet to add."""
    review = after.document.review if after.document else None
    unsigned = after.document is not None and not after.document.whole
    later = set()
    for level in _ORDER[_ORDER.index(intent.level) + (0 if unsigned else 1) :]:
        if review and not getattr(review, level):
            later.add(_MISSING[level])
    if intent.level is Level.JOINT:
        later.add(_MISSING[Level.JOINT])
    if intent.decision == "disagree":
        # A disagreement is recorded as what it is; it blocks publication by itself.
        later.add(_MISSING[intent.level])
    # What is missing may come later; what is there and cannot be read is nobody's to add.
    later -= {problem.code for problem in after.problems}
    return tuple(d for d in found if d.severity is Severity.ERROR and d.code not in later)

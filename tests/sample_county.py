"""Signs the sample county again after an edit: ``make resign``.

The sample's officers are fictional and their private keys lie in ``tests/keys`` for everybody to see; no other
site accepts them (rule R12). A sign-off that still holds is left alone; one that fell is made again by the same
officers on the same days, or, for a new document, by the officers of its agency.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from pathlib import Path
from typing import Any

from gongkai.cli.attach import listed
from gongkai.cli.record import appended, signed_entry
from gongkai.core.confined import replace
from gongkai.core.days import CHINA
from gongkai.core.findings import CannotRun, Diagnostic, Severity
from gongkai.documents.document import Document, read
from gongkai.documents.item import Item
from gongkai.documents.kinds import REGISTRIES, kind_of
from gongkai.documents.review import Level
from gongkai.gate.check import basis_of, check
from gongkai.gate.sign_off import Intent, prepare, sign
from gongkai.signing.acts import signing_agency
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import KINDS
from gongkai.signing.signer import Signer, signer
from gongkai.source.tree import Disk

ROOT = Path(__file__).resolve().parent.parent
KEYS = Path(__file__).resolve().parent / "keys"
TODAY = dt.date(2026, 11, 20)
_REGISTRIES_SIGNED = dt.date(2026, 11, 2)
_OPENED = dt.date(2024, 1, 8)  # older documents were reviewed when the site opened
# One item in each of these agencies is signed by the deputy (二·B).
_DEPUTISED = ("finance", "human-resources", "xinhe-town")
_SCOPES = {
    "development-reform": "scope-economy-finance",
    "finance": "scope-economy-finance",
    "human-resources": "scope-social-resources",
    "natural-resources": "scope-social-resources",
}
_OPINIONS = {
    Level.BUSINESS: (
        "内容与业务档案一致，数据已核对，可以公开。",
        "政策口径准确，同意提交保密审查。",
        "经科室核对，同意送初审。",
    ),
    Level.FIRST: (
        "经对照定密范围和一览表，不涉及国家秘密、商业秘密和个人隐私，建议公开。",
        "逐项审查未发现不宜公开的内容，建议主动公开。",
        "经初审，符合公开条件，报请复审。",
    ),
    Level.JOINT: ("本机关审查同意公开。",),
    Level.FINAL: ("同意公开。", "经复审，同意初审意见，同意公开。", "同意，按程序公开并备案。"),
}


def officer_key(officer: str) -> Signer:
    return signer(KEYS / officer)


def resign(root: Path = ROOT) -> list[str]:
    """Bring every sign-off of the sample up to date; returns the paths that were written."""
    source, written = Disk(root), []
    for name in REGISTRIES:
        written += _document(root, f"catalog/{name}.yaml", ())
    written += _absences(root)
    inventory = source.files("content").regular
    for path in inventory:
        if kind_of(path):
            folder = path.removesuffix(".md") + "/"
            written += _document(root, path, tuple(p for p in inventory if p.startswith(folder)))
    return written


def _basis(root: Path) -> SiteContext:
    basis = basis_of(Disk(root), TODAY)
    if basis is None:
        found = check(Disk(root), TODAY).diagnostics
        raise CannotRun(_lines(found), _lines(found))
    return basis


def _document(root: Path, path: str, attached: tuple[str, ...]) -> list[str]:
    source = Disk(root)
    if path.startswith("content/"):
        data = (root / path).read_bytes()
        if (updated := listed(data, path, source)) != data:
            replace(root, path, updated, data)
    basis = _basis(root)
    reading = read(source, path, attached, markup=basis.site.markup)
    document = reading.document
    if document is None:
        raise CannotRun(*[f"{path}:{p.line}: {p.message.zh} {p.message.en}" for p in reading.problems][:1] * 2)
    intents = list(_intents(document, basis))
    if _holds(document, basis, intents):
        return []
    for intent in intents:
        key = officer_key(intent.by)
        prepared = prepare(source, path, attached, intent, key.public, basis)
        if prepared.refusals or prepared.document is None:
            raise CannotRun(_lines(prepared.refusals), _lines(prepared.refusals))
        result = sign(source, prepared, attached, intent, key, basis)
        if result.refusals:
            raise CannotRun(_lines(result.refusals), _lines(result.refusals))
        replace(root, path, result.data, prepared.document.source)
    return [path]


def _holds(document: Document, basis: SiteContext, intents: list[Intent]) -> bool:
    """Whether every level that is due has a sign-off over the present bytes that the rules accept."""
    from gongkai.documents.document import Reading  # noqa: PLC0415
    from gongkai.rules import judge_file  # noqa: PLC0415

    found = judge_file(Reading(document.path, document.problems, document), (), basis)
    return not any(d.severity is Severity.ERROR for d in found)


def _lines(found: tuple[Diagnostic, ...]) -> str:
    return "\n".join(f"{d.place.path}:{d.place.line}: {d.code} {d.message.zh}" for d in found)


def _start(fields: Any) -> dt.date:
    """The first day on which everything the review has to see was there."""
    days = [fields.produced_on, getattr(fields, "issued_on", None)]
    if isinstance(fields, Item):
        days += [fields.redaction.on] if fields.redaction else []
        days += [fields.determination.answered_on] if fields.determination else []
        if marking := fields.marking:
            days.append(marking.declassified.on if marking.declassified else marking.expires_on)
        days += [fields.origin_consent.on] if fields.origin_consent else []
        days += [fields.scope_check.declassification.on] if fields.scope_check.declassification else []
        days += [revision.on for revision in fields.revisions]
    first: dt.date = max(_OPENED, *(day for day in days if day))
    return first


def _pick(document: str, level: Level) -> str:
    choices = _OPINIONS[level]
    return choices[hashlib.sha256(f"{document}{level}".encode()).digest()[0] % len(choices)]


def _at(day: dt.date, hour: int, document: str) -> dt.datetime:
    seed = hashlib.sha256(f"{document}{hour}".encode()).digest()
    return dt.datetime(day.year, day.month, day.day, hour, seed[0] % 60, seed[1] % 60, tzinfo=CHINA)


def _intents(document: Document, basis: SiteContext) -> list[Intent]:
    """Who signs a document at which level and when; what an existing sign-off says is kept."""
    agency = signing_agency(document, basis)
    start = _start(document.fields) if document.kind.prefix != "registry" else _REGISTRIES_SIGNED
    item = document.item
    plan: list[tuple[Level, str, dt.datetime]] = []
    if item and item.nature in ("policy", "business"):
        plan.append((Level.BUSINESS, f"{agency}-section", _at(start, 10, document.name)))
    plan.append((Level.FIRST, f"{agency}-info-a", _at(start + dt.timedelta(1), 9, document.name)))
    for joint in item.joint_agencies if item else ():
        plan.append((Level.JOINT, f"{joint}-leader", _at(start + dt.timedelta(1), 15, document.name + joint)))
    head = document.name in ("registry:officers", "registry:site")
    plan.append(
        (Level.FINAL, f"{agency}-{'head' if head else 'leader'}", _at(start + dt.timedelta(2), 16, document.name))
    )
    return [_intent(document, level, by, at, basis) for level, by, at in plan]


def _intent(document: Document, level: Level, by: str, at: dt.datetime, basis: SiteContext) -> Intent:
    acting_for = None
    if level is Level.FIRST and basis.roster.absent(by, at.date()):
        by, acting_for = by.replace("-info-a", "-info-b"), by
    agency = by.rpartition("-info")[0].removesuffix("-leader") or by
    norms = [
        n for n in basis.norms.values() if n.from_ <= at.date() and not (n.repealed_on and n.repealed_on <= at.date())
    ]
    law = next(n.id for n in norms if n.id.startswith("secrecy-law"))
    scope = _SCOPES.get(agency, "scope-general-affairs")
    careful = document.item and (document.item.redaction or document.item.joint_agencies or document.item.marking)
    questions = sorted(basis.questions) if careful and level is Level.FIRST else []
    return Intent(
        level=level,
        by=by,
        signed_at=at,
        opinion=_pick(document.name, level),
        basis=(law, scope, "unit-secret-list") if level is Level.FIRST else (law, "unit-secret-list"),
        acting_for=acting_for,
        checklist=tuple((question, "pass") for question in questions),
    )


def _absences(root: Path) -> list[str]:
    """The ledger of absences, made once: around the first review of one item of each deputised agency."""
    path = root / "catalog/ledgers/absences/2025.yaml"
    if path.exists():
        return []
    basis = _basis(root)
    for agency in _DEPUTISED:
        paths = [p for p in Disk(root).files(f"content/items/{agency}/2025").regular if p.endswith(".md")]
        document = read(Disk(root), paths[len(paths) // 2]).document
        assert document is not None
        day = _start(document.fields) + dt.timedelta(1)
        entry = {
            "officer": f"{agency}-info-a",
            "from": str(day - dt.timedelta(1)),
            "until": str(day + dt.timedelta(3)),
            "reason": "参加县里组织的业务培训",
        }
        at = _at(day - dt.timedelta(2), 11, agency)
        leader = f"{agency}-leader"
        signed = signed_entry(KINDS["absences"], entry, leader, at, officer_key(leader), basis.site.site_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else None
        replace(path.parent, path.name, appended(path, signed), before)
    return ["catalog/ledgers/absences/2025.yaml"]


if __name__ == "__main__":
    try:
        for changed in resign():
            print(f"已重新签署 {changed}")
    except CannotRun as error:
        sys.exit(str(error))

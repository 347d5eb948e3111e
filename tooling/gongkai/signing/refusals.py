"""The reviews that did not agree: those in a document, and those that the ledger ``refusals`` keeps of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.documents.document import Document
from gongkai.documents.review import Level
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Refusal


def refusal_entry(document: str, level: Level, agency: str | None, signoff: Mapping[str, Any]) -> dict[str, Any]:
    """The ledger's entry for a sign-off that does not agree."""
    joint = {"agency": agency} if agency else {}
    return {"reviewed": document, "level": str(level), **joint, "signoff": dict(signoff)}


def refusals_of(document: Document, county: SiteContext) -> tuple[Refusal, ...]:
    """Every refusal of a document, the oldest first; also one that stands in the document alone."""
    kept = [e.fields for e in county.entries if isinstance(e.fields, Refusal) and e.fields.reviewed == document.name]
    found = {(one.level, one.signoff.by, one.signoff.signed_at): one for one in kept}
    for at, level, signoff in document.review.levels():
        if signoff.decision == "disagree":
            agency = at.removeprefix("review.joint.") if level is Level.JOINT else None
            there = Refusal(reviewed=document.name, level=level, agency=agency, signoff=signoff)
            found.setdefault((level, signoff.by, signoff.signed_at), there)
    return tuple(sorted(found.values(), key=lambda one: one.signoff.signed_at))

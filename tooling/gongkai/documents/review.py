"""The review block: who looked at the document, when, on which basis, and their signature."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from gongkai.core.days import china_day
from gongkai.core.findings import Text
from gongkai.documents.values import Hex64, Identifier, Instant, Line, Model


class Level(StrEnum):
    """The levels of review. ``first`` (初审) and ``final`` (复审) are the two that nothing goes out without."""

    BUSINESS = "business"
    FIRST = "first"
    JOINT = "joint"
    FINAL = "final"


LEVELS = {
    Level.BUSINESS: Text("业务审查", "business review"),
    Level.FIRST: Text("初审", "first review"),
    Level.JOINT: Text("联合审查", "joint review"),
    Level.FINAL: Text("复审", "final review"),
}


class Check(Model):
    """One question of the checklist and its answer; ``open`` blocks (R08)."""

    id: Identifier
    result: Literal["pass", "open", "not_applicable"]


class Confirmed(Model):
    """A waiver that the leader confirmed by itself, named by its rule and place."""

    rule: Line
    where: Line


class SignOff(Model):
    """One officer's decision over one digest. ``signature`` is the base64 of an OpenSSH signature blob."""

    by: Identifier
    acting_for: Identifier | None = None
    decision: Literal["agree", "disagree"]
    opinion: Line
    basis: tuple[Identifier, ...]
    checklist: tuple[Check, ...] = ()
    session: Line | None = None
    confirmed: tuple[Confirmed, ...] = ()
    signed_at: Instant
    digest: Hex64
    signature: str | None = None

    @property
    def day(self) -> dt.date:
        return china_day(self.signed_at)

    @property
    def people(self) -> frozenset[str]:
        """Everybody who takes part in this decision, the one acted for included."""
        return frozenset(p for p in (self.by, self.acting_for) if p)


class Review(Model):
    """All sign-offs of a document; a missing level is for the rules to judge, not for the reader."""

    business: SignOff | None = None
    first: SignOff | None = None
    joint: dict[Identifier, SignOff] = Field(default_factory=dict)
    final: SignOff | None = None

    def levels(self) -> list[tuple[str, Level, SignOff]]:
        """Every sign-off present, with its key path and level, in the order of the procedure (三·6)."""
        found: list[tuple[str, Level, SignOff]] = []
        for level in (Level.BUSINESS, Level.FIRST):
            signoff: SignOff | None = getattr(self, level)
            if signoff:
                found.append((f"review.{level}", level, signoff))
        found += [(f"review.joint.{agency}", Level.JOINT, s) for agency, s in sorted(self.joint.items())]
        if self.final:
            found.append(("review.final", Level.FINAL, self.final))
        return found

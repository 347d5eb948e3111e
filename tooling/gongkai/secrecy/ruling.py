"""The ruling (一·四): may this item be published, on which path is that decided, and what is missing?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.findings import Text
from gongkai.documents.document import Document
from gongkai.documents.item import Item
from gongkai.secrecy import questions
from gongkai.secrecy.steps import Lack, Step
from gongkai.signing.context import SiteContext


class Outcome(StrEnum):
    """What comes of it. ``DUE`` was a secret once and has to be published now (一·四·1)."""

    REFUSED = "refused"
    DUE = "due"
    IN_PART = "in_part"
    ON_REQUEST = "on_request"
    PUBLIC = "public"


OUTCOMES = {
    Outcome.REFUSED: Text("不得公开", "must not be published"),
    Outcome.DUE: Text("期限已满或已解密，应当公开", "expired or declassified: to be published"),
    Outcome.IN_PART: Text("作技术处理后公开", "published after treatment"),
    Outcome.ON_REQUEST: Text("只公开目录信息，依申请提供", "catalog record only, released on request"),
    Outcome.PUBLIC: Text("可以公开", "may be published"),
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The path that was taken, and where it ends."""

    steps: tuple[Step, ...]
    outcome: Outcome

    @property
    def lacks(self) -> tuple[Lack, ...]:
        return tuple(lack for step in self.steps for lack in step.lacks)


def ruling_of(document: Document, county: SiteContext) -> Ruling | None:
    """The ruling on an item as it stood on the day of its final review, or stands today; None for other documents.

    Parts of the record that could not be read are left out: rule Y03 refuses them.
    """
    item, final = document.item, document.review.final
    if item is None:
        return None
    on = final.day if final and final.signed_at else county.today
    exemptions = {word.id: word.name for word in county.vocabularies.exemptions}
    asked: dict[str, Callable[[], Step]] = {
        "marking": lambda: questions.marked(item, on),
        "scope_check": lambda: questions.in_scope(item, on),
        "determination": lambda: questions.disputed(item, on),
        "exemption": lambda: questions.exempt(item, exemptions),
        "redaction": lambda: questions.treated(item, on),
    }
    steps = tuple(ask() for part, ask in asked.items() if part not in document.damaged)
    return Ruling(steps, _outcome(item, steps))


def _outcome(item: Item, steps: tuple[Step, ...]) -> Outcome:
    if any(step.lacks for step in steps):
        return Outcome.REFUSED
    if item.disclosure == "on_request":
        return Outcome.ON_REQUEST
    if item.redaction:
        return Outcome.IN_PART
    return Outcome.DUE if item.marking else Outcome.PUBLIC

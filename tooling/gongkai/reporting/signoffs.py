"""How sign-offs are told: who decided what, when, with which opinion and on which basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.core.days import CHINA
from gongkai.core.findings import Text
from gongkai.documents.document import Document
from gongkai.documents.review import LEVELS, Level, SignOff
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Refusal

_DECISIONS = {"agree": Text("同意公开", "agrees"), "disagree": Text("不同意公开", "does not agree")}
_RESULTS = {
    "pass": Text("通过", "pass"),
    "open": Text("未核定", "open"),
    "not_applicable": Text("不适用", "not applicable"),
}
_FOR = Text("代{name}", "for {name}")
_BASIS = Text("依据", "basis")
_SESSION = Text("场次", "session")
_CHECKED = Text("清单", "checklist")
_CONFIRMED = Text("逐项确认", "confirmed by itself")
_LISTED = Text("、", ", ")


def decided(decision: str, lang: str) -> str:
    return _DECISIONS[decision].in_language(lang)


def bases(names: Iterable[str], county: SiteContext, lang: str) -> str:
    """The norms of a review by their names."""
    return _LISTED.in_language(lang).join(county.norms[one].name if one in county.norms else one for one in names)


def told(level: Level, agency: str | None, signoff: SignOff, county: SiteContext, lang: str) -> Iterator[str]:
    """A sign-off in a few lines: the decision and opinion first."""
    colon = ": " if lang == "en" else "："
    of = f"（{county.agencies[agency].name if agency in county.agencies else agency}）" if agency else ""
    decision = decided(signoff.decision, lang)
    opinion = f"; {signoff.opinion}" if lang == "en" else f"；{signoff.opinion}"
    yield f"{LEVELS[level].in_language(lang)}{of}{colon}{decision}{opinion}"
    acting = f" {_FOR.in_language(lang).format(name=county.called(signoff.acting_for))}" if signoff.acting_for else ""
    at = signoff.signed_at.astimezone(CHINA)
    yield f"   {county.called(signoff.by)}{acting}  {at:%Y-%m-%d %H:%M}"
    yield f"   {_BASIS.in_language(lang)}{colon}{bases(signoff.basis, county, lang)}"
    if signoff.session:
        yield f"   {_SESSION.in_language(lang)}{colon}{signoff.session}"
    if signoff.checklist:
        answers = (f"{one.id} {_RESULTS[one.result].in_language(lang)}" for one in signoff.checklist)
        yield f"   {_CHECKED.in_language(lang)}{colon}{_LISTED.in_language(lang).join(answers)}"
    for one in signoff.confirmed:
        yield f"   {_CONFIRMED.in_language(lang)}{colon}{one.rule} {one.where}"


def earlier(document: Document, before: Level, county: SiteContext, lang: str) -> Iterator[str]:
    """Yield what was decided at the levels before one."""
    order = list(Level)
    for at, level, signoff in document.review.levels():
        if order.index(level) < order.index(before):
            agency = at.removeprefix("review.joint.") if level is Level.JOINT else None
            yield from told(level, agency, signoff, county, lang)


def refused(refusals: Iterable[Refusal], county: SiteContext, lang: str) -> Iterator[str]:
    """Earlier refusals, whatever became of them."""
    for one in refusals:
        yield from told(one.level, one.agency, one.signoff, county, lang)

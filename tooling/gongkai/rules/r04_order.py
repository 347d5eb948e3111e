"""R04: produced ≤ business ≤ first ≤ final ≤ today, as instants; nothing is signed in the future."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.documents.review import LEVELS, Level
from gongkai.rules.engine import Corpus, Passed, rule
from gongkai.signing.acts import Signed
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Publication

# By so much the clock of an office may differ from the publisher's.
_CLOCKS = dt.timedelta(hours=1)


@rule("R04", zh="须按产生、业务审查、初审、复审的顺序，且不得晚于今天", basis="三·6", on=Signed)
def order(signed: Signed, county: SiteContext) -> Iterator[Finding]:
    """Produced ≤ business ≤ first ≤ final ≤ today, as instants; nothing is signed in the future."""
    produced: dt.date | None = None
    if isinstance(signed.subject, Document):
        produced = getattr(signed.subject.fields, "produced_on", None)
        yield from _first_then_final(signed.subject)
    elif isinstance(signed.subject.fields, Publication):
        yield from _publication(signed.subject.fields, county.today)
    for act in signed.acts:
        if act.day > county.today:
            yield Finding(
                f"{act.at}.signed_at",
                Text(
                    f"签署日期 {act.day} 晚于今天（{county.today}）",
                    f"signed on {act.day}, after today ({county.today})",
                ),
                Text("核对签署时间后重新签署", "check the time and sign again"),
            )
        if produced and act.day < produced:
            yield Finding(
                f"{act.at}.signed_at",
                Text(
                    f"签署日期 {act.day} 早于产生日期 {produced}",
                    f"signed on {act.day}, before the document was produced ({produced})",
                ),
                Text("改正产生日期，或在信息产生之后重新签署", "mend `produced_on`, or sign again"),
            )


@order.across
def claimed_before_seen(corpus: Corpus) -> Iterator[Finding]:
    """A signature that somebody saw cannot have been made later, whatever day it bears."""
    seen = corpus.county.seen
    for approval in corpus.approvals if seen else ():
        first = seen.at(approval.statement) if seen else None
        if first and approval.signed_at > first + _CLOCKS:
            yield Finding(
                approval.at,
                Text(
                    f"签署时间 {approval.signed_at.isoformat()} 晚于该签名首次出现的时间（{first.isoformat()}）",
                    f"signed at {approval.signed_at.isoformat()}, after it was first seen ({first.isoformat()})",
                ),
                Text("核对签署时间后重新签署", "check the time and sign again"),
            )


def _publication(entry: Publication, today: dt.date) -> Iterator[Finding]:
    """A day on which nothing can have been published; lateness, and all else about the day, is for the audit."""
    name, _, number = entry.document.partition(":")
    year = number.partition("/")[2][:4] if name == "item" else ""
    if entry.on > today:
        yield Finding(
            "on",
            Text(f"公开日期 {entry.on} 晚于今天（{today}）", f"published on {entry.on}, after today ({today})"),
            Text("公开之后再登记，或改正日期", "record it once it is published, or mend the day"),
        )
    elif year.isdigit() and entry.on.year < int(year):
        yield Finding(
            "on",
            Text(
                f"公开日期 {entry.on} 早于索引号的年份（{year}）",
                f"published on {entry.on}, before the year of its index number ({year})",
            ),
            Text("改正公开日期或文档名称", "mend the day, or the name of the document"),
        )


def _first_then_final(document: Document) -> Iterator[Finding]:
    review = document.review
    if review.final is None:
        return
    earlier = [("first", review.first), *((f"joint.{agency}", signoff) for agency, signoff in review.joint.items())]
    for name, signoff in earlier:
        if signoff and signoff.signed_at > review.final.signed_at:
            label = LEVELS[Level(name.partition(".")[0])].zh
            yield Finding(
                "review.final.signed_at",
                Text(f"复审早于{label}", f"the final review is earlier than the {name} review"),
                Text("按初审、复审的顺序重新签署", "sign again in order"),
            )


@order.turns
def later(passed: Passed) -> Iterator[dt.date]:
    """Never: what is not after today will not be after any later day."""
    yield from ()

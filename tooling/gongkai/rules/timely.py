"""C04, G02: what has been missing or unreviewed for too long. Both warn, and neither stops a publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from gongkai.core.days import CHINA
from gongkai.core.findings import At, Finding, Severity, Text
from gongkai.documents.document import Document
from gongkai.documents.pages import Guide
from gongkai.documents.registries import Agency
from gongkai.proof.approved import ApprovedDocument
from gongkai.rules.engine import Corpus, rule
from gongkai.signing.context import SiteContext

_FIRST = dt.timedelta(days=365)  # that an agency has for a first item in a category


@rule("C04", zh="应当公开的类别不得长期空白", basis="五·7", on=Corpus, severity=Severity.WARNING)
def filled(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """An agency has an item in each category that it has to publish, a year after it was set up."""
    due = [agency for agency in county.agencies.values() if agency.publishes and _due(agency) <= county.today]
    if corpus.filled is None or not due:
        return
    there, names = corpus.filled(), {word.id: word.name for word in county.vocabularies.categories}
    for place, agency in enumerate(county.agencies.values()):
        for position, category in enumerate(agency.publishes):
            closed = agency.until is not None and agency.until < county.today
            if agency not in due or closed or category not in names or (agency.id, category) in there:
                continue
            yield Finding(
                At("catalog/agencies.yaml", f"agencies.{place}.publishes.{position}"),
                Text(
                    f"{agency.name}在“{names[category]}”类中没有任何信息",
                    f"{agency.id} has no item in category {category}",
                ),
                Text(
                    "补充公开该类信息；该机构没有这类信息的，从 publishes 中删去",
                    "publish what belongs there, or take the category out of `publishes` if the agency has none",
                ),
            )


@rule("G02", zh="公开指南须定期复核", basis="五·10", on=Document, severity=Severity.WARNING)
def guide_current(document: Document, county: SiteContext) -> Iterator[Finding]:
    """The guide was reviewed within the last year, or whatever `guide_days` in site.yaml says."""
    final = document.review.final
    if not isinstance(document.fields, Guide) or final is None or final.signed_at is None:
        return
    approved = final.signed_at.astimezone(CHINA).date()
    if (county.today - approved).days > county.site.guide_days:
        yield Finding(
            "review.final.signed_at",
            Text(
                f"公开指南自{approved}审定以来超过{county.site.guide_days}天没有复核",
                f"the guide was approved on {approved}, more than {county.site.guide_days} days ago",
            ),
            Text(
                "核对指南内容，更新后（没有变化的也重新）逐级审签",
                "look through the guide, bring it up to date, and have it signed again at both levels",
            ),
        )


def turning_day(approved: Iterable[ApprovedDocument], county: SiteContext | None, today: str) -> str:
    """The first day after ``today`` (YYYY-MM-DD) on which these rules may say something else of the same files."""
    if county is None:
        return today
    days = [_due(agency) for agency in county.agencies.values() if agency.publishes]
    days += [agency.until + dt.timedelta(days=1) for agency in county.agencies.values() if agency.until]
    fresh = dt.timedelta(days=county.site.guide_days + 1)
    days += [document.approved_on + fresh for document in approved if document.kind == "guide"]
    days += [norm.regraded_on for norm in county.norms.values() if norm.regraded_on]
    return min((day.isoformat() for day in days if day.isoformat() > today), default="9999-12-31")


def _due(agency: Agency) -> dt.date:
    return agency.from_ + _FIRST

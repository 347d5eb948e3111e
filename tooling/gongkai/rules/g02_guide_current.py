"""G02: the guide was reviewed within the last year, or whatever `guide_days` in site.yaml says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.days import CHINA
from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.document import Document
from gongkai.documents.pages import Guide
from gongkai.rules.engine import Passed, rule
from gongkai.signing.context import SiteContext


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


@guide_current.turns
def old(passed: Passed) -> Iterator[dt.date]:
    """A guide has not been reviewed for too long."""
    fresh = dt.timedelta(days=passed.county.site.guide_days + 1)
    yield from (document.approved_on + fresh for document in passed.approved if document.kind == "guide")

"""S07: what was released in part is looked at again on the day that its record names."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Severity, Text
from gongkai.rules.engine import Books, rule
from gongkai.signing.context import SiteContext


@rule("S07", zh="部分公开的，到期须复查能否进一步公开", basis="一·四·3", on=Books, severity=Severity.AUDIT)
def due_for_review(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What was released in part is looked at again on the day that its record names."""
    for path, redaction in books.treated:
        if redaction.next_review and redaction.next_review <= county.today:
            waiting = (county.today - redaction.next_review).days
            yield Finding(
                At(path, "redaction.next_review"),
                Text(
                    f"应于{redaction.next_review}复查，已过{waiting}天",
                    f"due for review on {redaction.next_review}, {waiting} days ago",
                ),
                Text(
                    "复查处理过的部分；可以公开的补充公开，仍不公开的写明新的复查日期，重新送审",
                    "look at the treated parts again; publish what can be, or set a new day, and have it reviewed",
                ),
            )

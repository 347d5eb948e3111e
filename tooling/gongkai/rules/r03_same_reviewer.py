"""R03: the two reviews are done by two different people, also where one acts for another."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("R03", zh="初审与复审不得为同一人", basis="三·3", on=Document)
def same_reviewer(document: Document, county: SiteContext) -> Iterator[Finding]:
    """The two reviews are done by two different people, also where one acts for another."""
    first, final = document.review.first, document.review.final
    if first and final and first.people & final.people:
        both = sorted(first.people & final.people)
        yield Finding(
            "review.final.by",
            Text(
                f"初审与复审为同一人（{'、'.join(map(county.called, both))}）",
                f"both reviews are by the same person ({', '.join(both)})",
            ),
            Text("由另一名有复审职责的人签署后再提交", "have another person with that duty sign"),
        )

"""R07: policy and business matters were first reviewed by the head of the section in charge."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Reading
from gongkai.documents.review import Level
from gongkai.rules.engine import rule
from gongkai.rules.review_level import level_reviewed
from gongkai.signing.context import SiteContext


@rule("R07", zh="政策性、业务性信息须先由业务科室负责人审查", basis="一·三", on=Reading)
def business_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Policy and business matters were first reviewed by the head of the section in charge."""
    yield from file.reported("R07")
    document = file.document
    if document is None:
        return
    review = document.review
    # Where nobody had to ask the section, its refusal counts all the same.
    if review.business or (document.item and document.item.nature in ("policy", "business")):
        yield from level_reviewed(file, Level.BUSINESS, Text("业务科室负责人", "the head of the section"))
    if review.business and review.first and review.business.signed_at > review.first.signed_at:
        yield Finding(
            "review.business.signed_at",
            Text("业务审查晚于初审", "the business review is later than the first review"),
            Text(
                "先由业务科室负责人审查，再由信息员初审；按顺序重新签署",
                "sign again: business first, then the first review",
            ),
        )

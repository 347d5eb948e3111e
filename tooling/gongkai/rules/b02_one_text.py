"""B02: all levels reviewed the same bytes: those of the final review, or those that await it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.attachment_listing import listing_damaged
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("B02", zh="各级审查须为同一份内容", basis="一·二", on=Document)
def one_text(document: Document, county: SiteContext) -> Iterator[Finding]:
    """All levels reviewed the same bytes: those of the final review, or those that await it."""
    if listing_damaged(document) or not document.digest:
        return
    final = document.review.final
    expected = final.digest if final else document.digest
    for at, _, signoff in document.review.levels():
        if signoff.digest != expected:
            yield Finding(
                f"{at}.digest",
                Text("各级审查的不是同一份内容", "this level reviewed other bytes"),
                Text("以最终文本重新逐级签署", "sign the final text again, level by level"),
            )

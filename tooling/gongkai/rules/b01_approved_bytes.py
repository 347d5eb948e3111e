"""B01: the document is, byte for byte, the one that the final review approved."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.attachment_listing import listing_damaged
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("B01", zh="内容须与复审时逐字节一致", basis="一·二", on=Document)
def approved_bytes(document: Document, county: SiteContext) -> Iterator[Finding]:
    """The document is, byte for byte, the one that the final review approved."""
    final = document.review.final
    if listing_damaged(document) or not document.digest:
        return
    if final and final.digest != document.digest:
        yield Finding(
            "review.final.digest",
            Text(
                "内容或附件与复审时不一致，审批已失效",
                f"text or attachments differ from what was approved (now {document.digest})",
            ),
            Text(
                "恢复审批时的内容；确需修改的，修改后重新初审、复审",
                "restore what was approved, or have the change reviewed at both levels",
            ),
        )

"""L03: an item on request is a catalog record without body and attachments; a state secret is not even that."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.lacking import lacking
from gongkai.signing.context import SiteContext


@rule("L03", zh="依申请公开的条目不得有正文和附件，国家秘密不得列入目录", basis="一·四·4", on=Document)
def on_request_is_a_record(document: Document, county: SiteContext) -> Iterator[Finding]:
    """An item on request is a catalog record without body and attachments; a state secret is not even that."""
    yield from lacking(document, county, "L03")
    item = document.item
    if item is None or item.disclosure != "on_request":
        return
    remedy = Text(
        "依申请公开的条目只登记目录信息；删去正文和附件后重新送审",
        "an item on request has catalog data only; remove body and attachments, then have it reviewed again",
    )
    if document.body.strip():
        yield Finding("disclosure", Text("依申请公开的条目不得有正文", "an item on request must have no body"), remedy)
    if item.attachments or document.attached:
        yield Finding(
            "disclosure", Text("依申请公开的条目不得有附件", "an item on request must have no attachments"), remedy
        )

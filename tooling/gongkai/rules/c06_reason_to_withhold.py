"""C06: what is not published proactively names an exemption or a reason."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("C06", zh="不主动公开的须写明理由", basis="五·3", on=Document)
def reason_to_withhold(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What is not published proactively names an exemption or a reason."""
    item = document.item
    if item and item.disclosure == "on_request" and not item.reason and not item.exemption:
        yield Finding(
            "disclosure",
            Text("依申请公开的信息没有写明理由", "an item published on request gives no reason"),
            Text(
                "政务信息以公开为原则：写明 reason（理由）或 exemption（免予公开的情形），否则改为主动公开",
                "openness is the rule: give `reason` or `exemption`, or publish proactively",
            ),
        )

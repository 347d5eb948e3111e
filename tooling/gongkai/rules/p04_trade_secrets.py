"""P04: what bears the mark of a trade secret is published with its owner's consent."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.rules.engine import rule
from gongkai.rules.leak_findings import findings_of
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext


@rule("P04", zh="有商业秘密标志的，须经权利人同意", basis="五·6", on=Scanned)
def trade_secrets(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """What bears the mark of a trade secret is published with its owner's consent."""
    subject = scanned.subject
    item = getattr(subject, "item", None)
    if item is None or not item.origin_consent:
        yield from findings_of(scanned, "P04")

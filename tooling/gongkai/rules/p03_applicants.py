"""P03: nobody who applied or complained is named, neither in a document nor in a ledger."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.rules.engine import rule
from gongkai.rules.leak_findings import findings_of
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext


@rule("P03", zh="不得有申请人、投诉人的身份", basis="五·11", on=Scanned)
def applicants(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """Nobody who applied or complained is named, neither in a document nor in a ledger."""
    yield from findings_of(scanned, "P03")

"""P01: no resident ID, bank card, mobile phone or passport number of a person is published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.rules.engine import rule
from gongkai.rules.leak_findings import findings_of
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext


@rule("P01", zh="不得有公民身份号码、银行卡号、移动电话、护照号码", basis="五·6", on=Scanned)
def identities(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """No resident ID, bank card, mobile phone or passport number of a person is published."""
    yield from findings_of(scanned, "P01")

"""W01: no advertising, no traces of copying and no foreign addresses; what is left to fill in is shown."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.rules.engine import rule
from gongkai.rules.leak_findings import findings_of
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext


@rule("W01", zh="不得有广告、转载痕迹和站外网址，不得留有未填写的内容", basis="五·15", on=Scanned)
def contamination(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """No advertising, no traces of copying and no foreign addresses; what is left to fill in is shown."""
    yield from findings_of(scanned, "W01")

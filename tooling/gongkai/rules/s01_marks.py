"""S01: no classification mark stands in text, titles, names or attachments, in any form in which offices write one."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.rules.engine import rule
from gongkai.rules.leak_findings import findings_of
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext


@rule("S01", zh="正文、标题、附件中不得有密级标志和内部标志", basis="一·四·1", on=Scanned)
def marks(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """No classification mark stands in text, titles, names or attachments, in any form in which offices write one."""
    yield from findings_of(scanned, "S01")

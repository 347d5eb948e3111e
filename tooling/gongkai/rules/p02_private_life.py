"""P02: no address, day of birth, illness or private contact of a person is published, unless a waiver says why."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.leak_findings import findings_of
from gongkai.rules.opened import faults
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext


@rule("P02", zh="不得有住址、出生日期、健康信息和非公务联系方式", basis="五·6", on=Scanned)
def private_life(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """No address, day of birth, illness or private contact of a person is published, unless a waiver says why."""
    yield from findings_of(scanned, "P02")
    if isinstance(scanned.subject, Document):
        yield from faults(scanned.subject, county, "P02")

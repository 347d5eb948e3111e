"""S02: what was marked had expired, or had been declassified by the organ that marked it, before the final review."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.lacking import lacking
from gongkai.signing.context import SiteContext


@rule("S02", zh="标有密级的，期满或解密之后才能公开", basis="一·四·1", on=Document)
def unexpired(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What was marked had expired, or had been declassified by the organ that marked it, before the final review."""
    yield from lacking(document, county, "S02")

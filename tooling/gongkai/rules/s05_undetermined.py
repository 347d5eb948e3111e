"""S05: what was in dispute was determined in writing to be public by those who decide, before the final review."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.lacking import lacking
from gongkai.signing.context import SiteContext


@rule("S05", zh="存在争议的，有权机关确定可以公开之后才能公开", basis="一·四·3", on=Document)
def undetermined(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What was in dispute was determined in writing to be public by those who decide, before the final review."""
    yield from lacking(document, county, "S05")

"""C05: what falls under an exemption is not published proactively."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.lacking import lacking
from gongkai.signing.context import SiteContext


@rule("C05", zh="免予公开的情形与主动公开不能并存", basis="五·6", on=Document)
def exempt_but_public(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What falls under an exemption is not published proactively."""
    yield from lacking(document, county, "C05")

"""S04: what falls within the scope of secrets, though unmarked, was declassified by the leader of its producer."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.lacking import lacking
from gongkai.signing.context import SiteContext


@rule("S04", zh="未标密级但属于国家秘密范围的，产生单位解密之后才能公开", basis="一·四·2", on=Document)
def in_scope(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What falls within the scope of secrets, though unmarked, was declassified by the leader of its producer."""
    yield from lacking(document, county, "S04")

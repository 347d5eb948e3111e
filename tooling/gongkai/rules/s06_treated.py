"""S06: what was treated says which parts, why, at what stage and when it is looked at again; no file keeps the original."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.lacking import lacking
from gongkai.rules.opened import faults, unread
from gongkai.signing.context import SiteContext


@rule("S06", zh="作技术处理的，须写明部位、理由、阶段和复查日期，附件中不得留有原文", basis="一·四·3", on=Document)
def treated(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What was treated says which parts, why, at what stage and when it is looked at again; no file keeps the original."""
    yield from lacking(document, county, "S06")
    yield from faults(document, county, "S06")
    yield from unread(document)

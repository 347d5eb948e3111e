"""What the ruling on an item lacks, by the rule that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Document
from gongkai.secrecy.ruling import ruling_of
from gongkai.signing.context import SiteContext


def lacking(document: Document, county: SiteContext, code: str) -> Iterator[Finding]:
    """Yield what the ruling on a document finds missing under one rule."""
    item = document.item
    if item is None or not (
        getattr(item, "marking", None)
        or item.exemption
        or item.redaction
        or item.determination
        or getattr(item.scope_check, "in_scope", False)
    ):
        return  # nothing to ask about, as of most items
    ruling = ruling_of(document, county)
    for lack in ruling.lacks if ruling else ():
        if lack.code == code:
            yield Finding(lack.at, lack.message, lack.remedy)

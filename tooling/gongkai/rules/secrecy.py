"""S02, S04–S06, S08, C05: the ruling of 一·四 as rules. What each asks is in ``gongkai.secrecy.questions``."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.rules.opened import faults, unread
from gongkai.secrecy.grading import misgraded, regraded
from gongkai.secrecy.ruling import ruling_of
from gongkai.signing.context import SiteContext


def lacking(document: Document, county: SiteContext, code: str) -> Iterator[Finding]:
    """What the ruling on a document finds missing under one rule."""
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


@rule("S02", zh="标有密级的，期满或解密之后才能公开", basis="一·四·1", on=Document)
def unexpired(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What was marked had expired, or had been declassified by the organ that marked it, before the final review."""
    yield from lacking(document, county, "S02")


@rule("S04", zh="未标密级但属于国家秘密范围的，产生单位解密之后才能公开", basis="一·四·2", on=Document)
def in_scope(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What falls within the scope of secrets, though unmarked, was declassified by the leader of its producer."""
    yield from lacking(document, county, "S04")


@rule("S05", zh="存在争议的，有权机关确定可以公开之后才能公开", basis="一·四·3", on=Document)
def undetermined(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What was in dispute was determined in writing to be public by those who decide, before the final review."""
    yield from lacking(document, county, "S05")


@rule("C05", zh="免予公开的情形与主动公开不能并存", basis="五·6", on=Document)
def exempt_but_public(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What falls under an exemption is not published proactively."""
    yield from lacking(document, county, "C05")


@rule("S06", zh="作技术处理的，须写明部位、理由、阶段和复查日期，附件中不得留有原文", basis="一·四·3", on=Document)
def treated(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What was treated says which parts, why, at what stage and when it is looked at again; no file keeps the original."""
    yield from lacking(document, county, "S06")
    yield from faults(document, county, "S06")
    yield from unread(document)


@rule("S08", zh="密级须与定密依据相符", basis="三·7", on=Document, severity=Severity.WARNING)
def level_and_basis(document: Document, county: SiteContext) -> Iterator[Finding]:
    """A mark has the level that its basis gives, and the basis of a review was not regraded since."""
    item = document.item
    if item is None:
        return
    error = misgraded(item)
    if error is not None:
        yield Finding(
            error.at,
            error.message,
            Text(
                "在登记簿 classification_errors 中登记，并告知原定密机关、单位",
                "record it in the ledger `classification_errors` and tell the organ that classified it",
            ),
        )
    for at, norm in regraded(document.review, county.norms, county.today):
        yield Finding(
            at,
            Text(
                f"审查依据“{norm.name}”已于{norm.regraded_on}调整密级，该审查在此之前",
                f"its basis `{norm.id}` was regraded on {norm.regraded_on}, after this review",
            ),
            Text("按调整后的依据重新审查", "review it again on the basis as it is now"),
        )

"""G01: the guide names body, address, hours, phone, fax, e-mail, steps, time limits and remedies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Severity, Text
from gongkai.documents.document import Document
from gongkai.documents.pages import Guide
from gongkai.documents.regimes import REGIMES
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.guide_owner import GUIDE, owner_of, owner_place
from gongkai.signing.context import SiteContext

_CONTACT = {
    "office": "受理机构",
    "address": "办公地址",
    "hours": "办公时间",
    "phone": "联系电话",
    "fax": "传真号码",
    "email": "电子邮箱",
}


_PARTS = {"steps": "申请步骤", "deadlines": "办理时限", "remedies": "救济途径"}


@rule("G01", zh="公开指南须完整", basis="五·10", on=Document)
def guide_complete(document: Document, county: SiteContext) -> Iterator[Finding]:
    """The guide names body, address, hours, phone, fax, e-mail, steps, time limits and remedies."""
    if document.path != GUIDE or not isinstance(document.fields, Guide):
        return
    for key, label in _PARTS.items():
        if not getattr(document.fields, key):
            yield Finding(
                key,
                Text(f"公开指南缺少{label}（{key}）", f"the guide lacks `{key}`"),
                Text(f"补填{label}后重新送审", f"fill in `{key}`, then have the guide reviewed again"),
            )
    if not document.rendered.html.strip():
        yield Finding(
            "title",
            Text("公开指南没有正文", "the guide has no body"),
            Text("写明公开范围、形式、查询和申请办法", "say what is published, where, and how to apply"),
        )
    days = REGIMES[county.site.legal_regime].answer
    said = " ".join(
        [*(step.time_limit for step in document.fields.steps), *(one.limit for one in document.fields.deadlines)]
    )
    if document.fields.deadlines and not re.search(rf"(?<![0-9]){days} ?个工作日", said):
        yield Finding(
            "deadlines",
            Text(
                f"公开指南没有写明{days}个工作日的答复期限（site.yaml 中 legal_regime 为 {county.site.legal_regime}）",
                f"the guide does not state the limit of {days} working days of the legal regime {county.site.legal_regime}",
            ),
            Text(
                f"在 deadlines 或者 steps 中写明{days}个工作日；本地规定的期限不同的，改正 legal_regime",
                f"state {days} working days, or correct `legal_regime` in site.yaml",
            ),
            Severity.WARNING,
        )


@guide_complete.across
def guide_exists(corpus: Corpus) -> Iterator[Finding]:
    if not corpus.has_path(GUIDE) or "guide:index" in corpus.county.withdrawals:
        yield Finding(
            Place(GUIDE),
            Text("没有公开指南", "there is no disclosure guide"),
            Text(f"编制公开指南，存为 {GUIDE}", f"write the guide as {GUIDE}"),
        )
    missing = [label for key, label in _CONTACT.items() if not getattr(owner_of(corpus).contact, key)]
    if missing:
        yield Finding(
            owner_place(corpus, "contact"),
            Text(
                f"公开指南所用的联系方式缺少{'、'.join(missing)}",
                f"the owner's contact lacks: {', '.join(k for k in _CONTACT if not getattr(owner_of(corpus).contact, k))}",
            ),
            Text(
                "在 agencies.yaml 中补填网站主办机构的 contact",
                "complete `contact` of the site's owner in agencies.yaml",
            ),
        )

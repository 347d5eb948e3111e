"""G03: there is a telephone and a mailbox for complaints."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.guide_owner import owner_of, owner_place
from gongkai.signing.context import SiteContext


@rule("G03", zh="须公布投诉电话和电子信箱", basis="五·15", on=Corpus)
def complaints(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """There is a telephone and a mailbox for complaints."""
    kept = owner_of(corpus).complaints
    if not kept.phone or not kept.mailbox:
        yield Finding(
            owner_place(corpus, "complaints"),
            Text("没有公布投诉电话和电子信箱", "no telephone and mailbox for complaints"),
            Text(
                "在 agencies.yaml 中补填网站主办机构的 complaints（phone、mailbox）",
                "complete `complaints` of the site's owner in agencies.yaml",
            ),
        )

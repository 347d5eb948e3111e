"""L06: A document with an open incident was withdrawn before anything else is published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Text
from gongkai.rules.engine import Corpus, rule
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Incident


@rule("L06", zh="发生泄密的，须先撤下信息", basis="一·五", on=Corpus)
def withdrawn_first(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """A document with an open incident was withdrawn before anything else is published."""
    for entry in corpus.entries:
        one = entry.fields
        if not isinstance(one, Incident) or one.closed_on or one.document in county.withdrawals:
            continue
        if corpus.has_name(one.document):
            yield Finding(
                At(entry.path, f"entries.{entry.position}.document"),
                Text(
                    f"{one.document} 的泄密事件没有结案，信息没有撤下",
                    f"the incident of {one.document} is open and it is still there",
                ),
                Text(
                    f"由分管领导立即登记撤下（gongkai record withdrawals document={one.document} kind=withdrawn on=日期 "
                    "--as 领导 --key 密钥），再处理善后",
                    f"have the leader record its withdrawal at once (gongkai record withdrawals document={one.document} kind=withdrawn on=DAY "
                    "--as LEADER --key KEY), then see to the rest",
                ),
            )

"""R13: approvals by the dozen are shown, because nobody reads twenty documents in a minute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from gongkai.core.days import CHINA, china_day
from gongkai.core.findings import Finding, Place, Severity, Text
from gongkai.rules.engine import Corpus, rule
from gongkai.signing.approval import Approval
from gongkai.signing.context import SiteContext

MANY = 20  # documents; up to so many a short session may come to


@rule("R13", zh="不宜成批签署：逐件审查、逐件登记", basis="一·二", on=Corpus, severity=Severity.WARNING)
def one_by_one(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """Nobody signs many documents within one minute, or with the same words on one day."""
    for group in _groups(corpus.approvals, lambda a: (a.by, a.signed_at.timestamp() // 60)):
        by, moment = group[0].by, group[0].signed_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        yield Finding(
            Place(min(a.path for a in group)),
            Text(
                f"{county.called(by)} 在 {moment} 一分钟内签署了 {len(group)} 份",
                f"{by} signed {len(group)} documents at {moment}",
            ),
            _REMEDY,
        )
    for group in _groups(corpus.approvals, lambda a: (a.by, china_day(a.signed_at), a.opinion or a.path)):
        by, day = group[0].by, china_day(group[0].signed_at)
        yield Finding(
            Place(min(a.path for a in group)),
            Text(
                f"{county.called(by)} 在 {day} 用同一句意见签署了 {len(group)} 份",
                f"{by} signed {len(group)} documents with the same words on {day}",
            ),
            _REMEDY,
        )


_REMEDY = Text(
    "请签署人说明是否逐件看过；没有看过的重新审查",
    "ask the signer whether each was read; have the others reviewed again",
)


def _groups(approvals: Sequence[Approval], key: Callable[[Approval], Hashable]) -> Iterator[list[Approval]]:
    found: dict[Hashable, list[Approval]] = defaultdict(list)
    for approval in approvals:
        found[key(approval)].append(approval)
    return (group for group in found.values() if len(group) > MANY)

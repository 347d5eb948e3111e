"""R05: nothing lies under content/ or catalog/ that is not part of a reviewed document or a ledger."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Text
from gongkai.rules.engine import Corpus, rule
from gongkai.signing.context import SiteContext


@rule("R05", zh="不得有未经审查的文件", basis="三·5；一·三", on=Corpus)
def nothing_unreviewed(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """Nothing lies under content/ or catalog/ that is not part of a reviewed document or a ledger."""
    for path in corpus.unknown:
        yield Finding(
            Place(path),
            Text("该文件不属于任何经过审查的文档", "the file belongs to no reviewed document"),
            Text(
                "移出 content/、catalog/；要公开的，按条目或附件登记后送审",
                "move it away; to publish it, make it an item or an attachment and have it reviewed",
            ),
        )
    for one in corpus.irregular:
        yield Finding(
            Place(one.path, one.line),
            one.reason,
            Text(
                "用内容已审查、名称清楚的普通文件代替，或移走",
                "replace it with a regular file of a plain name, or move it away",
            ),
        )

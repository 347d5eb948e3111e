"""O04: what was withdrawn, merged or voided is in no list, feed, map, export or index, and its attachments are gone."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.proof.output import Output
from gongkai.rules.engine import rule
from gongkai.rules.output_findings import page_of, said
from gongkai.signing.context import SiteContext

_GONE = Text(
    "运行 gongkai build，重新生成网站并立即发布；同时从备用服务器和缓存中清除",
    "run gongkai build again and publish at once; clear mirrors and caches too",
)


@rule(
    "O04", zh="已撤下、作废的信息不得留在检索、订阅、网站地图、导出和列表中，附件须一并撤下", basis="一·五", on=Output
)
def gone_everywhere(output: Output, county: SiteContext) -> Iterator[Finding]:
    """What was withdrawn, merged or voided is in no list, feed, map, export or index, and its attachments are gone."""
    yield from said(output.lingering, "仍有已撤下的信息：", "still there although taken away: ", _GONE)
    for path in sorted(output.found.keys() - output.wanted.keys()):
        if output.of_gone(path):
            yield Finding(path, Text("已撤下信息的附件仍在", "an attachment of a document that was taken away"), _GONE)
    for path, address, _ in output.fragments:
        if page_of(address) in output.gone and address not in (output.entries or {}):
            message = Text("检索索引中仍有已撤下的信息", "a document that was taken away is still in the search index")
            yield Finding(path, message, _GONE)

"""O02: no officer, opinion, sign-off, ledger text or internal field shows in pages, feed, exports, index or attachments."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.proof.output import Output
from gongkai.rules.engine import rule
from gongkai.rules.output_findings import said
from gongkai.signing.context import SiteContext

_SOURCE = Text(
    "查明这段文字的来处（主题、附件属性或人工改动），去掉后重新生成；附件须清除属性后重新送审",
    "find where it came from (theme, metadata of an attachment, a change by hand), take it out and build again; "
    "an attachment is cleaned and reviewed again",
)


@rule("O02", zh="网站、订阅、导出、检索索引和附件属性中不得有内部信息", basis="三·6", on=Output)
def nothing_internal(output: Output, county: SiteContext) -> Iterator[Finding]:
    """No officer, opinion, sign-off, ledger text or internal field shows in pages, feed, exports, index or attachments."""
    yield from said(output.internal, "出现内部信息：", "internal information: ", _SOURCE)
    yield from said(output.unreadable, "", "", _SOURCE, Severity.WARNING)

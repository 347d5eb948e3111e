"""C01: title, summary, day of production and content are there, and the summary says more than the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.document import Reading
from gongkai.rules.content import nothing_shown
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

SUMMARY_LIMIT = 100  # 字; the standard's limit of 内容概述


_WORD = re.compile(
    r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+"
)  # counted as word processors count 字: a word of letters is one


@rule("C01", zh="须有标题、内容概述、产生日期和内容，概述不得重复标题", basis="五·10", on=Reading)
def description(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Title, summary, day of production and content are there, and the summary says more than the title."""
    yield from file.reported("C01")
    if file.document is not None:
        yield from nothing_shown(file.document)
    fields = file.document.fields if file.document else None
    title, summary = getattr(fields, "title", None), getattr(fields, "summary", None)
    if not title or not summary:
        return
    if title == summary:
        yield Finding(
            "summary",
            Text("内容概述与标题相同", "the summary repeats the title"),
            Text("用一两句话概括内容，不要重复标题", "say in a sentence or two what the document contains"),
        )
    if (length := len(_WORD.findall(summary))) > SUMMARY_LIMIT:
        yield Finding(
            "summary",
            Text(
                f"内容概述有 {length} 字，超过 {SUMMARY_LIMIT} 字",
                f"the summary has {length} characters, more than {SUMMARY_LIMIT}",
            ),
            Text("压缩到 100 字以内", "shorten it to 100 characters"),
            Severity.WARNING,
        )

"""Y01: the file is not visible UTF-8 text with strict YAML, or its review block is not where it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Reading
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("Y01", zh="文件须能严格读取：UTF-8、无隐藏字符、YAML 规范、审签块位置正确", basis="design", on=Reading)
def unreadable(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The file is not visible UTF-8 text with strict YAML, or its review block is not where it belongs."""
    yield from file.reported("Y01")

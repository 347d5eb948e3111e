"""B05: the body holds no raw HTML, script address or remote image, and nothing that shows otherwise than it is written."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Reading
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("B05", zh="正文不得有 HTML 代码、脚本地址、站外图片，以及显示与所写不同的内容", basis="一·二", on=Reading)
def self_contained(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The body holds no raw HTML, script address or remote image, and nothing that shows otherwise than it is written."""
    yield from file.reported("B05")

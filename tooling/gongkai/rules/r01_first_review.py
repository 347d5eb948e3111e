"""R01: the first review (初审) is complete and agrees."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Reading
from gongkai.documents.review import Level
from gongkai.rules.engine import rule
from gongkai.rules.review_level import level_reviewed
from gongkai.signing.context import SiteContext


@rule("R01", zh="须完成初审并同意", basis="三·3", on=Reading)
def first_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The first review (初审) is complete and agrees."""
    yield from file.reported("R01")
    yield from level_reviewed(file, Level.FIRST, Text("信息员", "the information officer"))

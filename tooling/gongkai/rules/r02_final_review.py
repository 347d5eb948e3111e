"""R02: the final review (复审) is complete and agrees."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Reading
from gongkai.documents.review import Level
from gongkai.rules.engine import rule
from gongkai.rules.review_level import level_reviewed
from gongkai.signing.acts import head_only
from gongkai.signing.context import SiteContext


@rule("R02", zh="须完成复审并同意", basis="三·3；三·6", on=Reading)
def final_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The final review (复审) is complete and agrees."""
    yield from file.reported("R02")
    head = file.document is not None and head_only(file.document)
    who = Text("主要领导", "the head of the agency") if head else Text("分管保密领导", "the leader in charge")
    yield from level_reviewed(file, Level.FINAL, who)

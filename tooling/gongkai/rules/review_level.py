"""Whether one level of a review is complete and agrees."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Reading
from gongkai.documents.review import LEVELS, Level, SignOff


def level_reviewed(file: Reading, level: Level, who: Text) -> Iterator[Finding]:
    """One level is there and agrees; a level that was set aside as damaged is reported as such only."""
    document = file.document
    if document is None or f"review.{level}" in document.damaged:
        return
    signoff: SignOff | None = getattr(document.review, level)
    label = LEVELS[level].zh
    if signoff is None:
        yield Finding(
            "review",
            Text(f"没有{label}", f"the {level} review is missing"),
            Text(
                f"由{who.zh}运行：gongkai sign {document.path} {label} --as 本人姓名 --key 密钥",
                f"{who.en} runs: gongkai sign {document.path} {level} --as NAME --key KEY",
            ),
        )
    elif signoff.decision != "agree":
        yield Finding(
            f"review.{level}.decision",
            Text(f"{label}意见为不同意公开", f"the {level} review does not agree to publication"),
            Text(
                "按审查意见修改后重新送审，或撤回该文件",
                "mend the document as the reviewer asks and have it reviewed again, or take it back",
            ),
        )

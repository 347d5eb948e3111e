"""Part of C01: a document that is published says something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.markup.rendered import plain_text
from gongkai.rules.guide_owner import GUIDE

_STRUCTURED = ("service", "funds", "steps", "deadlines", "remedies", "figures")  # are shown as tables of their own
_SIGNS = re.compile(r"[\W_]+")
_REFERS_ELSEWHERE = re.compile(
    r"(?:具体|有关)?(?:内容|全文|正文|情况)?(?:详?见|请看|请见|参见)附件[0-9一二三]?|略|从略|附件"
)
_NOTHING = Text(
    "既没有正文，也没有附件，网页上什么内容也没有",
    "there is neither a body nor an attachment, so the page shows nothing",
)


def nothing_shown(document: Document) -> Iterator[Finding]:
    """A reader finds a word, a picture, an attachment or a structured part; a reference to an attachment that is missing is none."""
    if document.kind.is_registry or document.path == GUIDE:  # of the guide G01 asks more
        return
    if document.item is not None and document.values.get("disclosure") != "proactive":  # a catalog record, by L03
        return
    if document.attached or document.rendered.problems or any(document.values.get(part) for part in _STRUCTURED):
        return
    html = document.rendered.html
    said = _SIGNS.sub("", plain_text(html))
    if "<img" not in html and "<a " not in html and (not said or _REFERS_ELSEWHERE.fullmatch(said)):
        path = document.path
        yield Finding(
            "title",
            _NOTHING,
            Text(
                f"在第二行“---”下面写正文，或运行 gongkai attach {path} 要附的文件，再送审；本应依申请公开的，disclosure 写 on_request",
                f"write the body below the second line of ---, or run gongkai attach {path} with the file to be attached; what is "
                "to be had on request only says on_request in `disclosure`",
            ),
        )

"""W02: what a text lacks for those who listen to it, or find their way by its headings. Warns only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Severity, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

_HEADING = re.compile(r"<h([1-6])[ >]")


_ATX = re.compile(r" {0,3}(#{1,6})\s")


_UNSPOKEN = re.compile(r'<img [^>]*alt=""')


_IMAGE = re.compile(r"!\[\s*\]")


@rule("W02", zh="正文须便于听读：标题逐级、图片有说明", basis="design", on=Document, severity=Severity.WARNING)
def readable(document: Document, county: SiteContext) -> Iterator[Finding]:
    """Headings begin at the second level and leave none out; every image says what it shows."""
    html = document.rendered.html
    above = 1  # the page's own heading is the title
    levels = [int(level) for level in _HEADING.findall(html)] if "<h" in html else []
    line_of = _lines_of_headings(document, len(levels)) if levels else []
    for number, level in enumerate(levels):
        if level == 1 or level > above + 1:
            written, wanted = "#" * level, "#" * min(above + 1, max(2, level))
            yield Finding(
                Place(document.path, line_of[number]),
                Text(
                    f"标题级别有误：应为“{wanted}”，写成了“{written}”",
                    f"a heading of level {level} follows one of level {above}",
                ),
                Text("正文标题从二级（##）开始，逐级使用，不要跳级", "begin with level 2 (##) and leave out no level"),
            )
        above = max(2, level)
    if _UNSPOKEN.search(html):
        for line, text in enumerate(document.text.split("\n"), 1):
            if _IMAGE.search(text):
                yield Finding(
                    Place(document.path, line),
                    Text("图片没有文字说明", "an image says nothing to those who cannot see it"),
                    Text("在 ![ ] 的方括号中写明图片内容", "say between the brackets of ![ ] what it shows"),
                )


def _lines_of_headings(document: Document, headings: int) -> list[int]:
    """The source line of each heading; that of the body where headings are written in more than one way."""
    lines = document.text.split("\n")
    body = len(lines) - document.body.count("\n")
    found = [line for line, text in enumerate(lines[body - 1 :], body) if _ATX.match(text)]
    return found if len(found) == headings else [body] * headings

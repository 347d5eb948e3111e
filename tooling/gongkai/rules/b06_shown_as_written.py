"""B06: what a page shows is what was written and signed, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Severity, Text
from gongkai.documents.card import Card
from gongkai.documents.document import Document, Reading
from gongkai.markup.profiles import FIRST, SECOND, render
from gongkai.markup.rendered import plain_text
from gongkai.markup.written import difference
from gongkai.rules.change import Change
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

_REVISE = Text(
    "已公开的页面保持批准时的样子；下次修订时按新的写法改正",
    "the page stays as it was approved; mend it with the next revision",
)


@rule("B06", zh="页面显示的须与所写的逐字一致", basis="一·二", on=Reading)
def shown_as_written(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Every character of a body that is not a mark is shown, in order, and every mark does what it says."""
    yield from file.reported("B06")
    document = file.document
    if document is None or document.kind.is_registry or document.rendered.problems:
        return
    if document.profile == FIRST:
        if county.site.markup is not None:
            yield from _to_revise(document)
        return
    line = difference(document.body, document.rendered.html, document.path)
    if line is not None:
        yield Finding(
            Place(document.path, _first_line(document) + line - 1),
            Text("页面显示的与所写的不一致", "the page would show something else than is written here"),
            Text(
                "按《正文写法》改写这一行；仍有此提示的，请技术人员报告程序问题",
                "write the line otherwise; if that does not help, report a fault of the program",
            ),
        )


@shown_as_written.between
def edited_by_the_present_profile(change: Change) -> Iterator[Finding]:
    """What is new or edited is judged by the profile of the site, whatever day its review claims."""
    if change.before.site.markup is None:
        return
    for one in change.revised:
        after = one.after
        edited = after is not None and (one.before is None or one.before.digest != after.digest)
        if edited and isinstance(after, Card | Document) and after.profile == FIRST:
            yield Finding(
                Place(one.path),
                Text(
                    "新增或修改的文档，复审日期却在启用新写法之前",
                    "a new or edited document bears a final review from before the present Markdown profile",
                ),
                Text(
                    "按新的写法检查正文后，重新初审、复审", "check its body by the profile and have it reviewed again"
                ),
            )


def _to_revise(document: Document) -> Iterator[Finding]:
    """Where a body of the first profile shows something else than is written."""
    listed = frozenset(attachment.path for attachment in document.attachments)
    now = render(SECOND, document.body, _first_line(document), document.path, listed)
    if not now.problems and _characters(now.html) == _characters(document.rendered.html):
        return
    line = now.problems[0].line if now.problems else _first_line(document)
    yield Finding(
        Place(document.path, line),
        Text(
            "按旧写法批准的正文，页面显示的与所写的可能不一致",
            "a body of the first profile may show something else than is written",
        ),
        _REVISE,
        Severity.WARNING,
    )


def _characters(html: str) -> str:
    return "".join(plain_text(html).split())


def _first_line(document: Document) -> int:
    """The line of a file on which its body begins."""
    return document.source.count(b"\n") - document.body.count("\n") + 1

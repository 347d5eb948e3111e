"""Whoever made the HTML of a body may lie: whatever is changed in it so that a browser shows something else is noticed."""

from __future__ import annotations

import html.parser
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.markup.profile_2.render import render
from gongkai.markup.written import difference
from property.test_written_shown import BLOCKS, LISTED, PATH
from support.effort import effort

_PIECE = re.compile(r"<[^>]*>|[^<]")
FOREIGN = [
    "<p>", "</p>", "</p>\n<p>", "<br>", "<br>\n", "<strong>", "</strong>", "<li>", "</li>", "</li>\n</ul>\n<ul>\n<li>", "<td>", "</td>",
    "<h2>", "<div>",
    "<!-- x -->", "<span>", "<wbr>", "<s>", "<p hidden>", '<p class="footnote">', '<a href="https://b.example/">', "</a>",
    "&#8203;", "&shy;", "\u200b",
    "甲", "1", "*", "**", "|", "\\", "-", "[1]",
]  # fmt: skip
ATTRIBUTES = [
    ' class="footnote"', ' class="remark"', ' class="align-right"', ' id="甲"', ' style="display:none"', " hidden", ' href="https://b.example/"',
    ' value="7"', ' start="3"', ' dir="rtl"', ' title="甲"', ' HREF="https://b.example/"', '\u3000href="https://b.example/"', ' colspan="2"',
]  # fmt: skip


@st.composite
def lies(draw: st.DrawFn, html_text: str) -> str:
    pieces = _PIECE.findall(html_text)
    at, to = draw(st.integers(0, len(pieces) - 1)), draw(st.integers(0, len(pieces) - 1))
    kind = draw(st.sampled_from(["drop", "double", "insert", "exchange", "swap", "attribute", "bare"]))
    if kind == "drop":
        del pieces[at : at + draw(st.integers(1, 3))]
    elif kind == "double":
        pieces.insert(at, pieces[at])
    elif kind == "insert":
        pieces.insert(at, draw(st.sampled_from(FOREIGN)))
    elif kind == "exchange":
        pieces[at] = draw(st.sampled_from(FOREIGN))
    elif kind == "swap":
        pieces[at], pieces[to] = pieces[to], pieces[at]
    elif pieces[at][0] == "<":
        bare = re.sub(r' [a-z]+="[^"]*"', "", pieces[at], count=1)
        pieces[at] = bare if kind == "bare" else pieces[at][:-1] + draw(st.sampled_from(ATTRIBUTES)) + ">"
    return "".join(pieces)


class _Meaning(html.parser.HTMLParser):
    """What a browser makes of it; breaks of the source between blocks and after ``<br>`` show nothing, nor do blanks at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_text()
        self.seen.append((tag, dict(reversed(attrs))))

    def handle_endtag(self, tag: str) -> None:
        self._end_of_text()
        self.seen.append(tag)

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))

    def handle_data(self, data: str) -> None:
        if data.strip("\n"):
            self.seen.append(["text", data.removeprefix("\n")])

    def _end_of_text(self) -> None:
        if self.seen and isinstance(self.seen[-1], list):
            self.seen[-1][1] = self.seen[-1][1].rstrip(" \t\n")


def meaning(html_text: str) -> list[object]:
    reader = _Meaning()
    reader.feed(html_text)
    reader.close()
    return reader.seen


@effort(1500)
@given(BLOCKS, st.data())
def test_what_was_changed_so_that_it_shows_is_noticed(blocks: list[object], data: st.DataObject) -> None:
    body = "".join(one.written for one in blocks)  # type: ignore[attr-defined]
    rendered = render(body, 1, PATH, LISTED)
    assume(not rendered.problems and rendered.html)
    lie = data.draw(lies(rendered.html))
    assume(meaning(lie) != meaning(rendered.html))
    assert difference(body, lie, PATH) is not None, (body, lie)

"""Written = shown: of whatever is accepted as a body, a reader sees every character that is not a mark, in order.

Bodies are put together of what stands in official texts: masks, sums, paths, numbers with signs, marks and half-marks. What
each piece may show is known here, not by any parser: as it is written or, where it can be a mark, what is left of it.
"""

from __future__ import annotations

import html.parser
import re
from dataclasses import dataclass

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.markup.profile_2.render import render
from gongkai.markup.rendered import clean
from gongkai.markup.tidy import tidied
from gongkai.markup.written import difference
from support.effort import effort

PATH = "content/items/finance/2026/00012.md"
LISTED = frozenset({"表.xlsx", "图.png"})


@dataclass(frozen=True)
class Fragment:
    """A piece of a body, and a pattern for all that a reader may see of it."""

    written: str
    shown: str


def same(*texts: str) -> list[Fragment]:
    return [Fragment(text, exactly(text)) for text in texts]


def mark(written: str, *shown: str) -> Fragment:
    """What is a mark in some surroundings and is written out in others."""
    return Fragment(written, "(?:" + "|".join(map(exactly, (written, *shown))) + ")")


def exactly(text: str) -> str:
    return re.escape("".join(text.split()))


TEXT = [
    *same(
        "甲", "王某", "李*", "张***", "李**", "138****1234", "1101**********1237", "110**1234", "3*4*5", "2**10", "*", "***", "_", "__甲__",
        "a_b_c", "D:\\..\\_附件\\*.docx", "\\\\fs", "\\n", "`码`", "+3.2%", "-0.5%", "—", ">", ">=90", "<5", "&", "&co", "#1", "[日期]", "(1)",
        "~~删~~", "$", "{#id}", "2025.", "第一条", "（一）", "一、", "：", "。", "，", " ", "　", "和", "、", "klzzwxh:0001", "A9", "某**某", "!",
        "https://a.example/x_y*z",
    ),
    mark("**重要**", "重要"),
    mark(" **重要** ", "重要"),
    mark("[表](00012/表.xlsx)", "表"),
    mark("[法](https://a.example/)", "法"),
    mark("![图](00012/图.png)", ""),
    mark("\\**", "**"),
    mark("\\[甲](https://a.example/)", "[甲](https://a.example/)", "\\甲"),
    mark("\\", ""),
    mark("-", ""),
    mark("#", ""),
    mark("1.", ""),
    mark("|", ""),
]  # fmt: skip
STARS = [mark("**", ""), *same("甲", "王某", "，", "（", "A9", " "), mark("\\", "")]
STARTS = [
    *same(
        "",
        "    ",
        "\t",
        "　　",
        "+ ",
        "* ",
        "> ",
        ">",
        "2025. ",
        "1、",
        "（1）",
        "--",
        "· ",
        "=",
        "a. ",
        "：：：",
        "＃",
        "＃＃ ",
        "｜",
    ),
    *(mark(text, "") for text in ("## ", "- ", "1. ", "  - ", "| ", "#", "-", "1.")),
    *(mark("\\" + text, text) for text in ("- ", "# ", "| ", "：：：", "＃＃")),
    mark("1\\. ", "1. "),
]


def joined(fragments: list[Fragment]) -> Fragment:
    """One after the other; two single stars stay apart, because together they are the mark of bold text."""
    whole = Fragment("", "")
    for one in fragments:
        between = "、" if _ENDS_IN_STAR.search(whole.written) and _BEGINS_WITH_STAR.match(one.written) else ""
        whole = Fragment(whole.written + between + one.written, whole.shown + exactly(between) + one.shown)
    return whole


_ENDS_IN_STAR = re.compile(r"(?<!\*)\*\Z")
_BEGINS_WITH_STAR = re.compile(r"\*(?!\*)")


PARTS = st.one_of(
    st.lists(st.sampled_from(TEXT), min_size=1, max_size=6).map(joined),
    st.lists(st.sampled_from(STARS), min_size=1, max_size=6).map(joined),
)
LINE = st.tuples(st.sampled_from(STARTS), PARTS).map(lambda parts: joined(list(parts)))


@st.composite
def tables(draw: st.DrawFn) -> Fragment:
    width = draw(st.integers(1, 3))
    rows = [
        [draw(PARTS) for _ in range(draw(st.sampled_from([width, width, width, width + 1])))]
        for _ in range(draw(st.integers(1, 3)))
    ]
    lines = ["| " + " | ".join(cell.written for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + draw(st.sampled_from([" --- |", " --: |", ":-:|"])) * width)
    return Fragment("\n".join(lines) + "\n", "".join(cell.shown for row in rows for cell in row))


FORMS = st.tuples(st.sampled_from(["主送", "落款", "注"]), st.lists(LINE, min_size=1, max_size=3)).map(
    lambda parts: Fragment(
        f"::: {parts[0]}\n" + "\n".join(one.written for one in parts[1]) + "\n:::\n",
        "".join(one.shown for one in parts[1]),
    )
)
BLOCKS = st.lists(
    st.one_of(
        LINE.map(lambda one: Fragment(one.written + "\n", one.shown)), tables(), FORMS, st.just(Fragment("\n", ""))
    ),
    min_size=1,
    max_size=6,
)


class _Visible(html.parser.HTMLParser):
    """What a reader sees, by an HTML parser that is not ours."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def visible(html_text: str) -> str:
    reader = _Visible()
    reader.feed(html_text)
    reader.close()
    return "".join(reader.text.split())


@effort(1500)
@given(BLOCKS)
def test_what_is_accepted_shows_what_is_written(blocks: list[Fragment]) -> None:
    body = "".join(one.written for one in blocks)
    rendered = render(body, 1, PATH, LISTED)
    assert all(1 <= problem.line <= body.count("\n") + 1 for problem in rendered.problems)
    assume(not rendered.problems)
    assert clean(rendered.html) == rendered.html
    assert difference(body, rendered.html, PATH) is None, rendered.html
    shown = visible(rendered.html)
    assert re.fullmatch("".join(one.shown for one in blocks), shown), (body, rendered.html)


@effort(400)
@given(BLOCKS)
def test_tidying_changes_no_visible_text_and_is_done_once(blocks: list[Fragment]) -> None:
    body = "".join(one.written for one in blocks)
    tidy = tidied(body)
    assert tidied(tidy) == tidy
    before, after = render(body, 1, PATH, LISTED), render(tidy, 1, PATH, LISTED)
    if not before.problems:
        assert not after.problems, after.problems
        assert visible(before.html) == visible(after.html)

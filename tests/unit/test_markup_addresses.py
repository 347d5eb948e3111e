"""Addresses in every form Markdown has for them, and texts made to break out: none leaves the site or runs anything."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.markup.addresses import Refused, resolve_image, resolve_link
from gongkai.markup.profile_1.render import render
from gongkai.markup.rendered import Rendered, clean, plain_text

PATH = "content/items/finance/2026/00001.md"
LISTED = frozenset({"表.pdf", "图.png", "a#b.pdf", "a b.xlsx", "图.svg", "x.html"})


def _render(body: str, first_line: int = 1) -> Rendered:
    return render(body, first_line, PATH, LISTED)


def _found(rendered: Rendered) -> list[tuple[str, int]]:
    assert all(problem.message.zh and problem.remedy.zh for problem in rendered.problems)
    return [(problem.code, problem.line) for problem in rendered.problems]


@pytest.mark.parametrize("entity", ["&ſ;", "&am\\p;"])
def test_what_the_serialiser_would_take_for_a_reference_is_refused_too(entity: str) -> None:
    """Found by comparing with nh3: the serialiser's own idea of a reference is wider than HTML's."""
    rendered = _render(f"正文{entity}")
    assert rendered.problems or clean(rendered.html) == rendered.html


@pytest.mark.parametrize(
    "body", ["1 < 2", "a<1", "AT&T", "a & b; c", "3<x<5".replace("<x", "< x"), "&；", "a &", "<", "&#;", "x<=y"]
)
def test_ordinary_signs_are_no_html(body: str) -> None:
    rendered = _render(body)
    assert not rendered.problems
    assert plain_text(rendered.html).strip() == body


BAD_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:,x",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://example.org/",
    "about:blank",
    "blob:x",
    "view-source:x",
    "//example.org/",
    "///example.org/",
    "/\\example.org",
    "\\\\\\\\example.org",
    "\\\\example.org",
    "https:\\\\\\\\example.org",
    "http:example.org",
    "https:/example.org",
    "https://",
    "https:///x",
    "http:?x",
    "/",
    "/index.html",
    "?x=1",
    "mailto:",
    "tel:",
    "https://example.org/{x}",
    "https://example.org/x|y",
    "https://example.org/^",
    "%1b.md",
    "%5c%5cexample.org%5cx.md",
    "a%00b.md",
    "a%0ab.md",
    "x%22y.md",
    "x%3cy.md",
]


def test_bad_links_reach_the_check_as_written() -> None:
    """Straight to the function, where no Markdown changes them on the way."""
    for href in BAD_LINKS:
        with pytest.raises(Refused) as refused:
            resolve_link(href, PATH, LISTED)
        assert refused.value.code in ("B05", "B03"), href
    for href in (
        "\tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\tscript:alert(1)",
        "https://e.example/`x`",
    ):
        with pytest.raises(Refused):
            resolve_link(href, PATH, LISTED)


@pytest.mark.parametrize("href", BAD_LINKS)
@pytest.mark.parametrize(
    "form",
    [
        "[文字]({})",
        "[文字]({} '题')",
        "**[文字]({})**",
        "- [文字]({})",
        "> [文字]({})",
        "[文字][a]\n\n[a]: {}",
        "> [文字]\n>\n> [文字]: {}",
    ],
)
def test_a_bad_link_is_refused_in_every_form_it_can_be_written(form: str, href: str) -> None:
    body = form.format(href)
    rendered = _render(f"正文。\n\n{body}\n\n正文。", 10)
    if 'href="' in rendered.html:
        assert rendered.problems, rendered.html
        line = 12 + body[: body.index(href.strip())].count("\n")
        assert (rendered.problems[0].code in ("B05", "B03")) and rendered.problems[0].line in (10, line)
    else:
        # Markdown did not take it for a link: it is text, and shows what is written.
        assert "<a" not in rendered.html


EXACT = {
    "[x](javascript:alert(1))": ("B05", 12),
    "[x]( JAVASCRIPT:alert(1))": ("B05", 12),
    "[x](//example.org/)": ("B05", 12),
    "甲\n乙 [x](data:,x)": ("B05", 13),
    "[x][a]\n\n[a]: vbscript:x": ("B05", 14),
    "> 引\n>\n> [a]: javascript:x\n\n正文\n\n[x][a]": ("B05", 14),
    "- 项\n\n    [a]: javascript:x\n\n正文\n\n[x][a]": ("B05", 14),
    "![x](https://example.org/a.png)": ("B05", 12),
    "![x](//example.org/a.png)": ("B05", 12),
    "![x](data:image/png;base64,AAAA)": ("B05", 12),
    "![x][a]\n\n[a]: https://example.org/a.png": ("B05", 14),
    "![x](00001/图.svg)": ("B05", 12),
    "![x](00001/表.pdf)": ("B05", 12),
    "![x](00001/没有.png)": ("B03", 12),
    "![x](图.png)": ("B03", 12),
    "![x](../../secret.png)": ("B03", 12),
    "![x](00001/../图.png)": ("B03", 12),
    "![x](00001/%2e%2e/图.png)": ("B03", 12),
    "![x](00001//图.png)": ("B03", 12),
    "[x](00001/没有.pdf)": ("B03", 12),
    "[x](00001/../00002/表.pdf)": ("B03", 12),
    "[x](00002/表.pdf)": ("B03", 12),
    "[x](./00001/表.pdf)": ("B03", 12),
    "[x](00001/表.pdf?x)": ("B03", 12),
    "[x](../../../../catalog/officers.yaml)": ("B03", 12),
    "[x](..%2f..%2f..%2f..%2fcatalog%2fofficers.yaml)": ("B03", 12),
    "[x](00001.html)": ("B03", 12),
    "[x](../../../../README.md)": ("C07", 12),
    "[x](../../../../../content/x.md)": ("C07", 12),
    "[x](%2fetc%2fx.md)": ("C07", 12),
    "[x](%2f%2fexample.org/x.md)": ("C07", 12),
}


@pytest.mark.parametrize("body, place", EXACT.items(), ids=EXACT)
def test_an_address_is_refused_at_its_source_line(body: str, place: tuple[str, int]) -> None:
    assert _found(_render(f"正文。\n\n{body}\n\n正文。", 10)) == [place]


def test_every_bad_address_of_a_body_is_reported() -> None:
    body = "[a](javascript:1)\n\n![b](https://x.example/b.png)\n\n[c](00001/无.pdf)\n\n<b>"
    assert sorted(_found(_render(body))) == [("B03", 5), ("B05", 1), ("B05", 3), ("B05", 7)]


# -- what is accepted ---------------------------------------------------------------------------------------------

GOOD = {
    "[x](https://example.org/a?b=1&c=2#d)": 'href="https://example.org/a?b=1&amp;c=2#d"',
    "[x](HTTPS://EXAMPLE.ORG/)": 'href="HTTPS://EXAMPLE.ORG/"',
    "[x](https://example.org/a\\_b)": 'href="https://example.org/a_b"',
    "[x](http://例子.example/路径)": 'href="http://例子.example/路径"',
    "[x](mailto:a@example.org)": 'href="mailto:a@example.org"',
    "[x](tel:0000-5550105)": 'href="tel:0000-5550105"',
    "[x](#_1)": 'href="#_1"',
    "[x](00001/表.pdf)": 'href="00001/%E8%A1%A8.pdf"',
    "[x](00001/%E8%A1%A8.pdf)": 'href="00001/%E8%A1%A8.pdf"',
    "[x](00001/表.pdf#page=2)": 'href="00001/%E8%A1%A8.pdf#page=2"',
    "[x](00001/a%23b.pdf)": 'href="00001/a%23b.pdf"',
    "[x](00001/a%20b.xlsx)": 'href="00001/a%20b.xlsx"',
    "![图](00001/图.png)": 'src="00001/%E5%9B%BE.png"',
    "[x](00002.md)": 'href="00002.html"',
    "[x](./00002.md)": 'href="00002.html"',
    "[x](../2025/00003.md#二)": 'href="../2025/00003.html#%E4%BA%8C"',
    "[x](../../../guide/index.md)": 'href="../../../guide/index.html"',
    "[x](..//2026/00002.md)": 'href="00002.html"',
    "[x](../../../../content/items/finance/2026/00002.md)": 'href="00002.html"',
    "[x](../../../../content/pages/about.md)": 'href="../../../pages/about.html"',
    "[x](%6aavascript:alert(1)/x.md)": 'href="javascript%3Aalert%281%29/x.html"',
}


@pytest.mark.parametrize("body, attribute", GOOD.items(), ids=GOOD)
def test_a_good_address_is_rewritten_for_the_site(body: str, attribute: str) -> None:
    rendered = _render(body)
    assert not rendered.problems
    assert attribute in rendered.html
    assert clean(rendered.html) == rendered.html


def test_links_to_documents_are_handed_on_with_their_lines() -> None:
    rendered = _render("甲\n\n[x](00002.md)\n\n[y](../../../guide/index.md#a) [z](https://example.org/)", 5)
    assert rendered.links == (("content/items/finance/2026/00002.md", 7), ("content/guide/index.md", 9))


@given(st.text("ab./%2e2fF\\:?#中\n \t\"<'", max_size=20), st.sampled_from(["", ".md", ".png", ".pdf", "#x"]))
def test_no_relative_address_leaves_the_site(href: str, end: str) -> None:
    """Whatever is accepted, resolved as a browser does from the page, stays below the site."""
    for resolve in (resolve_link, resolve_image):
        try:
            target = resolve(href + end, PATH, LISTED)
        except Refused:
            continue
        address = target if isinstance(target, str) else target.href
        if address.startswith(("http://", "https://", "mailto:", "tel:", "#")):
            continue
        folder = ["items", "finance", "2026"]
        assert not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\?]", address), address
        for part in address.partition("#")[0].partition("?")[0].split("/"):
            assert part, address
            if part == "..":
                assert folder, address
                folder.pop()
            elif part != ".":
                folder.append(part)


def test_plain_text_joins_what_inline_marks_separate_and_parts_blocks() -> None:
    """An ID number split by emphasis is whole again for whoever searches or scans the text."""
    html = _render("1101**0519**491231`002`X\n\n- 甲\n- 乙 < 丙").html
    text = plain_text(html)
    assert "11010519491231002X" in text
    assert "甲" in text.split("\n") and "乙 < 丙" in text.split("\n")


# -- the shortcut is the parser -----------------------------------------------------------------------------------


def _through_the_parser(body: str, monkeypatch: pytest.MonkeyPatch) -> Rendered:
    with monkeypatch.context() as patch:
        patch.setattr("gongkai.markup.profile_1.render.segments", lambda text: [(text, False)])
        return _render(body)


@pytest.fixture(scope="module")
def patch() -> pytest.MonkeyPatch:
    return pytest.MonkeyPatch()


_WORDS = [
    "第一条",
    "甲",
    "a",
    "1",
    "12",
    "１",
    "３．",
    ".",
    ". ",
    "   ",
    "    ",
    "\u3000",
    "\u00a0",
    "\\.",
    "\\_",
    "&amp",
    "；",
    "×",
]
_LINES = [
    "\n\n",
    "\n\n",
    "\n\n\n",
    "\n \n",
    "\n    \n",
    "\n\n\n\n",
    "\n---",
    "\n===",
    "\n***",
    "\n~~~",
    "\n|a|b|\n|-|-|\n|c|d|",
]
_STARTS = [
    "\n- ",
    "\n* ",
    "\n+ ",
    "\n1. ",
    "\n１. ",
    "\n2) ",
    "\n> ",
    "\n# ",
    "\n## ",
    "\n###",
    "\n#x",
    "\n    ",
    "\n:",
]
_LINKS = ["](", "[x]", "]:", "\n[x]: y", "\n> [x]: https://e.example/", "[x][x]", "![", "< "]
PIECES = st.sampled_from(
    [*"。，. \t\n\n#|`*_[]()!\\:~=+-&<>'\"【", "``", "```", "**", "__", *_WORDS, *_LINES, *_STARTS, *_LINKS]
)


@settings(max_examples=800, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("> [x]: https://e.example/\n\n甲\n\n[x][x]")
@example("- [x]: https://e.example/\n\n甲\n\n[x][x]")
@example("甲\t乙")
@example("甲\n\n\t\n乙")
@example("# 甲\t乙")
@example("甲\n\n \n\n乙")
@example("    甲\n\n\n\n    乙")
@example("甲\n\n    乙\n\n\n\n丙")
@example("1. 甲\n\n乙\n\n    丙")
@example("# 甲 #\n乙")
@example("\n\n    甲")
@example("    \n\n甲")
@example("    \n\n    甲")
def test_generated_text_comes_out_as_from_the_parser_and_nh3_agrees(patch: pytest.MonkeyPatch, body: str) -> None:
    ours, theirs = _render(body), _through_the_parser(body, patch)
    assert ours.html == theirs.html
    assert _found(ours) == _found(theirs)
    if not ours.problems:
        assert clean(ours.html) == ours.html


def test_threads_do_not_read_each_others_text() -> None:
    """The parser keeps the text it is at; found with an executor of threads, where findings came to the wrong text."""
    bodies = [
        f"甲 **乙**\n\n[x](javascript:{n})" if n % 2 else f"甲 **乙**\n\n[x](https://e.example/{n})" for n in range(400)
    ]
    with ThreadPoolExecutor(4) as pool:
        rendered = list(pool.map(_render, bodies))
    assert rendered == [_render(body) for body in bodies]
    assert [bool(one.problems) for one in rendered] == [bool(n % 2) for n in range(400)]


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


HOSTILE = st.one_of(
    PIECES,
    st.sampled_from(
        [
            "<script>",
            "</p>",
            "javascript:",
            "(javascript:x)",
            "data:",
            "onerror=",
            "style=",
            "&#60;",
            "&\\#60;",
            "<!--",
            "%3c",
        ]
    ),
    st.text(max_size=3),
)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(HOSTILE, max_size=15).map("".join).filter(lambda t: "\x02" not in t and "\x03" not in t and "\r" not in t)
)
def test_no_text_whatever_makes_a_page_do_anything(body: str) -> None:
    rendered = _render(body)
    if rendered.problems:
        return
    outline = _Outline()
    outline.feed(rendered.html)
    for tag, attributes in outline.seen:
        assert tag not in ("script", "style", "iframe", "object", "svg", "form", "base", "meta", "link"), rendered.html
        assert not {name for name in attributes if name.startswith("on") or name == "style"}, rendered.html
        for name in ("href", "src"):
            address = (attributes.get(name) or "").strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:", "//", "\\")), rendered.html

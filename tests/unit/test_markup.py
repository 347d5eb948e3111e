"""Bodies: what could carry something unreviewed is refused at its line; the shortcut writes what the parser writes."""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.markup.profile_1 import render as module
from gongkai.markup.profile_1.plain import segments
from gongkai.markup.profile_1.render import render
from gongkai.markup.rendered import Rendered, clean

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "regulations.jsonl.gz"
ITEM = "content/items/finance/2026/00012.md"
LISTED = frozenset({"表 1.pdf", "a.pdf", "a.png", "下/b.JPG", "a.svg"})
FIRST = 7  # the line of the file on which the body begins


def rendered(body: str) -> Rendered:
    return render(body, FIRST, ITEM, LISTED)


HTML = [
    "<b>x</b>",
    "</p>",
    "<!-- x -->",
    "<!DOCTYPE html>",
    "<?php",
    "<SCRIPT>",
    "`<b>`",
    "    <b>",
    "<http://x>",
    "<a@b.cn>",
]
REFERENCES = ["&amp;", "&lt;b&gt;", "&#65;", "&#x41;", "&#X41;", "&\\#65;", "&\\#x41;", "&nbsp;", "`&lt;`"]


def test_the_parsers_own_placeholder_is_refused() -> None:
    assert [
        (p.code, p.line) for p in render("一。\n\nklzzwxh:0001 *甲*\n", 1, "content/pages/a.md", frozenset()).problems
    ] == [("B05", 3)]


@pytest.mark.parametrize("piece", HTML + REFERENCES)
def test_raw_html_is_refused(piece: str) -> None:
    found = [(p.code, p.line, p.column) for p in rendered(f"正文\n\n后 {piece} 文\n").problems]
    column = 3 + piece.index(next(c for c in piece if c in "<&"))
    assert ("B05", FIRST + 2, column) in found
    assert {(code, line) for code, line, _ in found} == {("B05", FIRST + 2)}


LINKS = {
    "javascript:alert(1)": "B05",
    "JaVaScRiPt:x": "B05",
    "data:text/html,x": "B05",
    "DATA:text/html,x": "B05",
    "vbscript:x": "B05",
    "VBScript:x": "B05",
    "file:///etc/passwd": "B05",
    "ftp://x/y": "B05",
    "http:x": "B05",
    "https:///x": "B05",
    "mailto:": "B05",
    "http://x/^": "B05",
    "//host/x": "B05",
    "///x": "B05",
    "/items/x.md": "B05",
    "/": "B05",
    "?x": "B05",
    "00012\\\\a.pdf": "B05",
    "\\\\\\\\host": "B05",
    "java\\script:x": "B05",
    "00012/%5Ca.pdf": "B05",
    "00012/a.pdf%00": "B05",
    "../../../../x.md": "C07",
    "%2e%2e/../../../x.md": "C07",
    "..%2F..%2F..%2F..%2Fx.md": "C07",
    "../00012/a.pdf": "B03",
    "../../../../x.pdf": "B03",
    "00012/../a.pdf": "B03",
    "00012/%2e%2e/a.pdf": "B03",
    "%2E%2E/00012/a.pdf": "B03",
    "00012/%252e%252e/a.pdf": "B03",
    "./00012/a.pdf": "B03",
    "00012//a.pdf": "B03",
    "%6Aavascript:x": "B03",
    "javascript%3Ax": "B03",
    "%2F%2Fhost/x": "B03",
    "00012/b.pdf": "B03",
    "00012/A.pdf": "B03",
    "00012/a.pdf?x": "B03",
    "00013/a.pdf": "B03",
    "a.pdf": "B03",
    "00013.html": "B03",
    "": "B03",
}
IMAGES = {
    "http://x/a.png": "B05",
    "https://x/a.png": "B05",
    "//host/a.png": "B05",
    "/00012/a.png": "B05",
    "data:image/png;base64,iVBO": "B05",
    "JavaScript:x.png": "B05",
    "00012\\\\a.png": "B05",
    "00012/a.svg": "B05",
    "00012/a.pdf": "B05",
    "00012/a.png#x": "B05",
    "00012/b.png": "B03",
    "../00012/a.png": "B03",
    "00012/%2e%2e/00012/a.png": "B03",
    "00013/a.png": "B03",
}


def unescaped(address: str) -> str:
    """As written there, as Markdown reads it; the finding then stands at the beginning of the body."""
    return address.replace("\\\\", "\\")


@pytest.mark.parametrize(("address", "code"), [*LINKS.items()])
@pytest.mark.parametrize(
    "form", ["甲\n\n乙 [文]({}) 丙", '甲\n\n> - [文]({} "题")', "甲\n\n| a |\n|---|\n| [文]({}) |"]
)
def test_link_is_refused(form: str, address: str, code: str) -> None:
    (problem,) = rendered(form.format(address)).problems
    line = form.split("\n").index(next(part for part in form.split("\n") if "{}" in part))
    assert problem.code == code
    assert problem.line == FIRST + (line if address and unescaped(address) in address else 0)


@pytest.mark.parametrize(("address", "code"), IMAGES.items())
def test_image_is_refused(address: str, code: str) -> None:
    (problem,) = rendered(f"甲\n\n![文]({address})\n").problems
    assert (problem.code, problem.line) == (code, FIRST + 2 * (unescaped(address) in address))


@pytest.mark.parametrize(("address", "code"), [(a, c) for a, c in LINKS.items() if a])
@pytest.mark.parametrize("form", ["见[文][甲]\n\n[甲]: {}\n", "见[甲]\n\n正文\n\n> [甲]: {} '题'\n"])
def test_reference_definition_is_refused(form: str, address: str, code: str) -> None:
    problems = rendered(form.format(address)).problems
    assert [p.code for p in problems] in ([code], ["B05"])
    written = address in form.format(address) and "\\" not in address
    assert not written or problems[0].line == FIRST + form.count("\n", 0, form.index("{}"))


ACCEPTED = {
    "[表](00012/a.pdf)": '<p><a href="00012/a.pdf">表</a></p>',
    '[表](00012/a.pdf "题")': '<p><a href="00012/a.pdf" title="题">表</a></p>',
    "[表](00012/a%2Epdf)": '<p><a href="00012/a.pdf">表</a></p>',
    "[表](00012/%E8%A1%A8%201.pdf#p)": '<p><a href="00012/%E8%A1%A8%201.pdf#p">表</a></p>',
    "![图](00012/a.png)": '<p><img alt="图" src="00012/a.png"></p>',
    "![图](00012/下/b.JPG)": '<p><img alt="图" src="00012/%E4%B8%8B/b.JPG"></p>',
    "[文](http://x.cn/y?z=1&w=2)": '<p><a href="http://x.cn/y?z=1&amp;w=2">文</a></p>',
    "[文](HTTPS://x.cn/)": '<p><a href="HTTPS://x.cn/">文</a></p>',
    "[文](mailto:a@b.cn)": '<p><a href="mailto:a@b.cn">文</a></p>',
    "[文](tel:12345)": '<p><a href="tel:12345">文</a></p>',
    "[文](#x)": '<p><a href="#x">文</a></p>',
    "[文][甲]\n\n[甲]: http://x.cn/": '<p><a href="http://x.cn/">文</a></p>',
    "a < b & c > d": "<p>a &lt; b &amp; c &gt; d</p>",
    "a\u00a0b **c** <": "<p>a\u00a0b <strong>c</strong> &lt;</p>",
    "１. a": '<ol start="1">\n<li>a</li>\n</ol>',
    "|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|": (
        '<table>\n<thead>\n<tr>\n<th class="align-left">a</th>\n<th class="align-center">b</th>\n'
        '<th class="align-right">c</th>\n<th>d</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-left">1</td>\n'
        '<td class="align-center">2</td>\n<td class="align-right">3</td>\n<td>4</td>\n</tr>\n</tbody>\n</table>'
    ),
}


@pytest.mark.parametrize(("body", "html"), ACCEPTED.items())
def test_accepted(body: str, html: str) -> None:
    assert rendered(body) == Rendered(html, (), ())
    assert clean(html) == html


@pytest.mark.parametrize(
    ("address", "href", "document"),
    [
        ("00013.md", "00013.html", "content/items/finance/2026/00013.md"),
        ("../2025/00001.md#x", "../2025/00001.html#x", "content/items/finance/2026/../2025/00001.md"),
        ("../../../items/finance/2026/00013.md", "00013.html", "content/items/finance/2026/00013.md"),
        ("%2e%2e/2025/1.md", "../2025/1.html", "content/items/finance/2025/1.md"),
        ("../../../../content/pages/about.md", "../../../pages/about.html", "content/pages/about.md"),
    ],
)
def test_link_to_a_document(address: str, href: str, document: str) -> None:
    target = document.replace("2026/../", "")
    assert rendered(f"甲\n\n[文]({address})") == Rendered(
        f'<p>甲</p>\n<p><a href="{href}">文</a></p>', ((target, FIRST + 2),), ()
    )


def test_alarm_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the parser ever let something through, the allow-list of the result refuses it."""
    monkeypatch.setattr(module, "segments", lambda _: iter([("<p onclick=x>a</p>", True)]))
    assert [(p.code, p.line) for p in rendered("*a*").problems] == [("B05", FIRST)]


def parsed(body: str) -> Rendered:
    with mock.patch.object(module, "segments", lambda text: iter([(text, False)])):
        return rendered(body)


@functools.cache
def regulations() -> list[str]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        return [json.loads(line)["body"].replace("<!-- INFO END -->", "") for line in file]


def test_shortcut_on_real_regulations() -> None:
    bodies = regulations()
    assert len(bodies) == 712
    for body in bodies:
        found = rendered(body)
        assert found == parsed(body), body[:80]
        assert found.problems or clean(found.html) == found.html, body[:80]
    assert any(plain for body in bodies for _, plain in segments(body))


_LINES = st.sampled_from(
    [
        "# a",
        "- a",
        "1. a",
        "１. a",
        "\u3000a",
        "a  ",
        "a_b_c",
        "**a**",
        "===",
        "---",
        "> a",
        ":",
        "",
        "",
        "正文",
        "正文",
        "## 正文",
        "#a",
        "# a #",
        "####### a",
        "    a",
        "\ta",
        "  a",
        "* a",
        "+ a",
        "~~~",
        "```",
        "10) a",
        "一、a",
        "a_",
        "*a",
        "`a",
        "[a]",
        "[a](00013.md)",
        "![a](00012/a.png)",
        "[a]: http://x.cn",
        "[a]:",
        "a\\",
        "a & b",
        "a < b",
        "'a' \"b\"",
        "a\xa0",
        "\xa0",
        ". a",
        "12",
        "#",
        "# ",
        "2.a",
        "a:",
        "---:",
        "a#",
    ]
) | st.sampled_from(["| a |", "|---|", "a | b", "-|-"])
_BODIES = st.lists(_LINES, max_size=14).map("\n".join)


@given(_BODIES)
def test_shortcut_on_any_text(body: str) -> None:
    assert rendered(body) == parsed(body)


@given(_BODIES | st.text(st.sampled_from("ab字 \n#*_`[]()!\\|-:>.1<&;\"'/h"), max_size=40))
def test_what_is_accepted_is_clean(body: str) -> None:
    found = rendered(body)
    assert found == parsed(body)
    assert found.problems or clean(found.html) == found.html

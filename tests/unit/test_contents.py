"""The contents list of a long text."""

from __future__ import annotations

import re

from gongkai.site.contents import with_contents


def _text(*headings: str) -> str:
    return "".join(f"<h2>{heading}</h2>\n<p>正文</p>\n" for heading in headings)


def test_a_short_text_stays_as_it_is() -> None:
    html = _text("第一章", "第二章", "第三章")
    assert with_contents(html) == (html, ())


def test_every_heading_of_the_upper_level_is_linked_and_nothing_else_changes() -> None:
    html = _text("第一章 <strong>总则</strong>", "第二章", "A &amp; B", "附则") + "<h3>细目</h3>\n"
    body, links = with_contents(html)
    assert [(str(link.title), link.url) for link in links] == [
        ("第一章 总则", "#s1"),
        ("第二章", "#s2"),
        ("A &amp; B", "#s3"),
        ("附则", "#s4"),
    ]
    assert re.findall(r'<h2 id="(.*?)">', body) == [link.url[1:] for link in links]
    assert re.sub(r' id="s\d+"', "", body) == html


def test_a_text_with_lower_headings_alone_is_listed_by_those() -> None:
    body, links = with_contents(_text("一", "二", "三", "四").replace("h2>", "h3>"))
    assert len(links) == 4 and body.count('<h3 id="') == 4


def test_many_lower_headings_under_few_upper_ones_are_no_contents() -> None:
    html = _text("一") + "<h3>甲</h3>" * 9
    assert with_contents(html) == (html, ())

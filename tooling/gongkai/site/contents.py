"""The contents list of a long text: its headings, each with an address on the page."""

from __future__ import annotations

import html as entities
import re
from urllib.parse import quote

from markupsafe import Markup

from gongkai.site.views import Link

_ENOUGH = 4  # headings; fewer are seen at a glance
_HEADING = re.compile(r'<h([23])(?: id="([^"]*)")?>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_contents(html: str) -> tuple[Markup, tuple[Link, ...]]:
    """The body with an ``id`` on each heading of its upper level, and a link to each; as it is, without links, when short.

    Bodies of the second Markdown profile have addresses on their headings; those of the first get numbers (``#s1``), because
    they stay as they were approved.
    """
    if html.count("</h2>") + html.count("</h3>") < _ENOUGH:
        return Markup(html), ()
    level = "2" if "</h2>" in html else "3"
    links: list[Link] = []

    def numbered(match: re.Match[str]) -> str:
        if match[1] != level:
            return match[0]
        place = entities.unescape(match[2] or f"s{len(links) + 1}")
        links.append(Link(Markup(_TAG.sub("", match[3])), f"#{quote(place)}"))
        return match[0] if match[2] else f'<h{level} id="{place}">{match[3]}</h{level}>'

    marked = _HEADING.sub(numbered, html)
    return (Markup(marked), tuple(links)) if len(links) >= _ENOUGH else (Markup(html), ())

"""A rendered body: what every profile of the Markdown yields, and what its HTML may consist of."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

import nh3

from gongkai.source.problems import Problem

_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(r"</?(?:a|code|em|img|strong|sup)\b[^>]*>")
_TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
    "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADING = {"id"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"class"},
    "h1": _HEADING,
    "h2": _HEADING,
    "h3": _HEADING,
    "h4": _HEADING,
    "h5": _HEADING,
    "h6": _HEADING,
    "img": {"src", "alt", "title"},
    "li": {"value"},
    "ol": {"start"},
    "p": {"class", "id"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML, the documents it links to with their lines, and why it may not be published.

    ``anchors`` are the addresses within the body that a link can name; ``fragments`` the links to such addresses of
    other documents: (path, fragment, line).
    """

    html: str
    links: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    anchors: tuple[str, ...] = ()
    fragments: tuple[tuple[str, str, int], ...] = ()


def plain_text(html: str) -> str:
    """The visible text of a rendered body; blocks are separated by line breaks, inline marks leave no trace."""
    return entities.unescape(_TAG.sub("\n", _INLINE.sub("", html)))


def clean(html: str) -> str:
    """Return what an HTML parser with our allow-list of tags and attributes makes of ``html``."""
    cleaned = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    # The serialiser writes U+00A0 as an entity; both are the same character to a browser.
    return cleaned.replace("&nbsp;", "\u00a0")

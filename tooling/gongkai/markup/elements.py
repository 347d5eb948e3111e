"""The HTML of a body, token by token: only the elements that the profile makes, where they may stand, with their own attributes."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

FORMS = frozenset({"addressee", "signature", "enclosures", "remark", "copies"})  # the classes of official blocks

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<(/?)([a-z]+[1-6]?)((?:\s[^>]*)?)>")
_ATTRIBUTE = re.compile(r'(?<![a-z])([a-z]++)="([^"]*)"')
_PLAIN = re.compile(r'(?:<p(?: id="[^"]*")?>|<h([1-6])(?: id="[^"]*")?>)([^<&\n]+)</(?(1)h\1|p)>\n?')
_NUMBER = re.compile(r"[0-9]{1,3}")
_CLASSES = frozenset({"", "footnote", "align-left", "align-center", "align-right", *FORMS})
_EMPTY = frozenset({"br", "img"})
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
# Every element with the attributes that it may have. Any other could hide what is shown, or do something.
_ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("br", "strong", "ul", "table", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys((*_HEADINGS, "sup"), frozenset({"id"})),
    **dict.fromkeys(("div", "th", "td"), frozenset({"class"})),
    "p": frozenset({"id", "class"}),
    "ol": frozenset({"start"}),
    "li": frozenset({"value"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
}
# The elements that stand in certain others only; nothing means outermost.
_AROUND: dict[str, tuple[str, ...]] = {
    "li": ("ul", "ol"),
    **dict.fromkeys(("ul", "ol"), ("", "li")),
    **dict.fromkeys(("table", "div", *_HEADINGS), ("",)),
    **dict.fromkeys(("thead", "tbody"), ("table",)),
    "tr": ("thead", "tbody"),
    **dict.fromkeys(("th", "td"), ("tr",)),
    "p": ("", "div"),
}


class Malformed(Exception):
    """It is no HTML that the profile makes."""


class Token(NamedTuple):
    """``kind`` is ``open``, ``close``, ``text`` or ``plain``: a whole paragraph (no ``name``) or heading (its level) without marks."""

    kind: str
    name: str
    text: str
    attributes: Mapping[str, str]


_NONE: Mapping[str, str] = {}


def tokens(html: str) -> Iterator[Token]:
    """All tokens of a body, its text decoded. Raises Malformed, also at the end where an element is left open."""
    around: list[str] = []
    at = 0
    while at < len(html):
        if not around and (plain := _PLAIN.match(html, at)):
            at = plain.end()
            yield Token("plain", plain[1] or "", plain[2], _NONE)
            continue
        match = _TOKEN.match(html, at)
        assert match is not None
        at = match.end()
        if match[0][0] == "<":
            yield _element(match[0], around)
        else:
            yield Token("text", "", entities.unescape(match[0]), _NONE)
    if around:
        raise Malformed


def _element(written: str, around: list[str]) -> Token:
    tag = _TAG.fullmatch(written)
    if tag is None or tag[2] not in _ATTRIBUTES:
        raise Malformed
    closing, name, rest = tag.groups()
    if closing:
        if rest or not around or around.pop() != name:
            raise Malformed
        return Token("close", name, "", _NONE)
    if name in _AROUND and (around[-1] if around else "") not in _AROUND[name]:
        raise Malformed
    if name not in _EMPTY:
        around.append(name)
    if not rest:
        return Token("open", name, "", _NONE)
    attributes = {key: entities.unescape(value) for key, value in _ATTRIBUTE.findall(rest)}
    numbers = (attributes[key] for key in ("start", "value") if key in attributes)
    if (
        _ATTRIBUTE.sub("", rest).strip()
        or not attributes.keys() <= _ATTRIBUTES[name]
        or attributes.get("class", "") not in _CLASSES
        or not all(map(_NUMBER.fullmatch, numbers))
    ):
        raise Malformed
    return Token("open", name, "", attributes)

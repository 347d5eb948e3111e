"""The HTML of a body, token by token: only the elements that the profile makes, where they may stand, with their own attributes."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

FORMS = frozenset({"addressee", "signature", "enclosures", "remark", "copies"})  # the classes of official blocks

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
# Spelled as the profile writes it. A browser reads many other spellings, some of them otherwise than one might think.
_TAG = re.compile(r"<(/?)([a-z]+[1-6]?)((?: [a-z]+=\"[^\"<>]*\")*+)>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_PLAIN = re.compile(r'(?:<p(?: id="([^"<&]*)")?>|<h([1-6])(?: id="([^"<&]*)")?>)([^<&\n]+)</(?(2)h\2|p)>\n?')
_FOREIGN_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)")
_NUMBER = re.compile(r"[0-9]{1,3}")
_ALIGNS = frozenset({"align-left", "align-center", "align-right"})
_CLASSES = {"p": frozenset({"footnote"}), "div": FORMS, "th": _ALIGNS, "td": _ALIGNS}
_EMPTY = frozenset({"br", "img"})
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_LINES = ("p", *_HEADINGS, "li", "th", "td")
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
    **dict.fromkeys(("br", "img", "sup"), (*_LINES, "strong", "a")),
    "strong": (*_LINES, "a"),
    "a": (*_LINES, "strong", "sup"),
}


class Malformed(Exception):
    """It is no HTML that the profile makes."""


class Token(NamedTuple):
    """``kind`` is ``open``, ``close``, ``text`` or ``plain``: a whole paragraph (no ``name``) or heading (its level) without marks.

    The attributes of a plain one are its ``id`` alone.
    """

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
            id_ = plain[3] if plain[2] else plain[1]
            yield Token("plain", plain[2] or "", plain[4], _NONE if id_ is None else {"id": id_})
            continue
        match = _TOKEN.match(html, at)
        if match is None:
            raise Malformed
        at = match.end()
        if match[0][0] == "<":
            yield _element(match[0], around)
        else:
            yield Token("text", "", _decoded(match[0]), _NONE)
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
    found = _ATTRIBUTE.findall(rest)
    attributes = {key: _decoded(value) for key, value in found}
    numbers = (attributes[key] for key in ("start", "value") if key in attributes)
    if (
        len(attributes) < len(found)  # of two equal ones a browser takes the first
        or not attributes.keys() <= _ATTRIBUTES[name]
        or ("class" in attributes and attributes["class"] not in _CLASSES[name])
        or not all(map(_NUMBER.fullmatch, numbers))
    ):
        raise Malformed
    return Token("open", name, "", attributes)


def _decoded(written: str) -> str:
    """Text without the four references that the profile writes; a browser's reading of others depends on where they stand."""
    if "&" not in written:
        return written
    if _FOREIGN_ENTITY.search(written):
        raise Malformed
    return entities.unescape(written)

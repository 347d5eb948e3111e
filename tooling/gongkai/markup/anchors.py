"""Addresses within a page that a person can write: a heading's own words."""

from __future__ import annotations

import re

_BLANK = re.compile(r"\s+")
_ARTICLE = re.compile(
    r"(?:\*\*)?(第[一二三四五六七八九十百千零〇0-9]{1,9}条(?:之[一二三四五六七八九十]{1,3})?)(?=\s|\*\*|\Z)"
)


def anchor(text: str) -> str:
    """The ``id`` of a heading, or what a link has to say to get there: without blanks; apart from the theme's own."""
    text = text.strip()
    if text.isascii():
        return "s-" + _BLANK.sub("-", text).lower().removeprefix("s-") if text else ""
    return _BLANK.sub("", text)


def article(text: str) -> str:
    """The address of a paragraph that is an article of a regulation (``第三条``), or nothing."""
    match = _ARTICLE.match(text)
    return match[1] if match else ""


class Addresses:
    """The addresses of one page, each of which it has once; ``taken`` are in order."""

    def __init__(self) -> None:
        self.taken: dict[str, None] = {}
        self._wanted: dict[str, int] = {}  # how often

    def take(self, wanted: str) -> str:
        """The address of another place that should have this one; a number is added where it is taken. Nothing has none."""
        if not wanted:
            return ""
        number = self._wanted.get(wanted, 0) + 1
        name = wanted if number == 1 else f"{wanted}-{number}"
        while name in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self._wanted[wanted] = number
        self.taken[name] = None
        return name

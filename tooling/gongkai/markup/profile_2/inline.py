"""One line of text as HTML: bold, links, images, references to notes, breaks in cells; the rest is shown as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from gongkai.core.findings import Text
from gongkai.markup.addresses import Refused, resolve_image, resolve_link
from gongkai.markup.anchors import anchor
from gongkai.markup.profile_2 import bold, marks, refusals
from gongkai.source.problems import Problem

# Text between brackets, which may hold one more pair of them. Possessive throughout: nothing is tried twice.
_TEXT = r"[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+"
_ADDRESS = r"[^()]*+(?:\([^()]*+\)[^()]*+)*+"
_TOKEN = re.compile(
    rf"\\(?P<escaped>\*\*(?!\*)|!?\[(?={_TEXT}\]\({_ADDRESS}\)|\^[0-9]{{1,3}}\]))"
    rf"|!\[(?P<alt>{_TEXT})\]\((?P<source>{_ADDRESS})\)"
    rf"|\[(?!\^)(?P<text>{_TEXT})\]\((?P<address>{_ADDRESS})\)"
    r"|\[\^(?P<note>[0-9]{1,3})\]"
    r"|(?P<bold>(?<!\*)\*\*(?!\*))"
    r"|(?P<html><[A-Za-z/!?])|(?P<entity>&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,9}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_MARKED = re.compile(r"[\[*<&>\\]")
_BREAK = "<br>"
_BREAK_OTHERWISE = re.compile(r"<br *\/?>", re.IGNORECASE)


def escape(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text as the value of an attribute between double quotes."""
    return escape(text).replace('"', "&quot;")


class Inline:
    """Turns the lines of one document into HTML and remembers what they refer to.

    ``links`` are the documents that are linked to, ``own`` the fragments of this document, ``fragments`` those of others,
    ``noted`` the notes referred to; each with its line.
    """

    def __init__(self, path: str, listed: frozenset[str], problems: list[Problem]) -> None:
        self.problems = problems
        self.links: list[tuple[str, int]] = []
        self.own: list[tuple[str, int]] = []
        self.fragments: list[tuple[str, str, int]] = []
        self.noted: dict[str, int] = {}
        self._path, self._listed = path, listed

    def html(self, text: str, line: int, cell: bool = False) -> str:
        """The HTML of one line; what may not stand in it is added to ``problems``. In a ``cell`` ``<br>`` breaks the line."""
        if not _MARKED.search(text):
            return text
        if "]" in text and (spoilt := marks.SPOILT_LINK.search(text)):
            self.problems.append(refusals.SPOILT_LINK.at(line, spoilt.start() + 1))
        return "".join(self._pieces(text, line, cell))

    def _pieces(self, text: str, line: int, cell: bool) -> Iterator[str]:
        tokens = list(_TOKEN.finditer(text))
        roles = bold.roles(text, [token for token in tokens if token["bold"]])
        if roles.doubtful:
            self.problems.append(refusals.AMBIGUOUS_STARS.at(line, 1, text=roles.doubtful))
        at = 0
        for token in tokens:
            if token.start() < at:
                continue
            yield escape(text[at : token.start()])
            at = token.end()
            if token["escaped"]:
                yield escape(token["escaped"])
            elif token["bold"]:
                yield roles.tags.get(token.start(), "**")
            elif token["note"]:
                yield self._note(token["note"], line)
            elif token["source"] is not None:
                yield self._image(token["alt"], token["source"], line)
            elif token["address"] is not None:
                yield self._link(token["text"], token["address"], line, cell)
            elif token["entity"]:
                self.problems.append(refusals.ENTITY.at(line, token.start() + 1, text=token["entity"]))
            elif text.startswith(_BREAK, token.start()):
                at = token.start() + len(_BREAK)
                if not cell:
                    self.problems.append(refusals.NO_BREAK_HERE.at(line, token.start() + 1))
                yield _BREAK
            else:
                otherwise = cell and _BREAK_OTHERWISE.match(text, token.start())
                self.problems.append((refusals.BREAK_AS if otherwise else refusals.HTML).at(line, token.start() + 1))
        yield escape(text[at:])

    def _raw(self, address: str, line: int) -> None:
        """Refuse HTML in an address, where a browser would read it all the same."""
        for match in _TOKEN.finditer(address):
            if match["entity"]:
                self.problems.append(refusals.ENTITY.at(line, 1, text=match["entity"]))
            elif match["html"]:
                self.problems.append(refusals.HTML.at(line, 1))

    def _note(self, number: str, line: int) -> str:
        first = number not in self.noted
        self.noted.setdefault(number, line)
        id_ = f' id="note-ref-{number}"' if first else ""
        return f'<sup{id_}><a href="#note-{number}">[{number}]</a></sup>'

    def _image(self, alt: str, source: str, line: int) -> str:
        self._raw(source, line)
        try:
            src = resolve_image(_address(source), self._path, self._listed)
        except Refused as refused:
            self._refuse(refused, line)
            return ""
        return f'<img src="{attribute(src)}" alt="{attribute(alt)}">'

    def _link(self, text: str, address: str, line: int, cell: bool) -> str:
        self._raw(address, line)
        inner = "".join(self._pieces(text, line, cell)) if _MARKED.search(text) else text
        if address.rstrip().endswith('"'):
            self.problems.append(refusals.TITLE_OF_LINK.at(line))
            return inner
        try:
            target = resolve_link(_address(address), self._path, self._listed)
        except Refused as refused:
            self._refuse(refused, line, refusals.NOT_A_LINK)
            return inner
        href = target.href
        if target.document:
            self.links.append((target.document, line))
        if target.fragment and (target.document or href.startswith("#")):
            place = anchor(target.fragment)
            href = f"{href.partition('#')[0]}#{quote(place)}"
            if target.document:
                self.fragments.append((target.document, place, line))
            else:
                self.own.append((place, line))
        return f'<a href="{attribute(href)}">{inner}</a>'

    def _refuse(self, refused: Refused, line: int, further: Text | None = None) -> None:
        remedy = refused.remedy
        if further:
            remedy = Text(remedy.zh + further.zh, remedy.en + further.en)
        self.problems.append(Problem(refused.code, line, 1, refused.message, remedy))


def _address(written: str) -> str:
    """An address without the blanks around it."""
    return written.strip(" \t")

"""What may show: the public text of documents, registries and the theme, against which a hit is excused."""

from __future__ import annotations

import ast
import functools
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from gongkai.core import settings
from gongkai.core.settings import packaged_theme
from gongkai.documents.card import Card
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.internal import Internal, Kind
from gongkai.signing.context import SiteContext

_TAG = re.compile(r"<[^>]*>")
# Recorded in a public field's record, and yet shown nowhere.
_UNSHOWN = frozenset({"done_by"})
_READABLE = frozenset({".html", ".xml", ".css", ".js", ".svg", ".json", ".txt"})
_ASCII = re.compile(r"[0-9A-Za-z_-]")


def stands_in(one: Internal, where: str) -> bool:
    """Return whether an internal text stands there; a Latin word as a word, not as a part of another one."""
    start = where.find(one.text)
    while start >= 0:
        if one.partial or bounded(one.text, where, start):
            return True
        start = where.find(one.text, start + 1)
    return False


def bounded(text: str, where: str, start: int) -> bool:
    """Return whether the occurrence at ``start`` is not the inside of a longer Latin word."""
    end = start + len(text)
    before = start > 0 and _ASCII.match(text[0]) and _ASCII.match(where[start - 1])
    after = end < len(where) and _ASCII.match(text[-1]) and _ASCII.match(where[end])
    return not before and not after


def text_of(document: ApprovedDocument) -> str:
    """All approved text of a document that its own page may show."""
    content = document.content
    body = content.html
    names = (document.name, document.path, document.folder.removeprefix("content/"))
    parts = [*names, *_texts(content.fields), body, content.attached]
    plain = _TAG.sub("", body)
    return "\n".join([*parts, html.unescape(plain), html.unescape(body)])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        hidden = getattr(type(value), "INTERNAL", frozenset()) | _UNSHOWN
        for name in type(value).model_fields:
            if name not in hidden:
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


class Public:
    """The public texts of one site, put together only when there is something to excuse."""

    def __init__(
        self, approved: Iterable[ApprovedDocument], county: SiteContext, theme: Path, withdrawn: Iterable[Card] = ()
    ) -> None:
        """``withdrawn`` are documents that are not public any more, but for their titles in their places."""
        documents = list(approved)
        self._withdrawn = {card.name: card.title for card in withdrawn}
        self._documents = {d.name: d for d in documents if d.kind != "registry"}
        self._county = county
        self._theme = theme
        self._texts: dict[str, str] = {}
        self._everywhere: dict[str, bool] = {}

    @functools.cached_property
    def registries(self) -> str:
        """The public registries, and the theme that comes with the program: nobody can have hidden anything there."""
        county = self._county
        agencies = [text for agency in county.agencies.values() for text in _texts(agency)]
        return "\n".join([*_texts(county.site), *agencies, *_texts(county.vocabularies), theme_text(packaged_theme())])

    @functools.cached_property
    def theme(self) -> str:
        return theme_text(self._theme)

    @functools.cached_property
    def titles(self) -> str:
        """Return what any page may say of any other document."""
        return "\n".join(f"{d.card.title}\n{d.name}\n{d.path}" for d in self._documents.values())

    def everywhere(self, one: Internal) -> bool:
        """Return whether a text may show on any page: a public registry or the theme says it."""
        if one.kind in (Kind.GONE, Kind.KEY, Kind.SIGNATURE):
            return False
        if one.text not in self._everywhere:
            said = stands_in(one, self.registries) or (one.kind is not Kind.PERSON and stands_in(one, self.theme))
            self._everywhere[one.text] = said
        return self._everywhere[one.text]

    def composed(self, one: Internal) -> bool:
        """Return whether the program itself writes a text into pages. Asked of what was found alone, because it takes a while."""
        return one.kind not in (Kind.GONE, Kind.KEY, Kind.SIGNATURE, Kind.SOURCE) and stands_in(one, program_text())

    def excuses(self, one: Internal, document: str) -> bool:
        """Return whether a text may show in a file of ``document``, or in one that shows many documents (empty)."""
        if document:
            return stands_in(one, self._text(document)) or stands_in(one, self.titles)
        return any(stands_in(one, self._text(name)) for name in self._documents)

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = (
                text_of(self._documents[name]) if name in self._documents else self._withdrawn.get(name, "")
            )
        return self._texts[name]


@functools.lru_cache(maxsize=4)
def theme_text(theme: Path) -> str:
    """Everything a theme can print by itself."""
    paths = sorted(path for path in theme.rglob("*") if path.suffix in _READABLE and path.is_file())
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)


@functools.lru_cache(maxsize=1)
def program_text() -> str:
    """Every text with which this program makes pages, lists, forms and exports: labels, parts of sentences, names of keys."""
    found = []
    for path in sorted(Path(settings.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose)
        found += [one.value for one in texts if isinstance(one.value, str)]
    return "\n".join(found)

"""Built pages as a browser and a citizen meet them: what is loaded, what is linked, which words are shown.

Read with the standard library's parser and with lists of fixed words taken from the theme and the program's
source, so that nothing here trusts the code that made the pages.
"""

from __future__ import annotations

import ast
import functools
import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from gongkai.core.executors import InlineExecutor
from gongkai.gate.check import Verdict
from gongkai.site.exports import Lines, exports
from gongkai.site.model import SiteModel
from gongkai.site.render import render_all

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
_SPOKEN = frozenset({"alt", "aria-label", "content", "label", "placeholder", "title", "value"})
# Where a browser fetches something without being asked.
_LOADING = frozenset({"action", "background", "cite", "data", "formaction", "poster", "src", "srcset", "xlink:href"})
_WORD = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def render(verdict: Verdict, search: bool = True) -> dict[str, str]:
    """All pages and exports of a county that passed, by their path below the site."""
    assert verdict.county is not None
    presenter = SiteModel.of(verdict.approved, verdict.voided, verdict.county, search=search)
    with tempfile.TemporaryDirectory(prefix="gongkai-pages-") as folder:
        lines = Lines()
        done = render_all(THEME, Path(folder), presenter, InlineExecutor(), lines, lambda: None)
        pages = {path: (Path(folder) / path).read_text(encoding="utf-8") for path in done.written}
    return pages | {path: _text(path, data) for path, data in exports(presenter, lines)}


def _text(path: str, data: bytes) -> str:
    """A file as text; of a workbook its sheet."""
    if not path.endswith(".xlsx"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@dataclass(slots=True)
class Page:
    """``texts``: maximal runs of visible text and what is read aloud; ``loads``: fetched by the browser itself."""

    texts: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._silent = 0
        self._run = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end()
        page, values = self.page, {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            page.active.append(f"<{tag}> with an attribute twice")
        if tag in ("script", "style"):
            self._silent += 1
        if tag in (
            "iframe",
            "object",
            "embed",
            "applet",
            "foreignobject",  # charts are drawn, nothing else is done with SVG
            "use",
            "image",
            "animate",
            "set",
            "math",
            "base",
            "frame",
            "portal",
            "style",
            "template",
        ):
            page.active.append(f"<{tag}>")
        if tag == "script" and "src" not in values:
            page.active.append("a script in the page")
        if tag == "meta" and values.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            page.active.append("<meta http-equiv>")
        for name, value in values.items():
            if name.startswith("on") or name in ("style", "srcdoc", "ping", "target"):
                page.active.append(f"<{tag} {name}>")
            if name in _LOADING:
                page.loads.append(value)
            if name == "href":
                known = values.get("rel") in ("canonical", "alternate")
                (page.links if tag == "a" or known else page.loads).append(value)
            if name in _SPOKEN:
                page.texts.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._end()
        if tag in ("script", "style"):
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if self._silent:
            if data.strip():
                self.page.active.append("text in <script> or <style>")
            return
        self._run += data

    def handle_comment(self, data: str) -> None:
        self.page.active.append("a comment")

    def unknown_decl(self, data: str) -> None:
        self.page.active.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.page.active.append("a processing instruction")

    def _end(self) -> None:
        if self._run.strip():
            self.page.texts.append(self._run)
        self._run = ""

    def close(self) -> None:
        super().close()
        self._end()


def read(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def squeezed(text: str) -> str:
    """Line breaks and runs of blanks as a browser shows them."""
    return " ".join(text.split())


class Words:
    """What may be said: a text is good if it is nothing but approved values and fixed words, one after the other."""

    def __init__(self, values: Iterable[str]) -> None:
        self._pieces = {squeezed(value) for value in values} - {""}
        self._said: dict[str, bool] = {}

    def foreign(self, texts: Iterable[str]) -> list[str]:
        """The texts that hold something else."""
        return [text for text in map(squeezed, texts) if not self._made_of_pieces(text)]

    def _made_of_pieces(self, text: str) -> bool:
        if text not in self._said:
            self._said[text] = text in self._pieces or self._divided(text)
        return self._said[text]

    def _divided(self, text: str) -> bool:
        pieces = [piece for piece in self._pieces if piece in text]
        reached = {0}
        for at in range(len(text)):
            if at in reached:
                reached |= {at + len(piece) for piece in pieces if _stands(piece, text, at)}
                if text[at] == " ":
                    reached.add(at + 1)
        return len(text) in reached


def _stands(piece: str, text: str, at: int) -> bool:
    """Whether a piece stands at a place; a number only as a whole one, or small numbers would make any other."""
    end = at + len(piece)
    if not text.startswith(piece, at):
        return False
    return not piece.isdigit() or not (text[at - 1 : at].isdigit() or text[end : end + 1].isdigit())


_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIELD = re.compile(r"\{\w+\}")  # where a sentence of the interface takes a value
_QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'')


@functools.cache
def fixed_words() -> frozenset[str]:
    """Every literal of the theme's templates, and the Chinese texts in the program that fills them."""
    words: set[str] = set()
    for template in sorted((THEME / "templates").rglob("*.*")):
        source = template.read_text(encoding="utf-8")
        for code in _JINJA.findall(source):
            if not code.startswith("{#"):
                quoted = {one or other for one, other in _QUOTED.findall(code)}
                words |= quoted | {piece for text in quoted for piece in _FIELD.split(text)}
        page = read(_JINJA.sub("\x01", source))
        words |= {piece for text in page.texts for piece in text.split("\x01")}
    for module in (
        "site/plan",
        "site/jobs",
        "site/lists",
        "site/deadlines",
        "site/exports",
        "site/application",
        "site/forms",
        "site/model",
        "site/item_view",
        "documents/labels",
        "documents/kinds",
        "documents/item",
        "site/glossary",
    ):
        tree = ast.parse((ROOT / f"tooling/gongkai/{module}.py").read_text(encoding="utf-8"))
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        words |= {text for text in texts if isinstance(text, str) and _WORD.search(text) and "\n" not in text}
    return frozenset(words)


def values_of(value: object) -> set[str]:
    """Every text in a record turned into plain mappings and lists."""
    if isinstance(value, Mapping):
        return {text for one in value.values() for text in values_of(one)}
    if isinstance(value, list | tuple):
        return {text for one in value for text in values_of(one)}
    return set() if value is None or isinstance(value, bool) else {str(value)}

"""Proof that a page shows what was written: source and HTML are walked together, character by character.

Independent of the parser that made the HTML: it knows only which marks the profile has and which element stands for each.
Every element has to have its marks in the source, at this very place, and every other character of the source has to be shown,
in order. So nothing is lost, moved or added, whoever rendered, a worker of a cluster or a parser with a fault included.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.markup.anchors import anchor
from gongkai.markup.elements import Malformed, tokens

_BEGINNINGS = frozenset("#-|:[\\0123456789\u3000")
_INDENT = "\u3000\u3000"
_BLANKS = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[^\S\n]*\n)*[ \t]*")
_END = re.compile(r"[ \t]*(?:\n|\Z)")
_RULER = re.compile(r"[ \t]*\|((?:[ \t]*:?-+:?[ \t]*\|)+)[ \t]*\n?")
_DASH = re.compile(r"- +")
_NUMBER = re.compile(r"([0-9]{1,2})\. +")
_ADDRESS = re.compile(r"\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_IMAGE = re.compile(r"!\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)")
_NOTE = re.compile(r"\[\^([0-9]{1,3})\]")
_NOTE_TEXT = re.compile(r"\[\^([0-9]{1,3})\]: *")
_FORM = re.compile(r":::+[ \t]*(\S+)[ \t]*\n")
_FORM_END = re.compile(r":::+[ \t]*(?:\n|\Z)")
_FORMS = {
    "addressee": ("主送", "addressee"),
    "signature": ("落款", "signature"),
    "enclosures": ("附件说明", "enclosures"),
    "remark": ("注", "remark"),
    "copies": ("抄送", "copies"),
}
# Where a backslash is a mark: before what would be one without it.
_ESCAPE = re.compile(r"\\(?=\*\*(?!\*)|!?\[[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]\(|\[\^[0-9]{1,3}\])")
_ESCAPE_OF_LINE = re.compile(
    r"\\(?=#{1,6} |##|- |\||:::|\[\^[0-9]{1,3}\]:|(?:-{2,}|={2,}|_{3,}|\*{3,})[ \t]*(?:\n|\Z)"
    r"|(?=[:：]*：)[:：]{3}|(?=[#＃]*＃)[#＃]{2}|＃ |｜.*[｜|][ \t]*(?:\n|\Z))"
)
_ESCAPE_OF_NUMBER = re.compile(r"[ \t]*[0-9]{1,2}\\(?=\. )")
# What is a mark at the beginning of a line, and may not have become text there.
_LIVE = re.compile(r"#{1,6} +\S|- +\S|[0-9]{1,2}\. +\S|\||:::|\[\^[0-9]{1,3}\]: *\S")
_LIVE_IN_FORM = re.compile(r"#{1,6} +\S|\||:::|\[\^[0-9]{1,3}\]: *\S")
_LIVE_IN_ITEM = re.compile(r"- +\S|[0-9]{1,2}\. +\S|\||:::")
_HEADINGS = [re.compile(rf"#{{{level}}} +") for level in range(7)]
_BREAK = re.compile("<br>")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_BAR = re.compile(r"\|[ \t]*")
_ROW_END = re.compile(r"\|[ \t]*(?:\n|\Z)")
_STARS = re.compile(r"(?<!\*)\*\*(?!\*)")
_BRACKET = re.compile(r"\[")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class NotAsWritten(Exception):
    """The HTML does not show the source; ``offset`` is where in the source they part."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def difference(body: str, html: str, path: str) -> int | None:
    """The line (from 1) of the body of the document at ``path`` at which its HTML shows something else than is written, or None."""
    try:
        _Walk(body, posixpath.dirname(path)).along(html)
    except NotAsWritten as found:
        return body.count("\n", 0, min(found.offset, len(body))) + 1
    except Malformed:
        return 1
    return None


@dataclass(slots=True)
class _Aside:
    """An element whose text is a mark in the source: its link, and the text that is still to come."""

    element: str
    href: str
    due: str


class _Walk:
    """A cursor in the source that every token of the HTML moves on."""

    def __init__(self, body: str, folder: str) -> None:
        self._body, self._folder = body, folder
        self._at = 0
        self._lists: list[tuple[bool, int, int]] = []  # ordered, the number to come, the column of its items
        self._columns: list[str] = []  # the alignments of the head
        self._addresses: list[str] = []
        self._aside: _Aside | None = None
        self._live: re.Pattern[str] | None = None  # what would be a mark here, where a line of text begins
        self._in_cell = self._in_form = self._in_text = False

    def along(self, html: str) -> None:
        """Walk to the end of both. Raises NotAsWritten, Malformed."""
        for kind, name, text, attributes in tokens(html):
            if kind == "plain":
                self._plain(name, text)
            elif kind == "text":
                self._text(text)
            elif self._aside is not None:
                self._beside(kind, name, attributes, self._aside)
            else:
                getattr(self, f"_{'end_' if kind == 'close' else ''}{_KIND.get(name, name)}")(name, attributes)
        if self._body[self._at :].strip():
            raise NotAsWritten(self._at)

    def _beside(self, kind: str, name: str, attributes: Mapping[str, str], aside: _Aside) -> None:
        """A reference to a note, or the way back: its link leads there, and nothing else stands in it."""
        if kind == "close":
            if name == aside.element:
                if aside.due:
                    raise NotAsWritten(self._at)
                self._aside = None
        elif name != "a" or attributes.get("href") != aside.href:
            raise NotAsWritten(self._at)

    def _plain(self, level: str, text: str) -> None:
        """A paragraph or heading without a mark in it: what most of a text consists of."""
        body = self._body
        if body.startswith("\n", self._at):
            self._at += 1
        if not body.startswith("#" if level else text, self._at):
            self._gap()
            self._line_begins()
        if level:
            self._take(_HEADINGS[int(level)])
        elif body[self._at : self._at + 1] in _BEGINNINGS and not self._indent():
            self._begin(text, _LIVE)
        if body.startswith(text, self._at):
            self._at += len(text)
        else:
            for character in text:
                self._character(character)
        self._take(_END)

    # Text -------------------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        text = text.strip("\n")
        if self._aside is not None:
            if text != self._aside.due:
                raise NotAsWritten(self._at)
            self._aside.due = ""
            return
        if not text:
            return
        if not self._in_text or "\n" in text:  # a browser would show a break of the source as a blank
            raise NotAsWritten(self._at)
        if self._live is not None:
            self._begin(text, self._live)
            self._live = None
        if self._body.startswith(text, self._at) and not (self._in_cell and "|" in text):
            self._at += len(text)
            return
        for character in text:
            self._character(character)

    def _begin(self, text: str, live: re.Pattern[str]) -> None:
        """The beginning of a line of text: what would be a mark there has to be written with a backslash."""
        escape = _ESCAPE_OF_LINE.match(self._body, self._at)
        if escape and not text.startswith("\\"):
            self._at = escape.end()
        elif live.match(self._body, self._at):
            raise NotAsWritten(self._at)

    def _character(self, character: str) -> None:
        body, at = self._body, self._at
        escape = body.startswith("\\", at) and self._is_escape(at)
        if escape and body.startswith(character, at + 1):
            self._at += 2
        elif not escape and body.startswith(character, at) and not (self._in_cell and character == "|"):
            self._at += 1
        else:
            raise NotAsWritten(at)

    def _is_escape(self, at: int) -> bool:
        body = self._body
        if self._in_cell and body.startswith("|", at + 1):
            return True
        if _ESCAPE.match(body, at):
            return True
        line = body.rfind("\n", max(0, at - 8), at) + 1
        number = _ESCAPE_OF_NUMBER.match(body, line)
        return number is not None and number.end() == at + 1

    # Blocks -----------------------------------------------------------------------------------------------------

    def _indent(self) -> bool:
        """Two full-width blanks at the beginning of a paragraph, which the page shows as its indentation; no mark follows them."""
        indented = self._body.startswith(_INDENT, self._at)
        if indented:
            self._at += len(_INDENT)
        return indented

    def _gap(self) -> None:
        """Blank lines, and the blanks before a line; full-width ones are text."""
        match = _GAP.match(self._body, self._at)
        assert match is not None
        self._at = match.end()

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._body, self._at)
        if match is None:
            raise NotAsWritten(self._at)
        self._at = match.end()
        return match

    def _line_begins(self) -> None:
        line = self._body.rfind("\n", 0, self._at) + 1
        if self._body[line : self._at].strip(" \t"):
            raise NotAsWritten(self._at)

    def _end_block(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(_END)
        self._in_text, self._live = False, None

    def _p(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        self._line_begins()
        self._in_text = True
        if attributes.get("class") == "footnote":
            number = self._take(_NOTE_TEXT)[1]
            if attributes.get("id") != f"note-{number}":
                raise NotAsWritten(self._at)
            self._aside = _Aside("a", f"#note-ref-{number}", f"[{number}]")
        else:
            indented = not self._in_form and self._indent()
            self._live = _LIVE_IN_FORM if self._in_form else None if indented else _LIVE

    def _heading(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        self._line_begins()
        self._take(_HEADINGS[int(name[1])])
        self._in_text = True

    def _div(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        self._line_begins()
        if self._take(_FORM)[1] not in _FORMS.get(attributes.get("class", ""), ()):
            raise NotAsWritten(self._at)
        self._in_form = True

    def _end_div(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        self._line_begins()
        self._take(_FORM_END)
        self._in_form = False

    def _br(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_cell:
            self._take(_BREAK)
            return
        self._take(_LINE_BREAK)
        self._live = _LIVE_IN_FORM if self._in_form else _LIVE_IN_ITEM if self._lists else _LIVE

    # Lists ------------------------------------------------------------------------------------------------------

    def _list(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_text:  # a list inside an item
            self._take(_END)
            self._in_text = False
        self._lists.append((name == "ol", int(attributes.get("start", "1")), -1))

    def _end_list(self, name: str, attributes: Mapping[str, str]) -> None:
        self._lists.pop()

    def _li(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        self._line_begins()
        ordered, number, column = self._lists[-1]
        here = len(self._body[self._body.rfind("\n", 0, self._at) + 1 : self._at].expandtabs(4))
        outer = self._lists[-2][2] if len(self._lists) > 1 else -1
        if (column >= 0 and here != column) or here <= outer:
            raise NotAsWritten(self._at)
        if ordered:
            number = int(attributes.get("value", number))
            if int(self._take(_NUMBER)[1]) != number:
                raise NotAsWritten(self._at)
        else:
            self._take(_DASH)
        self._lists[-1] = (ordered, number + 1, here)
        self._in_text = True

    def _end_li(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_text:
            self._end_block(name, attributes)

    # Tables -----------------------------------------------------------------------------------------------------

    def _nothing(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element that has no mark of its own."""

    def _thead(self, name: str, attributes: Mapping[str, str]) -> None:
        self._columns = []

    def _end_thead(self, name: str, attributes: Mapping[str, str]) -> None:
        written = [_alignment(cell.strip(" \t")) for cell in self._take(_RULER)[1].split("|")[:-1]]
        if written != self._columns:
            raise NotAsWritten(self._at)

    def _tr(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        self._line_begins()

    def _end_tr(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(_ROW_END)

    def _cell(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(_BAR)
        if name == "th":
            self._columns.append(attributes.get("class", ""))
        self._in_text = self._in_cell = True

    def _end_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(_BLANKS)
        self._in_text = self._in_cell = False

    # Marks in a line --------------------------------------------------------------------------------------------

    def _strong(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(_STARS)
        self._live = None

    def _a(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(_BRACKET)
        self._live = None
        self._addresses.append(attributes.get("href", ""))

    def _end_a(self, name: str, attributes: Mapping[str, str]) -> None:
        if not _leads(self._take(_ADDRESS)[1], self._addresses.pop(), self._folder):
            raise NotAsWritten(self._at)

    def _img(self, name: str, attributes: Mapping[str, str]) -> None:
        self._live = None
        alt = self._take(_IMAGE)[1]
        if alt != attributes.get("alt") or not _leads(self._take(_ADDRESS)[1], attributes.get("src", ""), self._folder):
            raise NotAsWritten(self._at)

    def _sup(self, name: str, attributes: Mapping[str, str]) -> None:
        self._live = None
        number = self._take(_NOTE)[1]
        if attributes.get("id", f"note-ref-{number}") != f"note-ref-{number}":
            raise NotAsWritten(self._at)
        self._aside = _Aside("sup", f"#note-{number}", f"[{number}]")

    _end_p = _end_heading = _end_block
    _end_nothing = _nothing
    _end_strong = _strong


_KIND = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("table", "tbody"), "nothing"),
}


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    name = "center" if left and right else "left" if left else "right" if right else ""
    return f"align-{name}" if name else ""


def _leads(written: str, href: str, folder: str) -> bool:
    """Whether an address leads where it is written to lead, from a document in ``folder``; pages end otherwise than sources."""
    written = written.strip(" \t")
    if _SCHEME.match(written) or _SCHEME.match(href):
        return written == href
    path, _, fragment = unquote(written).partition("#")
    page, _, place = unquote(href).partition("#")
    if _there(folder, path.removesuffix(".md")) != _there(folder, page.removesuffix(".html")):
        return False
    return place in (fragment, anchor(fragment))


def _there(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""

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

from gongkai.markup import signs
from gongkai.markup.anchors import anchor
from gongkai.markup.elements import Malformed, tokens
from gongkai.markup.order import Order


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


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is open: the number to come, the column of its items (-1 before the first)."""

    ordered: bool
    number: int
    column: int
    after: _List | None  # the list that ended where this one began


class _Walk:
    """A cursor in the source that every token of the HTML moves on."""

    def __init__(self, body: str, folder: str) -> None:
        self._body, self._folder = body, folder
        self._at = 0
        self._lists: list[_List] = []
        self._ended: _List | None = None  # the list that ended last, if nothing has begun since
        self._columns: list[str] = []  # the alignments of the head
        self._addresses: list[str] = []
        self._due: list[tuple[str, str, str]] = []  # the tokens of a reference to a note, the next one last
        self._noted: set[str] = set()
        self._live: re.Pattern[str] | None = None  # what would be a mark here, where a line of text begins
        self._in_cell = self._in_form = self._in_text = False
        self._breaks = False  # whether a line can end within the block
        self._inline = 0  # marks in the line that are open
        self._fresh = False  # right after a break
        self._follows = ""  # what ended on the line before: p, list, table
        self._line_end = -1
        self._begun = 0  # where the text of the block begins

    def along(self, html: str) -> None:
        """Walk to the end of both. Raises NotAsWritten, Malformed."""
        order = Order()
        for token in tokens(html):
            order.see(token)
            kind, name, text, attributes = token
            fresh = kind == "open" and name == "br"
            if self._due:
                self._beside(kind, name, text, attributes)
            elif kind == "plain":
                self._plain(name, text)
            elif kind == "text":
                self._text(text)
            else:
                getattr(self, f"_{'end_' if kind == 'close' else ''}{_KIND.get(name, name)}")(name, attributes)
            self._fresh = fresh
        if self._body[self._at :].strip():
            raise NotAsWritten(self._at)

    def _beside(self, kind: str, name: str, text: str, attributes: Mapping[str, str]) -> None:
        """A reference to a note, or the way back: a link that leads there and its number, and nothing else."""
        if (kind, name, text or attributes.get("href", "")) != self._due.pop():
            raise NotAsWritten(self._at)

    def _plain(self, level: str, text: str) -> None:
        """A paragraph or heading without a mark in it: what most of a text consists of."""
        body = self._body
        if level:
            self._at_margin()
            self._take(signs.HEADINGS[int(level)])
        else:
            if self._follows != "p" and body.startswith("\n", self._at):
                self._at += 1
                self._follows = ""
            if self._follows or not body.startswith(text, self._at):
                self._paragraph_begins()
            if body[self._at : self._at + 1] in signs.BEGINNINGS and not self._indent():
                self._begin(text, signs.LIVE)
        if "\\" not in text and body.startswith(text, self._at):
            self._at += len(text)
        else:
            for character in text:
                self._character(character)
        self._take(signs.END)
        self._follows, self._ended = "" if level else "p", None

    # Text -------------------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        if self._fresh and not self._in_cell:
            text = text.removeprefix("\n")
        elif not self._in_text:
            text = text.strip("\n")
        if not text:
            return
        if not self._in_text or "\n" in text:  # a browser would show a break of the source as a blank
            raise NotAsWritten(self._at)
        if self._live is not None:
            self._begin(text, self._live)
            self._live = None
        if "\\" not in text and self._body.startswith(text, self._at) and not (self._in_cell and "|" in text):
            self._at += len(text)
            return
        for character in text:
            self._character(character)

    def _begin(self, text: str, live: re.Pattern[str]) -> None:
        """The beginning of a line of text: what would be a mark there has to be written with a backslash."""
        escape = signs.ESCAPE_OF_LINE.match(self._body, self._at)
        if escape:
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
        if signs.ESCAPE.match(body, at, self._end()):
            return True
        line = body.rfind("\n", max(0, at - 8), at) + 1
        number = signs.ESCAPE_OF_NUMBER.match(body, line)
        return number is not None and number.end() == at + 1

    def _end(self) -> int:
        """Where the line or cell ends in which the cursor stands."""
        if not self._in_cell and self._line_end < self._at:
            end = self._body.find("\n", self._at)
            self._line_end = len(self._body) if end < 0 else end
        return self._line_end

    # Blocks -----------------------------------------------------------------------------------------------------

    def _indent(self) -> bool:
        """Two full-width blanks at the beginning of a paragraph, which the page shows as its indentation; no mark follows them."""
        indented = self._body.startswith(signs.INDENT, self._at)
        if indented:
            self._at += len(signs.INDENT)
        return indented

    def _gap(self) -> str:
        """Blank lines, and the blanks before a line; full-width ones are text."""
        self._line_begins()
        return self._take(signs.GAP)[0]

    def _at_margin(self) -> str:
        """Blank lines alone: what begins here has no blanks before it."""
        self._line_begins()
        return self._take(signs.BLANK_LINES)[0]

    def _paragraph_begins(self) -> None:
        """A paragraph does not begin where the one before, or an item of a list, would go on."""
        gap = self._gap()
        if "\n" not in gap and (self._follows == "p" or (self._follows == "list" and gap)):
            raise NotAsWritten(self._at)
        self._follows, self._ended = "", None

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
        if self._at == self._begun:
            raise NotAsWritten(self._at)
        self._take(signs.END)
        self._in_text, self._live = False, None
        self._follows, self._ended = "p" if name == "p" and self._breaks else "", None
        self._breaks = False

    def _p(self, name: str, attributes: Mapping[str, str]) -> None:
        if "class" in attributes:
            self._at_margin()
            number = self._take(signs.NOTE_TEXT)[1]
            if attributes.get("id") != f"note-{number}":
                raise NotAsWritten(self._at)
            self._due = [("close", "a", ""), ("text", "", f"[{number}]"), ("open", "a", f"#note-ref-{number}")]
        else:
            self._paragraph_begins()
            indented = not self._in_form and self._indent()
            self._live = signs.LIVE_IN_FORM if self._in_form else None if indented else signs.LIVE
            self._breaks = True
        self._in_text, self._begun = True, self._at

    def _heading(self, name: str, attributes: Mapping[str, str]) -> None:
        self._at_margin()
        self._take(signs.HEADINGS[int(name[1])])
        self._in_text, self._begun = True, self._at

    def _div(self, name: str, attributes: Mapping[str, str]) -> None:
        self._at_margin()
        if self._take(signs.FORM)[1] not in signs.FORMS.get(attributes.get("class", ""), ()):
            raise NotAsWritten(self._at)
        self._in_form, self._follows = True, ""

    def _end_div(self, name: str, attributes: Mapping[str, str]) -> None:
        self._at_margin()
        self._take(signs.FORM_END)
        self._in_form, self._follows = False, ""

    def _br(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_cell:
            self._take(signs.BREAK)
            return
        if not self._breaks or not self._in_text or self._inline:
            raise NotAsWritten(self._at)
        self._take(signs.LINE_BREAK_IN_ITEM if self._lists else signs.LINE_BREAK)
        self._live = signs.LIVE_IN_FORM if self._in_form else signs.LIVE_IN_ITEM if self._lists else signs.LIVE

    # Lists ------------------------------------------------------------------------------------------------------

    def _list(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_text:  # a list inside an item
            self._take(signs.END)
            self._in_text = False
        self._lists.append(_List(name == "ol", int(attributes.get("start", "1")), -1, self._ended))

    def _end_list(self, name: str, attributes: Mapping[str, str]) -> None:
        self._ended = self._lists.pop()
        self._follows = "list"

    def _li(self, name: str, attributes: Mapping[str, str]) -> None:
        self._gap()
        here = self._lists[-1]
        column = len(self._body[self._body.rfind("\n", 0, self._at) + 1 : self._at].expandtabs(4))
        if column != here.column if here.column >= 0 else not self._begins_list(here, column):
            raise NotAsWritten(self._at)
        number = here.number
        if here.ordered:
            number = int(attributes.get("value", number))
            if int(self._take(signs.NUMBER)[1]) != number:
                raise NotAsWritten(self._at)
        elif attributes:
            raise NotAsWritten(self._at)
        else:
            self._take(signs.DASH)
        self._lists[-1] = _List(here.ordered, number + 1, column, None)
        self._in_text = self._breaks = True
        self._begun = self._at
        self._follows, self._ended = "", None

    def _begins_list(self, new: _List, column: int) -> bool:
        """Return whether a list can begin in this column, and would not go on with the one before."""
        inner = len(self._lists) > 1
        before = new.after
        apart = before is None or column < before.column or (column == before.column and new.ordered != before.ordered)
        return apart and (column > self._lists[-2].column if inner else column == 0)

    def _end_li(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_text:
            self._end_block(name, attributes)
        self._ended = None

    # Tables -----------------------------------------------------------------------------------------------------

    def _nothing(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element that has no mark of its own."""

    def _thead(self, name: str, attributes: Mapping[str, str]) -> None:
        self._columns = []

    def _end_thead(self, name: str, attributes: Mapping[str, str]) -> None:
        written = [_alignment(cell.strip(" \t")) for cell in self._take(signs.RULER)[1].split("|")[:-1]]
        if written != self._columns:
            raise NotAsWritten(self._at)

    def _table(self, name: str, attributes: Mapping[str, str]) -> None:
        if "\n" not in self._gap() and self._follows == "table":
            raise NotAsWritten(self._at)

    def _end_table(self, name: str, attributes: Mapping[str, str]) -> None:
        self._follows, self._ended = "table", None

    def _tr(self, name: str, attributes: Mapping[str, str]) -> None:
        self._line_begins()
        self._take(signs.BLANKS)

    def _end_tr(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(signs.ROW_END)

    def _cell(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(signs.BAR)
        if name == "th":
            self._columns.append(attributes.get("class", ""))
        self._in_text = self._in_cell = True
        end = signs.CELL_END.search(self._body, self._at)
        self._line_end = end.start() if end else len(self._body)

    def _end_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        self._take(signs.BLANKS)
        self._in_text = self._in_cell = False
        self._line_end = -1

    # Marks in a line --------------------------------------------------------------------------------------------

    def _mark(self, change: int) -> None:
        """A mark in a line of text begins, ends, or stands there."""
        if not self._in_text:
            raise NotAsWritten(self._at)
        self._inline += change
        self._live = None

    def _strong(self, name: str, attributes: Mapping[str, str]) -> None:
        self._mark(1)
        self._take(signs.OPENING_STARS)

    def _end_strong(self, name: str, attributes: Mapping[str, str]) -> None:
        self._mark(-1)
        self._take(signs.CLOSING_STARS)

    def _a(self, name: str, attributes: Mapping[str, str]) -> None:
        self._mark(1)
        self._take(signs.BRACKET)
        self._addresses.append(attributes.get("href", ""))

    def _end_a(self, name: str, attributes: Mapping[str, str]) -> None:
        self._mark(-1)
        self._leads(self._addresses.pop())

    def _img(self, name: str, attributes: Mapping[str, str]) -> None:
        self._mark(0)
        if self._take(signs.IMAGE)[1] != attributes.get("alt"):
            raise NotAsWritten(self._at)
        self._leads(attributes.get("src", ""))

    def _leads(self, href: str) -> None:
        """An address, which leads where it is written to lead and stands on this line."""
        match = signs.ADDRESS.match(self._body, self._at, self._end())
        if match is None or signs.NO_ADDRESS.search(match[1]) or not _leads(match[1], href, self._folder):
            raise NotAsWritten(self._at)
        self._at = match.end()

    def _sup(self, name: str, attributes: Mapping[str, str]) -> None:
        self._mark(0)
        number = self._take(signs.NOTE)[1]
        if attributes.get("id") != (None if number in self._noted else f"note-ref-{number}"):
            raise NotAsWritten(self._at)
        self._noted.add(number)
        link = [("close", "a", ""), ("text", "", f"[{number}]"), ("open", "a", f"#note-{number}")]
        self._due = [("close", "sup", ""), *link]

    _end_p = _end_heading = _end_block
    _end_nothing = _nothing


_KIND = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
    "tbody": "nothing",
}


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    name = "center" if left and right else "left" if left else "right" if right else ""
    return f"align-{name}" if name else ""


def _leads(written: str, href: str, folder: str) -> bool:
    """Return whether an address leads where it is written to lead, from a document in ``folder``; pages end otherwise than sources."""
    written = written.strip(" \t")
    if signs.SCHEME.match(written) or signs.SCHEME.match(href):
        return written == href
    path, _, fragment = unquote(written).partition("#")
    page, _, place = unquote(href).partition("#")
    if _there(folder, path.removesuffix(".md")) != _there(folder, page.removesuffix(".html")):
        return False
    return place in (fragment, anchor(fragment))


def _there(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""

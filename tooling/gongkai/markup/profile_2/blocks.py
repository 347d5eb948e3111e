"""The lines of a body as blocks: headings, paragraphs, lists, tables, official forms and notes.

What begins a line decides alone what the line is (``marks.py``); what could be read as a mark and is not is reported at
its place (rule B06). Time and memory grow with the length of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.markup.profile_2 import marks, refusals
from gongkai.source.problems import Problem

Line = tuple[int, str]  # the number of a source line, and its text without marks


@dataclass(frozen=True, slots=True)
class Heading:
    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Item:
    """One item of a list: its lines, and the lists inside it. ``number`` is as written, 0 with a dash."""

    number: int
    lines: list[Line]
    lists: list[List] = field(default_factory=list)


@dataclass(slots=True)
class List:
    indent: int
    ordered: bool
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` have as many cells as ``aligns``, which holds left, right, center or nothing; the first is the head."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    aligns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A part of an official document with a place of its own; ``name`` is that of ``marks.FORMS``."""

    line: int
    name: str
    paragraphs: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    line: int
    number: str
    text: str


Block = Heading | Paragraph | List | Table | Form | Note


class Blocks:
    """Reads a body line by line; ``problems`` are what could not be read without guessing."""

    def __init__(self, body: str, first_line: int) -> None:
        self.problems: list[Problem] = []
        self._lines = body.split("\n")
        self._first = first_line
        self._at = 0

    def read(self) -> Iterator[Block]:
        """All blocks in order."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line:
                self._at += 1
            elif line[0] not in marks.STARTS:
                yield self._paragraph()
            elif not line.strip():
                self._at += 1
            elif heading := marks.HEADING.fullmatch(line):
                yield Heading(self._number, len(heading[1]), heading[2].rstrip(" \t"))
                self._at += 1
            elif marks.ITEM.match(line):
                yield from self._list()
            elif marks.ROW.match(line):
                yield from self._table()
            elif marks.FENCE.match(line):
                yield from self._form()
            elif note := marks.NOTE.fullmatch(line):
                yield Note(self._number, note[1], note[2].rstrip(" \t"))
                self._at += 1
            else:
                yield self._paragraph()

    @property
    def _number(self) -> int:
        return self._first + self._at

    def _refuse(self, message: refusals.Refusal, line: int, column: int = 1, **values: object) -> None:
        self.problems.append(message.at(line, column, **values))

    # Paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self) -> Paragraph:
        lines: list[Line] = []
        while self._at < len(self._lines) and not marks.begins_block(self._lines[self._at]):
            line = self._lines[self._at]
            if line[0] in marks.STARTS:
                for pattern, message in _MISTAKEN:
                    if pattern.match(line):
                        self._refuse(message, self._number)
                line = marks.unescaped(line.strip(" \t"))
            lines.append((self._number, line.rstrip(" \t")))
            self._at += 1
        if len(lines) > 1:
            self._of_one_break(lines)
        number, text = lines[-1]
        below = self._lines[self._at] if self._at < len(self._lines) else ""
        if below.strip() and marks.is_bare_heading(text):  # a list or table without a blank line between
            self._refuse(refusals.BARE_HEADING, number, text=text[:20])
        return Paragraph(tuple(lines))

    def _of_one_break(self, lines: list[Line]) -> None:
        """Report lines of one paragraph that were rows of a table or a heading before they were pasted."""
        if first := marks.pasted_table([text for _, text in lines]):
            self._refuse(refusals.PASTED_TABLE, lines[0][0] + first[0])
        if not any(marks.BARE_RULER.match(text) for _, text in lines) and (bare := marks.bare_rows(lines)):
            self._refuse(refusals.BARE_ROWS, bare)
        for (number, text), (_, following) in pairwise(lines):
            if marks.is_bare_heading(text) and marks.is_sentence(following):
                self._refuse(refusals.BARE_HEADING, number, text=text[:20])

    # Lists ------------------------------------------------------------------------------------------------------

    def _list(self) -> list[List]:
        """Lists that follow upon each other; an indented item belongs to the item above it."""
        found: list[List] = []
        open_: list[List] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if item := marks.ITEM.match(line):
                self._item(found, open_, item)
            elif not line.strip():
                # Blank lines between items of one list; before anything else they end it.
                following = self._next_written()
                if not marks.ITEM.match(self._lines[following] if following < len(self._lines) else ""):
                    break
                self._at = following
                continue
            elif line[:1] in (" ", "\t") and self._lines[self._at - 1].strip():
                if marks.ROW.match(line) or marks.FENCE.match(line.lstrip()):
                    self._refuse(refusals.BLOCK_IN_ITEM, self._number)
                open_[-1].items[-1].lines.append((self._number, marks.unescaped(line.strip(" \t"))))
            else:
                break
            self._at += 1
        return found

    def _item(self, found: list[List], open_: list[List], match: re.Match[str]) -> None:
        """Put an item where its indentation says; a list of the top level is added to ``found`` when it begins."""
        indent, ordered = len(match[1].expandtabs(4)), match[3] is not None
        if value := marks.VALUE.match(match[4]):
            kind, written = refusals.NUMBER_AS_ITEM if ordered else refusals.VALUE_AS_ITEM, match[0].strip()[:12]
            self._refuse(kind, self._number, indent + 1, text=written, number=match[3], value=value[0][:8])
        while open_ and indent < open_[-1].indent:
            open_.pop()
        if open_ and indent == open_[-1].indent and open_[-1].ordered != ordered:
            open_.pop()
        if not open_ or indent > open_[-1].indent:
            around = open_[-1].indent if open_ else 0
            if indent > around + marks.DEEPEST_INDENT or (indent and not open_):
                self._refuse(refusals.INDENT, self._number)
            if len(open_) == marks.DEEPEST_LIST:
                self._refuse(refusals.TOO_DEEP, self._number)
                return
            new = List(indent, ordered)
            (open_[-1].items[-1].lists if open_ else found).append(new)
            open_.append(new)
        open_[-1].items.append(Item(int(match[3] or 0), [(self._number, match[4].rstrip(" \t"))]))

    def _next_written(self) -> int:
        """The index of the next line that is not blank."""
        at = self._at
        while at < len(self._lines) and not self._lines[at].strip():
            at += 1
        return at

    # Tables -----------------------------------------------------------------------------------------------------

    def _table(self) -> Iterator[Table]:
        first = self._number
        rows: list[tuple[int, tuple[str, ...]]] = []
        while self._at < len(self._lines) and marks.ROW.match(self._lines[self._at]):
            cells = marks.cells(self._lines[self._at])
            if cells is None:
                self._refuse(refusals.ROW_OPEN, self._number)
            rows.append((self._number, cells or ()))
            self._at += 1
        if self._at < len(self._lines) and marks.is_row_without_beginning(self._lines[self._at]):
            self._refuse(refusals.ROW_WITHOUT_BEGINNING, self._number)
        whole = len(rows) > 1 and marks.is_ruler(rows[1][1])
        if not whole:
            self._refuse(refusals.NO_RULER, first)
        ruler = rows.pop(1) if whole else rows[0]
        for number, cells in rows[1:]:
            if marks.is_ruler(cells) and any(len(cell) > 1 for cell in cells):
                self._refuse(refusals.SECOND_RULER, number)
        width = len(rows[0][1])
        for number, cells in (ruler, *rows):
            if len(cells) != width and cells:
                self._refuse(refusals.WIDTH, number, has=len(cells), wanted=width)
        if whole:
            yield Table(tuple(rows), tuple(map(marks.alignment, ruler[1])))

    # Official forms ---------------------------------------------------------------------------------------------

    def _form(self) -> Iterator[Form]:
        first, opening = self._number, marks.FENCE.match(self._lines[self._at])
        assert opening is not None
        name = marks.FORMS.get(opening[1].strip())
        if name is None:
            shown = "、".join(label for label in marks.FORMS if not label.isascii())
            unknown = opening[1].strip()[:20]
            self._refuse(
                refusals.UNKNOWN_FORM if unknown else refusals.END_OF_NOTHING, first, name=unknown, known=shown
            )
        self._at += 1
        paragraphs: list[list[Line]] = [[]]
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if closing := marks.FENCE.match(line):
                if closing[1].strip():
                    break  # another one begins
                self._at += 1
                found = tuple(tuple(lines) for lines in paragraphs if lines)
                if name and not found:
                    self._refuse(refusals.EMPTY_FORM, first)
                if name and found:
                    yield Form(first, name, found)
                return
            if not line.strip():
                paragraphs.append([])
            elif marks.HEADING.fullmatch(line) or marks.ROW.match(line) or marks.NOTE.fullmatch(line):
                self._refuse(refusals.BLOCK_IN_FORM, self._number)
            elif marks.INDENTED.match(line):
                self._refuse(refusals.INDENTED, self._number)
            elif marks.FULL_WIDTH.match(line):
                self._refuse(refusals.FULL_WIDTH, self._number)
            else:
                paragraphs[-1].append((self._number, marks.unescaped(line.strip(" \t"))))
            self._at += 1
        if name:
            self._refuse(refusals.FORM_OPEN, first)


_MISTAKEN = (
    (marks.INDENTED, refusals.INDENTED),
    (marks.HEADING_TIGHT, refusals.HEADING_TIGHT),
    (marks.FULL_WIDTH, refusals.FULL_WIDTH),
    (marks.BARE_RULER, refusals.BARE_RULER),
    (marks.RULE, refusals.RULE),
)

"""A body of the second profile as HTML.

Guarantees: what the profile does not know as a mark is shown as it is written, or refused at its line; the HTML holds nothing
that an HTML parser would read otherwise (``nh3`` agrees); time grows with the length of the body. That what is shown is what
is written is proved by another way, ``markup/written.py``.
"""

from __future__ import annotations

import difflib
import itertools
import re

from gongkai.core.findings import Text
from gongkai.markup.anchors import Addresses, anchor, article
from gongkai.markup.profile_2 import marks, refusals
from gongkai.markup.profile_2.blocks import Block, Blocks, Form, Heading, Item, Line, List, Note, Paragraph, Table
from gongkai.markup.profile_2.inline import Inline, attribute
from gongkai.markup.rendered import Rendered, clean, plain_text
from gongkai.source.problems import Problem

# What an HTML parser reads as it is written; anything else is shown to one.
_SIMPLE = re.compile(
    r"</?(?:p|h[1-6]|br|strong|ul|ol|li|table|thead|tbody|tr|td|th|div)>"
    r'|<(?:h[1-6]|p) id="[^"<>&]*">|<t[dh] class="[a-z-]*">|<div class="[a-z]*">|<(?:ol start|li value)="[0-9]+">'
    r"|&(?:amp|lt|gt);"
)


_NOTE = re.compile(r"<sup\b.*?</sup>")
_MOST_HINTS = 20  # after so many problems nobody is helped by a guess
_MOST_PLACES = 200  # among which a place that was misspelt is looked for


def render(body: str, first_line: int, path: str, listed: frozenset[str]) -> Rendered:
    """Render the body of the document at ``path``; ``listed`` are its attachments (rules B03, B05, B06, C07)."""
    blocks = Blocks(body, first_line)
    page = _Page(path, listed, blocks.problems)
    parts = [page.block(block) for block in blocks.read()]
    page.settle()
    html = "\n".join(parts)
    problems = sorted(blocks.problems, key=lambda problem: (problem.line, problem.column))
    if not problems and not _is_clean(html):
        message = Text("正文渲染结果含有不允许的内容", "the rendered body holds what is not allowed")
        problems = [Problem("B05", first_line, 1, message, refusals.HTML.remedy)]
    return Rendered(html, tuple(page.inline.links), tuple(problems), tuple(page.anchors), tuple(page.inline.fragments))


def _is_clean(html: str) -> bool:
    rest = _SIMPLE.sub("", html)
    return ("<" not in rest and "&" not in rest) or clean(html) == html


class _Page:
    """Writes the blocks of one body and keeps its addresses and notes."""

    def __init__(self, path: str, listed: frozenset[str], problems: list[Problem]) -> None:
        self.inline = Inline(path, listed, problems)
        self._addresses = Addresses()
        self._notes: dict[str, int] = {}
        self._problems = problems

    @property
    def anchors(self) -> dict[str, None]:
        return self._addresses.taken

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block.lines)
        if isinstance(block, Heading):
            html = self.inline.html(block.text, block.line)
            address = self._anchor(anchor(plain_text(_NOTE.sub("", html))))
            return f"<h{block.level}{address}>{html}</h{block.level}>"
        if isinstance(block, List):
            return self._list(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Form):
            paragraphs = "\n".join(f"<p>{self._lines(lines)}</p>" for lines in block.paragraphs)
            return f'<div class="{marks.FORMS[block.name]}">\n{paragraphs}\n</div>'
        return self._note(block)

    def settle(self) -> None:
        """Report what refers to nothing."""
        noted = self.inline.noted
        for number in noted.keys() - self._notes.keys():
            self._problems.append(refusals.NOTE_WITHOUT_TEXT.at(noted[number], number=number))
        for number in self._notes.keys() - noted.keys():
            self._problems.append(refusals.NOTE_WITHOUT_MARK.at(self._notes[number], number=number))
        for place, line in self.inline.own:
            if place not in self.anchors:
                near = self._near(place) if len(self._problems) < _MOST_HINTS else ""
                kind = refusals.OTHER_HEADING if near else refusals.NO_SUCH_HEADING
                self._problems.append(kind.at(line, fragment=place[:30], near=near))

    def _near(self, place: str) -> str:
        """The address that was probably meant, among the first ones of the page."""
        known = list(itertools.islice(self.anchors, _MOST_PLACES))
        begun = (one for one in known if one.startswith(place))
        return next(begun, "") or next(iter(difflib.get_close_matches(place[:100], known, n=1)), "")

    def _anchor(self, wanted: str) -> str:
        """An ``id`` that no other place of the page has, as an attribute."""
        name = self._addresses.take(wanted)
        return f' id="{attribute(name)}"' if name else ""

    def _lines(self, lines: tuple[Line, ...] | list[Line]) -> str:
        return "<br>\n".join([self.inline.html(text, line) for line, text in lines])

    def _paragraph(self, lines: tuple[Line, ...]) -> str:
        first, text = lines[0]
        # The two blanks that begin a paragraph on paper; the theme indents paragraphs itself.
        lines = ((first, text.removeprefix("　　")), *lines[1:])
        html = self._lines(lines)
        name = article(html.partition("<br>")[0])
        address = self._anchor(name) if name and name not in self.anchors else ""
        return f"<p{address}>{html}</p>"

    def _list(self, block: List) -> str:
        tag = "ol" if block.ordered else "ul"
        first = block.items[0].number
        start = f' start="{first}"' if block.ordered and first != 1 else ""
        items = []
        for position, item in enumerate(block.items):
            # The page numbers as the text does, also where that leaves a number out.
            follows = position == 0 or item.number == block.items[position - 1].number + 1
            value = "" if not block.ordered or follows else f' value="{item.number}"'
            items.append(f"<li{value}>{self._item(item)}</li>")
        return f"<{tag}{start}>\n" + "\n".join(items) + f"\n</{tag}>"

    def _item(self, item: Item) -> str:
        lines = self._lines(item.lines)  # before what follows: the first reference to a note is told from later ones
        return lines + "".join(f"{self._list(block)}\n" for block in item.lists)

    def _table(self, block: Table) -> str:
        classes = [f' class="align-{align}"' if align else "" for align in block.aligns]
        rows = []
        for position, (line, cells) in enumerate(block.rows):
            tag = "td" if position else "th"
            row = "\n".join(
                f"<{tag}{name}>{self.inline.html(cell, line, cell=True)}</{tag}>"
                for name, cell in zip(classes, cells, strict=False)
            )
            rows.append(f"<tr>\n{row}\n</tr>")
        body = "\n".join(rows[1:])
        return f"<table>\n<thead>\n{rows[0]}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def _note(self, block: Note) -> str:
        if block.number in self._notes:
            self._problems.append(refusals.NOTE_TWICE.at(block.line, number=block.number))
        self._notes[block.number] = block.line
        text = self.inline.html(block.text, block.line)
        return f'<p class="footnote" id="note-{block.number}"><a href="#note-ref-{block.number}">[{block.number}]</a>{text}</p>'

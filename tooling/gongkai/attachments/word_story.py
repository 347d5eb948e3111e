"""One flow of a Word document's text: its main text, a header, notes, a text box."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from gongkai.attachments.colors import Color, number
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local, on
from gongkai.attachments.word_bars import bar
from gongkai.attachments.word_flow import (
    box_color,
    child_of,
    chosen,
    field_color,
    flowing,
    no_height,
    out_of_sight,
    symbol,
    unseen_drawing,
    value_of,
)
from gongkai.attachments.word_styles import Look, Styles

_TEXTS = frozenset({"t", "delText"})
_BREAKS = frozenset({"tab", "br", "cr", "ptab"})
_CHARACTERS = {"noBreakHyphen": "-", "softHyphen": ""}
_WIDEST = 63  # columns of a table
_DEEPEST = 60  # boxes and tables in each other


@dataclass(frozen=True, slots=True)
class Page:
    """What text stands on: ``ground`` is None where it cannot be told; paragraphs of the main text are ``numbered``."""

    ground: Color | None
    numbered: bool = False
    table: str | None = None  # the style of the table around it
    where: str = ""
    hidden: bool = False
    depth: int = 0


@dataclass(slots=True)
class Story:
    """Reads a flow into ``notes``; ``place`` tells where an element of it stands."""

    styles: Styles
    notes: Notes
    name: str
    page: Page
    _places: dict[etree._Element, str] = field(default_factory=dict)
    _bars: list[str] = field(default_factory=list)  # where dark areas have been drawn
    _paragraphs: int = 0
    _tables: int = 0

    def read(self, root: etree._Element) -> None:
        for block in root if local(root) in ("document", "footnotes", "endnotes") else [root]:
            if local(block) != "background":
                self._blocks(block, self.page)

    def place(self, element: etree._Element) -> str:
        at: etree._Element | None = element
        while at is not None:
            if at in self._places:
                return self._places[at]
            at = at.getparent()
        return self.name

    def _blocks(self, container: etree._Element, page: Page) -> None:
        if page.depth > _DEEPEST:
            raise Refused("too_large", self.name)
        for block in flowing(container):
            name = local(block)
            if name == "p":
                where = page.where or self._paragraph_name(block)
                self._places[block] = where
                self.notes.text(self._paragraph(block, replace(page, where=where)), where)
            elif name == "tbl":
                self._tables += 1
                where = page.where or f"{self.name}表{self._tables}"
                self._places[block] = where
                self.notes.text("\n".join(self._table(block, replace(page, where=where, depth=page.depth + 1))), where)
            elif name not in ("sectPr", "tblPr", "tcPr"):  # a wrapper that we do not know
                self._blocks(block, replace(page, depth=page.depth + 1))

    def _paragraph_name(self, block: etree._Element) -> str:
        if not self.page.numbered:
            return self.name
        self._paragraphs += any(local(one) == "r" for one in block.iter(etree.Element))
        return f"第{max(self._paragraphs, 1)}段"

    def _table(self, table: etree._Element, page: Page) -> list[str]:
        """The rows of a table, as wide as the widest."""
        properties = child_of(table, "tblPr")
        style = value_of(properties, "tblStyle")
        ground = field_color(self.styles, properties, page.ground)
        if self.styles.shades(style):
            ground = None
        rows = []
        for row in flowing(table):
            if local(row) != "tr":
                continue
            about = child_of(row, "trPr")
            gone = any(
                no_height(one) or (local(one) == "hidden" and on(one)) for one in (about if about is not None else ())
            )
            inside = replace(page, table=style, ground=ground, hidden=page.hidden or gone)
            cells = [""] * min(int(number(value_of(about, "gridBefore"))), _WIDEST)
            for cell in flowing(row):
                if local(cell) == "tc":
                    about_cell = child_of(cell, "tcPr")
                    shaded = replace(inside, ground=field_color(self.styles, about_cell, ground))
                    cells.append(self._cell(cell, shaded))
                    cells += [""] * (min(max(int(number(value_of(about_cell, "gridSpan"))), 1), _WIDEST) - 1)
            rows.append(cells)
        width = min(max(map(len, rows), default=0), _WIDEST)
        return [" | ".join(cells + [""] * (width - len(cells))) for cells in rows if any(cells)]

    def _cell(self, cell: etree._Element, page: Page) -> str:
        said = []
        for block in flowing(cell):
            if local(block) == "p":
                said.append(self._paragraph(block, page))
            elif local(block) == "tbl":  # a table in a table is one of its own
                self._blocks_of_table(block, page)
        return " ".join(one for one in said if one)

    def _blocks_of_table(self, table: etree._Element, page: Page) -> None:
        if page.depth > _DEEPEST:
            raise Refused("too_large", self.name)
        self.notes.text("\n".join(self._table(table, replace(page, depth=page.depth + 1))), page.where)

    def _paragraph(self, paragraph: etree._Element, page: Page) -> str:
        properties = child_of(paragraph, "pPr")
        look = self.styles.paragraph(properties, page.table)
        page = replace(page, hidden=page.hidden or out_of_sight(properties))
        said: list[str] = []
        bars = len(self._bars)
        self._inline(paragraph, look, page, said)
        if len(self._bars) > bars and "".join(said).strip():
            self.notes.fault("covered_text", page.where)
        return "".join(said)

    def _inline(self, container: etree._Element, look: Look, page: Page, said: list[str]) -> None:
        for child in flowing(container):
            name = local(child)
            if name == "r":
                self._run(child, look, page, said)
            elif name in ("oMath", "oMathPara"):
                said.extend(one.text or "" for one in child.iter(etree.Element) if local(one) == "t")
            elif name not in ("pPr", "tbl", "p"):
                self._inline(child, look, page, said)

    def _run(self, run: etree._Element, look: Look, page: Page, said: list[str]) -> None:
        text: list[str] = []
        for child in flowing(run):
            name = local(child)
            if name in _TEXTS:
                text.append(child.text or "")
            elif name in _BREAKS:
                text.append(" ")
            elif name in _CHARACTERS:
                text.append(_CHARACTERS[name])
            elif name == "sym":
                text.append(symbol(child))
            elif name == "ruby":
                self._inline(child, look, page, said)
            elif name in ("drawing", "pict", "object"):
                self._drawn(child, page)
        words = "".join(text)
        said.append(words)
        if words.strip() and (page.hidden or self.styles.run(child_of(run, "rPr"), look).hides(page.ground)):
            self.unseen(run, page.where)

    def unseen(self, run: etree._Element, where: str) -> None:
        """What becomes of a run that has words and that nobody sees."""
        self.notes.fault("hidden_text", where)

    def _drawn(self, drawing: etree._Element, page: Page) -> None:
        """Text boxes, word art, and what hides them."""
        boxes = []
        for element in chosen(drawing):
            name = local(element)
            if name in ("docPr", "cNvPr") and attribute(element, "hidden") in ("1", "true"):
                self.notes.fault("hidden_text", page.where)
            elif name == "textpath":
                self.notes.text(attribute(element, "string"), f"{page.where}艺术字")
            elif name == "txbxContent":
                boxes.append(element)
        if bar(drawing, self.styles.theme):
            self._bars.append(page.where)
        away = unseen_drawing(drawing)
        for box in boxes:
            ground = box_color(self.styles, box)
            inner = replace(
                page,
                where=f"{page.where}文本框" if "文本框" not in page.where else page.where,
                ground=ground,
                table=None,
            )
            self._blocks(box, replace(inner, hidden=page.hidden or away, depth=page.depth + 1))

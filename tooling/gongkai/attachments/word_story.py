"""One flow of a Word document's text: its main text, a header, notes, a text box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from gongkai.attachments.colors import Color, number, rgb
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local, on
from gongkai.attachments.word_styles import Look, Styles

_TEXTS = frozenset({"t", "delText"})
_BREAKS = frozenset({"tab", "br", "cr", "ptab"})
_CHARACTERS = {"noBreakHyphen": "-", "softHyphen": ""}
_WIDEST = 63  # columns of a table
_DEEPEST = 60  # boxes and tables in each other
_FAR = 40_000_000  # English metric units: more than a metre off
_NOTHING = 25_400  # English metric units: two points
_FAR_TWIPS = 30_000
_FLAT = 40  # twips of a line or row of a fixed height, which cut its text off


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
        properties = _child(table, "tblPr")
        style = _value(properties, "tblStyle")
        ground = _field(self.styles, properties, page.ground)
        if self.styles.shades(style):
            ground = None
        rows = []
        for row in flowing(table):
            if local(row) != "tr":
                continue
            about = _child(row, "trPr")
            gone = any(
                _no_height(one) or (local(one) == "hidden" and on(one)) for one in (about if about is not None else ())
            )
            inside = replace(page, table=style, ground=ground, hidden=page.hidden or gone)
            cells = [""] * min(int(number(_value(about, "gridBefore"))), _WIDEST)
            for cell in flowing(row):
                if local(cell) == "tc":
                    about_cell = _child(cell, "tcPr")
                    shaded = replace(inside, ground=_field(self.styles, about_cell, ground))
                    cells.append(self._cell(cell, shaded))
                    cells += [""] * (min(max(int(number(_value(about_cell, "gridSpan"))), 1), _WIDEST) - 1)
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
        properties = _child(paragraph, "pPr")
        look = self.styles.paragraph(properties, page.table)
        page = replace(page, hidden=page.hidden or _out_of_sight(properties))
        said: list[str] = []
        self._inline(paragraph, look, page, said)
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
                text.append(_symbol(child))
            elif name == "ruby":
                self._inline(child, look, page, said)
            elif name in ("drawing", "pict", "object"):
                self._drawn(child, page)
        words = "".join(text)
        said.append(words)
        if words.strip() and (page.hidden or self.styles.run(_child(run, "rPr"), look).hides(page.ground)):
            self.notes.fault("hidden_text", page.where)

    def _drawn(self, drawing: etree._Element, page: Page) -> None:
        """Text boxes, word art, and what hides them."""
        boxes = []
        for element in _chosen(drawing):
            name = local(element)
            if name in ("docPr", "cNvPr") and attribute(element, "hidden") in ("1", "true"):
                self.notes.fault("hidden_text", page.where)
            elif name == "textpath":
                self.notes.text(attribute(element, "string"), f"{page.where}艺术字")
            elif name == "txbxContent":
                boxes.append(element)
        away = any(abs(number(one.text)) > _FAR for one in drawing.iter("{*}posOffset"))
        sizes = [number(attribute(one, side)) for one in drawing.iter("{*}extent") for side in ("cx", "cy")]
        away = away or any(size < _NOTHING for size in sizes)
        for box in boxes:
            ground = _box_color(self.styles, box)
            inner = replace(
                page,
                where=f"{page.where}文本框" if "文本框" not in page.where else page.where,
                ground=ground,
                table=None,
            )
            self._blocks(box, replace(inner, hidden=page.hidden or away, depth=page.depth + 1))


def flowing(container: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, and those of wrappers that change nothing: controls, changes, alternatives."""
    waiting: list[Iterator[etree._Element]] = [iter(container)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif local(child) in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom", "body", "footnote",
                              "endnote", "Choice"):  # fmt: skip
            waiting.append(iter(child))
        elif local(child) == "AlternateContent":
            waiting.append(iter(list(child)[:1]))  # the first is what a current program shows; the others are swept
        elif local(child) == "Fallback":
            waiting.append(iter(child))
        elif local(child):
            yield child


def _chosen(drawing: etree._Element) -> Iterator[etree._Element]:
    """The elements of a drawing without those inside its text boxes and in second alternatives."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if local(element):
            yield element
        if local(element) == "AlternateContent":
            waiting.extend(list(element)[:1])
        elif local(element) != "txbxContent":
            waiting.extend(reversed(element))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in element if local(one) == name), None)


def _value(properties: etree._Element | None, name: str) -> str | None:
    found = _child(properties, name) if properties is not None else None
    return attribute(found, "val") if found is not None else None


def _field(styles: Styles, properties: etree._Element | None, ground: Color | None) -> Color | None:
    shade = _child(properties, "shd") if properties is not None else None
    return (styles.ground(shade) if shade is not None else None) or ground


def _out_of_sight(properties: etree._Element | None) -> bool:
    """Whether a paragraph is so low, or so far off, that its text does not show."""
    for one in properties if properties is not None else ():
        name = local(one)
        if name == "spacing" and attribute(one, "lineRule") == "exact" and 0 < number(attribute(one, "line")) <= _FLAT:
            return True
        if name == "framePr" and any(abs(number(attribute(one, axis))) > _FAR_TWIPS for axis in ("x", "y")):
            return True
        if name == "ind" and any(
            abs(number(attribute(one, side))) > _FAR_TWIPS for side in ("left", "start", "firstLine", "hanging")
        ):
            return True
    return False


def _no_height(one: etree._Element) -> bool:
    return local(one) == "trHeight" and attribute(one, "hRule") == "exact" and number(attribute(one, "val")) <= _FLAT


def _box_color(styles: Styles, box: etree._Element) -> Color | None:
    """What a text box is filled with, where it says so."""
    shape = box.getparent()
    shape = shape.getparent() if shape is not None else None
    if shape is None:
        return None
    for one in shape:
        if local(one) == "spPr":
            fill = _child(one, "solidFill")
            if fill is not None:
                color, alpha = styles.theme.drawn(fill)
                return color if alpha > 0.9 else None
    return rgb(attribute(shape, "fillcolor"))


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16) - (0xF000 if code.upper().startswith("F0") else 0))
    except (ValueError, OverflowError):
        return ""

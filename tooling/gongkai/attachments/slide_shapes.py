"""The shapes of a slide: their text, and whether it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from gongkai.attachments.colors import Color, Theme, alike, number
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local

_SMALL = 200  # hundredths of a point
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """A slide, or a group inside it: how the measures inside become those of the slide."""

    width: float
    height: float
    scale: tuple[float, float] = (1.0, 1.0)
    move: tuple[float, float] = (0.0, 0.0)

    def outside(self, x: float, y: float, width: float, height: float) -> bool:
        left, top = x * self.scale[0] + self.move[0], y * self.scale[1] + self.move[1]
        right, bottom = left + width * self.scale[0], top + height * self.scale[1]
        return right <= 0 or bottom <= 0 or left >= self.width or top >= self.height

    def inside(self, transform: etree._Element | None) -> Frame:
        """The frame of a group."""
        at = {local(one): one for one in transform} if transform is not None else {}
        if not {"off", "ext", "chOff", "chExt"} <= at.keys():
            return self
        (x, y), (dx, dy) = _pair(at["off"], "x", "y"), _pair(at["chOff"], "x", "y")
        (w, h), (cw, ch) = _pair(at["ext"], "cx", "cy"), _pair(at["chExt"], "cx", "cy")
        sx, sy = (w / cw if cw else 1.0), (h / ch if ch else 1.0)
        move = ((x - dx * sx) * self.scale[0] + self.move[0], (y - dy * sy) * self.scale[1] + self.move[1])
        return Frame(self.width, self.height, (self.scale[0] * sx, self.scale[1] * sy), move)


@dataclass(slots=True)
class Shapes:
    """Reads the shapes of a slide into ``notes``; of a ``template``, prompts are no text of anybody's."""

    theme: Theme
    notes: Notes
    where: str
    frame: Frame
    ground: Color | None = None
    template: bool = False
    _below: bool = field(default=False)  # whether something is painted below what comes next

    def read(self, root: etree._Element) -> None:
        for tree in root.iter(etree.Element):
            if local(tree) == "spTree":
                self._group(tree, self.frame, 0, hidden=False)
                return

    def _group(self, group: etree._Element, frame: Frame, depth: int, *, hidden: bool) -> None:
        if depth > _DEEPEST:
            raise Refused("too_large", self.where)
        for shape in group:
            name = local(shape)
            if name == "AlternateContent":
                for first in list(shape)[:1]:
                    self._group(first, frame, depth + 1, hidden=hidden)
            elif name == "grpSp":
                transform = next(
                    (one for part in shape if local(part) == "grpSpPr" for one in part if local(one) == "xfrm"), None
                )
                self._group(shape, frame.inside(transform), depth + 1, hidden=hidden or _switched_off(shape))
            elif name in ("sp", "cxnSp", "graphicFrame", "pic", "contentPart"):
                self._shape(shape, frame, hidden=hidden or _switched_off(shape))

    def _shape(self, shape: etree._Element, frame: Frame, *, hidden: bool) -> None:
        prompt = self.template and any(local(one) == "ph" for one in shape.iter(etree.Element))
        fill = self._fill(shape)
        said = []
        for table in (one for one in shape.iter(etree.Element) if local(one) == "tbl"):
            said.append("\n".join(_rows(table)))
        if not said:
            body = (one for one in shape if local(one) == "txBody")
            said = [line for one in body for line in self._paragraphs(one, fill)]
        for line in said:
            self.notes.aside(line, self.where) if prompt else self.notes.text(line, self.where)
        if any(one.strip() for one in said) and not prompt and (hidden or self._away(shape, frame)):
            self.notes.fault("hidden_text", self.where)
        self._below = self._below or local(shape) in ("pic", "graphicFrame") or fill is not None or _styled(shape)

    def _paragraphs(self, body: etree._Element, fill: Color | None) -> list[str]:
        lines = []
        for paragraph in body:
            if local(paragraph) != "p":
                continue
            said = []
            for run in paragraph:
                text = "".join(one.text or "" for one in run.iter(etree.Element) if local(one) == "t")
                said.append(" " if local(run) == "br" else text)
                if text.strip() and not self.template and self._pale(run, fill):
                    self.notes.fault("hidden_text", self.where)
            lines.append("".join(said))
        return lines

    def _pale(self, run: etree._Element, fill: Color | None) -> bool:
        properties = next((one for one in run if local(one) == "rPr"), None)
        if properties is None:
            return False
        if 0 < number(attribute(properties, "sz")) <= _SMALL:
            return True
        marked = next((self.theme.drawn(one)[0] for one in properties if local(one) == "highlight"), None)
        for one in properties:
            if local(one) == "noFill":
                return not any(local(other) == "ln" for other in properties)
            if local(one) == "solidFill":
                ink, alpha = self.theme.drawn(one)
                ground = marked or fill or (None if self._below else self.ground)
                return alpha < 0.05 or (ink is not None and ground is not None and alike(ink, ground))
        return False

    def _fill(self, shape: etree._Element) -> Color | None:
        for part in shape:
            for one in part if local(part) == "spPr" else ():
                if local(one) == "solidFill":
                    color, alpha = self.theme.drawn(one)
                    return color if alpha > 0.9 else None
        return None

    def _away(self, shape: etree._Element, frame: Frame) -> bool:
        for one in shape.iter(etree.Element):
            if local(one) == "xfrm":
                at = {local(part): part for part in one}
                if "off" in at and "ext" in at:
                    (x, y), (width, height) = _pair(at["off"], "x", "y"), _pair(at["ext"], "cx", "cy")
                    return frame.outside(x, y, width, height)
        return False


def _rows(table: etree._Element) -> list[str]:
    rows = (row for row in table if local(row) == "tr")
    return [" | ".join(_cell(cell) for cell in row if local(cell) == "tc") for row in rows]


def _cell(cell: etree._Element) -> str:
    paragraphs = (one for one in cell.iter(etree.Element) if local(one) == "p")
    said = ("".join(text.text or "" for text in one.iter(etree.Element) if local(text) == "t") for one in paragraphs)
    return " ".join(filter(None, said))


def _switched_off(shape: etree._Element) -> bool:
    about = (one for part in shape if local(part).startswith("nv") for one in part)
    return any(local(one) == "cNvPr" and attribute(one, "hidden") in ("1", "true") for one in about)


def _styled(shape: etree._Element) -> bool:
    """Whether a shape takes its fill from a style, or has one that is no single colour."""
    return any(
        local(one) in ("style", "gradFill", "blipFill", "pattFill", "grpFill") for one in shape.iter(etree.Element)
    )


def _pair(element: etree._Element, first: str, second: str) -> tuple[float, float]:
    return number(attribute(element, first)), number(attribute(element, second))

"""The shapes of a slide: their text, and whether it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from gongkai.attachments.colors import Color, Theme, alike, number
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local

_SMALL = 200  # hundredths of a point
_DEEPEST = 60
_MOST_PAINTED = 200  # shapes on a slide that are looked at one by one


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Frame:
    """A slide, or a group inside it: how the measures inside become those of the slide."""

    width: float
    height: float
    scale: tuple[float, float] = (1.0, 1.0)
    move: tuple[float, float] = (0.0, 0.0)

    def placed(self, x: float, y: float, width: float, height: float) -> Box:
        left, top = x * self.scale[0] + self.move[0], y * self.scale[1] + self.move[1]
        return left, top, left + width * self.scale[0], top + height * self.scale[1]

    def outside(self, box: Box) -> bool:
        return not _touch(box, (0.0, 0.0, self.width, self.height))

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
    painted: list[Box | None] = field(default_factory=list)  # what lies below the next shape; None is anywhere

    _said: list[Box] = field(default_factory=list)  # where text stands that nothing covers yet

    def read(self, root: etree._Element) -> None:
        tree = next(root.iter("{*}spTree"), None)
        if tree is not None:
            moves = next(root.iter("{*}timing"), None) is not None  # what lies upon another thing may come and go
            self._group(tree, self.frame, 0, hidden=False, moves=moves)

    def _group(self, group: etree._Element, frame: Frame, depth: int, *, hidden: bool, moves: bool) -> None:
        if depth > _DEEPEST:
            raise Refused("too_large", self.where)
        for shape in group:
            name = local(shape)
            if name == "AlternateContent":
                for first in list(shape)[:1]:
                    self._group(first, frame, depth + 1, hidden=hidden, moves=moves)
            elif name == "grpSp":
                transform = next(
                    (one for part in shape if local(part) == "grpSpPr" for one in part if local(one) == "xfrm"), None
                )
                self._group(
                    shape, frame.inside(transform), depth + 1, hidden=hidden or _switched_off(shape), moves=moves
                )
            elif name in ("sp", "cxnSp", "graphicFrame", "pic", "contentPart"):
                self._shape(shape, frame, hidden=hidden or _switched_off(shape), moves=moves)

    def _shape(self, shape: etree._Element, frame: Frame, *, hidden: bool, moves: bool) -> None:
        prompt = self.template and any(local(one) == "ph" for one in shape.iter(etree.Element))
        fill, box = self._fill(shape), _box(shape, frame)
        ground = fill or (None if _painted(shape) or self._lies_on_something(box) else self.ground)
        said = ["\n".join(_rows(table)) for table in shape.iter(etree.Element) if local(table) == "tbl"]
        if not said:
            bodies = (one for one in shape if local(one) == "txBody")
            said = [line for one in bodies for line in self._paragraphs(one, ground)]
        for line in said:
            self.notes.aside(line, self.where) if prompt else self.notes.text(line, self.where)
        away = box is not None and frame.outside(box)
        if any(one.strip() for one in said) and not prompt and (hidden or away):
            self.notes.fault("hidden_text", self.where)
        if fill is not None and box is not None and not moves:
            self._cover(box)
        if box is not None and not prompt and any(one.strip() for one in said) and len(self._said) < _MOST_PAINTED:
            self._said.append(box)
        if not prompt and (local(shape) in ("pic", "graphicFrame") or fill is not None or _painted(shape)):
            self.painted.append(box)

    def _cover(self, box: Box) -> None:
        """Finds text that a shape of one colour lies upon."""
        for one in [one for one in self._said if _share(one, box) > 0.9]:
            self.notes.fault("covered_text", self.where)
            self._said.remove(one)

    def _lies_on_something(self, box: Box | None) -> bool:
        if len(self.painted) > _MOST_PAINTED:
            return True
        return any(box is None or one is None or _touch(box, one) for one in self.painted)

    def _paragraphs(self, body: etree._Element, ground: Color | None) -> list[str]:
        lines = []
        for paragraph in body:
            if local(paragraph) != "p":
                continue
            said = []
            for run in paragraph:
                text = "".join(one.text or "" for one in run.iter(etree.Element) if local(one) == "t")
                said.append(" " if local(run) == "br" else text)
                if text.strip() and not self.template and self._pale(run, ground):
                    self.notes.fault("hidden_text", self.where)
            lines.append("".join(said))
        return lines

    def _pale(self, run: etree._Element, ground: Color | None) -> bool:
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
                under = marked or ground
                return alpha < 0.05 or (ink is not None and under is not None and alike(ink, under))
        return False

    def _fill(self, shape: etree._Element) -> Color | None:
        for part in shape:
            for one in part if local(part) == "spPr" else ():
                if local(one) == "solidFill":
                    color, alpha = self.theme.drawn(one)
                    return color if alpha > 0.9 else None
        return None


def _box(shape: etree._Element, frame: Frame) -> Box | None:
    """Where a shape lies on its slide; None where it takes its place from a layout."""
    for one in shape.iter(etree.Element):
        if local(one) == "xfrm":
            at = {local(part): part for part in one}
            if "off" in at and "ext" in at:
                (x, y), (width, height) = _pair(at["off"], "x", "y"), _pair(at["ext"], "cx", "cy")
                return frame.placed(x, y, width, height)
    return None


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _share(one: Box, other: Box) -> float:
    """How much of a box another one covers, of 1."""
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    size = (one[2] - one[0]) * (one[3] - one[1])
    return width * height / size if width > 0 and height > 0 and size > 0 else 0.0


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


def _painted(shape: etree._Element) -> bool:
    """Return whether a shape has a fill that is no single colour, or takes it from a style."""
    own = [local(one) for part in shape if local(part) == "spPr" for one in part]
    if "noFill" in own or "solidFill" in own:
        return False
    return any(one in ("gradFill", "blipFill", "pattFill", "grpFill") for one in own) or any(
        local(one) == "style" for one in shape
    )


def _pair(element: etree._Element, first: str, second: str) -> tuple[float, float]:
    return number(attribute(element, first)), number(attribute(element, second))

"""What a page of an OFD file paints, in its order: pieces of text and areas, with their boxes in millimetres on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from gongkai.attachments.colors import Color
from gongkai.attachments.examined import Refused
from gongkai.attachments.ofd_geometry import (
    AS_IT_IS,
    EVERYWHERE,
    Box,
    Matrix,
    clips,
    common,
    filled_box,
    one_number,
    steps,
    switch,
    thick_line,
)
from gongkai.attachments.ofd_parts import numbers
from gongkai.attachments.package import attribute, local

_MOST_OBJECTS = 200_000  # of a page with its templates
_DEEPEST = 60
_NARROW, _PILED = 0.05, 0.1  # of a letter's width; of its size, from letter to letter


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands in one line. ``ink`` None is one that cannot be told; ``unpainted``: switched off or wholly transparent."""

    text: str
    box: Box
    size: float
    order: int
    ink: Color | None
    unpainted: bool
    clip: Box


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape or a picture that lets nothing through. ``color`` None is a picture, or a colour that cannot be told."""

    box: Box
    order: int
    color: Color | None
    picture: bool


@dataclass(slots=True)
class Painted:
    """What the parts of a page paint, one after another. ``opaque`` tells of a picture's number whether it lets nothing through."""

    opaque: Callable[[str], bool]
    styles: dict[str, etree._Element] = field(default_factory=dict)  # DrawParam by number
    pieces: list[Piece] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    _order: int = 0

    def add(self, content: etree._Element) -> None:
        """The layers of a page, a template or an appearance of a note."""
        self._group(content, _Inherited(), 0)

    def _group(self, group: etree._Element, above: _Inherited, depth: int) -> None:
        if depth > _DEEPEST:
            raise Refused("too_large")
        above = above.within(group, self.styles)
        for one in group:
            name = local(one)
            if name in ("TextObject", "PathObject", "ImageObject"):
                self._order += 1
                if self._order > _MOST_OBJECTS:
                    raise Refused("too_large")
                state = above.within(one, self.styles)
                {"TextObject": self._text, "PathObject": self._path, "ImageObject": self._image}[name](one, state)
            elif name in ("Content", "Layer", "PageBlock", "Appearance", "CompositeGraphicUnit"):
                self._group(one, above, depth + 1)

    def _text(self, text: etree._Element, state: _Inherited) -> None:
        size = one_number(attribute(text, "Size"), 3.5)
        scale = one_number(attribute(text, "HScale"), 1.0)
        filled, stroked = switch(text, "Fill", usual=True), switch(text, "Stroke", usual=False)
        unpainted = not state.visible or state.alpha < 8 or not (filled or stroked)
        x = y = 0.0
        for code in (one for one in text if local(one) == "TextCode"):
            said = code.text or ""
            x, y = one_number(attribute(code, "X"), x), one_number(attribute(code, "Y"), y)
            across, down = steps(attribute(code, "DeltaX"), len(said)), steps(attribute(code, "DeltaY"), len(said))
            advance = (
                sum(across)
                if across
                else sum(size * scale * (0.5 if one.isascii() else 1.0) for one in said[:-1]) * (not down)
            )
            end = size * scale * (0.5 if said[-1:].isascii() else 1.0)
            corners = (x, y - size * 0.85, x + max(advance, 0.0) + end, y + sum(down) + size * 0.15)
            box, grown = state.placed(corners)
            if said.strip():
                piled = len(said) > 3 and bool(across or down) and _spread(across, down) < _PILED * size * len(said)
                hidden = unpainted or scale < _NARROW or piled
                self.pieces.append(Piece(said, box, size * grown, self._order, state.ink, hidden, state.clip))

    def _path(self, path: etree._Element, state: _Inherited) -> None:
        data = next((one.text or "" for one in path if local(one) == "AbbreviatedData"), "")
        if not state.visible or state.alpha < 230:
            return
        filled = switch(path, "Fill", usual=False)
        corners = filled_box(data) if filled else thick_line(data, one_number(attribute(path, "LineWidth"), 0.353))
        if corners is not None and (filled or switch(path, "Stroke", usual=True)):
            box, _ = state.placed(corners)
            self.areas.append(Area(common(box, state.clip), self._order, state.ink, picture=False))

    def _image(self, image: etree._Element, state: _Inherited) -> None:
        if state.visible and state.alpha >= 230 and self.opaque(attribute(image, "ResourceID") or ""):
            self.areas.append(Area(state.clip, self._order, None, picture=True))


def _spread(across: list[float], down: list[float]) -> float:
    return sum(map(abs, across)) + sum(map(abs, down))


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What an object has from those around it."""

    visible: bool = True
    alpha: float = 255.0
    ink: Color | None = (0, 0, 0)
    clip: Box = EVERYWHERE
    origin: tuple[float, float] = (0.0, 0.0)
    matrix: Matrix = AS_IT_IS

    def within(self, element: etree._Element, styles: dict[str, etree._Element]) -> _Inherited:
        changed = self
        style = styles.get(attribute(element, "DrawParam") or "")
        if style is not None:
            changed = changed._colored(style, "FillColor")
        changed = replace(
            changed,
            visible=self.visible and switch(element, "Visible", usual=True),
            alpha=self.alpha * one_number(attribute(element, "Alpha"), 255.0) / 255,
        )
        if local(element) in ("TextObject", "PathObject"):
            changed = changed._colored(
                element,
                "FillColor" if switch(element, "Fill", usual=local(element) == "TextObject") else "StrokeColor",
            )
        boundary = numbers(attribute(element, "Boundary"))
        if len(boundary) == 4:
            left, top, width, height = boundary
            left, top = left + self.origin[0], top + self.origin[1]
            changed = replace(
                changed, origin=(left, top), clip=common(self.clip, (left, top, left + width, top + height))
            )
        matrix = numbers(attribute(element, "CTM"))
        if len(matrix) == 6:
            a, b, c, d, e, f = matrix
            changed = replace(changed, matrix=(a, b, c, d, e, f))
        for clip in clips(element):
            changed = replace(changed, clip=common(changed.clip, replace(changed, clip=EVERYWHERE).placed(clip)[0]))
        return changed

    def _colored(self, element: etree._Element, kind: str) -> _Inherited:
        for one in element:
            if local(one) == kind:
                values = numbers(attribute(one, "Value"))
                ink: Color | None = None
                if len(values) == 3 and all(0 <= value <= 255 for value in values):
                    ink = int(values[0]), int(values[1]), int(values[2])
                elif len(values) == 1 and 0 <= values[0] <= 255:
                    ink = (int(values[0]),) * 3
                elif len(values) == 4:
                    c, m, y, k = (min(max(value, 0), 255) for value in values)
                    red, green, blue = (int((255 - one) * (255 - k) / 255) for one in (c, m, y))
                    ink = red, green, blue
                elif not len(one) and attribute(one, "Index") is None and attribute(one, "Value") is None:
                    ink = (0, 0, 0)
                return replace(self, ink=ink, alpha=self.alpha * one_number(attribute(one, "Alpha"), 255.0) / 255)
        return self

    def placed(self, corners: Box) -> tuple[Box, float]:
        """A box of the object on the page, and how much larger it is there."""
        a, b, c, d, e, f = self.matrix
        xs, ys = [], []
        for x, y in (
            (corners[0], corners[1]),
            (corners[2], corners[1]),
            (corners[0], corners[3]),
            (corners[2], corners[3]),
        ):
            xs.append(a * x + c * y + e + self.origin[0])
            ys.append(b * x + d * y + f + self.origin[1])
        return (min(xs), min(ys), max(xs), max(ys)), (abs(a * d - b * c)) ** 0.5

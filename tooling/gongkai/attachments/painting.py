"""What a PDF page paints, in order, with all transformations: characters by their middles, and filled areas.

Clipping and soft masks are not followed: what they hide is in the file all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from gongkai.attachments.glyph_widths import Known, widths
from gongkai.attachments.plane import UNIT, Area, Colour, Matrix, Point, at, matrix, times

_DEPTH = 8  # forms inside forms
_MOST = 200_000  # characters and areas of one page
_ROUND = 0.55  # how much of a character's height is looked at, from its base line
_INVISIBLE = 3  # the mode in which a scanner writes what it read under the picture
_CORNERS = 3
_THIN = 2.0  # points; what is lower is a rule or an underline, not a box


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it matters here."""

    matrix: Matrix = UNIT
    colour: Colour | None = (0.0,)
    opaque: bool = True
    font: Any = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> _State:
        return _State(*(getattr(self, name) for name in self.__slots__))


@dataclass(slots=True)
class Painted:
    """Characters by their middles with their colours, and filled areas, in the order in which they were painted."""

    characters: list[tuple[Point, Colour | None]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    fonts: Known = field(default_factory=dict)


def paint(page: pikepdf.Page) -> Painted:
    """Everything that a page paints, in order. Raises PdfError, ValueError and the like for a page that cannot be painted."""
    painted = Painted()
    _Painter(painted).run(page, page.obj.get("/Resources", pikepdf.Dictionary()), _State(), 0)
    return painted


class _Painter:
    """Goes through content streams in order and notes characters and filled areas in the page's own space."""

    def __init__(self, painted: Painted) -> None:
        self._painted = painted

    def run(self, content: Any, resources: Any, state: _State, depth: int) -> None:
        """Paint one stream; a form inside it is painted by a run of its own."""
        stream = _Stream(self._painted, resources, state, lambda form, inner: self._form(form, inner, resources, depth))
        for instruction in pikepdf.parse_content_stream(content):
            name = str(instruction.operator)
            if name == "INLINE IMAGE":
                stream.picture()
            elif name in _OPERATORS:
                _OPERATORS[name](stream, name, list(instruction.operands))

    def _form(self, form: Any, inner: _State, resources: Any, depth: int) -> None:
        if depth < _DEPTH:
            self.run(form, form.get("/Resources", resources), inner, depth + 1)


class _Stream:
    """The painting of one content stream; each method carries out some operators."""

    def __init__(self, painted: Painted, resources: Any, state: _State, form: Callable[[Any, _State], None]) -> None:
        self._painted, self._resources, self._state, self._form = painted, resources, state, form
        self._stack: list[_State] = []
        self._path: list[list[Point]] = []
        self._text = self._line = UNIT

    def save(self, name: str, operands: Sequence[Any]) -> None:
        if name == "q":
            self._stack.append(self._state.copy())
        elif self._stack:
            self._state = self._stack.pop()

    def transform(self, name: str, operands: Sequence[Any]) -> None:
        self._state.matrix = times(matrix(operands), self._state.matrix)

    def colour(self, name: str, operands: Sequence[Any]) -> None:
        self._state.colour = _colour(operands, name)

    def setting(self, name: str, operands: Sequence[Any]) -> None:
        if name == "gs":
            _extended(self._state, self._resources, str(operands[0]))
        else:
            _set(self._state, name, operands, self._resources)

    def move(self, name: str, operands: Sequence[Any]) -> None:
        """Where the next text begins."""
        if name == "BT":
            self._text = self._line = UNIT
        elif name == "Tm":
            self._text = self._line = matrix(operands)
        elif name == "T*":
            self._begin(0, -self._state.leading)
        else:
            if name == "TD":
                self._state.leading = -float(operands[1])
            self._begin(float(operands[0]), float(operands[1]))

    def _begin(self, across: float, up: float) -> None:
        self._text = self._line = times((1, 0, 0, 1, across, up), self._line)

    def show(self, name: str, operands: Sequence[Any]) -> None:
        """Note each character at the middle of its body."""
        if name == '"':
            _set(self._state, name, operands, self._resources)
        if name in ("'", '"'):
            self._begin(0, -self._state.leading)
        shown, state = operands[-1], self._state
        for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
            if not isinstance(part, pikepdf.String):
                self._advance(-float(part) / 1000 * state.size * state.scale)
                continue
            for width, blank in widths(bytes(part), state.font, self._painted.fonts):
                if not blank and state.mode != _INVISIBLE and len(self._painted.characters) < _MOST:
                    middle = (width * state.size * state.scale / 2, state.rise + state.size * _ROUND / 2)
                    point = at(middle, times(self._text, state.matrix))
                    self._painted.characters.append((point, state.colour))
                spacing = state.spacing + (state.word_spacing if blank else 0)
                self._advance((width * state.size + spacing) * state.scale)

    def _advance(self, by: float) -> None:
        self._text = times((1, 0, 0, 1, by, 0), self._text)

    def draw(self, name: str, operands: Sequence[Any]) -> None:
        _draw(self._path, name, [float(one) for one in operands])

    def fill(self, name: str, operands: Sequence[Any]) -> None:
        for corners in self._path:
            if len(corners) >= _CORNERS:
                self._area(corners, self._state.colour)
        self._path = []

    def leave(self, name: str, operands: Sequence[Any]) -> None:
        """A path that is only stroked, or only clips."""
        self._path = []

    def _area(self, corners: Sequence[Point], colour: Colour | None) -> None:
        if not self._state.opaque or len(self._painted.areas) >= _MOST:
            return
        points = tuple(at(corner, self._state.matrix) for corner in corners)
        across, up = [x for x, _ in points], [y for _, y in points]
        bounds = min(across), min(up), max(across), max(up)
        if bounds[2] - bounds[0] > _THIN and bounds[3] - bounds[1] > _THIN:
            self._painted.areas.append(Area(points, bounds, colour, len(self._painted.characters)))

    def picture(self) -> None:
        self._area([(0, 0), (1, 0), (1, 1), (0, 1)], None)

    def thing(self, name: str, operands: Sequence[Any]) -> None:
        found = self._resources.get("/XObject", {}).get(str(operands[0]))
        if found is None:
            return
        if found.get("/Subtype") == "/Image":
            if "/SMask" not in found and found.get("/ImageMask") is not True:
                self.picture()
        elif found.get("/Subtype") == "/Form":
            inner = self._state.copy()
            inner.matrix = times(matrix(found.get("/Matrix", list(UNIT))), inner.matrix)
            self._form(found, inner)


_OPERATORS: dict[str, Callable[[_Stream, str, Sequence[Any]], None]] = {
    **dict.fromkeys(("q", "Q"), _Stream.save),
    "cm": _Stream.transform,
    **dict.fromkeys(("g", "rg", "k", "sc", "scn", "cs"), _Stream.colour),
    **dict.fromkeys(("gs", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"), _Stream.setting),
    **dict.fromkeys(("BT", "Tm", "T*", "Td", "TD"), _Stream.move),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _Stream.show),
    **dict.fromkeys(("re", "m", "l", "c", "v", "y", "h"), _Stream.draw),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*"), _Stream.fill),
    **dict.fromkeys(("S", "s", "n"), _Stream.leave),
    "Do": _Stream.thing,
}


def _colour(operands: Sequence[Any], name: str) -> Colour | None:
    """The fill colour as red, green and blue, so that two spellings of one compare; None for a pattern."""
    try:
        values = [float(one) for one in operands]
    except (TypeError, ValueError):
        return None if name != "cs" else (0.0, 0.0, 0.0)
    if len(values) == 1:
        values *= 3
    elif len(values) == 4:
        values = [(1 - one) * (1 - values[3]) for one in values[:3]]
    return tuple(round(one, 2) for one in values)


def _extended(state: _State, resources: Any, name: str) -> None:
    found = resources.get("/ExtGState", {}).get(name, {})
    if "/ca" in found:
        state.opaque = float(found["/ca"]) > 0.9
    if "/BM" in found and found["/BM"] not in ("/Normal", "/Compatible"):
        state.opaque = False  # a highlighter darkens and does not cover


def _set(state: _State, name: str, operands: Sequence[Any], resources: Any) -> None:
    if name == "Tf":
        state.font = resources.get("/Font", {}).get(str(operands[0]))
        state.size = float(operands[1])
    elif name == "Tz":
        state.scale = float(operands[0]) / 100
    elif name == "Tr":
        state.mode = int(operands[0])
    elif name == '"':
        state.word_spacing, state.spacing = float(operands[0]), float(operands[1])
    else:
        setattr(state, {"Tc": "spacing", "Tw": "word_spacing", "TL": "leading", "Ts": "rise"}[name], float(operands[0]))


def _draw(path: list[list[Point]], name: str, values: Sequence[float]) -> None:
    """Curves are taken by their end points: a box with round corners is still a box."""
    if name == "re":
        x, y, width, height = values
        path.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    elif name == "m":
        path.append([(values[0], values[1])])
    elif name != "h" and path:
        path[-1].append((values[-2], values[-1]))

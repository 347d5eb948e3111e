"""Text under a box: characters that something opaque was painted over, and that can still be copied.

The page is painted in order, with all transformations. A character counts as covered when its middle lies inside an area
that is filled later, or inside one that was filled before with the colour of the character itself. Clipping is ignored:
what it hides is hidden text as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_DEPTH = 8  # forms inside forms
_MOST = 200_000  # characters and areas of one page
_FEW = 3  # characters; fewer may be touched by a line or an ornament
_ROUND = 0.55  # how much of a character's height is looked at, from its base line
_INVISIBLE = 3  # the mode in which a scanner writes what it read under the picture
_CORNERS = 3
_THIN = 2.0  # points; what is lower is a rule or an underline, not a box


@dataclass(frozen=True, slots=True)
class _Area:
    """An area that was filled: its corners, its bounds, its colour, and how many characters were painted before."""

    corners: tuple[Point, ...]
    bounds: tuple[float, float, float, float]
    colour: tuple[float, ...] | None
    before: int

    def holds(self, point: Point) -> bool:
        x, y = point
        left, bottom, right, top = self.bounds
        if not (left <= x <= right and bottom <= y <= top):
            return False
        inside = False
        last = self.corners[-1]
        for corner in self.corners:
            if (corner[1] > y) != (last[1] > y) and x < (last[0] - corner[0]) * (y - corner[1]) / (
                last[1] - corner[1]
            ) + corner[0]:
                inside = not inside
            last = corner
        return inside


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it matters here."""

    matrix: Matrix = _UNIT
    colour: tuple[float, ...] | None = (0.0,)
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
class _Painted:
    characters: list[tuple[Point, tuple[float, ...] | None]] = field(default_factory=list)
    areas: list[_Area] = field(default_factory=list)


def covered_text(page: pikepdf.Page) -> bool:
    """Whether the page has characters under something opaque. Raises PdfError, ValueError and the like."""
    painted = _Painted()
    _Painter(painted).run(page, page.obj.get("/Resources", pikepdf.Dictionary()), _State(), 0)
    count = 0
    for area in painted.areas:
        for number, (point, colour) in enumerate(painted.characters):
            later = number < area.before
            same = area.colour is not None and area.colour == colour
            if (later or same) and area.holds(point) and not _repainted(painted, area, number, later):
                count += 1
                if count >= _FEW:
                    return True
    return False


def _repainted(painted: _Painted, area: _Area, number: int, later: bool) -> bool:
    """Whether a dark ground of the same colour was itself painted over with another one before the character came."""
    if later:
        return False
    place = painted.areas.index(area)
    point, colour = painted.characters[number]
    return any(
        other.colour != colour and other.before <= number and other.holds(point) for other in painted.areas[place + 1 :]
    )


class _Painter:
    """Goes through content streams in order and notes characters and filled areas in the page's own space."""

    def __init__(self, painted: _Painted) -> None:
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

    def __init__(self, painted: _Painted, resources: Any, state: _State, form: Callable[[Any, _State], None]) -> None:
        self._painted, self._resources, self._state, self._form = painted, resources, state, form
        self._stack: list[_State] = []
        self._path: list[list[Point]] = []
        self._text = self._line = _UNIT

    def save(self, name: str, operands: Sequence[Any]) -> None:
        if name == "q":
            self._stack.append(self._state.copy())
        elif self._stack:
            self._state = self._stack.pop()

    def transform(self, name: str, operands: Sequence[Any]) -> None:
        self._state.matrix = _times(_matrix(operands), self._state.matrix)

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
            self._text = self._line = _UNIT
        elif name == "Tm":
            self._text = self._line = _matrix(operands)
        elif name == "T*":
            self._begin(0, -self._state.leading)
        else:
            if name == "TD":
                self._state.leading = -float(operands[1])
            self._begin(float(operands[0]), float(operands[1]))

    def _begin(self, across: float, up: float) -> None:
        self._text = self._line = _times((1, 0, 0, 1, across, up), self._line)

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
            for width, blank in _widths(bytes(part), state.font):
                if not blank and state.mode != _INVISIBLE and len(self._painted.characters) < _MOST:
                    middle = (width * state.size * state.scale / 2, state.rise + state.size * _ROUND / 2)
                    point = _at(middle, _times(self._text, state.matrix))
                    self._painted.characters.append((point, state.colour))
                spacing = state.spacing + (state.word_spacing if blank else 0)
                self._advance((width * state.size + spacing) * state.scale)

    def _advance(self, by: float) -> None:
        self._text = _times((1, 0, 0, 1, by, 0), self._text)

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

    def _area(self, corners: Sequence[Point], colour: tuple[float, ...] | None) -> None:
        if not self._state.opaque or len(self._painted.areas) >= _MOST:
            return
        points = tuple(_at(corner, self._state.matrix) for corner in corners)
        across, up = [x for x, _ in points], [y for _, y in points]
        bounds = min(across), min(up), max(across), max(up)
        if bounds[2] - bounds[0] > _THIN and bounds[3] - bounds[1] > _THIN:
            self._painted.areas.append(_Area(points, bounds, colour, len(self._painted.characters)))

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
            inner.matrix = _times(_matrix(found.get("/Matrix", list(_UNIT))), inner.matrix)
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


def _colour(operands: Sequence[Any], name: str) -> tuple[float, ...] | None:
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


def _widths(data: bytes, font: Any) -> Iterator[tuple[float, bool]]:
    """The width of each character in units of the font's size, and whether it is a blank."""
    if font is not None and font.get("/Subtype") == "/Type0":
        known, usual = _of_cid_font(font)
        for place in range(0, len(data) - 1, 2):
            code = data[place] << 8 | data[place + 1]
            yield known.get(code, usual), False
        return
    first = int(font.get("/FirstChar", 0)) if font is not None else 0
    widths = font.get("/Widths", []) if font is not None else []
    unit = float(font["/FontMatrix"][0]) if font is not None and font.get("/Subtype") == "/Type3" else 0.001
    for code in data:
        width = float(widths[code - first]) * unit if 0 <= code - first < len(widths) else 0.5
        yield width or 0.5, code == 32


def _of_cid_font(font: Any) -> tuple[dict[int, float], float]:
    descendants = font.get("/DescendantFonts", [])
    inner = descendants[0] if len(descendants) else {}
    known: dict[int, float] = {}
    entries = list(inner.get("/W", []))[:20_000]
    place = 0
    while place + 1 < len(entries):
        start = int(entries[place])
        if isinstance(entries[place + 1], pikepdf.Array):
            known.update({start + n: float(one) / 1000 for n, one in enumerate(entries[place + 1])})
            place += 2
        elif place + 2 < len(entries):
            last = min(int(entries[place + 1]), start + 65_535)
            known.update(dict.fromkeys(range(start, last + 1), float(entries[place + 2]) / 1000))
            place += 3
        else:
            break
    return known, float(inner.get("/DW", 1000)) / 1000


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in values)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

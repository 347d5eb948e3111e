"""A page of an OFD file as a reader sees it: lines put together from pieces, and pieces that nobody sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise

from gongkai.attachments.colors import WHITE, Color, alike
from gongkai.attachments.examined import Refused
from gongkai.attachments.ofd_geometry import Box
from gongkai.attachments.ofd_objects import Area, Piece

_TINY = 0.7  # millimetres, about two points
_BAND = 5.0  # millimetres; areas are looked up by the bands that they touch
_MOST_BANDS = 2_000
_MOST_LOOKED_AT = 4_000_000
_HELD_TOGETHER = 0.6  # of a letter's size: pieces nearer than this are one word


def lines(pieces: Iterable[Piece]) -> list[str]:
    """Pieces that stand in one line are one line; what stands apart, as in a table, is set apart."""
    said = []
    for row in _rows(sorted(pieces, key=lambda one: (one.box[3], one.box[0]))):
        row.sort(key=lambda one: one.box[0])
        text = row[0].text
        for before, piece in pairwise(row):
            gap = piece.box[0] - before.box[2]
            single = len(before.text.strip()) == len(piece.text.strip()) == 1  # a letter a cell
            text += ("" if gap < _HELD_TOGETHER * piece.size or single else " | ") + piece.text
        said.append(text)
    return said


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and abs(rows[-1][0].box[3] - piece.box[3]) <= 0.4 * max(piece.size, _TINY):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


class Sight:
    """What of a page's text shows. Raises Refused where there is more than anybody can have looked at."""

    def __init__(self, page: Box, areas: list[Area]) -> None:
        self._page, self._left = page, _MOST_LOOKED_AT
        self._bands: dict[int, list[Area]] = defaultdict(list)
        for area in areas:
            first, last = self._band(area.box[1]), self._band(area.box[3])
            for band in range(first, last + 1) if area.box[0] < area.box[2] and area.box[1] < area.box[3] else ():
                self._bands[band].append(area)
        self.scanned = any(one.picture and _share(page, one.box) > 0.8 for one in areas)

    def fault(self, piece: Piece) -> str | None:
        """``hidden_text``, ``covered_text`` or None where it shows."""
        if (
            piece.unpainted
            or piece.size < _TINY
            or _share(piece.box, self._page) <= 0
            or _share(piece.box, piece.clip) < 0.2
        ):
            return "hidden_text"
        ground: Color | None = WHITE
        band = self._bands[self._band((piece.box[1] + piece.box[3]) / 2)]
        self._left -= len(band)
        if self._left < 0:
            raise Refused("too_large")
        for area in band:
            if area.order > piece.order and _covers(area.box, piece):
                return "covered_text"
            if area.order < piece.order and _share(piece.box, area.box) > 0.5:
                ground = area.color
        if piece.ink is not None and ground is not None and alike(piece.ink, ground):
            return "hidden_text"
        return None

    def _band(self, y: float) -> int:
        top = self._page[1]
        return min(max(int((min(max(y, -1e6), 1e6) - top) / _BAND), 0), _MOST_BANDS)


def _covers(area: Box, piece: Piece) -> bool:
    """Return whether an area lies over two letters or more, and not only as a line through them."""
    left, top, right, bottom = piece.box
    across = min(right, area[2]) - max(left, area[0])
    down = min(bottom, area[3]) - max(top, area[1])
    return down >= 0.6 * (bottom - top) and across >= min(0.6 * (right - left), 1.2 * piece.size)


def _share(box: Box, other: Box) -> float:
    """How much of a box lies in another one, of 1."""
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    size = (box[2] - box[0]) * (box[3] - box[1])
    return across * down / size if across > 0 and down > 0 and size > 0 else 0.0


def opaque_picture(data: bytes) -> bool:
    """Return whether a picture lets nothing through."""
    from PIL import Image  # noqa: PLC0415 - loaded when a page has a picture

    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"]) as image:
            return "A" not in image.mode and "transparency" not in image.info
    except Exception:  # a picture that nobody can show covers nothing
        return False

"""By how much two pictures of a page differ, where it matters: enough for every character at a look, exactly in one place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PIL import Image, ImageChops, ImageDraw

from gongkai.attachments.pdf.geometry import Box

PALE = 20  # of 255: how much a character must differ from its ground
_CLEAR = [0] * PALE + [1] * (256 - PALE)
_CLEAR_ON_PAPER = _CLEAR[::-1]


class Difference:
    """By how much a page differs from the same page without something, or from white paper but where ``rulings`` are."""

    def __init__(
        self, painted: Image.Image, other: Image.Image | None, scale: float, rulings: Iterable[Box] = ()
    ) -> None:
        self.size, self.scale = painted.size, scale
        self._raw = painted if other is None else ImageChops.difference(painted, other)
        self._on_paper = other is None
        self._rulings = [
            (left * scale - 1, top * scale - 1, right * scale + 1, bottom * scale + 1) for left, top, right, bottom in rulings
        ]  # fmt: skip

    def clear(self) -> bytes:
        """A byte for each pixel, 1 where it differs enough for every character: by its grey, no more than its strongest colour does."""
        differs = self._raw.convert("L").point(_CLEAR_ON_PAPER if self._on_paper else _CLEAR)
        return self._without_rulings(differs).tobytes()

    @cached_property
    def _most(self) -> Image.Image:
        one, two, three = self._raw.split()[:3]
        if self._on_paper:
            return self._without_rulings(ImageChops.invert(ImageChops.darker(ImageChops.darker(one, two), three)))
        return ImageChops.lighter(ImageChops.lighter(one, two), three)

    def _without_rulings(self, picture: Image.Image) -> Image.Image:
        draw = ImageDraw.Draw(picture)
        for box in self._rulings:
            draw.rectangle(box, fill=0)
        return picture

    def most(self, box: Box) -> int:
        """The largest difference within a box, in 255ths; 0 outside of the page."""
        width, height = self.size
        left, top = max(0, int(box[0] * self.scale)), max(0, int(box[1] * self.scale))
        right, bottom = min(width, int(box[2] * self.scale) + 1), min(height, int(box[3] * self.scale) + 1)
        if left >= right or top >= bottom:
            return 0
        return int(self._most.crop((left, top, right, bottom)).getextrema()[1])  # type: ignore[arg-type]

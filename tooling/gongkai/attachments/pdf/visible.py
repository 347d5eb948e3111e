"""Which characters of a page a reader sees: the page is painted with and without its text, and what differs is seen.

So it does not matter by what means a text is hidden. A few characters may be touched by a line, a seal or an ornament.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from gongkai.attachments.pdf.engine import IMAGE, INVISIBLE, TEXT, Box, Character, Page

_FEW = 3  # characters that do not count
_SMALLEST = 1.5  # points; no reader tells one letter from another that is smaller
_LARGE = 20.0  # points; from here on a faint watermark can be read
_FAINT, _PALE = 8, 20  # of 255: how much a character must differ from its ground, a large one and any other
_SCANNED = 0.5  # of a page; a picture that covers more is what the page shows
_DRAWN = 40  # of 255: how much darker than paper a page must be somewhere that shows something
_ROWS = (0.55, 0.4, 0.7)  # of a character's body, from above: where most characters have ink
_COARSE, _FINE = 1.0, 3.0  # pixels a point


@dataclass(frozen=True, slots=True)
class Sight:
    """Numbers of characters that lie under something, and of those that are unseen for another reason; and what is not stated.

    ``unstated``: the page shows something that no text of the file says: it is a picture, or paints letters as lines.
    """

    covered: tuple[int, ...]
    hidden: tuple[int, ...]
    unstated: bool


def look(page: Page, characters: Sequence[Character]) -> Sight:
    """What a reader sees of the characters of a page. Raises Refused where that takes too long."""
    inked = [number for number, one in enumerate(characters) if _inked(one[0])]
    outside, tiny, within = _by_place(page, characters, inked)
    texts = [number for number, thing in enumerate(page.things) if thing.kind == TEXT]
    others = [number for number, thing in enumerate(page.things) if thing.kind != TEXT]
    pictures = [page.things[number].box(page.view) for number in others if page.things[number].kind == IMAGE]
    scanned = _area(page, pictures) >= _SCANNED
    painted = page.picture(page.scale(_COARSE))
    unseen = _unseen(page, characters, within, _without(page, texts, painted, page.scale(_COARSE), bool(others)))
    overlapping = _overlapping(characters, within)
    covered: list[int] = []
    if len(unseen) >= _FEW or overlapping:
        unseen, covered = _closely(page, characters, unseen, overlapping, texts, others)
        if scanned:
            unseen = _not_recognised(page, characters, unseen, pictures)
    hidden = [*outside, *tiny, *unseen]
    visible = len(inked) - len(hidden) - len(covered)
    return Sight(
        tuple(covered) if len(covered) >= _FEW else (),
        tuple(hidden) if len(hidden) >= _FEW else (),
        scanned or (not visible and min(low for low, _ in painted.getextrema()) < 255 - _DRAWN),  # type: ignore[misc]
    )


_KNOWN: dict[int, bool] = {}


def _inked(code: int) -> bool:
    """Whether a character leaves ink: no blank, no mark of control or format."""
    if code not in _KNOWN:
        _KNOWN[code] = unicodedata.category(chr(code)) not in ("Zs", "Zl", "Zp", "Cf", "Cn", "Cs", "Mn") and not (0 < code < 32 and code != 2)
    return _KNOWN[code]


def _by_place(page: Page, characters: Sequence[Character], inked: Iterable[int]) -> tuple[list[int], list[int], list[int]]:
    """Those outside of the page, those too small to read, and the rest."""
    width, height = page.view.size
    outside, tiny, within = [], [], []
    for number in inked:
        _, left, top, right, bottom = characters[number]
        if not (0 <= (left + right) / 2 <= width and 0 <= (top + bottom) / 2 <= height):
            outside.append(number)
        elif right - left < _SMALLEST and bottom - top < _SMALLEST and _extent(page.ink(number)) < _SMALLEST:
            tiny.append(number)
        else:
            within.append(number)
    return outside, tiny, within


def _extent(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _area(page: Page, boxes: Iterable[Box]) -> float:
    """How much of the page boxes cover, as parts of it."""
    width, height = page.view.size
    total = 0.0
    for left, top, right, bottom in boxes:
        across, down = min(right, width) - max(left, 0.0), min(bottom, height) - max(top, 0.0)
        total += max(across, 0.0) * max(down, 0.0)
    return total / max(1.0, width * height)


@dataclass(frozen=True, slots=True)
class _Difference:
    """By how much two pictures of a page differ, pixel by pixel."""

    picture: Image.Image
    scale: float

    def most(self, box: Box) -> int:
        """The largest difference within a box, in 255ths; 0 outside of the page."""
        width, height = self.picture.size
        left, top = max(0, int(box[0] * self.scale)), max(0, int(box[1] * self.scale))
        right, bottom = min(width, int(box[2] * self.scale) + 1), min(height, int(box[3] * self.scale) + 1)
        if left >= right or top >= bottom:
            return 0
        return int(self.picture.crop((left, top, right, bottom)).getextrema()[1])  # type: ignore[arg-type]


def _difference(one: Image.Image, other: Image.Image, scale: float) -> _Difference:
    red, green, blue = ImageChops.difference(one, other).split()
    return _Difference(ImageChops.lighter(ImageChops.lighter(red, green), blue), scale)


def _without(page: Page, numbers: Sequence[int], painted: Image.Image, scale: float, more: bool = True) -> _Difference:
    """What some things of a page add to it; ``more``: whether there are others."""
    if not more:
        return _difference(painted, Image.new("RGB", painted.size, (255, 255, 255)), scale)
    page.activate(numbers, False)
    try:
        return _difference(painted, page.picture(scale), scale)
    finally:
        page.activate(numbers, True)


def _unseen(page: Page, characters: Sequence[Character], numbers: Iterable[int], seen: _Difference) -> list[int]:
    """Characters of which nothing is seen. Most are found by a look at one row of pixels."""
    width, height = seen.picture.size
    pixels = seen.picture.point([0] * _PALE + [1] * (256 - _PALE)).tobytes()
    scale, unseen = seen.scale, []
    for number in numbers:
        _, left, top, right, bottom = characters[number]
        first, last = max(0, int(left * scale)), min(width, int(right * scale) + 1)
        for part in _ROWS:
            row = int((top + (bottom - top) * part) * scale)
            if 0 <= row < height and b"\1" in pixels[row * width + first : row * width + last]:
                break
        else:
            if not _differs(page, characters, number, seen):
                unseen.append(number)
    return unseen


def _differs(page: Page, characters: Sequence[Character], number: int, seen: _Difference) -> bool:
    _, left, top, right, bottom = characters[number]
    enough = _FAINT if bottom - top >= _LARGE else _PALE
    return seen.most((left, top, right, bottom)) >= enough or seen.most(page.ink(number)) >= enough


def _overlapping(characters: Sequence[Character], numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of characters that lie on one another: each may be hidden by the other."""
    cells: dict[tuple[int, int], int] = {}
    found: list[tuple[int, int]] = []
    for number in numbers:
        _, left, top, right, bottom = characters[number]
        before = cells.setdefault((int(left + right) >> 2, int(top + bottom) >> 2), number)
        # A letter on the same letter is bold, or has a shadow.
        if before != number and characters[before][0] != characters[number][0] and _overlap(characters[before], characters[number]):
            found.append((before, number))
    return found


def _overlap(one: Character, other: Character) -> bool:
    across = min(one[3], other[3]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[2], other[2])
    smaller = min((one[3] - one[1]) * (one[4] - one[2]), (other[3] - other[1]) * (other[4] - other[2]))
    return across > 0 and down > 0 and across * down > 0.6 * smaller


def _closely(
    page: Page, characters: Sequence[Character], unseen: Sequence[int], overlapping: Sequence[tuple[int, int]], texts: Sequence[int], others: Sequence[int]
) -> tuple[list[int], list[int]]:  # fmt: skip
    """Look again, at more pixels a point: what is hidden, and what is covered."""
    scale = page.scale(_FINE)
    painted = page.picture(scale)
    seen = _without(page, texts, painted, scale)
    still = [number for number in unseen if not _differs(page, characters, number, seen)]
    still += _under_text(page, characters, overlapping, painted, scale)
    if len(still) < _FEW:
        return [], []
    # By itself the text would be seen: then something covers it or has its colour.
    page.activate(others, False)
    try:
        alone = _without(page, texts, page.picture(scale), scale, more=False)
    finally:
        page.activate(others, True)
    hidden, covered = [], []
    for number in dict.fromkeys(still):
        (covered if _differs(page, characters, number, alone) else hidden).append(number)
    return hidden, covered


def _under_text(
    page: Page, characters: Sequence[Character], pairs: Sequence[tuple[int, int]], painted: Image.Image, scale: float
) -> list[int]:
    """Of characters that lie on one another those that could be taken away unnoticed."""
    lower: dict[int, set[int]] = {}
    upper: dict[int, set[int]] = {}
    for pair in pairs:
        painters = [page.painter(number) for number in pair]
        if painters[0] != painters[1] and min(painters) >= 0:
            low, high = sorted(zip(painters, pair, strict=True))
            lower.setdefault(low[0], set()).add(low[1])
            upper.setdefault(high[0], set()).add(high[1])
    unnoticed: list[int] = []
    for things in filter(None, (lower, upper)):
        seen = _without(page, list(things), painted, scale)
        several = [number for numbers in things.values() for number in numbers]
        unnoticed += [number for number in several if not _differs(page, characters, number, seen)]
    return unnoticed


def _not_recognised(page: Page, characters: Sequence[Character], unseen: Sequence[int], pictures: Sequence[Box]) -> list[int]:
    """Of unseen characters those that are not what a scanner read in its picture: unpainted, and over the picture."""
    modes: dict[int, int] = {}
    kept: list[int] = []
    for number in unseen:
        painter = page.painter(number)
        if painter >= 0 and painter not in modes:
            modes[painter] = page.mode(painter)
        _, left, top, right, bottom = characters[number]
        across, down = (left + right) / 2, (top + bottom) / 2
        over = any(one[0] <= across <= one[2] and one[1] <= down <= one[3] for one in pictures)
        if not over or modes.get(painter) not in INVISIBLE:
            kept.append(number)
    return kept

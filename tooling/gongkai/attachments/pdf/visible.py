"""Which characters of a page a reader sees: the page is painted with and without its text, and what differs is seen.

So it does not matter by what means a text is hidden. A few characters may be touched by a line, a seal or an ornament.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

from gongkai.attachments.examined import Refused
from gongkai.attachments.pdf.difference import PALE, Difference
from gongkai.attachments.pdf.engine import IMAGE, INVISIBLE, PATH, TEXT, Character, Page
from gongkai.attachments.pdf.geometry import Box

_FEW = 3  # characters that do not count
_SMALLEST = 1.5  # points; no reader tells one letter from another that is smaller
_THINNEST = 0.4  # points; nor one that is drawn out to a line
_LARGE = 20.0  # points; from here on a faint watermark can be read
_FAINT = 8  # of 255: how much a large character must differ from its ground; any other, PALE
_SCANNED = 0.5  # of a page; a picture that covers more is what the page shows
_DRAWN = 40  # of 255: how much darker than paper a page must be somewhere that shows something
_ROWS = (0.55, 0.4, 0.7)  # of a character's body, from above: where most characters have ink
_RULING = 2.0  # points; what is thinner is a ruling
_OFTEN = 2_000  # times that a page may be painted all over
_COARSE, _FINE = 1.0, 3.0  # pixels a point


@dataclass(frozen=True, slots=True)
class Sight:
    """Numbers of characters that lie under something, that are too small to read, and that are unseen; and what is not stated.

    ``unseen``: beside the page, cut off, or of the colour of their ground. ``unstated``: the page shows something that no text of
    the file says: it is a picture, or paints letters as lines.
    """

    covered: tuple[int, ...]
    tiny: tuple[int, ...]
    unseen: tuple[int, ...]
    unstated: bool


def sight_of(page: Page, characters: Sequence[Character]) -> Sight:
    """Return what a reader sees of the characters of a page. Raises Refused where that takes too long."""
    outside, tiny, within = _by_place(page, characters)
    others = list(page.boxes())
    if _area(page, page.boxes().values()) > _OFTEN:
        raise Refused("too_large")
    pictures = [box for number, box in page.boxes().items() if page.things[number].kind == IMAGE]
    scanned = _area(page, pictures) >= _SCANNED
    painted = page.picture(page.scale(_COARSE))
    unseen = _unseen(page, characters, within, _text_of(page, painted, page.scale(_COARSE)))
    overlapping = _of_two_texts(page, _overlapping(characters, within))
    covered: list[int] = []
    if len(unseen) + len({one for pair in overlapping for one in pair}) >= _FEW:
        unseen, covered = _closely(page, characters, unseen, overlapping, others)
        if scanned:
            unseen = _not_recognised(page, characters, unseen, pictures)
    visible = len(within) - len(unseen) - len(covered)
    return Sight(
        tuple(covered) if len(covered) >= _FEW else (),
        tuple(tiny),
        (*outside, *unseen),
        scanned or (not visible and min(low for low, _ in painted.getextrema()[:3]) < 255 - _DRAWN),  # type: ignore[misc]
    )


_KNOWN: dict[int, bool] = {}


def _inked(code: int) -> bool:
    """Return whether a character leaves ink: no blank, no mark of control or format."""
    if code not in _KNOWN:
        _KNOWN[code] = unicodedata.category(chr(code)) not in ("Zs", "Zl", "Zp", "Cf", "Cn", "Cs", "Mn") and not (
            0 < code < 32 and code != 2
        )
    return _KNOWN[code]


def _by_place(page: Page, characters: Sequence[Character]) -> tuple[list[int], list[int], list[int]]:
    """Those with ink by where they are: outside of the page, too small to read, and the rest."""
    width, height = (2 * side for side in page.view.size)
    outside: list[int] = []
    tiny: list[int] = []
    within: list[int] = []
    known, add = _KNOWN, within.append
    for number, (code, left, top, right, bottom) in enumerate(characters):
        if not (known[code] if code in known else _inked(code)):
            continue
        if not (0 <= left + right <= width and 0 <= top + bottom <= height):
            outside.append(number)
        elif (
            right - left >= _SMALLEST <= bottom - top
            or not _unreadable(right - left, bottom - top)
            or not _unreadable(*_sides(page.ink(number)))
        ):
            add(number)
        else:
            tiny.append(number)
    return outside, tiny, within


def _unreadable(width: float, height: float) -> bool:
    return max(width, height) < _SMALLEST or min(width, height) < _THINNEST


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _area(page: Page, boxes: Iterable[Box]) -> float:
    """How much of the page boxes cover, as parts of it."""
    width, height = page.view.size
    total = 0.0
    for left, top, right, bottom in boxes:
        across, down = min(right, width) - max(left, 0.0), min(bottom, height) - max(top, 0.0)
        total += max(across, 0.0) * max(down, 0.0)
    return total / max(1.0, width * height)


def _texts(page: Page) -> list[int]:
    return [number for number, thing in enumerate(page.things) if thing.kind == TEXT]


def _text_of(page: Page, painted: Image.Image, scale: float) -> Difference:
    """Return what its text adds to a page. Where the rest is rulings, as on most pages, the page need not be painted again."""
    boxes = page.boxes()
    if any(
        page.things[number].kind != PATH or min(right - left, bottom - top) > _RULING
        for number, (left, top, right, bottom) in boxes.items()
    ):
        return _without(page, _texts(page), painted, scale)
    return Difference(painted, None, scale, boxes.values())


def _without(page: Page, numbers: Sequence[int], painted: Image.Image, scale: float) -> Difference:
    """Return what some things of a page add to it."""
    page.activate(numbers, False)
    try:
        return Difference(painted, page.picture(scale), scale)
    finally:
        page.activate(numbers, True)


def _unseen(page: Page, characters: Sequence[Character], numbers: Iterable[int], seen: Difference) -> list[int]:
    """Characters of which nothing is seen. Nearly all are found by a look at one row of pixels, the rest by all of their rows."""
    width, height = seen.size
    scale, unseen, find = seen.scale, [], seen.clear().find
    first_row = _ROWS[0]
    for number in numbers:
        _, left, top, right, bottom = characters[number]
        first, last = int(left * scale), int(right * scale) + 1
        first, last = first if first > 0 else 0, last if last < width else width
        row = int((top + (bottom - top) * first_row) * scale)
        if 0 <= row < height and find(1, row * width + first, row * width + last) >= 0:
            continue
        rows = (
            *(int((top + (bottom - top) * part) * scale) for part in _ROWS[1:]),
            *range(int(top * scale), int(bottom * scale) + 1),
        )
        for row in rows:
            if 0 <= row < height and find(1, row * width + first, row * width + last) >= 0:
                break
        else:
            if not _differs(page, characters, number, seen):
                unseen.append(number)
    return unseen


def _differs(page: Page, characters: Sequence[Character], number: int, seen: Difference) -> bool:
    _, left, top, right, bottom = characters[number]
    enough = _FAINT if bottom - top >= _LARGE else PALE
    return seen.most((left, top, right, bottom)) >= enough or seen.most(page.ink(number)) >= enough


def _overlapping(characters: Sequence[Character], numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of characters that lie on one another: each may be hidden by the other."""
    cells: dict[tuple[int, int], int] = {}
    found: list[tuple[int, int]] = []
    first = cells.setdefault
    for number in numbers:
        code, left, top, right, bottom = characters[number]
        before = first((int(left + right) >> 2, int(top + bottom) >> 2), number)
        if before != number:
            # A letter on the same letter is bold, or has a shadow.
            other = characters[before]
            if other[0] != code and _overlap(other, characters[number]):
                found.append((before, number))
    return found


def _of_two_texts(page: Page, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that different things of the page paint: the letters of a ligature share one glyph, and hide nothing."""
    return [pair for pair in pairs if len({page.painter(number) for number in pair}) == 2]


def _overlap(one: Character, other: Character) -> bool:
    across = min(one[3], other[3]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[2], other[2])
    smaller = min((one[3] - one[1]) * (one[4] - one[2]), (other[3] - other[1]) * (other[4] - other[2]))
    return across > 0 and down > 0 and across * down > 0.6 * smaller


def _closely(
    page: Page, characters: Sequence[Character], unseen: Sequence[int], pairs: Sequence[tuple[int, int]], others: Sequence[int]
) -> tuple[list[int], list[int]]:  # fmt: skip
    """Look again, at more pixels a point: what is hidden, and what is covered."""
    scale = page.scale(_FINE)
    painted = page.picture(scale)
    seen = _without(page, _texts(page), painted, scale)
    still = [number for number in unseen if not _differs(page, characters, number, seen)]
    still += _under_text(page, characters, pairs, painted, scale)
    if len(still) < _FEW:
        return [], []
    # By itself the text would be seen: then something covers it or has its colour.
    page.activate(others, False)
    try:
        alone = Difference(page.picture(scale), None, scale)
    finally:
        page.activate(others, True)
    hidden: list[int] = []
    covered: list[int] = []
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
        if min(painters) >= 0:
            low, high = sorted(zip(painters, pair, strict=True))
            lower.setdefault(low[0], set()).add(low[1])
            upper.setdefault(high[0], set()).add(high[1])
    unnoticed: list[int] = []
    for things in filter(None, (lower, upper)):
        seen = _without(page, list(things), painted, scale)
        several = [number for numbers in things.values() for number in numbers]
        unnoticed += [number for number in several if not _differs(page, characters, number, seen)]
    return unnoticed


def _not_recognised(
    page: Page, characters: Sequence[Character], unseen: Sequence[int], pictures: Sequence[Box]
) -> list[int]:
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

"""Characters of a page put together: into lines, and lines into the text of a cell or a paragraph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.attachments.pdf.engine import Character

_HYPHEN = 2  # how the engine states a hyphen at the end of a line
_SAME = 0.3  # of a character's height: how far the middles of one line's characters are apart
_WIDE = 1.2  # of a character's height: a gap that parts two cells
_NARROW = 0.5  # of it: a gap that does so where a column begins behind it
_AROUND = 6  # lines before and after one that show where columns begin
_ALIGNED = 1.5  # points: how far the lines of a column begin apart
# Of these Unicode's own normalisation knows nothing, though each looks like the word.
_RADICALS = str.maketrans(
    "⺠⺩⺬⺶⺼⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻰⻳",
    "民王示羊月虎西见角贝足车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿龙龟",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on one line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def lines(characters: Iterable[Character]) -> list[list[Character]]:
    """Characters by lines from above, each from the left."""
    characters = list(characters)
    if _is_line(characters):  # as most cells are
        return [characters]
    found: list[list[Character]] = []
    line: list[Character] = []
    middle = height = 0.0
    for one in sorted(characters, key=_middle):
        _, _, top, _, bottom = one
        now, own = (top + bottom) / 2, bottom - top
        if line and now - middle <= _SAME * max(height, own, 1.0):
            line.append(one)
        else:
            line = [one]
            found.append(line)
            middle, height = now, own
    for line in found:
        line.sort(key=_left)
    return found


def _is_line(characters: Sequence[Character]) -> bool:
    """Return whether they stand on one line already, from the left."""
    if not characters:
        return False
    _, before, top, _, bottom = characters[0]
    for _, left, upper, _, lower in characters:
        if upper != top or lower != bottom or left < before:
            return False
        before = left
    return True


def _middle(one: Character) -> float:
    return one[2] + one[4]


def _left(one: Character) -> float:
    return one[1]


def in_columns(found: Sequence[Sequence[Character]]) -> list[list[Piece]]:
    """The pieces of each line; full cells stand close to each other, and are parted where the lines around begin a column."""
    parted = [pieces(line) for line in found]
    begins = [[one.left for one in line[1:]] for line in parted]
    for number, line in enumerate(parted):
        around = [left for other in begins[max(0, number - _AROUND) : number + _AROUND + 1] for left in other]
        if len(line) > 1 and len(around) > len(begins[number]):
            parted[number] = pieces(found[number], around)
    return parted


def pieces(line: Sequence[Character], columns: Sequence[float] = ()) -> list[Piece]:
    """A line, parted at its wide gaps and at others behind which one of ``columns`` begins."""
    found: list[Piece] = []
    begun = 0
    for place in range(1, len(line) + 1):
        if place == len(line) or _parts(line[place - 1], line[place], columns):
            part = line[begun:place]
            top, bottom = min(one[2] for one in part), max(one[4] for one in part)
            found.append(Piece(spelled(part), part[0][1], top, part[-1][3], bottom))
            begun = place
    return found


def _parts(before: Character, one: Character, columns: Sequence[float]) -> bool:
    gap, height = one[1] - before[3], before[4] - before[2]
    return gap > _WIDE * height or (gap > _NARROW * height and any(abs(one[1] - left) < _ALIGNED for left in columns))


def spelled(line: Sequence[Character]) -> str:
    """The text of a line, with blanks where the characters stand apart."""
    parts: list[str] = []
    end, height, letters = line[0][1] if line else 0.0, 0.0, _LETTERS
    for code, left, top, right, bottom in line:
        letter = letters[code]
        gap = left - end
        if gap > 0.2 * height and (gap > 0.5 * height or (letter.isascii() and parts[-1].isascii())) and parts:
            parts.append(" ")
        parts.append(letter)
        end, height = right, bottom - top
    return "".join(parts)


class _Letters(dict[int, str]):
    """Characters by their numbers; programs that make PDF often write the radical 水 for the word."""

    def __missing__(self, code: int) -> str:
        letter = "-" if code == _HYPHEN else chr(code)
        if 0x2E80 <= code <= 0x2FDF:
            letter = unicodedata.normalize("NFKC", letter).translate(_RADICALS)
        self[code] = letter
        return letter


_LETTERS = _Letters()


def joined(texts: Iterable[str]) -> str:
    """Lines of one cell as one text: a number or a Chinese word that was broken is whole again."""
    whole = ""
    for text in texts:
        between = " " if whole and _latin(whole[-1]) and _latin(text[:1]) else ""
        whole += between + text
    return whole


def _latin(letter: str) -> bool:
    return letter.isascii() and (letter.isalpha() or letter in ",.;:)")

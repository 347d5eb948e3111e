"""How wide the characters of a PDF font are, so that each can be placed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

Known = dict[Any, tuple[dict[int, float], float]]


def widths(data: bytes, font: Any, read: Known) -> Iterator[tuple[float, bool]]:
    """The width of each character in units of the font's size, and whether it is a blank; ``read`` remembers fonts."""
    if font is not None and font.get("/Subtype") == "/Type0":
        key = font.objgen
        if key not in read or not any(key):
            read[key] = _of_cid_font(font)
        known, usual = read[key]
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


_MOST_CODES = 65_536  # that a font of this kind can have


def _of_cid_font(font: Any) -> tuple[dict[int, float], float]:
    descendants = font.get("/DescendantFonts", [])
    inner = descendants[0] if len(descendants) else {}
    known: dict[int, float] = {}
    entries = list(inner.get("/W", []))[:20_000]
    place = 0
    while place + 1 < len(entries) and len(known) < _MOST_CODES:
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

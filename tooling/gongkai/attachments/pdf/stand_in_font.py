"""The font that stands in for Chinese, Japanese and Korean fonts that a file does not bring along: one box for every character.

Nothing that is installed on a machine may decide what is found in a file, so the fonts of the system are never used.
"""

from __future__ import annotations

import struct

_UNITS = 1000  # of one em
_BOX = (100, 0, 300, 500)  # left, bottom, width, height


def stand_in_font() -> bytes:
    """A TrueType font of 344 bytes; the same bytes each time."""
    left, bottom, width, height = _BOX
    glyph = struct.pack(">5h", 1, left, bottom, left + width, bottom + height) + struct.pack(">HH", 3, 0) + b"\1" * 4
    glyph += struct.pack(">8h", left, 0, width, 0, bottom, height, 0, -height)
    head = struct.pack(">IIIIHHQQ", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0)
    head += struct.pack(">4hHHhhh", 0, 0, _UNITS // 2, _UNITS // 2, 0, 8, 2, 1, 0)
    # Format 13 of a character map: all characters share one glyph.
    mapped = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 1, 0x10FFFF, 1)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + mapped,
        b"glyf": glyph,
        b"head": head,
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 800, -200, 0, _UNITS, 0, 0, _UNITS, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hhh", _UNITS, 0, 0),
        b"loca": struct.pack(">III", 0, 0, len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    entries, body, start = b"", b"", 12 + 16 * len(tables)
    for tag, data in tables.items():
        entries += tag + struct.pack(">III", 0, start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return struct.pack(">I4H", 0x10000, len(tables), 64, 2, 48) + entries + body

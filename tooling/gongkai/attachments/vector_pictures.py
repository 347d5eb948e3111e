"""Text in the vector pictures of office files (EMF, WMF), which a reader sees and can copy."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_MOST_RECORDS = 1_000_000
_MOST_BYTES = 50 * 1024 * 1024
_EMF_TEXTS = {83: "gb18030", 84: "utf-16-le"}  # EMR_EXTTEXTOUTA, EMR_EXTTEXTOUTW
_PLACEABLE = b"\xd7\xcd\xc6\x9a"


def texts(data: bytes) -> Iterator[str]:
    """The strings that a picture draws, in one line: programs draw a line in pieces."""
    if data.startswith(b"\x1f\x8b"):
        data = zlib.decompressobj(31).decompress(data, _MOST_BYTES)
    said = _emf(data) if data[40:44] == b" EMF" else _wmf(data)
    whole = "".join(said)
    if whole.strip():
        yield whole


def _emf(data: bytes) -> Iterator[str]:
    place = 0
    for _ in range(_MOST_RECORDS):
        if place + 8 > len(data):
            return
        kind, size = struct.unpack_from("<II", data, place)
        if size < 8:
            return
        if kind in _EMF_TEXTS and size >= 76 and place + 76 <= len(data):
            count, offset = struct.unpack_from("<II", data, place + 44)
            wide = 2 if kind == 84 else 1
            if offset + count * wide <= size:
                yield data[place + offset : place + offset + count * wide].decode(_EMF_TEXTS[kind], "replace")
        place += size


def _wmf(data: bytes) -> Iterator[str]:
    place = 18 + (22 if data.startswith(_PLACEABLE) else 0)
    for _ in range(_MOST_RECORDS):
        if place + 6 > len(data):
            return
        size, kind = struct.unpack_from("<IH", data, place)
        if size < 3:
            return
        if kind == 0x0A32 and size > 6:  # META_EXTTEXTOUT
            count, options = struct.unpack_from("<HH", data, place + 10)
            start = place + 14 + (8 if options & 6 else 0)
            yield data[start : min(start + count, place + size * 2)].decode("gb18030", "replace")
        elif kind == 0x0521 and size > 3:  # META_TEXTOUT
            (count,) = struct.unpack_from("<H", data, place + 6)
            yield data[place + 8 : min(place + 8 + count, place + size * 2)].decode("gb18030", "replace")
        place += size * 2

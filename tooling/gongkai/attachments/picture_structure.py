"""What a picture file consists of, besides the picture itself."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field


@dataclass(slots=True)
class Structure:
    """``pieces`` are those that are not the picture itself, by kind; ``end`` is None where it cannot be told."""

    pieces: list[tuple[str, bytes]] = field(default_factory=list)
    end: int | None = None

    def add(self, kind: str, data: bytes) -> None:
        self.pieces.append((kind, data))


def resources(body: bytes, found: Structure) -> None:
    """Blocks of Photoshop: IPTC, thumbnails, and others about how it is printed."""
    place = 0
    while body[place : place + 4] == b"8BIM" and place + 12 <= len(body):
        number = struct.unpack_from(">H", body, place + 4)[0]
        named = body[place + 6] + 1
        place += 6 + named + (named & 1)
        if place + 4 > len(body):
            return
        size = struct.unpack_from(">I", body, place)[0]
        data = body[place + 4 : place + 4 + size]
        place += 4 + size + (size & 1)
        if number == 0x0404:
            found.add("iptc", data)
        elif number in (0x0409, 0x040C):
            found.add("thumbnail", data[28:])
        else:
            found.add("text", data)

"""GIF and WebP: blocks and chunks that are no picture go; the picture's own bytes stay as they are."""

from __future__ import annotations

import struct

from gongkai.cleaning import report
from gongkai.cleaning.report import Went, cannot_open
from gongkai.core.findings import CannotRun

# Extensions of GIF by their first bytes: how often it is repeated, and its colours.
_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1")
_XMP = b"XMP DataXMP"
_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_SAYS_EXIF, _SAYS_XMP = 0x08, 0x04  # in the first byte of VP8X


def _broken() -> CannotRun:
    return cannot_open("图片已损坏，请用图片工具另存", "the picture is broken; save it with a picture program")


def gif(data: bytes, went: Went) -> bytes:
    """Raises CannotRun where the blocks do not go on to the end of the picture."""
    if len(data) < 14:
        raise _broken()
    place = 13 + _colours(data[10])
    kept = [data[:place]]
    before = b""  # how the next picture is shown
    while data[place : place + 1] not in (b";", b""):
        block, label = data[place], data[place + 1 : place + 2]
        inside = place + (
            2 if block == 0x21 else 11 + _colours(data[place + 9]) if place + 9 < len(data) else len(data)
        )
        end = _after(data, inside)
        first = data[inside + 1 : inside + 1 + data[inside]] if inside < len(data) else b""
        if block == 0x21 and label == b"\xf9":
            before = data[place:end]
        elif block == 0x2C:
            kept += [before, data[place:end]]
            before = b""
        elif block == 0x21 and label == b"\xff" and first.startswith(_KEPT):
            kept.append(data[place:end])
        elif block == 0x21:
            kind = (
                report.WORDS
                if label in (b"\xfe", b"\x01")
                else report.METADATA
                if first.startswith(_XMP)
                else report.PRIVATE
            )
            went.gone(kind, "", "private_data", "author", "location", "preview")
            before = b"" if label == b"\x01" else before  # words that are shown as a picture, as no program does
        else:
            raise _broken()
        place = end
    if not data[place : place + 1]:
        raise _broken()
    if data[place + 1 :].strip(b"\0\r\n"):
        went.gone(report.APPENDED, "", "appended_data")
    return b"".join(kept) + b";"


def _colours(packed: int) -> int:
    """The size of a table of colours."""
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _after(data: bytes, place: int) -> int:
    """The end of a row of blocks, each of which begins with its size."""
    while place < len(data) and data[place]:
        place += data[place] + 1
    if place >= len(data):
        raise _broken()
    return place + 1


def webp(data: bytes, went: Went) -> bytes:
    """Raises CannotRun where a chunk is longer than the file."""
    if len(data) < 20:
        raise _broken()
    size = struct.unpack_from("<I", data, 4)[0]
    end, place, kept = 8 + size, 12, list[bytes]()
    if end > len(data):
        raise _broken()
    while place + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, place)
        after = place + 8 + size + (size & 1)
        if place + 8 + size > end:
            raise _broken()
        if name in _PICTURE:
            kept.append(data[place : place + 8 + size] + b"\0" * (size & 1))
        elif name == b"EXIF":
            went.gone(report.EXIF, "", "location", "preview", "author", "private_data")
        else:
            went.gone(
                report.METADATA if name == b"XMP " else report.PRIVATE,
                "",
                "private_data",
                "author",
                "location",
                "preview",
            )
        place = after
    if data[end + (end & 1) :].strip(b"\0\r\n"):
        went.gone(report.APPENDED, "", "appended_data")
    if kept and kept[0].startswith(b"VP8X"):
        kept[0] = kept[0][:8] + bytes([kept[0][8] & ~(_SAYS_EXIF | _SAYS_XMP)]) + kept[0][9:]
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body

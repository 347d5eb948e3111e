"""The structure of picture files: their pieces of data one after another, and where they end."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from gongkai.attachments import png_chunks
from gongkai.attachments.picture_structure import Structure, resources


def structure(data: bytes, kind: str) -> Structure:
    """Of PNG, JPEG, GIF or WEBP; of any other kind nothing is known."""
    read = {"PNG": png_chunks.chunks, "JPEG": _jpeg, "MPO": _jpeg, "GIF": _gif, "WEBP": _webp}.get(kind)
    return read(data) if read else Structure()


def _jpeg(data: bytes) -> Structure:
    """Segments are skipped by their length, scans byte by byte."""
    found, place = Structure(), 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return found
        marker = data[place + 1]
        if marker == 0xD9:
            break
        if marker in (0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            place += 1 if marker == 0xFF else 2
            continue
        size = struct.unpack_from(">H", data, place + 2)[0]
        body = data[place + 4 : place + 2 + size]
        place += 2 + size
        if marker == 0xFE:
            found.add("text", body)
        elif 0xE0 <= marker <= 0xEF:
            _application(marker - 0xE0, body, found)
        elif marker == 0xDA:
            place = _after_scan(data, place)
    if data[place : place + 2] == b"\xff\xd9":
        found.end = place + 2
    return found


def _application(number: int, body: bytes, found: Structure) -> None:
    if body.startswith(b"Exif\0"):
        found.add("exif", body[6:])
    elif body.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
        found.add("xmp", body[29:])
    elif body.startswith(b"http://ns.adobe.com/xmp/extension/\0"):
        found.add("xmp", body[75:])
    elif body.startswith(b"Photoshop 3.0\0"):
        resources(body[14:], found)
    elif number == 0 and body.startswith(b"JFIF\0"):
        if len(body) > 14 and body[12] * body[13]:
            found.add("pixels", body[12:])
    elif number == 0 and body.startswith(b"JFXX\0\x10"):
        found.add("thumbnail", body[6:])
    elif number == 2 and body.startswith(b"MPF\0"):
        found.add("second picture", body)
    elif not body.startswith((b"ICC_PROFILE\0", b"Adobe", b"Ducky", b"FPXR\0")):
        found.add("private", body)


def _after_scan(data: bytes, place: int) -> int:
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] not in (0x00, *range(0xD0, 0xD8)):
            return place
        place += 2
    return len(data)


def _gif(data: bytes) -> Structure:
    found = Structure()
    if len(data) < 13:
        return found
    place = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    while place < len(data):
        block, label = data[place], data[place + 1 : place + 2]
        if block == 0x3B:
            found.end = place + 1
            break
        if block == 0x21:
            place += 2
        elif block == 0x2C and place + 9 < len(data):
            place += 10 + (3 * 2 ** ((data[place + 9] & 7) + 1) if data[place + 9] & 0x80 else 0) + 1
        else:
            break
        start = place
        blocks = list(_blocks(data, place))
        place = start + sum(len(one) + 1 for one in blocks) + 1
        if block == 0x21 and label == b"\xfe":
            found.add("text", b"".join(blocks))
        elif block == 0x21 and label == b"\x01":
            found.add("text", b"".join(blocks[1:]))
        elif block == 0x21 and label == b"\xff":
            _gif_application(blocks, found)
    return found


def _gif_application(blocks: list[bytes], found: Structure) -> None:
    name = blocks[0] if blocks else b""
    if name.startswith(b"XMP DataXMP"):  # written without the lengths of its blocks
        found.add("xmp", b"".join(bytes([len(one)]) + one for one in blocks[1:]))
    elif not name.startswith((b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1")):
        found.add("private", b"".join(blocks))


def _blocks(data: bytes, place: int) -> Iterator[bytes]:
    while place < len(data) and data[place]:
        yield data[place + 1 : place + 1 + data[place]]
        place += data[place] + 1


_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})


def _webp(data: bytes) -> Structure:
    found = Structure()
    if len(data) < 12:
        return found
    size: int = struct.unpack_from("<I", data, 4)[0]
    found.end, place = min(8 + size + (size & 1), len(data)), 12
    while place + 8 <= found.end:
        name, size = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + size]
        place += 8 + size + (size & 1)
        if name == b"EXIF":
            found.add("exif", body.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            found.add("xmp", body)
        elif name not in _WEBP_PICTURE:
            found.add("private", body)
    return found

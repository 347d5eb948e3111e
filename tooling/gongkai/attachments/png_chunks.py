"""The pieces of a PNG file."""

from __future__ import annotations

import re
import struct
import zlib

from gongkai.attachments.picture_structure import Structure, resources

_MOST_TEXT = 4 * 1024 * 1024  # of a compressed text
# What PNG and its extensions have for the picture itself.
_PNG_PICTURE = frozenset({
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "mDCv", "cLLi", "bKGD", "hIST",
    "pHYs", "sPLT", "tIME", "acTL", "fcTL", "fdAT", "oFFs", "sCAL", "sTER", "gIFg", "vpAg", "iDOT", "CgBI", "orNT", "caNv",
})  # fmt: skip


def chunks(data: bytes) -> Structure:
    found, place = Structure(), 8
    while place + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, place)
        kind, body = name.decode("latin-1"), data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind == "IEND":
            found.end = min(place, len(data))
            break
        if kind in ("tEXt", "zTXt"):
            word, _, text = body.partition(b"\0")
            _text(word, unpacked(text[1:]) if kind == "zTXt" else text, found)
        elif kind == "iTXt":
            _international(body, found)
        elif kind == "eXIf":
            found.add("exif", body)
        elif kind not in _PNG_PICTURE:
            found.add("private", body)
    return found


def _text(word: bytes, text: bytes, found: Structure) -> None:
    """A text and its keyword; some programs write what other formats have for metadata in hexadecimal digits."""
    profile = re.fullmatch(rb"Raw profile type (\w+)", word)
    if profile is None:
        found.add("program" if word == b"Software" else "text", word + b"\n" + text)
        return
    _, _, digits = text.strip().partition(b"\n")
    _, _, digits = digits.strip().partition(b"\n")
    try:
        data = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        found.add("text", text)
        return
    if profile[1].lower() in (b"exif", b"app1"):
        found.add("xmp" if data.startswith(b"http:") else "exif", data.removeprefix(b"Exif\0\0"))
    elif profile[1].lower() in (b"iptc", b"8bim"):
        resources(data, found) if data.startswith(b"8BIM") else found.add("iptc", data)
    else:
        found.add("xmp" if profile[1] == b"xmp" else "private", data)


def _international(body: bytes, found: Structure) -> None:
    word, _, rest = body.partition(b"\0")
    packed = rest[:1] == b"\1"
    _, _, rest = rest[2:].partition(b"\0")
    translated, _, text = rest.partition(b"\0")
    text = unpacked(text) if packed else text
    if word == b"XML:com.adobe.xmp":
        found.add("xmp", text)
    else:
        found.add("text", b"\n".join((word, translated, text)))


def unpacked(data: bytes) -> bytes:
    """As much of a compressed text as anybody may have written; nothing of a broken one."""
    try:
        return zlib.decompressobj().decompress(data, _MOST_TEXT)
    except zlib.error:
        return b""

"""What is written about a picture inside it: EXIF, IPTC, XMP, comments."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Iterator
from typing import Any

from PIL import ExifTags, Image

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import local, parsed

_MAKERS = (ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.CameraOwnerName, ExifTags.Base.XPAuthor)
# Numbers of devices and moments, no words of anybody's.
_NO_WORDS = frozenset({
    ExifTags.Base.ImageUniqueID, ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber, ExifTags.Base.DateTime,
    ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized, ExifTags.Base.SubsecTime, ExifTags.Base.SubsecTimeOriginal,
    ExifTags.Base.SubsecTimeDigitized,
})  # fmt: skip
_PLACES = (
    ExifTags.GPS.GPSLatitude,
    ExifTags.GPS.GPSLongitude,
    ExifTags.GPS.GPSDestLatitude,
    ExifTags.GPS.GPSDestLongitude,
)
_NAMED_PLACE = ExifTags.GPS.GPSAreaInformation
_IPTC_PEOPLE = frozenset({80, 110, 116, 122})  # by-line, credit, copyright, writer
_XMP_PEOPLE = frozenset(
    {"creator", "rights", "Author", "OwnerName", "AuthorsPosition", "CaptionWriter", "personInImage"}
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORDS = re.compile(rb"[\x09\x20-\x7e\x80-\xfe]{6,}")


def exif(data: bytes, notes: Notes) -> list[bytes]:
    """Reads a block of EXIF; its thumbnails as files of their own."""
    block = Image.Exif()
    try:
        block.load(b"Exif\0\0" + data)
        directories = [dict(block)] + [
            dict(block.get_ifd(one)) for one in (ExifTags.IFD.Exif, ExifTags.IFD.Interop, ExifTags.IFD.IFD1)
        ]
        position = dict(block.get_ifd(ExifTags.IFD.GPSInfo))
    except Exception:  # a broken block makes Pillow raise anything; what can be read in it is
        notes.aside("\n\n".join(words(data)))
        return []
    if any(_is_somewhere(position.get(tag)) for tag in _PLACES) or word(position.get(_NAMED_PLACE)):
        notes.fault("location")
    for directory in (*directories, position):
        for tag, value in directory.items():
            if tag in _MAKERS:
                notes.person(word(value))
            elif tag == ExifTags.Base.MakerNote and isinstance(value, bytes):
                notes.aside("\n\n".join(words(value)))
            elif tag == ExifTags.Base.Software:
                notes.aside(program(word(value) or ""))
            elif tag not in _NO_WORDS:
                notes.aside(word(value))
    return list(_thumbnails(data, directories[3]))


def _is_somewhere(value: Any) -> bool:
    """Return whether degrees, minutes and seconds name a place; a phone that knows none writes zeros."""
    try:
        return any(float(one) for one in (value if isinstance(value, tuple) else (value,)) if one is not None)
    except (TypeError, ValueError, ZeroDivisionError):
        return value is not None


def _thumbnails(data: bytes, directory: dict[int, Any]) -> Iterator[bytes]:
    start, size = directory.get(0x0201), directory.get(0x0202)
    if isinstance(start, int) and isinstance(size, int) and size:
        yield data[start : start + size]
    elif directory.get(0x0111) is not None:
        yield b"pixels without a file"


def word(value: object) -> str | None:
    """A value in words, of whatever encoding."""
    if isinstance(value, bytes):
        plain = value[8:] if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)) else value
        if (
            value[:8] == b"UNICODE\0"
            or plain.count(0) > len(plain) // 4
            or (len(plain) % 2 == 0 and plain.endswith(b"\0\0"))
        ):
            big = value[:8] == b"UNICODE\0" and plain[:1] == b"\0"
            return plain.decode("utf-16-be" if big else "utf-16-le", "replace").strip("\0 ")
        return decoded(plain)
    if isinstance(value, str):
        # Pillow reads what should be ASCII as Latin-1; here it is mostly UTF-8 or GBK.
        return decoded(value.encode("latin-1", "replace")) if not value.isascii() else value.strip("\0 ")
    return None


def decoded(data: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding).strip("\0 ")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1").strip("\0 ")


def program(data: bytes | str) -> str:
    """The name of a program without the address of its makers."""
    return _ADDRESS.sub("", decoded(data) if isinstance(data, bytes) else data)


def words(data: bytes) -> Iterator[str]:
    """Yield what can be read in bytes of an unknown structure, in bytes or in UTF-16."""
    for found in _WORDS.finditer(data):
        yield decoded(found[0])
    for start in (0, 1):
        wide = data[start:].decode("utf-16-le", "replace")
        yield from re.findall(r"[\x20-\x7e\u3000-\u9fff\uff00-\uffef]{6,}", wide)


def iptc(data: bytes, notes: Notes) -> None:
    place = data.find(b"\x1c")
    while place >= 0 and place + 5 <= len(data) and data[place] == 0x1C:
        record, number, size = struct.unpack_from(">BBH", data, place + 1)
        said = data[place + 5 : place + 5 + size]
        place += 5 + size
        if record == 2 and number in _IPTC_PEOPLE:
            notes.person(decoded(said))
        elif record == 2 and number:
            notes.aside(decoded(said))
    if 0 <= place < len(data):
        notes.aside("\n\n".join(words(data[place:])))


def xmp(data: bytes, notes: Notes) -> list[bytes]:
    """Reads a packet of XMP; its thumbnails as files of their own."""
    end = data.rfind(b">") + 1
    try:
        root = parsed(data[data.find(b"<") : end])
    except (Refused, ValueError):
        notes.aside(data.decode("utf-8", "replace"))
        return []
    pictures = []
    for element in root.iter("*"):
        said, name = (element.text or "").strip(), local(element)
        if name == "image" and len(said) > 200:
            with_no_breaks = "".join(said.split())
            try:
                pictures.append(base64.b64decode(with_no_breaks))
            except binascii.Error:
                pictures.append(b"unreadable")
            continue
        parent = element.getparent()
        grand = parent.getparent() if parent is not None else None
        if local(grand if grand is not None and name == "li" else element) in _XMP_PEOPLE:
            notes.person(said)
        else:
            notes.aside(said)
        for key, value in element.attrib.items():
            attribute = str(key).rpartition("}")[2]
            if attribute in _XMP_PEOPLE:
                notes.person(str(value))
            elif attribute not in ("about", "parseType", "xmptk") and not attribute.endswith(
                ("ID", "Date", "GUID", "Digest")
            ):
                notes.aside(str(value))
            if attribute in ("GPSLatitude", "GPSLongitude"):
                notes.fault("location")
        if name in ("GPSLatitude", "GPSLongitude") and said:
            notes.fault("location")
    return pictures

"""Pictures: where they were taken, who took them, what lies after their end, a thumbnail that was not cropped."""

from __future__ import annotations

import io
import struct
import warnings

from PIL import ExifTags, Image

from gongkai.attachments.examined import Notes, Refused

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
_MOST_PIXELS = 200_000_000
_MAKERS = (ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.CameraOwnerName, ExifTags.Base.XPAuthor)
_WORDS = (ExifTags.Base.ImageDescription, ExifTags.Base.XPTitle, ExifTags.Base.XPComment, ExifTags.Base.XPSubject)
_COMMENT = ExifTags.Base.UserComment


def look(data: bytes, name: str, notes: Notes) -> None:
    """Raises Refused where it is no picture of the kind that its name says."""
    wanted = _FORMATS[name[name.rfind(".") :].lower()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[*set(_FORMATS.values()), "MPO"])
    except Exception as error:  # Pillow's readers raise whatever a broken file makes them raise
        raise Refused("wrong_type") from error
    if image.format == "MPO" and wanted == "JPEG":
        notes.fault("appended_data")  # a second picture behind the first
    elif image.format != wanted:
        raise Refused("wrong_type")
    if image.width * image.height > _MOST_PIXELS:
        raise Refused("too_large")
    for key, value in image.info.items():
        if isinstance(value, str) or key == "comment":
            notes.aside(_word(value))
    _exif(image, notes)
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if packet:
        notes.aside(packet if isinstance(packet, str) else packet.decode("utf-8", "replace"))
    end = _end(data, wanted)
    if end is not None and data[end:].strip(b"\0"):
        notes.fault("appended_data")


def _exif(image: Image.Image, notes: Notes) -> None:
    exif = image.getexif()
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    thumbnail = exif.get_ifd(ExifTags.IFD.IFD1)
    details = exif.get_ifd(ExifTags.IFD.Exif)
    if any(tag > 0 for tag in position):
        notes.fault("location")
    if thumbnail:
        notes.fault("preview")
    for tag in _MAKERS:
        notes.person(_word(exif.get(tag) or details.get(tag)))
    for tag in (*_WORDS, _COMMENT):
        notes.aside(_word(exif.get(tag) or details.get(tag)))


def _word(value: object) -> str | None:
    if isinstance(value, bytes):
        plain = value[8:] if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0") else value
        wide = plain.count(0) > len(plain) // 4 or value[:8] == b"UNICODE\0"
        return plain.decode("utf-16-le" if wide else "utf-8", "replace").strip("\0 ")
    return value.strip("\0 ") if isinstance(value, str) else None


def _end(data: bytes, kind: str) -> int | None:
    """Where the picture ends by its own structure; None where that cannot be told."""
    if kind == "PNG":
        place = data.find(b"IEND")
        return place + 8 if place >= 0 else None
    if kind == "GIF":
        return _end_of_gif(data)
    if kind == "WEBP":
        size: int = struct.unpack("<I", data[4:8])[0]
        return 8 + size + (size & 1)
    return _end_of_jpeg(data)


def _end_of_jpeg(data: bytes) -> int | None:
    """After the end marker of the first picture: segments are skipped by their length, scans byte by byte."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker in (0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        if marker == 0xDA:
            place = _after_scan(data, place)
    return place + 2 if data[place : place + 2] == b"\xff\xd9" else None


def _after_scan(data: bytes, place: int) -> int:
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] not in (0x00, *range(0xD0, 0xD8)):
            return place
        place += 2
    return len(data)


def _end_of_gif(data: bytes) -> int | None:
    if len(data) < 13:
        return None
    place = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    while place < len(data):
        block = data[place]
        if block == 0x3B:
            return place + 1
        if block == 0x21:
            place += 2
        elif block == 0x2C and place + 9 < len(data):
            place += 10 + (3 * 2 ** ((data[place + 9] & 7) + 1) if data[place + 9] & 0x80 else 0) + 1
        else:
            return None
        while place < len(data) and data[place]:
            place += data[place] + 1
        place += 1
    return None

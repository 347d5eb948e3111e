"""JPEG, PNG, GIF and WebP: what is no picture goes; the picture's own bytes stay, unless it has to be turned."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageOps

from gongkai.cleaning import blocks, report
from gongkai.cleaning.report import Went, cannot_open
from gongkai.core.findings import CannotRun

_JPEG, _PNG, _GIF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
# Chunks of PNG that are the picture, its colours and its motion; all others say something or are private.
_KEPT = frozenset([
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"cICP",
    b"acTL", b"fcTL", b"fdAT",
])  # fmt: skip
_TEXTS = frozenset([b"tEXt", b"zTXt", b"iTXt"])
# A segment with EXIF that says nothing but how the picture is turned.
_TURN = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"
_MOST_PIXELS = 200_000_000
_SIDEWAYS = frozenset({5, 6, 7, 8})


def clean_inside(data: bytes, went: Went) -> bytes:
    """The picture of another file, which shows it its own way: how it is turned stays. What is no whole JPEG or PNG stays as it is."""
    inner = Went()
    try:
        cleaned = _cleaned(data, inner, upright=False)
    except CannotRun:
        return data
    for kind, places in inner.kinds.items():
        for where in places or ("",):
            went.gone(kind, where, *inner.settled)
    return cleaned


def clean(data: bytes, went: Went) -> bytes:
    """The picture alone, upright. Raises CannotRun where it is no picture of these kinds, or a broken one."""
    if not (data.startswith((_JPEG, _PNG, *_GIF)) or _is_webp(data)):
        raise cannot_open(
            "内容不是 JPEG、PNG、GIF、WebP 图片，请用图片工具另存",
            "no JPEG, PNG, GIF or WebP; save it with a picture program",
        )
    return _cleaned(data, went, upright=True)


def _is_webp(data: bytes) -> bool:
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def _cleaned(data: bytes, went: Went, *, upright: bool) -> bytes:
    if data.startswith(_JPEG):
        return _jpeg(data, went, upright=upright)
    if data.startswith(_GIF):
        return blocks.gif(data, went)
    if _is_webp(data):
        return _webp(data, went, upright=upright)
    return _png(data, went, upright=upright) if data.startswith(_PNG) else data


def _orientation(data: bytes) -> int:
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise cannot_open("图片过大", "the picture is too large")
            turn = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (OSError, ValueError, SyntaxError, struct.error) as error:
        raise cannot_open(
            "图片已损坏，请用图片工具另存", "the picture is broken; save it with a picture program"
        ) from error
    return turn if isinstance(turn, int) and 2 <= turn <= 8 else 1


def _jpeg(data: bytes, went: Went, *, upright: bool) -> bytes:
    turn = _orientation(data)
    tag = b"" if upright or turn == 1 else _TURN % turn
    kept = [_JPEG, tag]
    for marker, segment in _segments(data):
        if marker == 0xE1 and segment == tag:
            continue
        if marker == 0xE0 and segment[4:9] == b"JFIF\0":
            kept.append(_without_thumbnail(segment, went))
        elif marker == 0xE1:
            kind = report.EXIF if segment[4:8] == b"Exif" else report.METADATA
            went.gone(kind, "", "location", "preview", "author", "private_data")
        elif marker == 0xE2 and not segment[4:].startswith(b"ICC_PROFILE\0"):
            went.gone(report.PRIVATE, "", "private_data")
        elif marker == 0xFE:
            went.gone(report.WORDS, "", "private_data", "author")
        elif 0xE0 <= marker <= 0xEF and marker not in (0xE2, 0xEE):
            went.gone(report.PRIVATE, "", "private_data")
        elif marker == 0:
            went.gone(report.APPENDED, "", "appended_data")
        else:
            kept.append(segment)
    clean_data = b"".join(kept)
    if turn == 1 or not upright:
        return clean_data
    went.gone(report.TURNED)
    return _turned(clean_data, turn)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment, a scan together with its data; marker 0 for what lies behind the end."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise cannot_open("图片已损坏，请用图片工具另存", "the picture is broken; save it with a picture program")
        marker = data[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        end = place + 2
        if marker != 0x01 and not 0xD0 <= marker <= 0xD9:
            end += struct.unpack(">H", data[place + 2 : place + 4])[0]
        if marker == 0xDA:
            end = _after_scan(data, end)
        yield marker, data[place:end]
        place = end
        if marker == 0xD9:
            break
    else:
        yield 0xD9, data[place:] if data[place : place + 2] == b"\xff\xd9" else b"\xff\xd9"
        return
    if data[place:].strip(b"\0\r\n"):
        yield 0, data[place:]


def _after_scan(data: bytes, place: int) -> int:
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return place
        place += 1 if data[place + 1] == 0xFF else 2
    return len(data)


def _without_thumbnail(segment: bytes, went: Went) -> bytes:
    """JFIF may hold a small picture of its own."""
    if len(segment) <= 18:
        return segment
    went.gone(report.THUMBNAIL, "", "preview")
    return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"


def _turned(data: bytes, turn: int) -> bytes:
    """The picture upright, compressed with its own tables, so that nothing is lost but what a turn costs."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        tables = {key: list(values) for key, values in getattr(image, "quantization", {}).items()}
        if turn in _SIDEWAYS:
            tables = {key: [values[8 * (at % 8) + at // 8] for at in range(64)] for key, values in tables.items()}
        image.getexif()[ExifTags.Base.Orientation] = turn
        upright = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        profile = image.info.get("icc_profile")
        upright.save(
            out, "JPEG", qtables=tables or None, subsampling=0,
            optimize=True, icc_profile=profile, dpi=image.info.get("dpi", (0, 0)), exif=b"",
        )  # fmt: skip
    return out.getvalue()


def _png(data: bytes, went: Went, *, upright: bool) -> bytes:
    turn = _orientation(data)
    kept, place = [_PNG], 8
    while place + 12 <= len(data):
        end = place + 12 + int(struct.unpack(">I", data[place : place + 4])[0])
        kind = data[place + 4 : place + 8]
        if end > len(data):
            raise cannot_open("图片已损坏，请用图片工具另存", "the picture is broken; save it with a picture program")
        if kind in _KEPT:
            kept.append(data[place:end])
        elif kind == b"eXIf":
            went.gone(report.EXIF, "", "location", "preview", "author", "private_data")
        elif kind in _TEXTS:
            went.gone(report.WORDS, "", "author", "location", "private_data")
        else:
            went.gone(report.PRIVATE, "", "private_data")
        place = end
        if kind == b"IEND":
            break
    if data[place:].strip(b"\0\r\n"):
        went.gone(report.APPENDED, "", "appended_data")
    clean_data = b"".join(kept)
    if turn == 1 or not upright:
        return clean_data
    went.gone(report.TURNED)
    with Image.open(io.BytesIO(clean_data), formats=["PNG"]) as image:
        image.getexif()[ExifTags.Base.Orientation] = turn
        out = io.BytesIO()
        ImageOps.exif_transpose(image).save(out, "PNG", exif=b"", icc_profile=image.info.get("icc_profile"))
    return out.getvalue()


def _webp(data: bytes, went: Went, *, upright: bool) -> bytes:
    """A picture that only its EXIF turns upright is turned and compressed without loss."""
    turn = _orientation(data)
    if turn != 1 and not upright:
        return data  # what shows it may turn it; its EXIF stays, and the examination names what it says
    cleaned = blocks.webp(data, went)
    if turn == 1:
        return cleaned
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
        if getattr(image, "is_animated", False):
            raise cannot_open(
                "动图靠照片信息转正，请用图片工具转正后另存",
                "an animation that is turned by its EXIF; turn it with a picture program and save it",
            )
        out = io.BytesIO()
        ImageOps.exif_transpose(image).save(
            out, "WEBP", lossless=True, exif=b"", xmp=b"", icc_profile=image.info.get("icc_profile")
        )
    went.gone(report.TURNED)
    return out.getvalue()

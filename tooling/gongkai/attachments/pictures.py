"""Pictures: where they were taken, who took them, what is written in them, what lies after their end, thumbnails of something else."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from gongkai.attachments import picture_metadata, picture_previews
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.picture_segments import structure
from gongkai.attachments.picture_structure import Structure

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_INSIDE_DOCUMENTS = ("TIFF", "BMP")
_MOST_PIXELS = 200_000_000
_PRIVATE = 4_096  # bytes in all that programs may have for themselves
_FILES = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"ftypmp4",
    b"ftypisom",
    b"ftypmp42",
    b"Rar!",
    b"7z\xbc\xaf",
)
_SAYS_NOTHING = b"\0\r\n"
_SAMSUNG = b"SEFT"  # the end of what Samsung's cameras write behind a picture: names of modes and a time


def inspect_picture(data: bytes, name: str, notes: Notes) -> None:
    """Raises Refused where it is no picture. Which of the usual kinds it is, browsers and programs tell by its content, as we do."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(
                io.BytesIO(data),
                formats=[*_FORMATS, *(_INSIDE_DOCUMENTS if name.endswith((".tif", ".tiff", ".bmp")) else ())],
            )
    except Image.DecompressionBombError as error:
        raise Refused("too_large") from error
    except Exception as error:  # Pillow's readers raise whatever a broken file makes them raise
        raise Refused("wrong_type") from error
    if image.width * image.height > _MOST_PIXELS:
        raise Refused("too_large")
    kind = image.format or ""
    if kind in _INSIDE_DOCUMENTS:
        for value in image.info.values():
            notes.aside(picture_metadata.word(value))
        return
    found = structure(data, kind)
    _pieces(data, found, notes)
    _trailing(data, found, notes)


def _pieces(data: bytes, found: Structure, notes: Notes) -> None:
    thumbnails: list[bytes] = []
    private = b"".join(body for kind, body in found.pieces if kind == "private")
    for kind, body in found.pieces:
        if kind == "text":
            notes.aside(picture_metadata.decoded(body))
        elif kind == "program":
            notes.aside(picture_metadata.program(body))
        elif kind == "exif":
            thumbnails += picture_metadata.exif(body, notes)
        elif kind == "xmp":
            thumbnails += picture_metadata.xmp(body, notes)
        elif kind == "iptc":
            picture_metadata.iptc(body, notes)
        elif kind == "thumbnail":
            thumbnails.append(body)
        elif kind == "pixels" and not picture_previews.same_pixels(data, body):
            notes.fault("preview")
    if any(not picture_previews.same(data, one) for one in dict.fromkeys(thumbnails)):
        notes.fault("preview")
    if private:
        notes.aside("\n\n".join(picture_metadata.words(private)))
        if len(private) > _PRIVATE or any(one in private for one in _FILES):
            notes.fault("private_data")


def _trailing(data: bytes, found: Structure, notes: Notes) -> None:
    """What lies behind a picture: nothing, a second view of it, what some phones write there, or what nobody has seen."""
    if found.end is None:
        if any(kind == "second picture" for kind, _ in found.pieces):
            notes.fault("appended_data")
        return
    rest = data[found.end :].strip(_SAYS_NOTHING)
    if not rest:
        return
    if any(kind == "second picture" for kind, _ in found.pieces):
        rest = _without_second_pictures(data, rest)
    if not rest:
        return
    notes.aside("\n\n".join(picture_metadata.words(rest[:1_000_000])))
    if not (rest.endswith(_SAMSUNG) and len(rest) < _PRIVATE and not any(one in rest for one in _FILES)):
        notes.fault("appended_data")


def _without_second_pictures(data: bytes, rest: bytes) -> bytes:
    """Return what is left behind a picture of more sizes (MPF), where each other one shows the same."""
    for _ in range(4):
        if not rest.startswith(b"\xff\xd8"):
            break
        end = structure(rest, "JPEG").end
        if end is None or not picture_previews.same(data, rest[:end]):
            break
        rest = rest[end:].strip(_SAYS_NOTHING)
    return rest

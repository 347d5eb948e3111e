"""The texts that a file of a site holds, also where they are packed, escaped or hidden in metadata."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

LARGEST = 64 * 1024 * 1024  # of what is unpacked from one file of the search index
_LARGEST_PACKAGE = 1024 * 1024 * 1024  # unpacked, of the site's own: a million items
_TAG = re.compile(r"<[^>]*>")
_LARGEST_PART = 1024 * 1024  # of one part with metadata in an office document or PDF
_PIECE = 4 * 1024 * 1024  # bytes of a long text that are looked at in one go
_ROW_END = b"</row>"
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\.", re.DOTALL)
_SIGNATURE = b"pagefind_dcd"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp")
_OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".ofd")
MARKUP = (".html", ".xml", ".svg")
PACKED = (".pf_fragment", ".pf_filter", ".pf_meta")


class Unreadable(Exception):
    """The file is not what its name says; nothing can be said about what it holds."""


@dataclass(frozen=True, slots=True)
class View:
    """One text of a file; ``wide``: it was not made as text, so short words in it are chance.

    ``apart`` is the same text where words that touch in it stand apart, if there are such.
    """

    text: str
    wide: bool = False
    apart: str = ""


def of_page(tags: Iterable[str], parts: Sequence[str]) -> View:
    """A page or XML as a reader and a browser take it: what stands between tags, in one and apart, and the tags."""
    text, apart = "\n".join(["".join(parts), *tags]), "\n".join(parts)
    return View(html.unescape(text), apart=html.unescape(apart)) if "&" in text else View(text, apart=apart)


def of_index(plain: bytes) -> View:
    """An unpacked file of the search index."""
    return View(plain.decode("utf-8", "replace"))


def of_file(path: str, data: bytes, longest: int) -> Iterator[View]:
    """Any other file of the site itself. A long text comes in pieces, in one of which each of up to ``longest`` bytes is whole.

    Raises Unreadable.
    """
    if path.endswith(_PICTURES):
        yield from _raw(data)
    elif path.endswith((".xlsx", ".docx")):
        yield from _package(data)
    else:
        for piece in pieces(data, longest):
            text = piece.decode("utf-8", "replace")
            yield View(text)
            if path.endswith((".json", ".jsonld")) and "\\" in text:
                yield View(_ESCAPED.sub(_meant, text))
            elif path.endswith(".csv") and '""' in text:
                yield View(text.replace('""', '"'))


def pieces(data: bytes, longest: int) -> Iterator[bytes]:
    """Pieces that begin and end with a line, each with the end of the one before; what no line ends is in one piece."""
    start = 0
    while True:
        end = data.find(b"\n", start + _PIECE) + 1 or len(data)
        following = data.rfind(b"\n", 0, max(0, end - longest)) + 1
        if following <= start:
            end = len(data)
        yield data[start:end]
        if end == len(data):
            return
        start = following


def _meant(escaped: re.Match[str]) -> str:
    """The characters that stand for others in JSON. Raises Unreadable."""
    try:
        return str(json.loads(f'"{escaped[0]}"'))
    except ValueError:
        raise Unreadable from None


def _package(data: bytes) -> Iterator[View]:
    """Every part of an office document, the text of its elements each on a line; the rows of a large sheet come some at a time."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_PACKAGE:
                raise Unreadable
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    for some in _rows(part):
                        yield View(html.unescape(_without_tags(some.decode("utf-8", "replace"))))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise Unreadable from error


def _without_tags(text: str) -> str:
    """The text with a line break for each tag; behind the last ``>`` there is none, and nothing to be looked for."""
    end = text.rfind(">") + 1
    return _TAG.sub("\n", text[:end]) + text[end:]


def _rows(part: IO[bytes]) -> Iterator[bytes]:
    """A part of a package, cut after rows of a sheet where it is large."""
    held: list[bytes] = []
    while more := part.read(_PIECE):
        before, end, rest = more.rpartition(_ROW_END)
        if end:
            yield b"".join([*held, before, end])
            held.clear()
        held.append(rest)
    yield b"".join(held)


def of_attachment(path: str, data: bytes) -> Iterator[View]:
    """Yield what an attachment says of itself; its own text was read by those who approved it. Raises Unreadable."""
    lower = path.lower()
    reader: Callable[[bytes], Iterator[View]] | None = None
    if lower.endswith(_OFFICE):
        reader = _office
    elif lower.endswith(".pdf"):
        reader = _pdf
    elif lower.endswith(_PICTURES):
        reader = _raw
    if reader is None:
        return
    try:
        yield from reader(data)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise Unreadable from error


def unpack(data: bytes) -> bytes:
    """A file of the search index, unpacked. Raises Unreadable."""
    worker = zlib.decompressobj(wbits=31)
    try:
        plain = worker.decompress(data, LARGEST)
    except zlib.error:
        raise Unreadable from None
    if not worker.eof or worker.unused_data:
        raise Unreadable
    return plain.removeprefix(_SIGNATURE)


def _raw(data: bytes) -> Iterator[View]:
    """Text anywhere in binary data: UTF-8, and UTF-16 as camera and office software writes it."""
    yield View(data.decode("utf-8", "ignore"), wide=True)
    for start in (0, 1):
        yield View(data[start:].decode("utf-16-le", "ignore"), wide=True)


def _office(data: bytes) -> Iterator[View]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield View(archive.comment.decode("utf-8", "ignore"))
        for entry in archive.infolist():
            name = entry.filename
            if not (name.startswith("docProps/") or name == "meta.xml") or not name.endswith((".xml", ".rels")):
                continue
            with archive.open(entry) as part:
                plain = part.read(_LARGEST_PART + 1)
            if len(plain) > _LARGEST_PART:
                raise Unreadable
            yield View(html.unescape(plain.decode("utf-16" if plain[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")))


def _pdf(data: bytes) -> Iterator[View]:
    import pikepdf  # noqa: PLC0415 - loads long, and many a site has no PDF

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if "/Info" in document.trailer:
                yield View("\n".join(str(value) for value in document.trailer["/Info"].as_dict().values()))
            if "/Metadata" in document.Root:
                packet = document.Root["/Metadata"].read_bytes()
                if len(packet) > _LARGEST_PART:
                    raise Unreadable
                yield View(html.unescape(packet.decode("utf-8", "replace")))
    except pikepdf.PdfError as error:
        raise Unreadable from error

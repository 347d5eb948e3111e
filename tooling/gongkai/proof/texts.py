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
from typing import Any

LARGEST = 64 * 1024 * 1024  # of what is unpacked from one file of the search index
_LARGEST_PACKAGE = 1024 * 1024 * 1024  # unpacked, of the site's own: a million items
_TAG = re.compile(r"<[^>]*>")
_LARGEST_PART = 1024 * 1024  # of one part with metadata in an office document or PDF
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


def of_file(path: str, data: bytes) -> Iterator[View]:
    """Any other file of the site itself. Raises Unreadable."""
    if path.endswith(_PICTURES):
        yield from _raw(data)
    elif path.endswith((".xlsx", ".docx")):
        yield from _package(data)
    else:
        text = data.decode("utf-8", "replace")
        yield View(text)
        if path.endswith((".json", ".jsonld")) and "\\" in text:
            try:
                yield View("\n".join(_strings(json.loads(text))))
            except (ValueError, RecursionError):
                raise Unreadable from None
        elif path.endswith(".csv") and '""' in text:
            yield View(text.replace('""', '"'))


def _package(data: bytes) -> Iterator[View]:
    """Every part of an office document, the text of its elements each on a line."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_PACKAGE:
                raise Unreadable
            for entry in archive.infolist():
                yield View(html.unescape(_TAG.sub("\n", archive.read(entry).decode("utf-8", "replace"))))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise Unreadable from error


def of_attachment(path: str, data: bytes) -> Iterator[View]:
    """What an attachment says of itself; its own text was read by those who approved it. Raises Unreadable."""
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


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


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

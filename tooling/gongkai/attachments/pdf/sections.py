"""The cross-reference sections of a PDF, from the newest back by ``/Prev``, and the revisions that they make up.

One revision may have several sections: a hybrid file tells old readers part of it in a table and new ones the rest in a stream
(``/XRefStm``), and a file made for the web begins with the section of its first page, which leads forward to the other one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

import pikepdf

from gongkai.attachments.examined import Refused

Place = tuple[int, int]  # an offset and 0; or an object stream and its number within

_MOST = 200  # sections
_MOST_ENTRIES = 1_000_000
_START = re.compile(rb"startxref\s+(\d+)")
_ENTRY = re.compile(rb"(\d{1,10}) (\d{1,5}) ([nf])")
_HEAD = re.compile(rb"\s*(\d+)\s+(\d+)\s+(?=\d+ \d+ [nf]|\d+\s+\d+\s|trailer)")
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*+\)", re.DOTALL)
_STREAM = re.compile(rb"\s*\d+\s+\d+\s+obj\s*(<<.*?>>)\s*stream\r?\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """Where it stands, where the one before stands, and where its objects are; None for one that is deleted."""

    offset: int
    before: int | None
    objects: dict[int, Place | None]


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a document: where its bytes end, and the objects that were written for it."""

    end: int
    objects: dict[int, Place | None]
    conflict: bool = False


def revisions(data: bytes) -> list[Revision]:
    """All revisions, the first one first. Raises Refused where the chain cannot be followed; then nobody knows what is in it."""
    starts = _START.findall(data[-4096:])
    if not starts:
        raise Refused("unreadable")
    chain: list[Section] = []
    offset: int | None = int(starts[-1])
    seen: set[int] = set()
    while offset is not None:
        if offset in seen or len(seen) > _MOST:
            raise Refused("unreadable")
        seen.add(offset)
        chain.append(_section(data, offset))
        offset = chain[-1].before
    found: list[Revision] = []
    group: list[Section] = []
    for section in chain:
        group.append(section)
        if section.before is None or section.before < section.offset:
            found.append(_revision(data, group))
            group = []
    return found[::-1]


def _revision(data: bytes, group: list[Section]) -> Revision:
    objects: dict[int, Place | None] = {}
    conflict = False
    for section in group:
        for number, place in section.objects.items():
            known = objects.setdefault(number, place)
            conflict = conflict or (known is not None and place is not None and known != place)
    end = data.find(b"%%EOF", max(section.offset for section in group))
    return Revision(len(data) if end < 0 else end + 5, objects, conflict)


def _section(data: bytes, offset: int) -> Section:
    while data[offset : offset + 1].isspace():
        offset += 1
    if data.startswith(b"xref", offset):
        return _table(data, offset)
    objects, head = _stream(data, offset)
    return Section(offset, _number(head, b"Prev"), objects)


def _table(data: bytes, offset: int) -> Section:
    objects: dict[int, Place | None] = {}
    place = offset + 4
    while (head := _HEAD.match(data, place)) is not None:
        first, count, place = int(head[1]), int(head[2]), head.end()
        if count + len(objects) > _MOST_ENTRIES:
            raise Refused("too_large")
        for number, entry in enumerate(islice(_ENTRY.finditer(data, place, place + 24 * count), count), first):
            objects[number] = (int(entry[1]), 0) if entry[3] == b"n" else None
            place = entry.end()
    end = data.find(b"startxref", place)
    trailer = _STRING.sub(b"", data[place : end if end >= 0 else place + 4096])
    if b"trailer" not in trailer[:40]:
        raise Refused("unreadable")
    hidden = _number(trailer, b"XRefStm")
    if hidden is not None:
        # Old readers see these as deleted; the stream says where they are.
        objects.update({number: found for number, found in _stream(data, hidden)[0].items() if not objects.get(number)})
    return Section(offset, _number(trailer, b"Prev"), objects)


def _stream(data: bytes, offset: int) -> tuple[dict[int, Place | None], bytes]:
    match = _STREAM.match(data, offset)
    if match is None:
        raise Refused("unreadable")
    head = _STRING.sub(b"", match[1])
    length = _number(head, b"Length") or 0
    unpacked = _unpacked(data[match.end() : match.end() + length], head)
    widths = _numbers(head, b"W")
    size = sum(widths)
    index = _numbers(head, b"Index") or [0, _number(head, b"Size") or 0]
    if len(widths) != 3 or not size or len(unpacked) // size > _MOST_ENTRIES:
        raise Refused("unreadable")
    first, second = widths[0], widths[0] + widths[1]
    objects: dict[int, Place | None] = {}
    place = 0
    for start, count in zip(index[::2], index[1::2], strict=False):
        for number in range(start, start + min(count, len(unpacked) // size)):
            entry = unpacked[place : place + size]
            kind = int.from_bytes(entry[:first], "big") if first else 1
            one, other = int.from_bytes(entry[first:second], "big"), int.from_bytes(entry[second:], "big")
            objects[number] = (one, 0) if kind == 1 else (-one, other + 1) if kind == 2 else None
            place += size
    return objects, head


def _unpacked(packed: bytes, head: bytes) -> bytes:
    if b"/FlateDecode" not in head:
        return packed
    with pikepdf.new() as scratch:
        stream = scratch.make_stream(packed)
        stream.Filter = pikepdf.Name.FlateDecode
        parameters = {name: _number(head, name) for name in (b"Predictor", b"Columns", b"Colors", b"BitsPerComponent")}
        given = {f"/{name.decode()}": value for name, value in parameters.items() if value is not None}
        if given:
            stream.DecodeParms = pikepdf.Dictionary(given)
        try:
            return stream.read_bytes()
        except pikepdf.PdfError as error:
            raise Refused("unreadable") from error


def _number(head: bytes, name: bytes) -> int | None:
    found = re.search(rb"/" + name + rb"\s+(\d+)", head)
    return int(found[1]) if found else None


def _numbers(head: bytes, name: bytes) -> list[int]:
    found = re.search(rb"/" + name + rb"\s*\[([\d\s]*)\]", head)
    return [int(one) for one in found[1].split()] if found else []

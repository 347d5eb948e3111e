"""Fuzzer: what attachments consist of. Parts of packages, objects of PDF, chunks and segments of pictures are changed one at a time.

Containers are written anew around what was changed, so that readers get beyond checksums and lengths, where bytes changed at
random end.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
import zlib
from importlib import import_module
from typing import Any

import pikepdf

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["gongkai.attachments"]):
    from gongkai.attachments.examined import Examined
    from gongkai.attachments.faults import FAULTS
    from gongkai.attachments.inspect_file import inspect_file

SUFFIXES = (".docx", ".xlsx", ".pptx", ".ofd", ".pdf", ".png", ".jpg", ".gif", ".webp")
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST = 2_000_000  # bytes of an unpacked part that is changed


def one(data: bytes) -> None:
    """The first byte chooses the name."""
    if not data:
        return
    examined = inspect_file(f"x{SUFFIXES[data[0] % len(SUFFIXES)]}", data[1:])
    assert all(fault in FAULTS for fault, _ in examined.faults)
    assert Examined.unpacked(examined.packed()) == examined


def changed(data: bytes, most: int, seed: int) -> bytes:
    """One file with one part of it changed; any other change where it has no parts."""
    chance = random.Random(seed)
    kind, body = data[:1], data[1:]
    try:
        if body.startswith(b"PK"):
            body = _package(body, chance)
        elif body.startswith(b"%PDF"):
            body = _pdf(body, chance)
        elif body.startswith(_PNG):
            body = _chunks(body, chance)
        elif body.startswith(b"\xff\xd8"):
            body = _segments(body, chance)
        else:
            body = atheris.Mutate(body, most - 1)
    except Exception:  # it cannot be taken apart any more
        body = atheris.Mutate(body, most - 1)
    if chance.random() < 0.05:
        body = _around(body, chance)
    return (kind + body)[:most]


def _around(body: bytes, chance: random.Random) -> bytes:
    """Two files in one, or less than one."""
    other = chance.choice(
        [b"%PDF-1.7\n", b"PK\x03\x04" + bytes(26), b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"GIF89a", bytes(4096)]
    )
    return chance.choice([body + other, other + body, body[: chance.randrange(len(body) + 1)], body + body])


def _part(body: bytes, chance: random.Random) -> bytes:
    """A text of marks and values: values are swapped, left out, repeated, or are what no program writes."""
    if len(body) > _LARGEST or chance.random() < 0.4:
        return bytes(atheris.Mutate(body[:_LARGEST], len(body) + 64))
    marks = b"<" if b"<" in body[:200] else b"/"
    pieces = body.split(marks)
    place = chance.randrange(len(pieces))
    what = chance.randrange(6)
    if what == 0:
        del pieces[place]
    elif what == 1:
        pieces.insert(place, chance.choice(pieces))
    elif what == 2:
        pieces[place] = chance.choice(pieces)
    elif what == 3:
        pieces[place] = pieces[place].replace(
            b'"', chance.choice([b'"-1', b'"999999999999', b'"NaN', b'"\xe4\xb8\x80']), 1
        )
    elif what == 4:
        pieces[place] = pieces[place] * chance.choice([2, 3, 500])
    else:
        number = chance.choice([b"0", b"-1", b"1e400", b"2147483648", b"0.0000001"])
        pieces[place] = b" ".join(number if one.strip(b"-.").isdigit() else one for one in pieces[place].split(b" "))
    return marks.join(pieces)


def _package(body: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    place = chance.randrange(len(parts))
    name, inside = parts[place]
    what = chance.random()
    if what < 0.8:
        parts[place] = name, _part(inside, chance)
    elif what < 0.88:
        parts[place] = (
            chance.choice([name.upper(), f"../{name}", f"/{name}", name.replace("/", "\\"), "甲/" + name]),
            inside,
        )
    elif what < 0.94:
        parts.append((chance.choice(["x.bin", name, "word/media/a.png", "xl/worksheets/sheet99.xml"]), inside))
    else:
        del parts[place]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for name, inside in parts:
            archive.writestr(zipfile.ZipInfo(name), inside)
    return out.getvalue()


def _pdf(body: bytes, chance: random.Random) -> bytes:
    """Content or dictionaries; the cross-references are made anew."""
    if chance.random() < 0.5:
        with pikepdf.open(io.BytesIO(body)) as document:
            streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
            stream = chance.choice(streams)
            stream.write(_part(stream.read_bytes(), chance))
            return _saved(document)
    with pikepdf.open(io.BytesIO(_part(body, chance))) as document:
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(
        out, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False, static_id=True
    )
    return out.getvalue()


def _chunks(body: bytes, chance: random.Random) -> bytes:
    chunks, place = [], 8
    while place + 12 <= len(body):
        size = struct.unpack_from(">I", body, place)[0]
        chunks.append((body[place + 4 : place + 8], body[place + 8 : place + 8 + size]))
        place += size + 12
    number = chance.randrange(len(chunks))
    kind, inside = chunks[number]
    if chance.random() < 0.3:
        kind = chance.choice([b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"prVt", b"fdAT", b"IDAT"])
    chunks[number] = kind, atheris.Mutate(inside, len(inside) + 64)
    if chance.random() < 0.2:
        chunks.insert(chance.randrange(len(chunks)), chance.choice(chunks))
    out = [_PNG]
    for kind, inside in chunks:
        out.append(struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside)))
    return b"".join(out) + body[place:]


def _segments(body: bytes, chance: random.Random) -> bytes:
    segments, place = [], 2
    while place + 4 <= len(body) and body[place] == 0xFF and body[place + 1] not in (0xDA, 0xD9):
        size = struct.unpack_from(">H", body, place + 2)[0]
        segments.append((body[place + 1], body[place + 4 : place + 2 + size]))
        place += size + 2
    number = chance.randrange(len(segments))
    marker, inside = segments[number]
    if chance.random() < 0.3:
        marker = chance.choice([0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE])
    segments[number] = marker, atheris.Mutate(inside, min(65_000, len(inside) + 64))
    if chance.random() < 0.2:
        segments.insert(chance.randrange(len(segments)), chance.choice(segments))
    packed = (b"\xff" + bytes([marker]) + struct.pack(">H", len(inside) + 2) + inside for marker, inside in segments)
    return body[:2] + b"".join(packed) + body[place:]


if __name__ == "__main__":
    atheris.Setup(sys.argv, one, custom_mutator=changed)
    atheris.Fuzz()

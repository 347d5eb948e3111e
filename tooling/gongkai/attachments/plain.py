"""CSV and text files: in an encoding that says what it says, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from gongkai.attachments.examined import Notes, Refused

_CONSTANT = re.compile(r'\s*="([^"]*)"\s*')  # how programs keep the zeros of a number
_EQUATION = re.compile(r"\s*=\s*[^=\s\-—_~*]")
# After a sign, only what a spreadsheet computes: +86 138…, -5, +3.2% and @somebody are text or numbers.
_COMPUTED = re.compile(
    r"\s*[-+@][-+@\s]*(?:[A-Za-z_][\w.]{0,60}\s*[(|!]|\$?[A-Za-z]{1,3}\$?\d{1,7}(?:\s*[-+*/^&:<>=,)!]|\s*$)|\d[\d.]{0,30}\s*[*/^+]\s*[\dA-Za-z($]|\()"
)
_DELIMITERS = ",;\t|"
_SAMPLE = 20  # lines by which a delimiter is told
_FIELDS_PER_CELL = 20  # of rows filled up to the widest; a file with more holes stays as it is
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rt")


def read_plain(data: bytes, name: str, notes: Notes) -> None:
    """Raises Refused where it is no text."""
    text = _decoded(data)
    if not name.endswith(".csv"):
        notes.text(_set_apart(text))
        return
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise Refused("unreadable") from error
    for place, row in enumerate(rows, 1):
        if any((_EQUATION.match(cell) and not _CONSTANT.fullmatch(cell)) or _COMPUTED.match(cell) for cell in row):
            notes.fault("formula", f"第{place}行")
            break
    notes.text(_table(rows))


def _decoded(data: bytes) -> str:
    if _is_utf16(data):
        raise Refused("utf16")  # what "Unicode text" of older programs is
    if b"\0" in data or data.startswith(_BINARY):
        raise Refused("wrong_type")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("wrong_type")


def _delimiter(text: str) -> str:
    """Return what most of the first lines are divided by, a comma where nothing is."""
    lines = text[:20_000].splitlines()[:_SAMPLE]
    return max(_DELIMITERS, key=lambda one: (sum(one in line for line in lines), one == ","))


def _table(rows: list[list[str]]) -> str:
    cells = [
        [" ".join(_constant(cell).split()) if "\n" in cell or "\r" in cell else _constant(cell).strip() for cell in row]
        for row in rows
    ]
    width = max(map(len, cells), default=0)
    filled = width * len(cells) <= _FIELDS_PER_CELL * sum(map(len, cells)) + 10_000
    return "\n".join(" | ".join(row + [""] * (width - len(row) if filled else 0)) for row in cells if any(row))


def _constant(cell: str) -> str:
    found = _CONSTANT.fullmatch(cell)
    return found[1] if found else cell


def _set_apart(text: str) -> str:
    """Text whose lines are all divided by as many tabs is a table."""
    lines = [line for line in text.splitlines() if line.strip()]
    tabs = {line.count("\t") for line in lines}
    if len(lines) > 1 and len(tabs) == 1 and tabs != {0}:
        return "\n".join(" | ".join(field.strip() for field in line.split("\t")) for line in lines)
    return text


def _is_utf16(data: bytes) -> bool:
    """Return whether bytes are text in UTF-16: with its mark, or Latin letters with a zero beside each."""
    if len(data) % 2:
        return False
    start = data[:64]
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(start) >= 4 and not (any(start[::2]) and any(start[1::2])))

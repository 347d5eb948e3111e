"""CSV and text files: in an encoding that says what it says, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from gongkai.attachments.examined import Notes, Refused

_RUNS = re.compile(r"^\s*[=+@-]\s*(?:cmd|DDE|HYPERLINK|WEBSERVICE|IMPORT\w*)\b", re.IGNORECASE)


def look(data: bytes, name: str, notes: Notes) -> None:
    """Raises Refused where it is no text."""
    if _is_utf16(data):
        raise Refused("utf16")  # what "Unicode text" of older programs is
    if b"\0" in data or data[:4] in (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Refused("wrong_type")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused("wrong_type")
    if not name.endswith(".csv"):
        notes.text(text)
        return
    try:
        for row in csv.reader(io.StringIO(text)):
            if any(_RUNS.match(cell) for cell in row):
                notes.fault("script")
            notes.text(" | ".join(row))
    except csv.Error as error:
        raise Refused("unreadable") from error


def _is_utf16(data: bytes) -> bool:
    """Whether bytes are text in UTF-16: with its mark, or Latin letters with a zero beside each."""
    if len(data) % 2:
        return False
    start = data[:64]
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(start) >= 4 and not (any(start[::2]) and any(start[1::2])))

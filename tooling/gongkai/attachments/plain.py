"""CSV and text files: in an encoding that says what it says, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from gongkai.attachments.examined import Notes, Refused

_RUNS = re.compile(r"^\s*[=+@-]\s*(?:cmd|DDE|HYPERLINK|WEBSERVICE|IMPORT\w*)\b", re.IGNORECASE)


def look(data: bytes, name: str, notes: Notes) -> None:
    """Raises Refused where it is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\0" or data[:1] == b"\0":
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

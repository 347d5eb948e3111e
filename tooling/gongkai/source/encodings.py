"""In which encoding a file was written, where that is beyond doubt: UTF-8, UTF-16, or Chinese Windows' own (GB18030)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# The commonest 3755 characters of GB 2312 lie in these rows; they are nearly all of any Chinese text. What was written in
# another encoding and is read as this one is made of rare characters instead.
_COMMON = range(0xB0, 0xD8)
_MOSTLY = 0.9
# Letters of other scripts, boxes and characters that no font has: what a wrong guess produces.
_STRANGE = re.compile(
    "[\u0080-\u00a6\u00aa-\u00af\u0370-\u1fff\u2500-\u257f\u3400-\u4dbf\ue000-\uf8ff\ufffd\U00010000-\U0010ffff]"
)
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file's text and the name of its encoding, as an office knows it."""

    text: str
    name: str


def recognised(data: bytes) -> Recognised | None:
    """The text of a file that is not UTF-8, or None where its encoding could only be guessed."""
    return _utf16(data) or _gb18030(data)


def _utf16(data: bytes) -> Recognised | None:
    encoding = _BOMS.get(data[:2])
    text = data[2:]
    if encoding is None:
        # Without a mark: ASCII in it has a zero in every other byte.
        encoding = {b"-\0-\0-\0": "utf-16-le", b"\0-\0-\0-": "utf-16-be"}.get(data[:6], "")
        text = data
    if not encoding:
        return None
    try:
        return Recognised(text.decode(encoding), "UTF-16")
    except UnicodeDecodeError:
        return None


def _gb18030(data: bytes) -> Recognised | None:
    if b"\0" in data:
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    han = _HAN.findall(text)
    common = sum(1 for one in han if _row(one) in _COMMON)
    return (
        Recognised(text, "GBK（GB18030）")
        if han and common >= _MOSTLY * (len(han) + len(_STRANGE.findall(text)))
        else None
    )


def _row(character: str) -> int:
    try:
        return character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0

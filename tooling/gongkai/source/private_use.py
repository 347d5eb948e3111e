"""Rare characters in the private-use area, as older programs stored them, and the code points that Unicode has for them since.

GBK and the editions of GB 18030 before 2022 put characters that Unicode did not have yet there, personal names among
them. Every font shows something else for such a code point; the standard one looks the same everywhere.
"""

from __future__ import annotations

import functools

# What still lies in the private-use area where the codec follows an older edition.
_LATER = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F, 0xE7C8: 0x01F9,
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
_FIRST, _LEAD = 0xE815, 0xFE  # U+E815 stood for the two bytes FE 50, and so on in order
_TRAILS = [*range(0x50, 0x7F), *range(0x80, 0xA1)]


def is_private(character: str) -> bool:
    code = ord(character)
    return 0xE000 <= code <= 0xF8FF or 0xF0000 <= code <= 0x10FFFF


def standard(character: str) -> str | None:
    """The character that the national standard means by a private-use one, or None where it names none."""
    return _table().get(character)


@functools.cache
def _table() -> dict[str, str]:
    table = {chr(private): chr(code) for private, code in _LATER.items()}
    for position, trail in enumerate(_TRAILS):
        known = bytes((_LEAD, trail)).decode("gb18030")
        if not is_private(known):
            table.setdefault(chr(_FIRST + position), known)
    return table

"""Other spellings of digits, for the rules of both halves."""

from __future__ import annotations

NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")
BANKERS = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
BOLD = str.maketrans({str(one): chr(0x1D7CE + one) for one in range(10)})
EASTERN = str.maketrans({str(one): chr(0x0660 + one) for one in range(10)})
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def wide(text: str) -> str:
    """The text in full width."""
    return text.translate(_WIDE)


def cut(text: str, size: int) -> list[str]:
    """Pieces of so many characters; the last may be shorter."""
    return [text[start : start + size] for start in range(0, len(text), size)]


def at(text: str, *places: int) -> list[str]:
    """The text cut at these places."""
    return [text[start:end] for start, end in zip((0, *places), (*places, len(text)), strict=True)]

"""How a spreadsheet shows a number, as far as it matters to a reader: digits, signs, per cent, dates, nothing at all (ISO/IEC 29500-1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy-m-d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-m-d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 36: "yyyy年m月",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "yyyy年m月", 56: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
_PIECE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]|General|AM/PM|[^"\\_*\[]', re.IGNORECASE)
_LONGEST = 300  # characters of a format; programs allow 255
_FIRST = datetime(1899, 12, 30)
_FIRST_MAC = datetime(1904, 1, 1)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")


def stored(written: str) -> str:
    """The digits of a number as a file keeps it; other text as it is."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return written
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def shown(written: str, code: str, *, mac: bool = False) -> str:
    """Return what a cell with a number shows; nothing where its format shows nothing of it."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return shown_text(written, code)
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return written
    if len(code) > _LONGEST:
        return stored(written)
    sections = _sections(code)
    section, signed = _chosen(number, sections)
    pieces = _PIECE.findall(section)
    marks = "".join(one for one in pieces if len(one) == 1)
    if "general" in (one.lower() for one in pieces) or section == "@":
        said = _general(number)
    elif re.search(r"[ymdhsge]", re.sub(r"E[+-]", "", marks), re.IGNORECASE) and not re.search(
        r"[0#?]", marks.partition("e")[0]
    ):
        return _date(number, pieces, mac=mac) or stored(written)
    else:
        said = _digits(number, marks)
    return _dressed(pieces, said, "-" if signed and number < 0 else "")


def shown_text(text: str, code: str) -> str:
    """Return what a cell with text shows."""
    sections = _sections(code) if len(code) <= _LONGEST else []
    last = sections[3] if len(sections) > 3 else next((one for one in sections if "@" in _PIECE.findall(one)), None)
    if last is None:
        return text
    return "".join(text if one == "@" else _literal(one) for one in _PIECE.findall(last))


def _sections(code: str) -> list[str]:
    sections = [""]
    for one in _PIECE.findall(code):
        if one == ";":
            sections.append("")
        else:
            sections[-1] += one
    return sections


def _chosen(number: Decimal, sections: list[str]) -> tuple[str, bool]:
    """The part of a format for a number, and whether a minus is still to be written."""
    conditions = [_CONDITION.search(one) for one in sections[:2]]
    if any(conditions):
        for one, condition in zip(sections, conditions, strict=False):
            if condition is None or _holds(number, condition[1], Decimal(condition[2])):
                return one, True
        return sections[min(2, len(sections) - 1)], True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _holds(number: Decimal, how: str, other: Decimal) -> bool:
    return {
        "<": number < other,
        ">": number > other,
        "<=": number <= other,
        ">=": number >= other,
        "=": number == other,
    }.get(how, number != other)


def _general(number: Decimal) -> str:
    """Eleven digits at most."""
    number = abs(number)
    if number >= Decimal(10) ** 11:
        return f"{number:.5E}"
    rounded = f"{number:f}"
    if "." in rounded:
        rounded = f"{number:.{max(0, 10 - len(rounded.partition('.')[0]))}f}".rstrip("0").rstrip(".")
    return rounded


def _digits(number: Decimal, marks: str) -> str:
    if not re.search(r"[0#?]", marks):
        return ""
    number = abs(number) * (100 ** marks.count("%"))
    if "E" in marks.upper():
        return f"{number:.{len(re.findall('[0#?]', marks.upper().partition('E')[0].partition('.')[2]))}E}"
    whole, _, part = marks.partition(".")
    if "/" in marks:
        return f"{number:.2f}"
    scale = len(whole) - len(whole.rstrip(","))
    rounded = (number / Decimal(1000) ** scale).quantize(
        Decimal(1).scaleb(-len(re.findall("[0#?]", part))), ROUND_HALF_UP
    )
    said = f"{rounded:,f}" if re.search(r"[0#?],+[0#?]", whole) else f"{rounded:f}"
    if "." in said and re.search("[#?]$", part.rstrip("%")):
        said = said.rstrip("0").rstrip(".")
    if rounded == 0 and "0" not in marks:
        return ""
    before, dot, after = said.partition(".")
    least = whole.count("0")
    return (before.rjust(least, "0") if "," not in before else before) + dot + after


def _dressed(pieces: list[str], said: str, sign: str) -> str:
    """Digits with what stands before and behind them."""
    text, placed = [], False
    for one in pieces:
        if one.lower() == "general" or (len(one) == 1 and one in "0#?.,Ee@"):
            if not placed:
                text.append(sign + said)
                placed = True
        elif one not in ("+", "/") or not placed:
            text.append(_literal(one))
    return "".join(text)


def _literal(piece: str) -> str:
    if piece.startswith('"'):
        return piece[1:-1]
    if piece.startswith("\\"):
        return piece[1:]
    if piece.startswith("[$"):
        return piece[2:-1].partition("-")[0]
    if piece.startswith(("[", "*")):
        return ""
    return " " if piece.startswith("_") else piece


def _date(number: Decimal, pieces: list[str], *, mac: bool) -> str | None:
    """A date or time; None where the number is none."""
    if not 0 <= number < 2_958_466:
        return None
    moment = (_FIRST_MAC if mac else _FIRST) + timedelta(days=float(number))
    letters = "".join(one for one in pieces if len(one) == 1).lower()
    parts = []
    if re.search("[yd]", letters) or ("m" in letters and not re.search("[hs]", letters)):
        parts.append(f"{moment:%Y-%m-%d}")
    if re.search("[hs]", letters):
        parts.append(f"{moment:%H:%M:%S}")
    return " ".join(parts)

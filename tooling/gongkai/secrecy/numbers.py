"""Numbers that name a person: whether a run of digits is a resident ID, a bank card or a telephone."""

from __future__ import annotations

import datetime as dt

# GB 11643-1999; the first two digits are a province (GB/T 2260).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
CARDS = ("62", "60", "4", "51", "52", "53", "54", "55", "34", "35", "36", "37", "9558")


def resident_id(digits: str) -> bool:
    """An 18-digit number with its checksum, or one of 15 digits; both with a province and a day of birth."""
    if digits[:2] not in PROVINCES:
        return False
    if len(digits) == 15:
        return digits.isdigit() and _day(f"19{digits[6:12]}")
    if len(digits) != 18 or not digits[:17].isdigit() or not _day(digits[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECKS[total % 11] == digits[17].upper()


def bank_card(digits: str) -> bool:
    """16 to 19 digits that begin as those of a card do, with their checksum (ISO/IEC 7812, Luhn)."""
    if not 16 <= len(digits) <= 19 or not digits.isdigit() or not digits.startswith(CARDS) or len(set(digits)) < 3:
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def _day(digits: str) -> bool:
    """Return whether YYYYMMDD is a day on which somebody may have been born."""
    try:
        return (
            dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) >= dt.date(1900, 1, 1) and digits < "21000101"
        )
    except ValueError:
        return False

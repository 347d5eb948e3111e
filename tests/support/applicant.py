"""Someone who applies, with everything that the form for citizens asks."""

from __future__ import annotations

CITIZEN = {
    "name": "张某<script>alert(1)</script>",
    "sex": "男",
    "birth": "1990-01-01",
    "identity": "11010119900101123X",
    "address": "示例县城关街道府前路1号",
    "phone": "0000-5550101",
    "email": "someone@shili.example",
    "agency": "finance",
    "number": "990000103/2026-00005",
    "content": "2025年县级财政决算的附表",
    "purpose": "了解情况",
    "date": "2026-11-20",
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(digits: str) -> str:
    """A number with its check digit, by GB 11643."""
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


CITIZEN["identity"] = identity_number("11010119900101123")

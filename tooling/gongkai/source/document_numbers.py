"""How an official document's number (发文字号) is written: the year between tortoise shell brackets, 示财发〔2026〕5号."""

from __future__ import annotations

import re
import unicodedata

# The signs that stand in their place in drafts, half-width, full-width and of other kinds.
_BRACKETS = "〔〕[]［］()（）【】{}｛｝<>＜＞《》〈〉「」『』﹝﹞﹙﹚﹛﹜❲❳〖〗〘〙〚〛⟦⟧"
_YEAR = re.compile(
    rf"(?<=[^\W_])\s*([{re.escape(_BRACKETS)}]\s*([0-9０-９]{{4}})\s*年?\s*[{re.escape(_BRACKETS)}])\s*(?=第?\s*[0-9０-９])"
)
_FIRST = 2000  # GB/T 9704-1999 came into force with it; before, other brackets were the official form


def as_prescribed(number: str) -> str:
    """A document's number with the year in the prescribed brackets; as it is where it names none, or is older than the rule.

    A court's number, which begins with the year in round brackets, is none of an office's.
    """
    return _YEAR.sub(_bracketed, number)


def _bracketed(found: re.Match[str]) -> str:
    year = unicodedata.normalize("NFKC", found[2])
    return f"〔{year}〕" if int(year) >= _FIRST else found[0]

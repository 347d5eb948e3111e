"""Text as the searcher sees it: one normal form, and the tokens it is indexed under.

Guarantee: for every text `t` and query `q` without white space, the tokens of `q` (without the last single
Chinese character) occur in succession in the tokens of `t` exactly where `normalise(q)` occurs in
`normalise(t)`, taking any punctuation for any other and numbers and Latin words as wholes (5 is not in 15).

`theme/static/search-text.js` does the same in the browser. Change both, and `tests/search/vectors.json`.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from operator import add
from pathlib import Path

# Explicit ranges, not Unicode properties: Python and each browser know a different version of Unicode, and a
# character that only one of them calls a letter would make a text unfindable.
HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
WORD = (
    r"0-9a-z\u00df-\u00f6\u00f8-\u01bf\u01c4-\u02af\u0370-\u1fff"
    r"\u3041-\u3096\u30a1-\u30fa\u30fc\ua000-\ua4cf\uac00-\ud7a3"
)
# Letters to Pagefind, so that it keeps the token whole; left out of WORD, so no text can contain them.
CHARACTER = "\u01c2"  # before one character of the document: a search for a single character
TITLE = "\u01c1"  # before a token of the title or document number: what ranks first
EXACT = "\u01c3"  # before an index number in one piece

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

_RUN = re.compile(f"[{HAN}{WORD}]+")
_UNIT = re.compile(f"[{HAN}]|[{WORD}]+")
_WORDS = re.compile(f"[{WORD}]")
_HAN = re.compile(f"[{HAN}]")
# 2024 年 and 2024年 are the same to a reader: the space is typography. A line break is not.
_SPACE_AFTER_HAN = re.compile(f"([{HAN}])[ \t]+(?=[{WORD}])")
_SPACE_AFTER_WORD = re.compile(f"([{WORD}])[ \t]+(?=[{HAN}])")

FoldTable = dict[int, str | None]


def read_fold(path: Path) -> dict[str, str]:
    """The table of `theme/static/traditional.json`, traditional character to simplified."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return dict(zip(table["traditional"], table["simplified"], strict=True))


def fold_table(fold: Mapping[str, str]) -> FoldTable:
    """`fold` in the form that `normalise` takes: one character to one, invisible characters to none."""
    table: FoldTable = {ord(character): None for character in INVISIBLE}
    table.update((ord(traditional), simplified) for traditional, simplified in fold.items())
    return table


def normalise(text: str, table: FoldTable) -> str:
    """NFKC, lower case, simplified, no invisible characters, no space between a number and Chinese."""
    text = unicodedata.normalize("NFKC", text).lower().translate(table)
    return _SPACE_AFTER_WORD.sub(r"\1", _SPACE_AFTER_HAN.sub(r"\1", text))


def tokenise(normal: str) -> list[str]:
    """Tokens of a text in normal form, in order.

    A run is what no space or punctuation interrupts; a unit is one Chinese character or one whole word of
    another script. Each unit gives the pair of itself and the next one of its run, the last one of a run
    itself; a word also gives itself: 2024年度 → 2024, 2024年, 年度, 度.
    """
    tokens: list[str] = []
    for run in _RUN.findall(normal):
        if _WORDS.search(run) is None:
            tokens += map(add, run, run[1:])  # nearly every run; the loop below does the same, slowly
            tokens.append(run[-1])
            continue
        units: list[str] = _UNIT.findall(run)
        for unit, following in pairwise(units):
            if _HAN.match(unit) is None:
                tokens.append(unit)
            tokens.append(unit + following)
        tokens.append(units[-1])
    return tokens


def characters(normal: str) -> list[str]:
    """Each Chinese character of a text once, as the private token that a query of one character asks for."""
    return [CHARACTER + character for character in sorted(set(normal)) if _HAN.match(character)]


def exact(text: str, table: FoldTable) -> str:
    """The private token of an index number: its letters and digits in one piece."""
    return EXACT + "".join(_RUN.findall(normalise(text, table)))

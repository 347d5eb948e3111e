"""The marks of the profile: what a line begins with, and how each mark is written as a character instead.

``docs/reference/markup.md`` says the same to whoever writes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# What a line begins with that is more than text, or may be: marks, backslashes, numbers and blanks of any kind.
STARTS = frozenset(
    "#-|:[=_*\\0123456789＃：｜ \t\u3000\xa0"
    + "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
HEADING = re.compile(r"(#{1,6}) +(\S.*)")
# A mark behind blanks: in the first column it would be one. Half-width blanks may stand before a row.
INDENTED = re.compile(
    r"[ \t\u3000\xa0]+(?:#{1,6} +\S|:::|\[\^[0-9]{1,3}\]: *\S)|[ \t]*+[\u3000\xa0][ \t\u3000\xa0]*+\|.*\|[ \t]*+\Z"
)
# What an input method makes of a mark; it would stand on the page as it is.
_FULL_WIDTH = r"(?=[:：]*：)[:：]{3}|(?=[#＃]*＃)[#＃]{2}|＃ |｜.*[｜|][ \t]*\Z"
FULL_WIDTH = re.compile(rf"[ \t]*(?:{_FULL_WIDTH})")
# The ruler of a table without bars at its ends.
BARE_RULER = re.compile(r"[ \t]*:?-{2,}+:?(?:[ \t]*+\|[ \t]*+:?-{2,}+:?)++[ \t]*+\|?[ \t]*+\Z")
HEADING_TIGHT = re.compile(r"#{2,}[^#\s]|#{1,6} *[^\S ]\s*\S|#{7,}")
# A dash, or a number of one or two digits: years and amounts are no numbers of a list.
ITEM = re.compile(r"([ \t]*)(-|([0-9]{1,2})\.) +(\S.*)")
ROW = re.compile(r"[ \t]*\|")
FENCE = re.compile(r":::+(.*)")
NOTE = re.compile(r"\[\^([0-9]{1,3})\]: *(\S.*)")
RULE = re.compile(r"[ \t]*(?:-{2,}|={2,}|_{3,}|\*{3,})[ \t]*\Z")

_BLANKS = " \t\u3000\xa0"
DEEPEST_LIST = 6
DEEPEST_INDENT = 6  # blanks that an inner list stands further in than the one around it

# Block forms by their names in a source; the classes of their HTML.
FORMS = {
    "主送": "addressee",
    "落款": "signature",
    "附件说明": "enclosures",
    "注": "remark",
    "抄送": "copies",
    "addressee": "addressee",
    "signature": "signature",
    "enclosures": "enclosures",
    "remark": "remark",
    "copies": "copies",
}

# A number that stands for itself: with a dash before it, it is as likely to be below zero as an item of a list.
VALUE = re.compile(r"[0-9][0-9.,，]*+(?![0-9.,，]|年|月|日|、|．)[^\s，。；、：:（()）]{0,5}+(?=[\s，。；、：:（(]|\Z)")

# A link that an input method spoilt: full-width parentheses, or a blank before them.
SPOILT_LINK = re.compile(
    r"\](?:[ \t\u3000]*（|[ \t\u3000]+\()[ \t]*(?:https?:|mailto:|tel:|#|[^()（）\s]{1,100}\.md\b|[0-9]{5}/)"
)

_ESCAPED = re.compile(rf"\\(?=#{{1,6}} |##|- |\||:::|(?:-{{2,}}|={{2,}}|_{{3,}}|\*{{3,}})[ \t]*\Z|{_FULL_WIDTH})")
_NUMBER = re.compile(r"[0-9]{1,2}\\\. ")
_CELL_END = re.compile(r"(?<!\\)\|")
_RULER_CELL = re.compile(r":?-+:?")
_BARE_HEADING = re.compile(
    r"[　 ]*(?:第[一二三四五六七八九十百零]{1,5}[编章节部分条]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[）)]|[0-9０-９]{1,2}[.．、)）](?![0-9０-９])|[①-⑳])"
)
_ENDS = tuple("。；;：:，,、！？!?")
_LONGEST_HEADING = 40


def begins_block(line: str) -> bool:
    """Return whether a line is blank or begins another block than a paragraph."""
    if line and line[0] not in STARTS:
        return False
    return not line.strip() or bool(
        HEADING.fullmatch(line) or ITEM.match(line) or ROW.match(line) or FENCE.match(line) or NOTE.fullmatch(line)
    )


def unescaped(text: str) -> str:
    """The text of a line without the backslash that keeps its beginning from being a mark."""
    if text[:1] == "\\":
        return text[1:] if _ESCAPED.match(text) else text
    if text[:1].isdigit() and _NUMBER.match(text):
        return text.replace("\\", "", 1)
    return text


def cells(line: str) -> tuple[str, ...] | None:
    """The cells of a row, which begins and ends with a bar; ``\\|`` is a bar in a cell. None where the row is open."""
    row = line.strip(" \t")
    if len(row) < 2 or not row.endswith("|") or row.endswith("\\|"):
        return None
    return tuple(cell.strip(" \t").replace("\\|", "|") for cell in _CELL_END.split(row[1:-1]))


def is_row_without_beginning(line: str) -> bool:
    """Return whether a line that follows upon a row looks like one more, but for its first bar."""
    return "|" in line and not begins_block(line)


def pasted_table(lines: Sequence[str]) -> tuple[int, int] | None:
    """Where the first lines begin and end that have the same number of tabs between words, as a table has that was pasted."""
    if len(lines) < 2 or not any("\t" in line for line in lines):
        return None
    counts = [line.strip(" \u3000\xa0").count("\t") for line in lines]
    between = ["\t" in line.strip(_BLANKS) for line in lines]
    for start in range(len(lines) - 1):
        if between[start] and between[start + 1] and counts[start] == counts[start + 1]:
            end = next((at for at in range(start, len(lines)) if counts[at] != counts[start]), len(lines))
            return start, end
    return None


def bare_rows(lines: Sequence[tuple[int, str]]) -> int | None:
    """The number of the first of two lines with the same number of bars between words."""
    if not any("|" in text for _, text in lines):
        return None
    for (number, text), (_, following) in pairwise(lines):
        bars = text.strip("|").count("|")
        if bars and following.strip("|").count("|") == bars:
            return number
    return None


def is_ruler(row: tuple[str, ...]) -> bool:
    return bool(row) and all(map(_RULER_CELL.fullmatch, row))


def alignment(cell: str) -> str:
    """Return what a cell of a ruler says of its column."""
    if cell.endswith(":"):
        return "center" if cell.startswith(":") else "right"
    return "left" if cell.startswith(":") else ""


def is_bare_heading(text: str) -> bool:
    """Return whether a line looks like a heading that was pasted as a plain line."""
    return len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS) and bool(_BARE_HEADING.match(text))


def is_sentence(text: str) -> bool:
    return text.endswith(_ENDS) or len(text) > _LONGEST_HEADING

"""Byte-level reading: what is not plain, visible, normalised UTF-8 text is refused.

A reviewer signs what can be seen. Control characters, bidirectional overrides and zero-width characters make
the text on the screen differ from the text in the file, so no reviewed file may hold one.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from gongkai import limits
from gongkai.findings import Text
from gongkai.source.lines import Lines
from gongkai.source.problems import DELETE_CHARACTER, REWRITE_AS_UTF8, Problem

# C0 without \n and \t, DEL and C1 (NEL among them), every format character (Cf: soft hyphen, zero-width and
# directional marks, embeddings, overrides, isolates, BOM, interlinear marks, tags), line and paragraph separators,
# fillers, joiners and blanks that show nothing, variation selectors (they can carry any text unseen), replacement and
# private-use characters (every font shows another glyph), noncharacters, lone surrogates.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\u2800\ue000-\uf8ff\ufff0-\uffff\U00016fe4\U000110bd\U000110cd\U00013430-\U00013440\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


# What nearly every document consists of: ASCII, Chinese punctuation and characters, full-width forms. All visible.
_PLAIN = re.compile("[\n\x20-\x7e\u00b7\u00d7\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*")


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file and all its byte-level problems (rule Y01).

    With any problem the text is for locating further problems only; it must not be published.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = Text("文件不是 UTF-8 编码", "the file is not UTF-8")
        return "", [Problem("Y01", line, column, message, REWRITE_AS_UTF8)]
    if _PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return text, []
    problems = _all_hidden(text)
    if crowd := _crowd(text):
        line, column = Lines(text).at(crowd.start())
        problems.append(Problem("Y01", line, column, _CROWDED, DELETE_CHARACTER))
    elif not unicodedata.is_normalized("NFC", text):
        problems.append(_not_normalised(text))
    return text, problems


def stream_safe(text: str) -> str:
    """The text without the accents that no letter bears: to sort them would take the square of their number."""
    crowd = _crowd(text)
    return crowd.re.sub(lambda match: match[0][: limits.MARKS_IN_A_ROW], text) if crowd else text


def _crowd(text: str) -> re.Match[str] | None:
    """The first run of more combining marks than a letter has in any language, if there is one."""
    marks = "".join(one for one in set(text) if unicodedata.combining(one))
    return re.search(f"[{re.escape(marks)}]{{{limits.MARKS_IN_A_ROW + 1},}}+", text) if marks else None


def hidden_in_value(value: str) -> Text | None:
    """Why a value that YAML escapes have produced (``"\\u202e"``) may not stand, or None."""
    if match := HIDDEN.search(value):
        return _hidden_message(match.group())
    if _crowd(value):
        return _CROWDED
    if not unicodedata.is_normalized("NFC", value):
        return Text("文字未按 NFC 规范化", "the text is not in Unicode normal form C")
    return None


def _hidden_message(character: str) -> Text:
    code = f"U+{ord(character):04X}"
    return Text(f"含有看不见的控制字符（{code}）", f"holds an invisible control character ({code})")


_CROWDED = Text("一个字上叠加了过多的组合符号", "too many combining marks stand on one letter")


def _all_hidden(text: str) -> list[Problem]:
    """Characters that do not show, each at its place; of very many the first, and how many there are besides."""
    # A file from Windows has a carriage return on every line; one finding says it all.
    returns = text.find("\r")
    found = (match for match in HIDDEN.finditer(text) if match[0] != "\r" or match.start() == returns)
    first = list(itertools.islice(found, limits.PROBLEMS))
    lines = Lines(text)
    problems = [_hidden(lines, match) for match in first]
    if more := next(found, None):
        count = 1 + sum(1 for _ in found)
        line, column = lines.at(more.start())
        message = Text(f"还有 {count} 个看不见的控制字符", f"there are {count} more invisible control characters")
        problems.append(Problem("Y01", line, column, message, DELETE_CHARACTER))
    return problems


def _hidden(lines: Lines, match: re.Match[str]) -> Problem:
    start = match.start()
    line, column = lines.at(start)
    character = match.group()
    if character == "\ufeff" and start == 0:
        return Problem("Y01", 1, 1, Text("文件开头有 BOM", "the file begins with a BOM"), REWRITE_AS_UTF8)
    if character == "\r":
        return Problem("Y01", line, column, Text("换行符不是 LF", "a line does not end with LF alone"), REWRITE_AS_UTF8)
    return Problem("Y01", line, column, _hidden_message(character), DELETE_CHARACTER)


def _not_normalised(text: str) -> Problem:
    lines = enumerate(text.split("\n"), 1)
    number = next((n for n, line in lines if not unicodedata.is_normalized("NFC", line)), 1)
    return Problem(
        "Y01",
        number,
        1,
        Text("文字未按 NFC 规范化，看似相同的字可能不同", "the text is not in Unicode normal form C"),
        Text(
            "用“gongkai normalize 文件”转换后重新送审",
            "convert it with `gongkai normalize FILE`, then have it reviewed again",
        ),
    )

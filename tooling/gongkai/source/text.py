"""Byte-level reading: what is not plain, visible, normalised UTF-8 text is refused.

A reviewer signs what can be seen. Control characters, bidirectional overrides and zero-width characters make
the text on the screen differ from the text in the file, so no reviewed file may hold one.
"""

from __future__ import annotations

import re
import unicodedata

from gongkai.core.characters import HIDDEN
from gongkai.core.findings import Text
from gongkai.source import limits
from gongkai.source.encodings import recognised
from gongkai.source.lines import Lines
from gongkai.source.private_use import is_private, standard
from gongkai.source.problems import DELETE_CHARACTER, REWRITE_AS_UTF8, TIDY, Problem

# What nearly every document consists of: ASCII, Chinese punctuation and characters, full-width forms. All visible.
_PLAIN = re.compile("[\n\x20-\x7e\u00b7\u00d7\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*")


# What an editor may take for a line break, and what has no business in a text at all: for whoever looks for further problems
# the first are blanks, so that places stay what an editor shows, and the others are not there.
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_ENDS = re.compile(r"\r+(?:\n|\Z)")
_MOST = 100


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file and all its byte-level problems (rule Y01).

    With any problem the text is as it would be after ``gongkai tidy``: for locating further problems only; it must not be
    published.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other_encoding(data, error)
    if _PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return text, []
    crowded = _crowded(text)
    if crowded:
        text = stream_safe(text)
    tidied = normalised(text)
    return tidied, [*crowded, *_line_ends(text), *_characters(tidied), *_not_normalised(text)]


def stream_safe(text: str) -> str:
    """The text without the accents that no letter bears: to sort them would take the square of their number."""
    crowd = _crowd(text)
    return crowd.re.sub(lambda match: match[0][: limits.MARKS_IN_A_ROW], text) if crowd else text


def _crowd(text: str) -> re.Match[str] | None:
    """The first run of more combining marks than a letter has in any language, if there is one."""
    marks = "".join(one for one in set(text) if unicodedata.combining(one))
    return re.search(f"[{re.escape(marks)}]{{{limits.MARKS_IN_A_ROW + 1},}}+", text) if marks else None


def _crowded(text: str) -> list[Problem]:
    crowd = _crowd(text)
    return [Problem("Y01", *Lines(text).at(crowd.start()), _CROWDED, DELETE_CHARACTER)] if crowd else []


def normalised(text: str) -> str:
    """A text without BOM, with LF for every line end, in normal form C."""
    return unicodedata.normalize("NFC", with_line_feeds(text.removeprefix("\ufeff")))


def with_line_feeds(text: str) -> str:
    """A text with LF for CRLF, or for the CR of old Macs; a single CR within a line is none of them."""
    return text.replace("\r", "\n") if "\n" not in text else _LINE_ENDS.sub("\n", text)


def legible(text: str) -> str:
    """A text with problems as people see it: without what cannot be seen, so that the rest of it can be judged."""
    return HIDDEN.sub(lambda match: _seen(match.group()), text)


def hidden_in_value(value: str) -> tuple[Text, Text] | None:
    """Why a value that YAML escapes have produced (``"\\u202e"``) may not stand, and what to do; or None."""
    if match := HIDDEN.search(value):
        return _hidden_message(match.group())
    if _crowd(value):
        return _CROWDED, DELETE_CHARACTER
    if not unicodedata.is_normalized("NFC", value):
        return Text("文字未按 NFC 规范化", "the text is not in Unicode normal form C"), _WRITE_OUT
    return None


_CROWDED = Text("一个字上叠加了过多的组合符号", "too many combining marks stand on one letter")
_WRITE_OUT = Text("不用 \\u 转义，直接写出该字", "write the character itself and no escape")


def _seen(character: str) -> str:
    if is_private(character) or character == "\ufffd":
        return character  # somebody's name may be written with it
    return " " if character in _BREAKS else ""


def _other_encoding(data: bytes, error: UnicodeDecodeError) -> tuple[str, list[Problem]]:
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - data.rfind(b"\n", 0, error.start)
    if found := recognised(data):
        text = normalised(stream_safe(found.text))
        message = Text(f"文件是 {found.name} 编码，不是 UTF-8", "the file is not UTF-8")
        return text, [Problem("Y01", line, column, message, TIDY), *_characters(text)]
    text = normalised(stream_safe(data.decode("utf-8", "replace")))
    message = Text("此处有无法识别的字符，文件不是完整的 UTF-8 编码", "the file is not UTF-8")
    remedy = Text(
        f"打开文件，把此处的乱码改回原字，{REWRITE_AS_UTF8.zh}",
        f"put right what is garbled here, then {REWRITE_AS_UTF8.en}",
    )
    found_here = [Problem("Y01", line, column, message, remedy)]
    return text, found_here + _characters(text.replace("\ufffd", "□"))


def _line_ends(text: str) -> list[Problem]:
    """A file from Windows has a carriage return on every line; one finding says it all."""
    problems = []
    if text.startswith("\ufeff"):
        message = Text("文件开头有 Windows 程序加的 BOM 标记", "the file begins with a BOM")
        problems.append(Problem("Y01", 1, 1, message, TIDY))
    returns = text.find("\r")
    if returns >= 0:
        line, column = text.count("\n", 0, returns) + 1, returns - text.rfind("\n", 0, returns)
        name = "Windows 格式（CRLF）" if "\n" in text else "旧式 Mac 格式（CR）"
        message = Text(f"换行是{name}", "a line does not end with LF alone")
        remedy = TIDY
        if "\r" in with_line_feeds(text):
            message = Text("行中有单独的回车符，有的程序会用后一段盖住前一段", "a line does not end with LF alone")
            remedy = Text("删去该字符，或改成换行，再重新送审", "delete the character or break the line there")
        problems.append(Problem("Y01", line, column, message, remedy))
    return problems


def _characters(text: str) -> list[Problem]:
    """Each character that may not stand, up to a number that nobody reads to its end; counted in one pass."""
    problems: list[Problem] = []
    line, start = 1, 0  # of the line in which the last one was found
    for found, match in enumerate(HIDDEN.finditer(text)):
        if found >= _MOST or match.group() == "\r":
            continue
        line += text.count("\n", start, match.start())
        start = max(start, text.rfind("\n", start, match.start()) + 1)
        problems.append(Problem("Y01", line, match.start() - start + 1, *_hidden_message(match.group())))
    if problems and found >= _MOST:
        message = Text(
            f"这样的字符共 {found + 1} 处，只列出前 {_MOST} 处", f"{found + 1} such characters; {_MOST} are listed"
        )
        problems.append(Problem("Y01", line, 1, message, problems[-1].remedy))
    return problems


def _hidden_message(character: str) -> tuple[Text, Text]:
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        message = Text("有一个字已经变成乱码（�，U+FFFD）", "holds the sign of a character that was lost (U+FFFD)")
        return message, Text("对照原件改回原来的字", "put the character of the original in its place")
    if not is_private(character):
        message = Text(f"含有看不见的控制字符（{code}）", f"holds an invisible control character ({code})")
        return message, DELETE_CHARACTER
    message = Text(
        f"有一个生僻字存成了自造字（{code}），换一台电脑就显示成别的字或空白",
        f"holds a private-use character ({code}), which every font shows otherwise",
    )
    if known := standard(character):
        code = f"U+{ord(known):04X}"
        return message, Text(
            f"换成标准的“{known}”（{code}，可从这里复制），与原件核对后重新送审",
            f"replace it with {known} ({code}), compare it with the original and have the file reviewed again",
        )
    return message, Text(
        "查明是哪个字（看原件或问本人），用输入法的拆字或 Unicode 输入重新打出标准的字；人名中的字不要删去，也不要用别的字代替",
        "find out from the original which character is meant and type the standard one; in a name never leave it out or "
        "put another in its place",
    )


def _not_normalised(text: str) -> list[Problem]:
    if unicodedata.is_normalized("NFC", text):
        return []
    lines = enumerate(with_line_feeds(text).split("\n"), 1)
    number = next((n for n, line in lines if not unicodedata.is_normalized("NFC", line)), 1)
    message = Text("文字未按 NFC 规范化，看似相同的字可能不同", "the text is not in Unicode normal form C")
    return [Problem("Y01", number, 1, message, TIDY)]

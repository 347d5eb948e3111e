"""What people write in front matter that YAML does not take, in their words, with the line as it has to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.findings import Text

# ``key: value`` or ``- value``, with the colon that a Chinese keyboard gives, and with no or another blank behind it.
_ENTRY = re.compile(
    r"(?P<indent>[ \t\u3000]*)(?P<dash>(?:- +)?)(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*)(?P<colon> *[:：])(?P<gap>[ \t\u3000\xa0]*))?(?P<value>.*)"
)
_OPENERS = "[]{},*&!|>%@`#"  # what begins something else than text in YAML
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_DIGITS = re.compile(r"[0-9][0-9*xX -]{4,}[0-9xX]")  # what could be a number of a person is not shown again
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a line: at which column (from 0), what it is, and what to do."""

    column: int
    message: Text
    remedy: Text


def mistake(line: str) -> Mistake | None:
    """The mistake in one line of front matter that the parser refused, if it is one that people make."""
    found = _ENTRY.fullmatch(line)
    if found is None or not line.strip():
        return None
    indent, key, value = found["indent"], found["key"], found["value"]
    if set(indent) - {" "}:
        return Mistake(
            0,
            Text("行首用了制表符（Tab）或全角空格", "a tab or a full-width blank stands where lines are indented"),
            Text(
                "行首只用半角空格缩进，每级两个（或运行 gongkai tidy {FILE}）",
                "indent with spaces, two a level (or run gongkai tidy {FILE})",
            ),
        )
    if key and "：" in found["colon"]:
        return Mistake(
            found.start("colon"),
            Text(f"“{key}”后面用了全角冒号", f"a full-width colon follows `{key}`"),
            _write(found, value, tidy=True),
        )
    if key and value and set(found["gap"]) != {" "}:
        return Mistake(
            found.end("colon"),
            Text(f"“{key}:”后面须空一个半角空格", f"a space has to follow `{key}:`"),
            _write(found, value, tidy=True),
        )
    reason = _unquoted(value.rstrip()) if key or found["dash"] else None
    if reason is None:
        return None
    name = f"“{key}”的内容" if key else "这一行的内容"
    return Mistake(
        found.start("value"),
        Text(f"{name}{reason.zh}，须整段加引号", f"a value {reason.en} has to be quoted"),
        _write(found, value, tidy=True),
    )


def nested(value: str) -> Text | None:
    """How a key and its value are written that a full-width colon made one text; None for any other text."""
    found = re.fullmatch(r"[a-z][a-z_0-9]*：.*", value)
    entry = _ENTRY.fullmatch(value) if found else None
    return _write(entry, entry["value"], tidy=True) if entry and entry["key"] else None


def cut_by_comment(line: str, at: int) -> Mistake:
    """A ``#`` behind a value: what follows it would be lost as a comment."""
    found = _ENTRY.fullmatch(line)
    name = f"“{found['key']}”的内容" if found and found["key"] else "内容"
    message = Text(
        f"{name}后面有“#”：它和它后面的文字会被当作注释丢掉", "a comment follows a value; what it says would be lost"
    )
    value = found["value"].rstrip() if found else ""
    own_line = Text("是注释的，另起一行，以 # 开头", "put a comment on a line of its own")
    if found is None or not value or value[0] in "\"'[{|>" or value.startswith("# "):
        return Mistake(at, message, own_line)
    written = _write(found, quoted(value))
    return Mistake(
        at,
        message,
        Text(
            f"“#”属于内容的，{written.zh}；{own_line.zh}",
            f"if # belongs to the value, {written.en}; else {own_line.en}",
        ),
    )


def quoted(value: str) -> str:
    """A value in quotes, as YAML and a reader understand it."""
    value = value.strip()
    if value[:1] == '"' and value.count('"') == 1:
        value = value[1:]  # only the closing one was forgotten
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def mended(line: str) -> str:
    """The line as it has to be written, where it holds one of these mistakes; otherwise as it is."""
    found = _ENTRY.fullmatch(line)
    if found is None or mistake(line) is None or set(found["indent"]) - {" "}:
        return line
    return _line(found, found["value"].rstrip())


def keys(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where in these lines a key of the outermost level begins, as far as one can be made out."""
    for number, line in enumerate(lines):
        if line and line[0] not in " \t#-\u3000":
            found = re.match(r"[\"']?([A-Za-z_][A-Za-z0-9_-]*)[\"']? *[:：]", line)
            yield number, found[1] if found else ""


def _unquoted(value: str) -> Text | None:
    """Why a value cannot stand without quotes, or with those that it has."""
    if not value:
        return None
    if value[0] in "\"'":
        complete = _QUOTED.fullmatch(re.sub(r"(?<=[\"'])\s+#[^\"']*\Z", "", value))  # a comment is none of it
        return None if complete else Text("开头有引号，但引号没有括住整段内容", "that begins with a quotation mark")
    if value[0] in _OPENERS or re.match(r"[-?:](?: |$)", value):
        return Text(f"以“{value[0]}”开头", f"that begins with {value[0]}")
    if re.search(r":(?: |$)", value):
        return Text("里有半角冒号加空格", "that holds a colon and a blank")
    return Text("里的“#”前有空格", "that holds # behind a blank") if re.search(r"\s#\S", value) else None


def _write(found: re.Match[str], value: str, tidy: bool = False) -> Text:
    line = _line(found, value.rstrip()).strip()
    if len(line) <= _LONGEST:
        line = _DIGITS.sub(lambda digits: digits[0] if _DAY.fullmatch(digits[0]) else "…", line)
    if "★" in line or len(line) > _LONGEST:
        line = f"{line[:20]}…{line[-1]}"
    zh, en = f"写成：{line}", f"write: {line}"
    return (
        Text(f"{zh}（或运行 gongkai tidy {{FILE}}）", f"{en} (or run gongkai tidy {{FILE}})") if tidy else Text(zh, en)
    )


def _line(found: re.Match[str], value: str) -> str:
    if _unquoted(value) is not None:
        value = quoted(value)
    lead = f"{found['indent']}{found['dash']}"
    return f"{lead}{found['key']}: {value}".rstrip() if found["key"] else f"{lead}{value}"

"""The tidy form of a file: bytes and front matter as the reader wants them, where nobody has to decide anything.

What people see does not change; the review block is not touched. Whatever is left is for a person, and the check names it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.core.findings import CannotRun
from gongkai.source import mistakes, strict_yaml
from gongkai.source.document_numbers import as_prescribed
from gongkai.source.encodings import recognised
from gongkai.source.envelope import review_span
from gongkai.source.text import normalised, with_line_feeds

_OPENING = re.compile(r"(?:[ \t\u3000]*\n)*---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NESTED = re.compile(r"^ +[a-z][a-z_0-9]*：", re.MULTILINE)
_NUMBER = re.compile("document_number *[:：]")
_BLANKS = " \t\u3000"


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file's text in UTF-8 as it was, and as it should be; ``converted`` says in Chinese what was wrong with its bytes."""

    before: str
    after: str
    converted: tuple[str, ...]


def tidy(data: bytes, document: bool, body: Callable[[str], str]) -> Tidied:
    """Tidy a document, or a registry; ``body`` tidies the Markdown. Raises CannotRun where the encoding can only be guessed."""
    try:
        text, converted = data.decode(), []
    except UnicodeDecodeError as error:
        found = recognised(data)
        if found is None:
            line = data.count(b"\n", 0, error.start) + 1
            raise CannotRun(
                f"看不出文件的编码（第 {line} 行有无法识别的字符）：请用原来的程序打开，另存为 UTF-8",
                f"the encoding cannot be told (line {line}); open it with the program it came from and save it as UTF-8",
            ) from None
        text, converted = found.text, [f"编码由 {found.name} 改为 UTF-8"]
    if text.startswith("\ufeff"):
        converted.append("去掉文件开头的 BOM 标记")
    if with_line_feeds(text) != text:
        converted.append("换行由 Windows 格式改为 LF" if "\n" in text else "换行由旧式 Mac 格式改为 LF")
    before = normalised(text)
    lines = with_line_feeds(text.removeprefix("\ufeff"))
    if lines != before:
        changed = [
            str(n) for n, (a, b) in enumerate(zip(lines.split("\n"), before.split("\n"), strict=True), 1) if a != b
        ]
        converted.append(f"文字按 NFC 规范化（第 {'、'.join(changed[:20])} 行）")
    after = _document(before, body) if document else _registry(before)
    return Tidied(before, after, tuple(converted))


def _document(text: str, body: Callable[[str], str]) -> str:
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return text
    start, end = opening.end(), closing.start()
    rest = text[closing.end() :].removeprefix("\n")
    written = body(rest) if rest else rest
    return f"---\n{_front(text[start:end])}---\n{written}"


def _registry(text: str) -> str:
    return _front(text if text.endswith("\n") or not text else f"{text}\n")


def _front(text: str) -> str:
    """Front matter up to the review block, key by key."""
    block = re.search(r"^review:", text, re.MULTILINE)
    end = block.start() if block else len(text)
    lines = [line.rstrip(" \t") for line in text[:end].split("\n")]
    starts = [number for number, _ in mistakes.keys(lines)]
    out = lines[: starts[0]] if starts else lines
    for start, stop in itertools.pairwise([*starts, len(lines)]):
        out += _entry(lines[start:stop])
    return "\n".join(out) + text[end:]


def _entry(lines: list[str]) -> list[str]:
    """One key of the outermost level with what lies below it; as it was where no mending makes it readable."""
    lines = [_numbered(line) for line in lines]
    if not _refused(lines):
        return lines
    levelled = [_indented(line) for line in lines]
    for tried in (levelled, [_uncut(line) for line in levelled], [mistakes.mended(_uncut(line)) for line in levelled]):
        if not _refused(tried):
            return tried
    # Of several mistakes some may need a person; those that do not are mended all the same.
    return [mistakes.mended(line) if "：" in line.partition(":")[0] else line for line in levelled]


def _numbered(line: str) -> str:
    """A line with a document's number, as it is prescribed."""
    found = _NUMBER.match(line)
    return f"{found[0]}{as_prescribed(line[found.end() :])}" if found else line


def _refused(lines: list[str]) -> bool:
    text = "\n".join(lines) + "\n"
    tree = strict_yaml.parse(text)
    nested = _NESTED.search(text) is not None and not any(style in ("|", ">") for *_, style in tree.scalars)
    return bool(tree.problems or nested) or (
        "#" in text and next(strict_yaml.comments_behind(text, tree.scalars), None) is not None
    )


def _indented(line: str) -> str:
    bare = line.lstrip(_BLANKS)
    indent = line[: len(line) - len(bare)]
    return indent.replace("\t", "  ").replace("\u3000", "  ") + bare


def _uncut(line: str) -> str:
    """A line with the value in quotes where a number sign directly before a word or number would cut it; ``# `` begins a remark."""
    found = re.fullmatch(r"( *(?:- +)?(?:[A-Za-z_][A-Za-z0-9_-]*: +))([^\"'\[{|>#\s].*?\s#\S.*|#\S.*)", line)
    return f"{found[1]}{mistakes.quoted(found[2])}" if found and not re.search(r"\s#\s", found[2]) else line


def sign_offs_fall(before: str, after: str) -> bool:
    """Return whether a text with sign-offs says something else than what they were given for."""
    start, end = review_span(before)
    if start == end:
        return False
    new_start, new_end = review_span(after)
    return before[:start] + before[end:] != after[:new_start] + after[new_end:]

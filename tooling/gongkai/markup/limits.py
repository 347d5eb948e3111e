"""How much a body may hold before a Markdown parser sees it: reckoned by counting, in one pass over its paragraphs.

``of_body`` is for any parser, ``of_python_markdown`` besides for bodies that Python-Markdown renders, whose time grows with products: the
marks in a paragraph and its length, the headings in one and its length. At its limits each takes about a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Text
from gongkai.source.problems import Problem

BODY = 1_000_000  # characters; the longest of 712 real regulations has 52,000
LINES = 50_000
LINKS = 2_000
COLUMNS = 200
CELLS = 100_000
# For Python-Markdown.
MARKS = 60_000  # 12 µs each
_MARKS_BY_LENGTH = 4_000_000_000  # 100,000 marks in 40,000 characters: 0.4 s
_HEADINGS_BY_LENGTH = 100_000_000  # 5,000 headings without a blank line between them in 20,000 characters: 0.9 s
_TICKS_BY_LINE = 80_000_000  # a line of 12,000 characters, half of them backticks: 0.5 s

_MARK = re.compile(r"[_*`\\\[\]!<&]|  $", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?:#|([-_*=])(?:[ \t]*+\1)*+[ \t]*+$)", re.MULTILINE)
_OF_RULER = frozenset("|:- \t")
_BETWEEN = re.compile(r"\n[ \t]*\n")

_SPLIT = Text(
    "拆分为几份文档，或改为附件后重新送审",
    "split it into several documents, or attach it as a file, then have it reviewed again",
)
_PARAGRAPHS = Text("用空行分为几段", "divide it by blank lines into several paragraphs")
_SHEET = Text("改为表格附件（xlsx、csv），正文只留摘要", "attach it as a spreadsheet and keep a summary in the body")


def of_body(body: str, first_line: int) -> Iterator[Problem]:
    """Yield what is too long or too many for any reader (rule B05)."""
    if len(body) > BODY:
        yield _too_many(first_line, Text("正文字符", "characters of the body"), len(body), BODY, _SPLIT)
    if (lines := body.count("\n")) > LINES:
        yield _too_many(first_line, Text("正文行数", "lines of the body"), lines, LINES, _SPLIT)
    if (links := body.count("](") + body.count("]:")) > LINKS:
        yield _too_many(first_line, Text("正文中的链接", "links in the body"), links, LINKS, _SPLIT)
    if "|" in body:
        yield from _tables(body, first_line)


def of_python_markdown(body: str, first_line: int) -> Iterator[Problem]:
    """Yield what takes Python-Markdown long, in a body within the limits of ``of_body`` (rule B05)."""
    every = 0
    work = headings = 0
    line = first_line
    for paragraph in _BETWEEN.split(body):
        marks = sum(1 for _ in _MARK.finditer(paragraph))
        every += marks
        work += marks * len(paragraph)
        if work > _MARKS_BY_LENGTH or every > MARKS:
            what = Text("标记（* _ ` \\ 等）", "marks such as * _ ` \\")
            most = min(MARKS, _MARKS_BY_LENGTH // max(1, len(paragraph)))
            yield _too_many(line, what, max(marks, every), most, _PARAGRAPHS)
            return
        headings += sum(1 for _ in _HEADING.finditer(paragraph)) * len(paragraph)
        if headings > _HEADINGS_BY_LENGTH:
            message = Text(
                "很多标题、分隔线连在一起，没有空行", "many headings or rules follow each other without a blank line"
            )
            yield Problem("B05", line, 1, message, _PARAGRAPHS)
            return
        line += paragraph.count("\n") + 2
    if "`" in body and "|" in body:
        yield from _ticks(body, first_line)


def _tables(body: str, first_line: int) -> Iterator[Problem]:
    """Tables of more columns than a page can show, and of more cells than anybody reads."""
    lines = body.split("\n")
    cells = columns = 0
    for number, text in enumerate(lines):
        if _is_ruler(text):
            columns = max(text.count("|"), lines[number - 1].count("|") if number else 0) + 1
            if columns > COLUMNS:
                what = Text("表格的列", "columns of the table")
                yield _too_many(first_line + number, what, columns, COLUMNS, _SHEET)
                return
        elif not text.strip():
            columns = 0
        cells += columns
        if cells > CELLS:
            yield _too_many(first_line + number, Text("表格的单元格", "cells of tables"), cells, CELLS, _SHEET)
            return


def _is_ruler(text: str) -> bool:
    return "|" in text and "-" in text and _OF_RULER.issuperset(text)


def _ticks(body: str, first_line: int) -> Iterator[Problem]:
    work = 0
    for number, text in enumerate(body.split("\n"), first_line):
        work += text.count("`") * len(text)
        if work > _TICKS_BY_LINE:
            message = Text("表格行中的反引号（`）过多", "too many backticks in rows of tables")
            yield Problem("B05", number, 1, message, Text("删去反引号", "delete the backticks"))
            return


def _too_many(line: int, what: Text, count: int, most: int, remedy: Text) -> Problem:
    message = Text(f"{what.zh}有 {count} 个，超过上限 {most} 个", f"{what.en}: {count}, more than {most}")
    return Problem("B05", line, 1, message, remedy)

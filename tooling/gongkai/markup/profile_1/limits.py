"""What Markdown would show otherwise than it is written, or take too long over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Text
from gongkai.source.problems import Problem

_DEEP = 20  # levels; no office nests deeper, and the parser's time grows with the square
_MARKERS = re.compile(
    rf"^(?:(?:[ \t]*+(?:>|(?:[-+*]|[0-9]+\.)[ \t]++)){{{_DEEP},}}+|[ \t]{{{4 * _DEEP},}}+(?:[-+*]|[0-9]+\.)[ \t])",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"( *)([0-9]+)\.[ \t]+\S")
_NUMBER = re.compile(r"^ *[0-9]+\.[ \t]", re.MULTILINE)
_BULLET = re.compile(r"( *)[-+*][ \t]")
_LONGEST_NUMBER = 9

_LESS_DEEP = Text("减少嵌套的层数", "nest less deeply")


def unshowable(body: str, first_line: int) -> list[Problem]:
    """Nesting without measure, and lists whose numbers the page would change (rule B05)."""
    found: list[Problem] = []
    if "[" in body:
        found += _brackets(body, first_line)
    found += [too_deep(body.count("\n", 0, match.start()) + first_line) for match in _MARKERS.finditer(body)]
    if _NUMBER.search(body):
        found += _renumbered(body, first_line)
    return found


def too_deep(line: int) -> Problem:
    message = Text("正文嵌套过深，无法可靠显示", "the body is nested too deeply to be shown reliably")
    return Problem("B05", line, 1, message, _LESS_DEEP)


def _brackets(body: str, first_line: int) -> Iterator[Problem]:
    """Paragraphs with many brackets inside brackets, or never closed: each makes the parser look to the end again."""
    line = first_line
    for paragraph in body.split("\n\n"):
        if _depth(paragraph, "[", "]") > _DEEP or _depth(paragraph, "](", ")") > _DEEP:
            yield too_deep(line + paragraph.startswith("\n"))
        line += paragraph.count("\n") + 2


def _depth(text: str, opening: str, closing: str) -> int:
    """How many are open at once at the most."""
    if text.count(opening) <= _DEEP:
        return 0
    depth = deepest = 0
    for part in text.split(opening)[1:]:
        depth += 1
        deepest = max(deepest, depth)
        depth = max(0, depth - part.count(closing))
    return deepest


def _renumbered(body: str, first_line: int) -> Iterator[Problem]:
    """Items of one list that do not count on by one: the page would number them anew."""
    last: dict[int, int] = {}  # the number of the last item at each indentation
    blank = True
    for number, line in enumerate(body.split("\n"), first_line):
        if not line.strip():
            blank = True
            continue
        indent = len(line) - len(line.lstrip(" "))
        last = {at: value for at, value in last.items() if at <= indent or not blank}
        if match := _NUMBERED.match(line):
            digits = match[2]
            known = last.get(indent)
            if len(digits) > _LONGEST_NUMBER or (known is not None and int(digits) != known + 1):
                message = Text(
                    f"编号“{digits[:12]}.”与上一项不连续，页面会重新编号",
                    f"the number {digits[:12]} does not follow upon the one before; the page would number it anew",
                )
                remedy = Text(
                    "改为连续的编号；要保留编号的，写成“第五项”或“（五）”",
                    "count on by one; to keep the number, write it in words or in brackets",
                )
                yield Problem("B05", number, indent + 1, message, remedy)
            last = {at: value for at, value in last.items() if at < indent}
            last[indent] = int(digits[:_LONGEST_NUMBER])
        elif _BULLET.match(line) or (blank and indent == 0):
            last = {at: value for at, value in last.items() if at < indent}
        blank = False

"""Blank lines around headings, lists and tables, and the ruler under a table's head: what a body lacks and nobody has to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADING = re.compile(r" {0,3}#{1,6}\s")
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,3}[.)]) +(?![0-9.,%])\S")
_ROW = re.compile(r" {0,3}\|.*\|\s*")
_RULER = re.compile(r" {0,3}\|(?: *:?-+:? *\|)+\s*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def tidied(body: str) -> str:
    """The body with these lines added; no character of its text is changed. Idempotent."""
    lines = body.split("\n")
    kinds = list(_kinds(lines))
    out: list[str] = []
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        before = kinds[number - 1] if number else ""
        if out and out[-1].strip() and _apart(before, kind):
            out.append("")
        out.append(line)
        first = kind == "row" and before != "row"
        if first and kinds[number + 1 : number + 2] == ["row"] and not _RULER.fullmatch(lines[number + 1]):
            out.append("|" + " --- |" * _columns(line))
    return "\n".join(out)


def _apart(before: str, kind: str) -> bool:
    """Whether a blank line belongs between two lines."""
    if "" in (before, kind) or "code" in (before, kind):
        return False
    return "heading" in (before, kind) or (
        before != kind and ("row" in (before, kind) or (before, kind) == ("text", "item"))
    )


def _kinds(lines: list[str]) -> Iterator[str]:
    """What each line is; an item is one only among others, because a single one may be a number with its sign."""
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
            yield "code"
        elif fenced or line.startswith(("    ", "\t", ":::")):
            yield "code"
        elif not line.strip():
            yield ""
        elif _HEADING.match(line):
            yield "heading"
        elif _ROW.fullmatch(line):
            yield "row"
        elif _ITEM.match(line) and any(
            _ITEM.match(one) for one in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
        ):
            yield "item"
        else:
            yield "text"


def _columns(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row.strip())) - 1

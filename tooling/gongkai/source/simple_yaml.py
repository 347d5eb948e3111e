"""A shortcut past the YAML parser for front matter in its simplest form, which is how nearly all is written.

One ``key: value`` or ``- value`` a line, two blanks a level, text plain or in double quotes without escapes, no comment. For
such a text the value is the one that the parser would find (a property test holds the two to it); any other is left to
the parser, with everything that is to be refused.
"""

from __future__ import annotations

import re
from typing import Any

# A plain text begins with a letter, a digit or a character beyond ASCII, and holds no ": "; "#" and tabs are looked for before.
_PLAIN = r"[^\s\x00-\x2f:-@\[-`{-\x7f][^\n:]*(?::(?=[^ \n])[^\n:]*)*(?<! )"
_VALUE = rf'(?:"[^"\\\n]*"|{_PLAIN})'
_LINE = re.compile(rf"^( *)((?:- )?)(?:([a-z][a-z0-9_-]{{0,60}}):(?: ({_VALUE}))?|({_VALUE}))$", re.MULTILINE)
_STEP = 2
_DEEPEST = 6 * _STEP

Simple = Any  # dict[str, Simple] | list[Simple] | str


def parse(text: str) -> tuple[dict[str, Simple], dict[str, int]] | None:  # noqa: PLR0911, PLR0912 - one pass, each form a branch
    """The mapping, and on which line (from 0) each of its own keys stands; None for a text that needs the parser."""
    if "#" in text or "\t" in text or not text.endswith("\n"):
        return None
    rows = _LINE.findall(text)
    if len(rows) != text.count("\n"):
        return None
    whole: dict[str, Simple] = {}
    lines: dict[str, int] = {}
    levels: list[tuple[int, Simple]] = [(0, whole)]  # open mappings and lists with their indentation, outermost first
    depth, here = levels[0]
    waiting = ""  # a key whose value begins on the next line
    for number, (blanks, dash, key, keyed, single) in enumerate(rows):
        indent = len(blanks)
        if waiting:
            if indent != depth + _STEP or indent > _DEEPEST:
                return None
            here[waiting] = [] if dash else {}
            depth, here, waiting = indent, here[waiting], ""
            levels.append((depth, here))
        while indent < depth:
            levels.pop()
            depth, here = levels[-1]
        if indent != depth:
            return None
        if dash:
            if type(here) is not list:
                return None
            if single:
                here.append(single[1:-1] if single[0] == '"' else single)
                continue
            here.append({})
            depth, here = indent + _STEP, here[-1]
            levels.append((depth, here))
        if single or type(here) is not dict or key in here:
            return None
        if keyed:
            here[key] = keyed[1:-1] if keyed[0] == '"' else keyed
        else:
            waiting = key
        if here is whole:
            lines[key] = number
    return None if waiting else (whole, lines)

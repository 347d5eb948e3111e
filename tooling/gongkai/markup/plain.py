"""A shortcut past the Markdown parser for text that holds no markup.

Most official text is plain paragraphs and headings. Runs of them are written straight to HTML, byte for byte what
the parser would produce (a property test and 712 real regulations hold it to that); the rest goes through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Any character that can begin inline markup, an entity or a table; any line that can begin a block;
# any line with blanks at its ends (hard breaks, code blocks).
_MARKUP = re.compile(r"[`*_\[\]<>&\\|!\t]|^[^\S\n]|[^\S\n]$|^(?:[-+=~:#]|\d+\.)", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) ([^`*_\[\]<>&\\|!#\t\n]*[^`*_\[\]<>&\\|!#\t\n\s])")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def segments(body: str) -> Iterator[tuple[str, bool]]:
    """The body cut into runs: HTML of plain blocks (True) and Markdown that needs the parser (False), in order."""
    if "]:" in body:
        # A definition, also one in a quotation or a list, serves links anywhere in the text; it cannot be cut.
        yield body, False
        return
    plain: list[str] = []
    marked: list[re.Match[str]] = []
    for block in _BLOCK.finditer(body):
        html = _html(block[0])
        if html is None:
            if plain:
                yield "\n".join(plain), True
                plain = []
            marked.append(block)
        else:
            if marked:
                yield _source(body, marked), False
                marked = []
            plain.append(html)
    if plain:
        yield "\n".join(plain), True
    if marked:
        yield _source(body, marked), False


def _source(body: str, blocks: list[re.Match[str]]) -> str:
    """Blocks as they were written, with all blank lines between them: inside code they count."""
    return body[blocks[0].start() : blocks[-1].end()]


def _html(block: str) -> str | None:
    if heading := _HEADING.fullmatch(block):
        level = len(heading[1])
        return f"<h{level}>{heading[2].strip()}</h{level}>"
    if _MARKUP.search(block):
        return None
    return f"<p>{block}</p>"

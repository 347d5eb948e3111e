"""A shortcut past the Markdown parser for text that holds no markup.

Most official text is plain paragraphs and headings. Runs of them are written straight to HTML, byte for byte what
the parser would produce (a property test and 712 real regulations hold it to that); the rest goes through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Any character that can begin inline markup, an entity or a table; any line that can begin a block;
# any line with blanks at its ends (hard breaks, code blocks).
_MARKUP = re.compile(r"[`*_\[\]<>&\\|!]|^[^\S\n]|[^\S\n]$|^(?:[-+=~:#]|\d+\.)", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) ([^`*_\[\]<>&\\|!#\n]*[^`*_\[\]<>&\\|!#\n\s])")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]]*\]:", re.MULTILINE)
_BLOCKS = re.compile(r"\n{2,}")


def segments(body: str) -> Iterator[tuple[str, bool]]:
    """The body cut into runs: HTML of plain blocks (True) and Markdown that needs the parser (False), in order."""
    if _DEFINITION.search(body):
        # A definition serves links anywhere in the text; the text cannot be cut.
        yield body, False
        return
    plain: list[str] = []
    marked: list[str] = []
    for block in _BLOCKS.split(body.strip("\n")):
        html = _html(block)
        if html is None:
            if plain:
                yield "\n".join(plain), True
                plain = []
            marked.append(block)
        else:
            if marked:
                yield "\n\n".join(marked), False
                marked = []
            plain.append(html)
    if plain:
        yield "\n".join(plain), True
    if marked:
        yield "\n\n".join(marked), False


def _html(block: str) -> str | None:
    if not block:
        return None
    if heading := _HEADING.fullmatch(block):
        level = len(heading[1])
        return f"<h{level}>{heading[2].strip()}</h{level}>"
    if _MARKUP.search(block):
        return None
    return f"<p>{block}</p>"

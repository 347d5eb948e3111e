"""A shortcut past the Markdown parser for text that holds no markup.

Most official text is plain paragraphs and headings. Runs of them are written straight to HTML, byte for byte what
the parser would produce (a property test and 712 real regulations hold it to that); the rest goes through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Any character that can begin inline markup, an entity or a table; what a line can begin a block with. Lines with
# blanks at their ends (hard breaks, code blocks) are markup too. A few short looks are faster than one long pattern.
_INLINE = re.compile(r"[`*_\[\]<>&\\|!]")
_SIGNS = frozenset("-+=~:#")
_NUMBER = re.compile(r"\d+\.")
_HEADING = re.compile(r"(#{1,6}) ([^`*_\[\]<>&\\|!#\n]*[^`*_\[\]<>&\\|!#\n\s])")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_BLANK_LINE = re.compile(r"(?<=\n) +\n")


def whole(body: str) -> str | None:
    """The HTML of a body that is plain throughout, or None where any of it needs a closer look.

    Such a body has nothing that could be refused: no markup, no nesting, no list and no address.
    """
    if _INLINE.search(body) or "\t" in body or " \n" in body:
        return None
    blocks = [_plain_block(block) for block in _BLOCK.findall(body)]
    return None if None in blocks else "\n".join(blocks)  # type: ignore[arg-type]


def segments(body: str) -> Iterator[tuple[str, bool]]:
    """The body cut into runs: HTML of plain blocks (True) and Markdown that needs the parser (False), in order."""
    if "]:" in body:
        # A definition, also one in a quotation or a list, serves links anywhere in the text; it cannot be cut.
        yield body, False
        return
    # As the parser does before anything else; a run must not begin with a line that it takes for code.
    if "\t" in body:
        body = body.expandtabs(4)
    if " \n" in body:
        body = _BLANK_LINE.sub("\n", body)
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
    return None if _INLINE.search(block) else _plain_block(block)


def _plain_block(block: str) -> str | None:
    """The HTML of a block without inline markup."""
    if block[0] == "#":
        heading = _HEADING.fullmatch(block)
        return f"<h{len(heading[1])}>{heading[2].strip()}</h{len(heading[1])}>" if heading else None
    for line in block.split("\n") if "\n" in block else (block,):
        first = line[0]
        if first in _SIGNS or first.isspace() or line[-1].isspace() or (first.isdecimal() and _NUMBER.match(line)):
            return None
    return f"<p>{block}</p>"

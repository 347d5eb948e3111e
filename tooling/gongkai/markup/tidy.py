"""What can be put right in a body without judgement: blank lines around blocks, closing bars and rulers of tables.

No visible character changes. What is left needs somebody who knows what is meant, and is refused by the check.
"""

from __future__ import annotations

from gongkai.markup.profile_2 import marks


def tidied(body: str) -> str:
    """The body with every block apart from its neighbours, tables with rulers, and no blanks at the ends of lines.

    Tidying a tidy body changes nothing.
    """
    done: list[str] = []
    # A tab at the end of a pasted row stands before an empty cell.
    lines = [line.rstrip(" " if "\t" in line.lstrip() else " \t") for line in body.split("\n")]
    at, before = 0, ""
    while at < len(lines):
        kind = _kind(lines[at])
        end = at + 1
        if kind == "form":
            end = _after_form(lines, at)
        elif kind != "blank":
            while end < len(lines) and _goes_on(kind, lines[end]):
                end += 1
        # A blank line would settle that a pasted heading is none; that is for a person to say.
        pasted = bool(done) and before == "text" and marks.is_bare_heading(done[-1])
        # So it would of a row without its first bar.
        row = before == "table" and marks.is_row_without_beginning(lines[at])
        if kind != "blank" and before not in ("", "blank") and not pasted and not row:
            done.append("")
        if kind == "text" and (pasted_at := marks.pasted_table(lines[at:end])):
            done += _from_tabs(lines[at:end], *pasted_at)
        else:
            done += _table(lines[at:end]) if kind == "table" else lines[at:end]
        at, before = end, kind
    return "\n".join(line.rstrip(" \t") for line in done)


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if marks.HEADING.fullmatch(line):
        return "heading"
    if marks.ITEM.match(line):
        return "list"
    if marks.ROW.match(line):
        return "table"
    if marks.FENCE.match(line):
        return "form"
    return "note" if marks.NOTE.fullmatch(line) else "text"


def _goes_on(kind: str, line: str) -> bool:
    """Return whether a line belongs to the block of a kind that was begun."""
    if kind == "list":
        return _kind(line) == "list" or (_kind(line) == "text" and line[:1] in (" ", "\t"))
    return kind in ("table", "text", "note") and _kind(line) == kind


def _after_form(lines: list[str], at: int) -> int:
    """The index after the line that closes an official block, or after its first line where nothing does."""
    for end in range(at + 1, len(lines)):
        if match := marks.FENCE.match(lines[end]):
            return end if match[1].strip() else end + 1
    return at + 1


def _table(rows: list[str]) -> list[str]:
    closed = [row if marks.cells(row) is not None else f"{row} |" for row in rows]
    cells = [marks.cells(row) or () for row in closed]
    if len(cells) > 1 and marks.is_ruler(cells[1]):
        return closed
    if len(cells) > 1 and cells[0] and not marks.is_ruler(cells[0]):
        return [closed[0], "| " + " | ".join("---" for _ in cells[0]) + " |", *closed[1:]]
    return closed


def _from_tabs(lines: list[str], start: int, end: int) -> list[str]:
    """A paragraph with a table in it whose cells stand between tabs, the first row of which is taken for the head."""
    rows = [
        [cell.strip(" ").replace("|", "\\|") for cell in line.strip(" \u3000\xa0").split("\t")]
        for line in lines[start:end]
    ]
    table = _table(["| " + " | ".join(row) + " |" for row in rows])
    before, after = lines[:start], lines[end:]
    return [*before, *([""] if before else []), *table, *([""] if after else []), *after]

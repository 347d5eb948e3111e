"""A text as the scan goes through it: lines, folded when somebody asks for one."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from gongkai.secrecy.tables import MARKS, SEPARATORS, Table, tables
from gongkai.source.folding import anyhow_folded, is_plain, plainly_folded


class Page:
    """A text in lines. ``text`` is what words and digits are looked for in; only its punctuation may still be unfolded."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        if is_plain(text):
            self.text = text
        else:
            self._lines = [line if is_plain(line) else anyhow_folded(line) for line in self._lines]
            self.text = "\n".join(self._lines)
        self._folded: dict[int, str] = {}
        self._bars: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, number: int) -> str:
        """The folded line of that number, from 0; nothing where there is none."""
        if not 0 <= number < len(self._lines):
            return ""
        if number not in self._folded:
            self._folded[number] = plainly_folded(self._lines[number])
        return self._folded[number]

    def written(self, number: int) -> str:
        """The line as it stands in ``text``."""
        return self._lines[number]

    def at(self, offset: int) -> tuple[int, int]:
        """Number of the line, and offset in it, of an offset in ``text``; both from 0."""
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map((1).__add__, map(len, self._lines)), initial=0))[:-1]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        if not any(mark in self.text for mark in SEPARATORS):
            return ()
        marked = {self.at(mark.start())[0] for mark in MARKS.finditer(self.text)}
        return tuple(tables(self._lines, sorted(marked)))

    @cached_property
    def _rows(self) -> dict[int, tuple[Table, int]]:
        return {row.line: (table, place) for table in self.tables for place, row in enumerate(table.rows)}

    def row(self, number: int) -> tuple[Table, int] | None:
        """The table that a line is a row of, and its place among the rows."""
        return self._rows.get(number)

    def cell(self, number: int, offset: int) -> int:
        """The cell of a row in which an offset lies."""
        if number not in self._bars:
            line = self._lines[number]
            mark = next((one for one in SEPARATORS if one in line), "|")
            found = self.row(number)
            skipped = found is not None and found[0].framed
            self._bars[number] = [at for at, one in enumerate(line) if one == mark][skipped:]
        return bisect_right(self._bars[number], offset)

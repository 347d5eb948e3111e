"""Text that one page states and another shows: a spreadsheet program writes a chart or a long line on each of the pages it goes over.

Each page has all of it and shows its part. What lies beside it or is cut off there is hidden from nobody, if it is written
elsewhere in the same order, from its first character to its last, and seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.attachments.pdf.engine import Character

_MOST = 300  # stretches that are looked for on all pages
_SHORTEST = 5  # characters; single digits stand on every page
_TOGETHER = 8  # characters between two that are unseen: more part two stretches
_FEW = 3  # characters that do not count


@dataclass(slots=True)
class Pages:
    """The characters of all pages in their order, and which of them are unseen."""

    _texts: list[str] = field(default_factory=list)
    _unseen: dict[int, frozenset[int]] = field(default_factory=dict)
    _tiny: dict[int, int] = field(default_factory=dict)

    def add(self, characters: Sequence[Character], unseen: Sequence[int], tiny: int) -> None:
        """The next page; ``tiny`` is how many of its characters nobody could read anywhere."""
        self._texts.append("".join([chr(one[0]) for one in characters]))
        if len(unseen) + tiny >= _FEW:
            page = len(self._texts) - 1
            self._unseen[page], self._tiny[page] = frozenset(unseen), tiny

    def hidden(self) -> list[int]:
        """The pages, from 0, that state what no page shows. Linear: only so much is looked for."""
        stretches = {page: list(_stretches(sorted(numbers))) for page, numbers in self._unseen.items()}
        if sum(map(len, stretches.values())) > _MOST:
            return sorted(stretches)
        return [page for page in sorted(stretches) if self._missing(page, stretches[page]) >= _FEW]

    def _missing(self, page: int, stretches: Sequence[range]) -> int:
        return self._tiny[page] + sum(len(self._not_shown(page, one)) for one in stretches)

    def _not_shown(self, page: int, stretch: range) -> set[int]:
        """Numbers of characters, within a stretch, that no other page shows."""
        written = self._texts[page][stretch.start : stretch.stop]
        missing = {number - stretch.start for number in self._unseen[page] if number in stretch}
        for other, text in enumerate(self._texts if len(stretch) >= _SHORTEST else ()):
            if other != page and (at := text.find(written)) >= 0:
                unseen = self._unseen.get(other, frozenset())
                missing = {number for number in missing if number + at in unseen}
        return missing


def _stretches(numbers: Sequence[int]) -> Iterator[range]:
    """Numbers that are near to one another, each time from the first to the last of them."""
    if not numbers:
        return
    first = before = numbers[0]
    for number in numbers[1:]:
        if number - before > _TOGETHER:
            yield range(first, before + 1)
            first = number
        before = number
    yield range(first, before + 1)

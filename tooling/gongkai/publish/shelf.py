"""All items of a site in the order of its lists: newest approval first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gongkai.approved import ApprovedDocument


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lists and counts need of every item, by column; all else one item at a time, by its position.

    ``approved`` are days (YYYY-MM-DD). A large site that was built before has its items at hand only when one is asked for.
    """

    numbers: Sequence[str]
    approved: Sequence[str]
    categories: Sequence[str]
    agencies: Sequence[str]
    genres: Sequence[str]
    years: Sequence[str]
    document: Callable[[int], ApprovedDocument]

    def __len__(self) -> int:
        return len(self.numbers)


def shelf_of(approved: Iterable[ApprovedDocument]) -> Shelf:
    """The items among approved documents."""
    items = [document for document in approved if document.kind == "item"]
    items.sort(key=lambda d: (d.approved_on, d.card.index_number), reverse=True)
    cards = [document.card for document in items]
    return Shelf(
        numbers=[card.index_number for card in cards],
        approved=[document.approved_on.isoformat() for document in items],
        categories=[card.category for card in cards],
        agencies=[card.agency for card in cards],
        genres=[card.genre for card in cards],
        years=[card.year for card in cards],
        document=items.__getitem__,
    )

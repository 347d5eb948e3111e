"""All items of a site in the order of its lists: newest approval first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongkai.documents.card import Card
from gongkai.proof.approved import ApprovedDocument


class Listed(Protocol):
    """What a list shows of a document: less than the whole, so that it can be remembered."""

    @property
    def card(self) -> Card: ...

    @property
    def approved_on(self) -> dt.date: ...

    @property
    def published_on(self) -> dt.date | None: ...


@dataclass(frozen=True, slots=True)
class ItemTable:
    """What lists and counts need of every item, by column; all else one item at a time, by its position.

    ``approved`` are days (YYYY-MM-DD), ``agencies`` and ``topics`` identifiers with blanks between them. A large site that was built
    before has its items at hand only when one is asked for.
    """

    numbers: Sequence[str]
    approved: Sequence[str]
    categories: Sequence[str]
    agencies: Sequence[str]
    genres: Sequence[str]
    years: Sequence[str]
    topics: Sequence[str]
    listed: Callable[[int], Listed]

    def __len__(self) -> int:
        return len(self.numbers)


def in_order(approved: Iterable[ApprovedDocument]) -> list[ApprovedDocument]:
    """The items among approved documents, in the order of lists."""
    items = [document for document in approved if document.kind == "item"]
    return sorted(items, key=lambda d: (d.approved_on, d.card.index_number), reverse=True)


def shelf_of(items: Sequence[ApprovedDocument]) -> ItemTable:
    """The shelf of items that are all at hand, in order."""
    cards = [document.card for document in items]
    return ItemTable(
        numbers=[card.index_number for card in cards],
        approved=[document.approved_on.isoformat() for document in items],
        categories=[card.category for card in cards],
        agencies=[" ".join(card.issuers) for card in cards],
        genres=[card.genre for card in cards],
        years=[card.year for card in cards],
        topics=[" ".join(card.topics) for card in cards],
        listed=items.__getitem__,
    )

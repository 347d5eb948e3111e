"""A thousand notices of thirty genres, as offices publish them, with contacts that have to stand there: all invented, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from support.notices import approvals, daily, enforcement, land, money, office, people, posts, procurement, welfare
from support.notices.draft import Draft
from support.notices.notice import Notice

FAMILIES = (procurement, people, posts, welfare, approvals, enforcement, money, land, daily, office)
GENRES = {name: say for family in FAMILIES for name, say in family.GENRES.items()}
COUNT = 1000


def notices(count: int = COUNT) -> Iterator[Notice]:
    """So many notices, the genres in turn; the same every time."""
    genres = list(GENRES.items())
    for at in range(count):
        name, say = genres[at % len(genres)]
        draft = Draft(random.Random(f"{name}/{at}"))
        say(draft)
        yield draft.done(name)

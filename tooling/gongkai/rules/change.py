"""One publication: what a commit on the protected branch changes against the state before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.core.findings import At, Place
from gongkai.documents.card import Card
from gongkai.documents.document import Document
from gongkai.signing.context import SiteContext


@dataclass(frozen=True, slots=True)
class Revised:
    """A document whose files changed: as it was and as it is now; None where it was, or is, not there.

    Of one that was not there before, the card is enough.
    """

    path: str
    before: Document | None
    after: Document | Card | None


@dataclass(frozen=True, slots=True)
class Change:
    """All that one publication changes.

    ``paths`` are all changed paths, those outside content/ and catalog/ too; ``lost`` are signed ledger entries that were
    there before and are not, or not as they were: (path of the ledger, its ordinal number there before).
    """

    paths: tuple[str, ...]
    revised: tuple[Revised, ...]
    before: SiteContext
    after: SiteContext
    locate: Callable[[At], Place]
    lost: tuple[tuple[str, int], ...] = ()

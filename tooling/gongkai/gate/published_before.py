"""Whether a document that is not there any more was published: what a withdrawal may still name once its file is gone.

A name alone proves nothing, whoever signed it. What proves it are the two reviews: they stand in a log of first-seen
signatures, or in the bytes that the repository keeps of the file that was removed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from gongkai.core.findings import Severity
from gongkai.documents.document import Document, read
from gongkai.documents.kinds import kind_of
from gongkai.rules import judge_signed
from gongkai.signing.context import SiteContext
from gongkai.source.tree import Source

if TYPE_CHECKING:
    from gongkai.source.git_tree import GitTree

# What makes a review complete and its own; rules about the text may have become stricter since.
_REVIEWS = frozenset({"R01", "R02", "R03", "R04", "R06", "R07", "R09", "R10", "R11", "R12", "B01", "B02", "B03"})


def published_before(source: Source, county: SiteContext) -> Callable[[str], bool]:
    """The question for one tree, by a document's name; each name is looked for once."""

    @functools.cache
    def history() -> GitTree | None:
        # Most counties have nothing to look for, and git need not be there for them.
        from gongkai.source.removed import committed  # noqa: PLC0415

        return committed(source)

    @functools.cache
    def known(name: str) -> bool:
        path = county.path_of(name)
        if path is None:
            return False
        if county.seen and name in county.seen.newest:
            return True
        tree = history()
        if tree is None:
            return False
        from gongkai.source.removed import removed  # noqa: PLC0415

        return any(was_approved(before, path, name, county) for before in removed(tree, path))

    return known


def was_approved(tree: Source, path: str, name: str, county: SiteContext) -> bool:
    """Return whether the document at ``path`` has this name and both reviews."""
    folder = tree.files(path.removesuffix(".md")).regular
    reading = read(tree, path, tuple(one for one in folder if not kind_of(one)))
    document = reading.document
    if document is None or document.name != name or not _agreed(document):
        return False
    found, _ = judge_signed(reading, (), county)
    return not any(d.code in _REVIEWS and d.severity is Severity.ERROR for d in found)


def _agreed(document: Document) -> bool:
    first, final = document.review.first, document.review.final
    return bool(first and final and first.decision == final.decision == "agree")

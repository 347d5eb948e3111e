"""What several rules ask of the list of attachments in an item."""

from __future__ import annotations

from gongkai.documents.document import Document


def listing_damaged(document: Document) -> bool:
    """Return whether the list of attachments could not be read; that is reported, and what follows from it would mislead."""
    return "attachments" in document.damaged

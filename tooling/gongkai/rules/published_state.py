"""Whether and how a document was published in the state before."""

from __future__ import annotations

from gongkai.documents.document import Document


def is_published(document: Document | None) -> bool:
    """Return whether a document of the state before was out: it bears a final review that agrees.

    Whether that review still fits is not asked. A text that was broken in between was published before all the same.
    """
    final = document.review.final if document else None
    return final is not None and final.decision == "agree"


def restored(before: Document, after: Document) -> bool:
    """Return whether a document stands under the very approval it had, with the bytes that were approved."""
    final = after.review.final
    return (
        final is not None and after.signed.get("final") == before.signed.get("final") and final.digest == after.digest
    )

"""Opening the books: what the audit of lateness looks at, read from a county on disk."""

from __future__ import annotations

from gongkai.core.findings import Progress
from gongkai.documents.document import Locator, read
from gongkai.gate.load_site import sort
from gongkai.rules import Books
from gongkai.signing.context import SiteContext
from gongkai.source.tree import Source


def open_books(source: Source, county: SiteContext, progress: Progress = lambda done, of: None) -> Books:
    """The ledgers, and of every document its name and its redaction. Attachments are not opened for that."""
    treated, names = [], set()
    paths = [path for path, _ in sort(source.files("content", "catalog")).documents]
    for done, path in enumerate(paths, 1):
        document = read(source, path).document
        if document is not None:
            names.add(document.name)
            if document.item and "redaction" not in document.damaged and document.item.redaction:
                treated.append((path, document.item.redaction))
        progress(done, len(paths))
    present = names - county.withdrawals.keys()
    return Books(county.entries, treated, present.__contains__, Locator(source))

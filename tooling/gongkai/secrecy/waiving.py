"""Which waivers of an item the leader has to confirm one by one."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.documents.document import Document
from gongkai.documents.item import Waiver
from gongkai.secrecy.leaks import Scanned


def due_confirmations(scanned: Scanned) -> Iterator[tuple[int, Waiver]]:
    """The waivers, with their positions, that excuse what only a leader's own word can."""
    subject = scanned.subject
    item = subject.item if isinstance(subject, Document) else None
    due = {leak.key for leak in scanned.waived if leak.hit.detector.confirmed}
    for position, one in enumerate(item.waivers if item and due else ()):
        if (one.rule, one.where) in due:
            yield position, one

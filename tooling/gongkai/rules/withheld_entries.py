"""The entries of the ledger of withheld items, for the rules of the audit."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import At
from gongkai.rules.engine import Books
from gongkai.signing.ledgers import LedgerEntry, Withheld


def withheld_entries(books: Books) -> Iterator[tuple[LedgerEntry, Withheld]]:
    for entry in books.entries:
        if isinstance(entry.fields, Withheld):
            yield entry, entry.fields


def entry_place(entry: LedgerEntry, key: str) -> At:
    return At(entry.path, f"entries.{entry.position}.{key}")

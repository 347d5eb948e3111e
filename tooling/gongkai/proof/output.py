"""A built site as the rules see it: facts only, gathered by ``gongkai.proof``; the judgement is in ``rules/o*.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.findings import Place, Text
from gongkai.search.shards import covers


class Use(StrEnum):
    """What a file of the site is there for. Whatever has no use does not belong there (O01)."""

    DOCUMENT = "document"
    ATTACHMENT = "attachment"
    TOMBSTONE = "tombstone"
    COLLECTION = "collection"  # lists, feed, map, exports: what shows many documents
    THEME = "theme"
    SEARCH = "search"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that has to be there. ``sha256`` is empty where only its presence is known."""

    use: Use
    document: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry that the search index has to hold: of an item approved on ``date``.

    ``folder`` is that of its shard and ``sha256`` of its content; both are empty where they are not known.
    """

    date: str
    folder: str = ""
    sha256: str = ""

    def may_be_in(self, path: str) -> bool:
        """Return whether a file of the index is in the shard for this entry; its name says which days it is for."""
        folder = path.split("/")[1]
        return covers(folder.rpartition("-")[0], self.date) and self.folder in ("", folder)


@dataclass(frozen=True, slots=True)
class Trace:
    """Something found in a file. ``what`` names its kind and where it comes from, never the text itself."""

    path: str
    line: int
    column: int
    what: Text


@dataclass(frozen=True, slots=True)
class Output:
    """All facts about one built site; paths are relative to it.

    ``found`` maps every file to its sha256, ``wanted`` is what the approved documents call for. ``fragments`` are the
    entries of the search index: file, address of the page, sha256 of the content; ``entries`` are those that it must
    hold, by address, or None where the site has no search. ``gone`` are the addresses (without
    extension) of documents that were taken away. ``forms`` are the names of the fields on the page of each form.
    """

    name: str
    found: Mapping[str, str]
    irregular: tuple[str, ...]
    wanted: Mapping[str, Wanted]
    fragments: tuple[tuple[str, str, str], ...]
    entries: Mapping[str, Indexed] | None
    gone: frozenset[str]
    loads: tuple[Trace, ...]
    internal: tuple[Trace, ...]
    unreadable: tuple[Trace, ...]
    lingering: tuple[Trace, ...]
    forms: Mapping[str, tuple[str, ...]]

    def place(self, at: str | Place) -> Place:
        """A place of the site in a report: its folder's name before the path."""
        path, line, column = (at.path, at.line, at.column) if isinstance(at, Place) else (at, 1, 1)
        return Place(f"{self.name}/{path}" if path else self.name, line, column)

    def of_gone(self, path: str) -> bool:
        """Return whether a file lies in the attachment folder of a document that was taken away."""
        parts = path.split("/")
        return any("/".join(parts[:end]) in self.gone for end in range(1, len(parts)))

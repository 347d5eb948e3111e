"""What the searcher knows of one item, and the digests that tell whether a shard has to be built again."""

import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

# Counted up whenever the same entries make another shard: tokens, pages, fragments, file names.
FORMAT = 3
FILTERS = ("year", "agency", "category", "genre")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the searcher sees it. Everything in it becomes public."""

    index_number: str
    url: str  # from the root of the site, percent-encoded
    title: str
    text: str  # plain text: summary, body, titles and texts of attachments; blocks separated by line breaks
    document_number: str  # empty where the item has none
    date: str  # YYYY-MM-DD, by which results are in order
    year: str
    agency: str  # year, agency, category, genre: the values that filters take, several with blanks between them, empty for none
    category: str
    genre: str
    agency_name: str
    produced_on: str = ""  # YYYY-MM-DD, the day that is shown
    validity: str = ""  # what is shown of it where it is not in force


def entry_digest(entry: Entry) -> str:
    """The sha256 of all that goes into the index of an entry."""
    return sha256(_canonical(asdict(entry))).hexdigest()


def shard_digest(digests: Iterable[str], *, fold: Mapping[str, str]) -> str:
    """The sha256 of all that goes into a shard, from the digests of its entries in any order.

    Two shards of the same digest answer every search alike; they need not be the same bytes, because Pagefind writes
    some of its files anew in every run. Where it is the digest of a finished shard, nothing has to be built.
    """
    version = importlib.metadata.version("pagefind-bin")
    whole = {"format": FORMAT, "pagefind": version, "fold": dict(fold), "entries": sorted(digests)}
    return sha256(_canonical(whole)).hexdigest()


def folder(name: str, digest: str) -> str:
    """The folder of a shard: another one whenever what is in it changed, so that browsers keep nothing stale."""
    return f"{name}-{digest[:12]}"


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

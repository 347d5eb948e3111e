"""Full-text search without a server: the index is written here, the browser reads it.

The index is made by the standard Pagefind binary over a tree in which every run of Chinese is written as
overlapping bigrams; `theme/static/search.js` turns a query into the same bigrams and asks for them as a
phrase, so a search is an exact substring search. `tokens` and `theme/static/search-text.js` are the same
function in two languages; `tests/search/vectors.json` holds both to it.

It is made of shards, disjoint in date (`plan`), each built for itself (`build_shard`, `make_shard`) and only when what
goes into it changed (`shard_digest`); one engine (`write_engine`) and one list (`listing`) serve them all.
"""

from .bundle import SearchError
from .engine import write_engine
from .entry import FORMAT, Entry, entry_digest, folder, shard_digest
from .index import build_shard
from .listing import LISTING, Listed, listed, listing
from .shards import Fact, Shard, covers, plan
from .tokens import read_fold
from .whole import AT_ONCE, Built, build_index, fact_of, make_shard, write_listing

__all__ = [
    "AT_ONCE",
    "FORMAT",
    "LISTING",
    "Built",
    "Entry",
    "Fact",
    "Listed",
    "SearchError",
    "Shard",
    "build_index",
    "build_shard",
    "covers",
    "entry_digest",
    "fact_of",
    "folder",
    "listed",
    "listing",
    "make_shard",
    "plan",
    "read_fold",
    "shard_digest",
    "write_engine",
    "write_listing",
]

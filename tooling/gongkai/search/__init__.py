"""Full-text search without a server: the index is written here, the browser reads it.

The index is made by the standard Pagefind binary over a tree in which every run of Chinese is written as
overlapping bigrams; `theme/static/search.js` turns a query into the same bigrams and asks for them as a
phrase, so a search is an exact substring search. `tokens` and `theme/static/search-text.js` are the same
function in two languages; `tests/search/vectors.json` holds both to it.

It is made of shards, disjoint in date (`plan`), each built for itself and only when what goes into it changed
(`build_index`, `shard_digest`); one engine and one list (`listing`) serve them all.
"""

from .bundle import SearchError
from .entry import FORMAT, Entry, entry_digest, folder, shard_digest
from .index import prepared_fragment
from .listing import LISTING, Listed, listing, values_of
from .shards import Fact, Shard, covers, plan
from .tokens import read_fold
from .whole import AT_ONCE, NOTHING, Built, Made, build_index, fact_of, make_shard, make_shards, unchanged

__all__ = [
    "AT_ONCE",
    "FORMAT",
    "LISTING",
    "NOTHING",
    "Built",
    "Entry",
    "Fact",
    "Listed",
    "Made",
    "SearchError",
    "Shard",
    "build_index",
    "covers",
    "entry_digest",
    "fact_of",
    "folder",
    "listing",
    "make_shard",
    "make_shards",
    "plan",
    "prepared_fragment",
    "read_fold",
    "shard_digest",
    "unchanged",
    "values_of",
]

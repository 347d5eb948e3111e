"""Full-text search without a server: the index is written here, the browser reads it.

The index is made by the standard Pagefind binary over a tree in which every run of Chinese is written as
overlapping bigrams; `theme/static/search.js` turns a query into the same bigrams and asks for them as a
phrase, so a search is an exact substring search. `tokens` and `theme/static/search-text.js` are the same
function in two languages; `tests/search/vectors.json` holds both to it.
"""

from .bundle import SearchError
from .index import Entry, build_index
from .tokens import read_fold

__all__ = ["Entry", "SearchError", "build_index", "read_fold"]

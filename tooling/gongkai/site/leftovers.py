"""Files that a copy may still have although its manifest does not name them: a server lists nothing, so they are asked for by name.

Whoever copies a new site over an old one leaves behind what was taken away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from gongkai.core.addresses import data_of

_ITEM = re.compile(r"items/[^/]+/[0-9]+/[^/]+\.html")
_LIST = re.compile(
    r"(?P<before>catalog/.*/(?:index|all)|catalog/.*/page-|catalog/.*/all-|sitemap-)(?P<number>[0-9]*)(?P<after>\.\w+)"
)


def suspects(named: Collection[str], earlier: Collection[str] = ()) -> set[str]:
    """Addresses to try: data beside the page of a document that is no more, the page after the last one of a list, and whatever
    an ``earlier`` manifest named.
    """
    known = set(named)
    found = {data_of(path) for path in known if _ITEM.fullmatch(path)}
    found.update(_next_pages(known))
    found.update(earlier)
    return found - known


def _next_pages(known: Collection[str]) -> Iterator[str]:
    for path in known:
        if match := _LIST.fullmatch(path):
            before, number, after = match.groups()
            if number:
                yield f"{before}{int(number) + 1}{after}"
            elif before.endswith("index"):
                yield f"{before.removesuffix('index')}page-2{after}"
            elif before.endswith("all"):
                yield f"{before}-2{after}"

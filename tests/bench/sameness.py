"""Whether two tools have built the same site: the same item pages, attachments, lists and exports."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

EXPORTS = ("index.html", "404.html", "catalog/index.html", "guide/index.html", "feed.xml", "sitemap.xml")
_DATA = ("catalog.json", "catalog.csv")
# Ours, and Hugo's own way to name the pages of a list.
_LIST = re.compile(r"catalog/(category|agency|year)/([^/]+?)(?:/index|/page-\d+|/page/\d+)?\.html")
_OURS = re.compile(r"items/[^/]+/[0-9]{4}/[0-9]+\.json")  # nobody else is asked for data beside each item
_LINK = re.compile(r'href="[^"]*?(items/[^"#]+?\.html)"')


@dataclass(frozen=True, slots=True)
class Census:
    """What a site holds. ``lists`` has, for every list with items, its number of pages and its items."""

    items: frozenset[str]
    attachments: frozenset[str]
    exports: frozenset[str]
    lists: dict[tuple[str, str], tuple[int, frozenset[str]]]
    pages: int
    size: int

    @property
    def list_pages(self) -> int:
        return sum(pages for pages, _ in self.lists.values())


def census(site: Path) -> Census:
    """Look at every file of a site; only lists are read."""
    items: set[str] = set()
    attachments: set[str] = set()
    found: set[str] = set()
    size = html = 0
    pages: dict[tuple[str, str], int] = defaultdict(int)
    linked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in site.rglob("*"):
        if not path.is_file():
            continue
        name = path.relative_to(site).as_posix()
        size += path.stat().st_size
        html += name.endswith(".html")
        if name in EXPORTS or name in _DATA:
            found.add(name)
        elif name.startswith("items/") and not _OURS.fullmatch(name):
            (items if name.endswith(".html") else attachments).add(name)
        elif match := _LIST.fullmatch(name):
            on_page = set(_LINK.findall(path.read_text(encoding="utf-8")))
            if on_page:
                pages[match[1], match[2]] += 1
                linked[match[1], match[2]] |= on_page
    lists = {key: (pages[key], frozenset(linked[key])) for key in pages}
    return Census(frozenset(items), frozenset(attachments), frozenset(found), lists, html, size)


def differences(ours: Census, theirs: Census) -> list[str]:
    """What the other site has too little or too much, one line a kind; nothing when the work is the same."""
    said = []
    for kind in ("items", "attachments", "exports"):
        mine, other = getattr(ours, kind), getattr(theirs, kind)
        if mine != other:
            said.append(f"{kind}: {_some(mine - other)} missing, {_some(other - mine)} too many")
    differing = {"/".join(key) for key in ours.lists.keys() | theirs.lists.keys() if _differ(key, ours, theirs)}
    if differing:
        said.append(f"lists: {_some(frozenset(differing))} hold other items or pages")
    return said


def _differ(key: tuple[str, str], ours: Census, theirs: Census) -> bool:
    return ours.lists.get(key) != theirs.lists.get(key)


def _some(names: frozenset[str]) -> str:
    shown = ", ".join(sorted(names)[:3])
    return f"{len(names)} ({shown})" if names else "0"

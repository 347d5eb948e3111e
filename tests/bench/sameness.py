"""Whether two tools have built the same site: the same item pages, attachments, lists and exports."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

_CORE = ("index.html", "404.html", "catalog/index.html", "guide/index.html", "feed.xml", "sitemap.xml")
_DATA = ("catalog.json", "catalog.csv")
_MORE = ("catalog/coverage/index.html", "catalog.jsonld")
_CORE_LISTS = ("category", "agency", "year")
# Ours, and Hugo's own way to name the pages of a list.
_LIST = re.compile(r"catalog/(category|agency|year|genre)/([^/]+?)(?:/index|/page-\d+|/page/\d+)?\.html")
# What is beside items and lists, by the names that it has with us and with Hugo.
_BESIDE = (
    re.compile(r"(items/[^/]+/[0-9]{4}/[0-9]+)\.json"),
    re.compile(r"catalog/([a-z]+/[^/]+?)(?:/feed)?\.xml"),
    re.compile(r"catalog/year/([0-9]{4})/all\.html|all/catalog/year/([0-9]{4})\.html"),
)
_LINK = re.compile(r'href="[^"]*?(items/[^"#]+?\.html)"')


@dataclass(frozen=True, slots=True)
class Census:
    """What a site holds. ``lists`` has, for every list with items, its number of pages and its items.

    ``beside`` are data beside items, feeds beside lists, and all titles of a year: no part of the core, which every tool makes.
    """

    items: frozenset[str]
    attachments: frozenset[str]
    exports: frozenset[str]
    beside: frozenset[str]
    lists: dict[tuple[str, str], tuple[int, frozenset[str]]]
    pages: int
    size: int

    @property
    def core(self) -> Census:
        """That part of it which is compared with a tool that makes no more."""
        lists = {key: found for key, found in self.lists.items() if key[0] in _CORE_LISTS}
        return replace(self, exports=self.exports & {*_CORE, *_DATA}, beside=frozenset(), lists=lists)

    @property
    def list_pages(self) -> int:
        return sum(pages for pages, _ in self.lists.values())


def census(site: Path) -> Census:
    """Look at every file of a site; only lists are read."""
    items: set[str] = set()
    attachments: set[str] = set()
    found: set[str] = set()
    beside: set[str] = set()
    size = html = 0
    pages: dict[tuple[str, str], int] = defaultdict(int)
    linked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in site.rglob("*"):
        if not path.is_file():
            continue
        name = path.relative_to(site).as_posix()
        size += path.stat().st_size
        html += name.endswith(".html")
        if name in {*_CORE, *_DATA, *_MORE}:
            found.add(name)
        elif match := next(filter(None, (one.fullmatch(name) for one in _BESIDE)), None):
            beside.add(next(filter(None, match.groups())))
        elif name.startswith("items/"):
            (items if name.endswith(".html") else attachments).add(name)
        elif match := _LIST.fullmatch(name):
            on_page = set(_LINK.findall(path.read_text(encoding="utf-8")))
            if on_page:
                pages[match[1], match[2]] += 1
                linked[match[1], match[2]] |= on_page
    lists = {key: (pages[key], frozenset(linked[key])) for key in pages}
    return Census(frozenset(items), frozenset(attachments), frozenset(found), frozenset(beside), lists, html, size)


def differences(ours: Census, theirs: Census) -> list[str]:
    """What the other site has too little or too much, one line a kind; nothing when the work is the same."""
    said = []
    for kind in ("items", "attachments", "exports", "beside"):
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

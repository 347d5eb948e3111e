"""Where everything lies on the site. Addresses mirror the source paths and are permanent (design)."""

from __future__ import annotations

from typing import Protocol

HOME = "index.html"
CATALOG = "catalog/index.html"
COVERAGE = "catalog/coverage/index.html"
GUIDE = "guide/index.html"
DEADLINES = "guide/deadlines/index.html"
FORMS = "guide/forms/index.html"
SEARCH = "search/index.html"
MISSING = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
CATALOG_JSON = "catalog.json"
CATALOG_CSV = "catalog.csv"
CATALOG_XLSX = "catalog.xlsx"
CATALOG_DATA = "catalog.jsonld"
ROBOTS = "robots.txt"
MANIFEST = "manifest.json"
INDEX = "index"  # the kind of list that has every title of a year
MAP_SIZE = 50_000  # addresses that one map of the site may have (sitemaps.org)
WITH_FEED = ("category", "agency")  # kinds of lists that never end, and so are worth following


def listing(kind: str, subject: str, page: int = 1) -> str:
    """A list of items: ``catalog/<category|agency|year|genre|topic>/<id>/``, or all of a year, paginated."""
    if kind == INDEX:
        return f"catalog/year/{subject}/{'all' if page == 1 else f'all-{page}'}.html"
    return f"catalog/{kind}/{subject}/{'index' if page == 1 else f'page-{page}'}.html"


def list_feed(kind: str, subject: str) -> str:
    """The feed beside a list; one that has no feed is not asked for."""
    return f"catalog/{kind}/{subject}/feed.xml"


def form(kind: str) -> str:
    """The page of a form: citizen, organisation, foreigner, correction."""
    return f"guide/forms/{kind}/index.html"


def blank(kind: str, suffix: str) -> str:
    """The empty form on paper, in the language of the site's documents: docx, pdf."""
    return f"guide/forms/{kind}/blank.{suffix}"


def spoken(url: str, language: str) -> str:
    """A page of the interface in another language than the site's own: ``en/catalog/index.html``."""
    return f"{language}/{url}" if language else url


def data_of(page: str) -> str:
    """The file with the data of an item, beside its page."""
    return f"{page.removesuffix('.html')}.json"


def sitemaps(count: int) -> list[str]:
    """The maps of a site with so many addresses: one, or, where that would be too long, an index and its parts."""
    parts = -(-count // MAP_SIZE)
    return [SITEMAP] if parts <= 1 else [SITEMAP, *(f"sitemap-{part}.xml" for part in range(1, parts + 1))]


def root_of(url: str) -> str:
    """The way from a page up to the site root, for relative addresses."""
    return "../" * url.count("/")


class Named(Protocol):
    """Knows in which file a document of a name lies."""

    def path_of(self, name: str) -> str | None: ...


def of_name(name: str, county: Named) -> str | None:
    """The address of the page of a document, by the document's name."""
    path = county.path_of(name)
    return path.removeprefix("content/").removesuffix(".md") + ".html" if path else None

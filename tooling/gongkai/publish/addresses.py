"""Where everything lies on the site. Addresses mirror the source paths and are permanent (design)."""

from __future__ import annotations

from gongkai.review.county import County

HOME = "index.html"
CATALOG = "catalog/index.html"
GUIDE = "guide/index.html"
POLICIES = "policies/index.html"
REPORTS = "reports/index.html"
SEARCH = "search/index.html"
MISSING = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
CATALOG_JSON = "catalog.json"
CATALOG_CSV = "catalog.csv"
MANIFEST = "manifest.json"
_FOLDERS = {"guide": "guide", "policy": "policies", "page": "pages", "report": "reports"}


def listing(kind: str, subject: str, page: int = 1) -> str:
    """A list of items: ``catalog/<category|agency|year>/<id>/``, paginated."""
    return f"catalog/{kind}/{subject}/{'index' if page == 1 else f'page-{page}'}.html"


def root_of(url: str) -> str:
    """The way from a page up to the site root, for relative addresses."""
    return "../" * url.count("/")


def item_path(index_number: str, county: County) -> str | None:
    """The source path (without extension, below ``content/``) of an item, or None for an unknown code."""
    code, _, rest = index_number.partition("/")
    year, _, serial = rest.partition("-")
    agency = next((a.id for a in county.agencies.values() if a.code == code), None)
    return f"items/{agency}/{year[:4]}/{serial}" if agency else None


def of_name(name: str, county: County) -> str | None:
    """The address of the page of a document, by the document's name."""
    kind, _, rest = name.partition(":")
    if kind == "item":
        path = item_path(rest, county)
        return f"{path}.html" if path else None
    return f"{_FOLDERS[kind]}/{rest}.html" if kind in _FOLDERS else None

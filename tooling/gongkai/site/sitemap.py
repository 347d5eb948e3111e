"""``sitemap.xml`` (sitemaps.org): the addresses of a site for search engines, with the day each last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from gongkai.core import addresses
from gongkai.documents.kinds import CONTENT_KINDS
from gongkai.markup.addresses import page_url
from gongkai.site.item_view import iso
from gongkai.site.model import SiteModel

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def record(address: str, changed_on: str) -> str:
    """One page, on a line; the address is absolute."""
    day = f"<lastmod>{changed_on}</lastmod>" if changed_on else ""
    return f"<url><loc>{escape(address)}</loc>{day}</url>"


def fixed(presenter: SiteModel) -> Iterator[str]:
    """The records of all pages but the items', which come before those."""
    base, as_of = presenter.site.base_url, presenter.catalog.as_of
    for address in ("", addresses.CATALOG, addresses.COVERAGE, addresses.GUIDE):
        yield record(base + address, as_of)
    for kind in CONTENT_KINDS:
        for one in sorted(presenter.others, key=lambda one: one.card.name):
            if kind.mapped and one.card.kind == kind.prefix:
                yield record(base + page_url(one.card.path), iso(one.approved_on))


def maps(base_url: str, records: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """The map, or an index and its parts: path and contents of each."""
    paths = addresses.sitemaps(len(records))
    if len(paths) == 1:
        yield paths[0], _whole("urlset", records)
        return
    index = [f"<sitemap><loc>{escape(base_url + path)}</loc></sitemap>".encode() for path in paths[1:]]
    yield paths[0], _whole("sitemapindex", index)
    for part, path in enumerate(paths[1:]):
        yield path, _whole("urlset", records[part * addresses.MAP_SIZE : (part + 1) * addresses.MAP_SIZE])


def _whole(element: str, lines: Iterable[bytes]) -> bytes:
    return b"\n".join([f'{_XML}<{element} xmlns="{_NAMESPACE}">'.encode(), *lines, f"</{element}>\n".encode()])


def read_back(parts: Iterable[bytes]) -> list[bytes]:
    """The records in a map, or in the parts of one."""
    return [line for part in parts for line in part.split(b"\n")[2:-2]]

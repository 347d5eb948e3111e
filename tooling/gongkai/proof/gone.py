"""What was taken away, and what would give it away: its index number, its address, its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from gongkai.core import addresses
from gongkai.core.findings import CannotRun
from gongkai.proof.internal import Internal, Kind, telling
from gongkai.signing.context import SiteContext
from gongkai.source.envelope import open_document
from gongkai.source.tree import Source


def gone_texts(names: Iterable[str], county: SiteContext, source: Source) -> list[Internal]:
    """The texts that no list, feed, map, export or index may hold any more, unless another document says them."""
    found: dict[str, Internal] = {}
    for name in names:
        for text in _texts(name, county, source):
            found.setdefault(text, Internal(text, Kind.GONE, name))
    return list(found.values())


def gone_folders(names: Iterable[str], county: SiteContext) -> frozenset[str]:
    """The addresses of documents that were taken away, without extension; attachments lie below."""
    pages = (addresses.of_name(name, county) for name in names)
    return frozenset(page.removesuffix(".html") for page in pages if page)


def _texts(name: str, county: SiteContext, source: Source) -> Iterator[str]:
    page = addresses.of_name(name, county)
    if page is None:
        return
    if page != addresses.GUIDE:  # every page of the site leads there
        yield from {page, quote(page)}
        yield from {addresses.data_of(page), quote(addresses.data_of(page))}
        yield from {page.removesuffix(".html") + "/", quote(page.removesuffix(".html")) + "/"}
    if name.startswith("item:"):
        yield name.removeprefix("item:")
    try:
        title = open_document(source.read(f"content/{page.removesuffix('.html')}.md")).values.get("title")
    except CannotRun:
        return  # its source was deleted as well
    if isinstance(title, str) and telling(title):
        yield title

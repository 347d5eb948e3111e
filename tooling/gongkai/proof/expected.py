"""Which files the approved documents call for, worked out without the code that plans and renders pages."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from gongkai.core import addresses
from gongkai.documents.kinds import CONTENT_KINDS, KINDS
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.output import Indexed, Use, Wanted
from gongkai.signing.context import SiteContext

PAGEFIND = "pagefind/"
_ENGINE = re.compile(r"pagefind/engine-[0-9a-f]{12}\.pagefind")
_IN_SHARD = re.compile(
    r"pagefind/([0-9-]+-[0-9a-f]{12})/"
    r"([^/]+\.pf_meta|index/[^/]+\.pf_index|fragment/[^/]+\.pf_fragment|filter/[^/]+\.pf_filter)"
)
_FIXED = (
    addresses.GUIDE, addresses.MISSING, addresses.FEED, addresses.ROBOTS,
    addresses.CATALOG_JSON, addresses.CATALOG_CSV, addresses.CATALOG_XLSX, addresses.CATALOG_DATA,
)  # fmt: skip

_LISTS_OF_KINDS = tuple(kind.list_page for kind in CONTENT_KINDS if kind.listed)
_MAPPED = 4  # addresses in the map of the site beside those of documents: home, catalog, coverage, guide
_INDEX_SIZE = 500  # titles on a page of the index of a year
_KINDS = ("citizen", "organisation", "foreigner", "correction")
_BLANKS = tuple(addresses.blank(kind, suffix) for kind in _KINDS for suffix in ("docx", "pdf"))
_SPOKEN = (  # in every language of the site
    addresses.HOME, addresses.CATALOG, addresses.SEARCH, addresses.COVERAGE, addresses.DEADLINES, addresses.FORMS,
    *map(addresses.form, _KINDS),
)  # fmt: skip


def expected(
    approved: Sequence[ApprovedDocument], gone: Iterable[str], county: SiteContext, theme: Path
) -> dict[str, Wanted]:
    """Every file but those of the search index, by path; ``gone`` are the names of what was taken away."""
    spoken = [addresses.spoken(page, language) for language in county.site.languages for page in _SPOKEN]
    mapped = _MAPPED + sum(KINDS[one.kind].mapped for one in approved if one.kind in KINDS)
    collections = (
        *_FIXED,
        *_LISTS_OF_KINDS,
        *_BLANKS,
        *_SPOKEN,
        *spoken,
        *addresses.sitemaps(mapped),
        *_lists(approved, county),
    )
    wanted = {path: Wanted(Use.COLLECTION) for path in collections}
    wanted[addresses.MANIFEST] = Wanted(Use.MANIFEST)
    for path in files_below(theme / "static"):
        digest = hashlib.sha256((theme / "static" / path).read_bytes()).hexdigest()
        wanted[f"theme/{path}"] = Wanted(Use.THEME, "", digest)
    for name in gone:
        if page := addresses.of_name(name, county):
            wanted[page] = Wanted(Use.TOMBSTONE, name)
    for document in approved:
        kind = KINDS.get(document.kind)
        if kind is None:  # a registry
            continue
        base = document.folder.removeprefix("content/")
        wanted[f"{base}.html"] = Wanted(Use.DOCUMENT, document.name)
        if kind.data:
            wanted[f"{base}.json"] = Wanted(Use.DOCUMENT, document.name)
        for attached in document.attached:
            wanted[f"{base}/{attached.path}"] = Wanted(Use.ATTACHMENT, document.name, attached.sha256)
    return wanted


def index_files(listed: Iterable[str], folders: Iterable[str]) -> dict[str, Wanted]:
    """The files of the search index: those that were listed when it was made, of the kinds that belong there.

    ``folders`` are those of its shards; nothing belongs into another one.
    """
    shards = set(folders)
    files = [f"{PAGEFIND}manifest.json", f"{PAGEFIND}shards.json"]
    files += [path for path in listed if _ENGINE.fullmatch(path) or shard_of(path) in shards]
    return {path: Wanted(Use.SEARCH) for path in files}


def shard_of(path: str) -> str:
    """The folder of the shard that a file of the search index belongs to; empty where it belongs to none."""
    found = _IN_SHARD.fullmatch(path)
    return found[1] if found else ""


def indexed(
    approved: Iterable[ApprovedDocument], folders: Mapping[str, str], contents: Mapping[str, str]
) -> dict[str, Indexed]:
    """Return what the search index has to hold, by address; folders and contents are known to whoever made it."""
    addresses_of = {quote(d.folder.removeprefix("content/") + ".html"): d for d in approved if d.kind == "item"}
    return {
        address: Indexed(d.approved_on.isoformat(), folders.get(address, ""), contents.get(address, ""))
        for address, d in addresses_of.items()
    }


def _lists(approved: Iterable[ApprovedDocument], county: SiteContext) -> Iterator[str]:
    items = [d.card for d in approved if d.kind == "item"]
    years = Counter(item.year for item in items)
    categories = Counter(item.category for item in items)
    agencies = Counter(agency for item in items for agency in item.issuers)
    subjects = [("year", year, count) for year, count in years.items()]
    subjects += [("genre", genre, count) for genre, count in Counter(item.genre for item in items).items()]
    subjects += [("topic", topic, count) for topic, count in Counter(t for item in items for t in item.topics).items()]
    subjects += [("category", word.id, categories[word.id]) for word in county.vocabularies.categories]
    subjects += [("agency", agency, agencies[agency]) for agency in county.agencies]
    for kind, subject, count in subjects:
        for page in range(1, max(1, -(-count // county.site.page_size)) + 1):
            yield addresses.listing(kind, subject, page)
        if kind in addresses.WITH_FEED:
            yield addresses.list_feed(kind, subject)
    for year, count in years.items():
        for page in range(1, -(-count // _INDEX_SIZE) + 1):
            yield addresses.listing(addresses.INDEX, year, page)


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder by its path from there; links and devices, too."""
    return (path for path, _ in entries_below(folder))


def entries_below(folder: Path) -> Iterator[tuple[str, bool]]:
    """The same, with whether it is a regular file. Links are never followed."""
    queue = [(str(folder), "")]
    for place, prefix in queue:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    queue.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    yield f"{prefix}{entry.name}", entry.is_file(follow_symlinks=False)

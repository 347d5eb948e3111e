"""The lists of items: by category, agency, year, genre and topic, in pages; and every title of a year for the browser's own find."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from gongkai.core import addresses
from gongkai.site.feeds import changed_on, feed_job
from gongkai.site.jobs import CATALOG, Job, page_job
from gongkai.site.model import SiteModel
from gongkai.site.views import AgencyView, Link, Pager, Term

INDEX_SIZE = 500  # titles; a page of them stays below 30 KB on the wire
COLUMNS = {  # what each kind of list goes by: a column of the shelf, where a cell holds one value or several
    "category": "categories",
    "agency": "agencies",
    "year": "years",
    "genre": "genres",
    "topic": "topics",
    addresses.INDEX: "years",
}
LASTING = ("category", "agency")  # shown although nothing is in them: a gap that the office should see
_AROUND = 2  # page numbers shown on each side of the current one


def list_jobs(presenter: SiteModel, wanted: Collection[str] | None = None) -> Iterator[Job]:
    """All lists and their feeds; or of them those at the ``wanted`` addresses."""
    glossary, catalog = presenter.glossary, presenter.catalog
    years = [dataclasses.replace(year, count=0) for year in catalog.years]
    subjects: dict[str, Iterable[Term | AgencyView]] = {
        "category": glossary.categories.values(),
        "agency": glossary.agencies.values(),
        "year": years,
        "genre": glossary.genres.values(),
        "topic": glossary.topics.values(),
        addresses.INDEX: years,
    }
    for kind, column in COLUMNS.items():
        yield from _lists(kind, subjects[kind], getattr(presenter.shelf, column), presenter, wanted)


def size_of(kind: str, page_size: int) -> int:
    """How many items a page of such a list holds."""
    return INDEX_SIZE if kind == addresses.INDEX else page_size


def page_count(items: int, size: int) -> int:
    """The pages of a list; one that is empty has one that says so."""
    return max(1, -(-items // size))


def _lists(
    kind: str,
    subjects: Iterable[Term | AgencyView],
    column: Sequence[str],
    presenter: SiteModel,
    wanted: Collection[str] | None,
) -> Iterator[Job]:
    members: dict[str, list[int]] = defaultdict(list)
    for position, cell in enumerate(column):
        for named in cell.split():
            members[named].append(position)
    size = size_of(kind, presenter.county.site.page_size)
    for subject in subjects:
        listed = members[subject.id]
        if not listed and kind not in LASTING:
            continue
        feed = addresses.list_feed(kind, subject.id)
        for number in range(1, page_count(len(listed), size) + 1):
            url = addresses.listing(kind, subject.id, number)
            if wanted is None or url in wanted:
                yield _page(kind, subject, listed, number, size, presenter)
        if kind in addresses.WITH_FEED and (wanted is None or feed in wanted):
            entries = tuple(presenter.summary(at) for at in listed[:size])
            yield feed_job(presenter, feed, entries, changed_on(entries), subject.name, subject.url)


def _page(
    kind: str, subject: Term | AgencyView, listed: Sequence[int], number: int, size: int, presenter: SiteModel
) -> Job:
    whole = kind == addresses.INDEX
    name = f"{subject.name}全部信息" if whole else subject.name
    variables: dict[str, Any] = {
        "kind": kind,
        "subject": subject,
        "items": tuple(presenter.summary(at) for at in listed[(number - 1) * size : number * size]),
        "pager": _pager(kind, subject.id, number, page_count(len(listed), size), len(listed)),
        "feed": addresses.list_feed(kind, subject.id) if kind in addresses.WITH_FEED else "",
        "index": addresses.listing(addresses.INDEX, subject.id) if kind == "year" else "",
    }
    title = name if number == 1 else f"{name}（第{number}页）"
    trail = [CATALOG, Link(subject.name, subject.url)] if whole else [CATALOG]
    template = "year_index.html" if whole else "list.html"
    return page_job(template, addresses.listing(kind, subject.id, number), title, "list", trail, variables)


def _pager(kind: str, subject: str, number: int, pages: int, total: int) -> Pager:
    def url(page: int) -> str:
        return addresses.listing(kind, subject, page)

    wanted = sorted({1, pages, *range(max(1, number - _AROUND), min(pages, number + _AROUND) + 1)})
    links: list[tuple[int, str, bool] | None] = []
    for position, page in enumerate(wanted):
        if position and page - wanted[position - 1] > 1:
            links.append(None)
        links.append((page, url(page), page == number))
    return Pager(
        number=number,
        pages=pages,
        total=total,
        previous=url(number - 1) if number > 1 else "",
        next=url(number + 1) if number < pages else "",
        first=url(1),
        last=url(pages),
        links=tuple(links),
    )

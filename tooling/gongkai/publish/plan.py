"""Every page of a site, before one is rendered: its template, its address and what it shows."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from gongkai.publish import addresses
from gongkai.publish.jobs import Job
from gongkai.publish.languages import in_every_language, spoken_document
from gongkai.publish.present import Presenter
from gongkai.publish.views import AgencyView, GuideView, ItemSummary, ItemView, Link, Pager, PageView, Term

NEWEST = 8
FEED_ENTRIES = 30
_NEVER = "1970-01-01"  # a feed without entries has to name a day
_AROUND = 2  # page numbers shown on each side of the current one


def item_job(item: ItemView) -> Job:
    """The page of an item."""
    trail = [_CATALOG, Link(item.category.name, item.category.url)]
    return _job("item.html", item.url, item.title, "item", trail, {"item": item, "description": item.summary})


def collected(presenter: Presenter) -> Iterator[Job]:
    """All pages, feeds and maps of the site but the items' own pages."""
    yield from list_jobs(presenter)
    yield from overview_jobs(presenter)
    root = urlsplit(presenter.site.base_url).path
    # A server shows this page under any address, so its links start from the site's own path.
    yield _job("404.html", addresses.MISSING, "页面不存在", "missing", [], {"root": root})
    yield from _documents(presenter)
    for url, tombstone in presenter.tombstones():
        title = _TOMBSTONES[tombstone.kind]
        yield _job("tombstone.html", url, title, "tombstone", [_CATALOG], {"tombstone": tombstone})


_TOMBSTONES = {
    "withdrawn": "该信息已撤下",
    "wrongly_published": "该信息已不再公开",
    "merged": "该信息已并入其他信息",
    "voided": "该信息已不再公开",
}
_HOME = Link("首页", addresses.HOME)
_CATALOG = Link("公开目录", addresses.CATALOG)


def _job(template: str, url: str, title: str, kind: str, trail: Sequence[Link], variables: dict[str, Any]) -> Job:
    description = variables.pop("description", title)
    root = variables.pop("root", addresses.root_of(url))
    page = PageView(title, description, url, root, kind, (_HOME, *trail) if kind != "home" else ())
    return Job(template, unquote(url), page, variables)


def list_jobs(presenter: Presenter, wanted: Collection[str] | None = None) -> Iterator[Job]:
    """The lists by category, agency and year, and their feeds; those at the ``wanted`` addresses, or all."""
    shelf, catalog = presenter.shelf, presenter.catalog
    years = [dataclasses.replace(year, count=0) for year in catalog.years]
    yield from _lists("category", presenter.glossary.categories.values(), shelf.categories, presenter, wanted)
    yield from _lists("agency", presenter.glossary.agencies.values(), shelf.agencies, presenter, wanted)
    yield from _lists("year", years, shelf.years, presenter, wanted)


def _lists(
    kind: str,
    subjects: Iterable[Term | AgencyView],
    column: Sequence[str],
    presenter: Presenter,
    wanted: Collection[str] | None,
) -> Iterator[Job]:
    members: dict[str, list[int]] = defaultdict(list)
    for position, named in enumerate(column):
        members[named].append(position)
    size = presenter.county.site.page_size
    for subject in subjects:
        listed = members[subject.id]
        pages = page_count(len(listed), size)
        feed = addresses.list_feed(kind, subject.id)
        for number in range(1, pages + 1):
            url = addresses.listing(kind, subject.id, number)
            if wanted is None or url in wanted:
                shown = tuple(presenter.summary(at) for at in listed[(number - 1) * size : number * size])
                title = subject.name if number == 1 else f"{subject.name}（第{number}页）"
                variables: dict[str, Any] = {"kind": kind, "subject": subject, "items": shown}
                variables["pager"] = _pager(kind, subject.id, number, pages, len(listed))
                variables["feed"] = feed if kind in addresses.WITH_FEED else ""
                yield _job("list.html", url, title, "list", [_CATALOG], variables)
        if kind in addresses.WITH_FEED and (wanted is None or feed in wanted):
            entries = tuple(presenter.summary(at) for at in listed[:size])
            yield _feed(presenter, feed, subject.name, subject.url, entries, max(map(_changed_on, entries), default=""))


def page_count(items: int, size: int) -> int:
    """The pages of a list; one that is empty has one that says so."""
    return max(1, -(-items // size))


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


def overview_jobs(presenter: Presenter) -> Iterator[Job]:
    """What shows the whole catalog or the newest of it, in each language of the site; and the feed."""
    yield from in_every_language(presenter, _overviews)
    latest = _latest(presenter)
    yield _feed(presenter, addresses.FEED, "", "", latest, presenter.catalog.as_of)


def _latest(presenter: Presenter) -> tuple[ItemSummary, ...]:
    return tuple(presenter.summary(at) for at in range(min(FEED_ENTRIES, len(presenter.shelf))))


def _overviews(presenter: Presenter) -> Iterator[Job]:
    catalog, latest = presenter.catalog, _latest(presenter)
    newest = {"newest": latest[:NEWEST], "catalog": catalog}
    yield _job("home.html", addresses.HOME, presenter.site.name, "home", [], newest)
    yield _job("catalog.html", addresses.CATALOG, "公开目录", "catalog", [], {"catalog": catalog})
    yield _job("search.html", addresses.SEARCH, "信息检索", "search", [], {"catalog": catalog})
    yield _job("coverage.html", addresses.COVERAGE, "各机构公开情况", "coverage", [_CATALOG], {"catalog": catalog})


def _feed(
    presenter: Presenter, url: str, subject: str, page: str, entries: Sequence[ItemSummary], changed_on: str
) -> Job:
    """A feed of the newest items: of the whole site, or of one ``subject``, whose list is at ``page``."""
    site = presenter.site
    title = f"{site.name}：{subject}" if subject else site.name
    variables = {
        "entries": entries,
        "feed_url": site.base_url + url,
        "page_url": site.base_url + page,
        "updated": f"{changed_on or _NEVER}T00:00:00+08:00",
    }
    return _job("feed.xml", url, title, "feed", [], variables)


def _changed_on(item: ItemSummary) -> str:
    return max(item.approved_on, item.published_on)


def _documents(presenter: Presenter) -> Iterator[Job]:
    policies, reports = presenter.documents("policy"), presenter.documents("report")
    yield _job("policies.html", addresses.POLICIES, "公开制度", "policies", [], {"documents": policies})
    yield _job("reports.html", addresses.REPORTS, "年度报告", "reports", [], {"documents": reports})
    above = {"policy": [Link("公开制度", addresses.POLICIES)], "report": [Link("年度报告", addresses.REPORTS)]}
    for document in (*policies, *reports, *presenter.documents("page")):
        trail = above.get(document.name.partition(":")[0], [])
        variables = {"document": document, "description": document.summary}
        job = _job("document.html", document.url, document.title, "document", trail, variables)
        yield spoken_document(job, document, presenter)
    guides = presenter.documents("guide")
    for guide in guides:
        assert isinstance(guide, GuideView)
        others = tuple(Link(g.title, g.url) for g in guides if g is not guide and g.language == guide.language)
        variables = {"guide": guide, "other_guides": others, "description": guide.summary}
        trail = [] if guide.url == addresses.GUIDE else [Link("公开指南", addresses.GUIDE)]
        yield spoken_document(_job("guide.html", guide.url, guide.title, "guide", trail, variables), guide, presenter)

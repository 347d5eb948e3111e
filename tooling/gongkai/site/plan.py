"""Every page of a site, before one is rendered: its template, its address and what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from gongkai.core import addresses
from gongkai.documents.kinds import CONTENT_KINDS, GUIDE, ITEM
from gongkai.site.application import applications
from gongkai.site.deadlines import deadlines
from gongkai.site.feeds import ENTRIES, feed_job
from gongkai.site.item_view import chinese
from gongkai.site.jobs import CATALOG, Job, page_job
from gongkai.site.languages import in_every_language, spoken_document
from gongkai.site.lists import list_jobs
from gongkai.site.model import SiteModel
from gongkai.site.views import GuideView, ItemSummary, ItemView, Link, ListView

NEWEST = 8


def item_job(item: ItemView) -> Job:
    """The page of an item."""
    trail = [CATALOG, Link(item.category.name, item.category.url)]
    return page_job(ITEM.template, item.url, item.title, "item", trail, {"item": item, "description": item.summary})


def collected(presenter: SiteModel) -> Iterator[Job]:
    """All pages, feeds and maps of the site but the items' own pages."""
    yield from list_jobs(presenter)
    yield from overview_jobs(presenter)
    root = urlsplit(presenter.site.base_url).path
    # A server shows this page under any address, so its links start from the site's own path.
    yield page_job("404.html", addresses.MISSING, "页面不存在", "missing", [], {"root": root})
    yield from in_every_language(presenter, deadlines)
    yield from in_every_language(presenter, applications)
    yield from _documents(presenter)
    for url, tombstone in presenter.tombstones():
        title = _TOMBSTONES[tombstone.kind]
        yield page_job("tombstone.html", url, title, "tombstone", [CATALOG], {"tombstone": tombstone})


_TOMBSTONES = {
    "withdrawn": "该信息已撤下",
    "wrongly_published": "该信息已不再公开",
    "merged": "该信息已并入其他信息",
    "voided": "该信息已不再公开",
}


def overview_jobs(presenter: SiteModel) -> Iterator[Job]:
    """Yield what shows the whole catalog or the newest of it, in each language of the site; and the feed."""
    yield from in_every_language(presenter, _overviews)
    latest = _latest(presenter)
    yield feed_job(presenter, addresses.FEED, latest, presenter.catalog.as_of)


def _latest(presenter: SiteModel) -> tuple[ItemSummary, ...]:
    return tuple(presenter.summary(at) for at in range(min(ENTRIES, len(presenter.shelf))))


def _overviews(presenter: SiteModel) -> Iterator[Job]:
    catalog, latest = presenter.catalog, _latest(presenter)
    as_of = chinese(presenter.as_of) if presenter.site.language == presenter.site.own else presenter.as_of
    lists = tuple(ListView(k.listed.title, k.listed.lead, k.list_page) for k in CONTENT_KINDS if k.listed)
    newest = {"newest": latest[:NEWEST], "catalog": catalog, "lists": lists}
    yield page_job("home.html", addresses.HOME, presenter.site.name, "home", [], newest)
    yield page_job("catalog.html", addresses.CATALOG, "公开目录", "catalog", [], {"catalog": catalog})
    yield page_job(
        "search.html",
        addresses.SEARCH,
        "信息检索",
        "search",
        [],
        {"catalog": catalog, "pages": presenter.pages(), "as_of": as_of},
    )
    variables = {"catalog": catalog, "joint": any(" " in cell for cell in presenter.shelf.agencies)}
    yield page_job("coverage.html", addresses.COVERAGE, "各机构公开情况", "coverage", [CATALOG], variables)


def _documents(presenter: SiteModel) -> Iterator[Job]:
    for kind in CONTENT_KINDS:
        if kind in (ITEM, GUIDE):
            continue
        documents, trail = presenter.documents(kind.prefix), []
        if listed := kind.listed:
            variables = {"documents": documents, "listed": listed}
            yield page_job("documents.html", kind.list_page, listed.title, kind.folder, [], variables)
            trail = [Link(listed.title, kind.list_page)]
        for document in documents:
            shown = {"document": document, "description": document.summary}
            job = page_job(kind.template, document.url, document.title, "document", trail, shown)
            yield spoken_document(job, document, presenter)
    guides = presenter.documents("guide")
    for guide in guides:
        assert isinstance(guide, GuideView)
        others = tuple(Link(g.title, g.url) for g in guides if g is not guide and g.language == guide.language)
        variables = {"guide": guide, "other_guides": others, "description": guide.summary}
        trail = [] if guide.url == addresses.GUIDE else [Link("公开指南", addresses.GUIDE)]
        yield spoken_document(
            page_job(GUIDE.template, guide.url, guide.title, "guide", trail, variables), guide, presenter
        )

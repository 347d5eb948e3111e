"""Pages in the other languages of a site: its overviews, and the documents that are written in them.

Lists and items stay in the language of the documents; an overview in another language links to them and says so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from urllib.parse import quote

from gongkai.core import addresses
from gongkai.documents.labels import TONGUES
from gongkai.site.jobs import Job
from gongkai.site.model import SiteModel
from gongkai.site.views import DocumentView, Link, PageView

Elsewhere = tuple[tuple[str, str, str], ...]


def in_every_language(presenter: SiteModel, make: Callable[[SiteModel], Iterator[Job]]) -> Iterator[Job]:
    """Pages as they are, and again below ``<language>/`` for each other language; each says where the others are."""
    languages = presenter.county.site.languages
    for job in make(presenter):
        yield _with(job, elsewhere=_elsewhere(presenter, job.page.url, ""))
    for language in languages:
        for job in make(presenter.in_language(language)):
            yield _moved(job, presenter, language, _elsewhere(presenter, job.page.url, language))


def spoken_document(job: Job, document: DocumentView, presenter: SiteModel) -> Job:
    """The page of a document with the interface of its language, where the site speaks that, and its other versions."""
    languages = presenter.county.site.languages
    language = document.language if document.language in languages else ""
    base = document.url.replace(f"guide/{language}/", "guide/") if language else document.url
    versions = {"": base} | {one: base.replace("guide/", f"guide/{one}/", 1) for one in languages}
    written = {other.url for other in presenter.documents("guide")}
    there = {one: url for one, url in versions.items() if one != language and url in written and url != document.url}
    own = presenter.site.own
    elsewhere = tuple((one or own, TONGUES.get(one or own, one), url) for one, url in there.items())
    trail = tuple(Link(link.title, _spoken_trail(link.url, presenter, language)) for link in job.page.trail)
    return _with(job, language=language, elsewhere=elsewhere, trail=trail)


def _spoken_trail(url: str, presenter: SiteModel, language: str) -> str:
    site = presenter.site.in_language(language)
    return {
        addresses.HOME: site.home,
        addresses.CATALOG: site.catalog,
        addresses.GUIDE: site.guide,
        addresses.FORMS: site.forms,
    }.get(url, url)


def _moved(job: Job, presenter: SiteModel, language: str, elsewhere: Elsewhere) -> Job:
    url = addresses.spoken(job.page.url, language)
    trail = tuple(Link(link.title, _spoken_trail(link.url, presenter, language)) for link in job.page.trail)
    moved = _with(job, url=url, root=addresses.root_of(url), trail=trail, language=language, elsewhere=elsewhere)
    return dataclasses.replace(moved, path=addresses.spoken(job.path, language))


def _elsewhere(presenter: SiteModel, url: str, language: str) -> Elsewhere:
    own = presenter.site.own
    every = [(own, url), *((one, addresses.spoken(url, one)) for one in presenter.county.site.languages)]
    return tuple((one, TONGUES.get(one, one), quote(at)) for one, at in every if one != (language or own))


def _with(job: Job, **changes: object) -> Job:
    page: PageView = dataclasses.replace(job.page, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(job, page=page)

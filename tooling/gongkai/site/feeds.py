"""Atom feeds of the newest items: of the whole site, and of each list that never ends."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.site.jobs import Job, page_job
from gongkai.site.model import SiteModel
from gongkai.site.views import ItemSummary

ENTRIES = 30  # of the whole site; that of a list shows its first page
_NEVER = "1970-01-01"  # a feed without entries has to name a day


def feed_job(
    presenter: SiteModel, url: str, entries: Sequence[ItemSummary], changed_on: str, subject: str = "", page: str = ""
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
    return page_job("feed.xml", url, title, "feed", [], variables)


def changed_on(entries: Sequence[ItemSummary]) -> str:
    """The day (YYYY-MM-DD) of the last change among them; empty for none."""
    return max((max(item.approved_on, item.published_on) for item in entries), default="")

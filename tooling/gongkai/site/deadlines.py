"""The page that says until when an application has to be answered: a form for any day, and a table that needs no script.

Everything on it follows from the official calendar, ``site.yaml`` and the year that the site is built for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gongkai.core import addresses
from gongkai.documents.regimes import REGIMES, Regime
from gongkai.documents.workdays import Calendar, Special, calendar_of
from gongkai.site.jobs import Job, page_job
from gongkai.site.model import SiteModel
from gongkai.site.views import Link


@dataclass(frozen=True, slots=True)
class Row:
    """Days as YYYY-MM-DD: of arrival, and the last one for each limit, empty where the calendar ends before."""

    received: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """``special`` are the holidays and the worked weekends from ``first`` to ``last``, ``years`` (YYYY) have a table each.

    ``months`` are (YYYY-MM, the days of the month).
    """

    regime: Regime
    first: str
    last: str
    special: tuple[Special, ...]
    years: tuple[tuple[str, tuple[tuple[str, tuple[Row, ...]], ...]], ...]


def deadlines(presenter: SiteModel) -> Iterator[Job]:
    """The page of the deadlines."""
    site = presenter.county.site
    view = _view(REGIMES[site.legal_regime], _calendar(presenter), int(presenter.as_of[:4]))
    trail = [Link("公开指南", addresses.GUIDE)]
    yield page_job("deadlines.html", addresses.DEADLINES, "答复期限计算", "deadlines", trail, {"deadlines": view})


def turn_of_year(presenter: SiteModel) -> str:
    """The day (YYYY-MM-DD) on which the page becomes another one."""
    coming = int(presenter.as_of[:4]) + 1
    return f"{coming}-01-01" if coming <= _calendar(presenter).last.year else "9999-12-31"


def _calendar(presenter: SiteModel) -> Calendar:
    site = presenter.county.site
    return calendar_of(site.calendar, site.calendar_years)


def _view(regime: Regime, calendar: Calendar, year: int) -> DeadlinesView:
    """The year before can be asked about, as answers may still be due; tables are of the year itself and of later ones."""
    year = max(calendar.first.year + 1, min(year, calendar.last.year))
    first = dt.date(year - 1, 1, 1)
    received = dt.date(year, 1, 1)
    days = [received, *calendar.after(received)]
    return DeadlinesView(
        regime=regime,
        first=first.isoformat(),
        last=calendar.last.isoformat(),
        special=tuple(special for day, special in sorted(calendar.special.items()) if day >= first),
        years=tuple(
            (
                name,
                tuple(
                    (month, tuple(_row(day, regime, calendar) for day in group))
                    for month, group in groupby(of_year, lambda day: day.isoformat()[:7])
                ),
            )
            for name, of_year in groupby(days, lambda day: day.isoformat()[:4])
        ),
    )


def _row(received: dt.date, regime: Regime, calendar: Calendar) -> Row:
    due = (calendar.due(received, limit.days) for limit in regime.limits)
    return Row(received.isoformat(), tuple(day.isoformat() if day else "" for day in due))

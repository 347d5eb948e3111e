"""The page that says until when an application has to be answered: a form for any day, and a table that needs no script.

Everything on it follows from the official calendar and ``site.yaml``, never from the day of the build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gongkai.publish import addresses
from gongkai.publish.jobs import Job, page_job
from gongkai.publish.present import Presenter
from gongkai.publish.views import Link
from gongkai.regimes import REGIMES, Regime
from gongkai.workdays import Calendar, Special, calendar_of

_YEARS = 2  # of the calendar that are shown: who asks about older ones has an answer already


@dataclass(frozen=True, slots=True)
class Row:
    """Days as YYYY-MM-DD: of arrival, and the last one for each limit, empty where the calendar ends before."""

    received: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """``special`` are the holidays and the worked weekends from ``first`` to ``last``; ``months`` (YYYY-MM) of the last year."""

    regime: Regime
    first: str
    last: str
    special: tuple[Special, ...]
    months: tuple[tuple[str, tuple[Row, ...]], ...]


def deadlines(presenter: Presenter) -> Iterator[Job]:
    """The page of the deadlines."""
    site = presenter.county.site
    view = _view(REGIMES[site.legal_regime], calendar_of(site.calendar))
    trail = [Link("公开指南", addresses.GUIDE)]
    yield page_job("deadlines.html", addresses.DEADLINES, "答复期限计算", "deadlines", trail, {"deadlines": view})


def _view(regime: Regime, calendar: Calendar) -> DeadlinesView:
    first = dt.date(calendar.last.year - _YEARS + 1, 1, 1)
    received = dt.date(calendar.last.year, 1, 1)
    days = [received, *calendar.after(received)]
    return DeadlinesView(
        regime=regime,
        first=first.isoformat(),
        last=calendar.last.isoformat(),
        special=tuple(special for day, special in sorted(calendar.special.items()) if day >= first),
        months=tuple(
            (month, tuple(_row(day, regime, calendar) for day in group))
            for month, group in groupby(days, lambda day: day.isoformat()[:7])
        ),
    )


def _row(received: dt.date, regime: Regime, calendar: Calendar) -> Row:
    due = (calendar.due(received, limit.days) for limit in regime.limits)
    return Row(received.isoformat(), tuple(day.isoformat() if day else "" for day in due))

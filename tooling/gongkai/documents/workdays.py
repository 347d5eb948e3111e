"""Working days in China: weekdays but for official holidays, and the weekend days that are worked in their place.

The State Council announces the calendar year by year (``chinesecalendar`` follows it). An office may enter a year before the
library knows it, and days of its own, in ``site.yaml``: the days under ``calendar``, the years that are entered as a whole under
``calendar_years``. Nothing is counted in a year that is not known as a whole; single days do not make it known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from chinese_calendar.constants import Holiday, holidays, workdays

from gongkai.documents.holidays import missing_holidays
from gongkai.documents.registries import CalendarDay

_SATURDAY = 5
_ONE = dt.timedelta(days=1)
_KEYS = {holiday.value: holiday.name for holiday in Holiday}


@dataclass(frozen=True, slots=True)
class Special:
    """A day that is not what its place in the week says, or one that is a holiday anyway.

    ``holiday`` names an official one (``national_day``); ``name`` is what the office calls a day of its own.
    """

    day: dt.date
    working: bool
    holiday: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that are known, ``first`` to ``last``, whole years."""

    first: dt.date
    last: dt.date
    special: dict[dt.date, Special]

    def counts(self, day: dt.date) -> bool:
        """Return whether a day within the calendar is a working day."""
        known = self.special.get(day)
        return known.working if known else day.weekday() < _SATURDAY

    def after(self, day: dt.date) -> Iterator[dt.date]:
        """The days after one, as far as the calendar goes."""
        while self.first <= day < self.last:
            day += _ONE
            yield day

    def due(self, received: dt.date, days: int) -> dt.date | None:
        """The last of so many working days after ``received``; None where the calendar ends before."""
        for day in self.after(received):
            days -= self.counts(day)
            if not days:
                return day
        return None


def calendar_of(own: Collection[CalendarDay] = (), announced: Iterable[int] = ()) -> Calendar:
    """The official calendar with the days that an office enters itself, which prevail.

    ``announced`` are the years that it says it has entered as a whole; one in which a holiday of every year is missing is not. The
    calendar ends before the first year that is not known.
    """
    special = {day: Special(day, False, _KEYS[name]) for day, name in holidays.items()}
    special |= {day: Special(day, True, _KEYS[name]) for day, name in workdays.items()}
    years = {day.year for day in special}
    free = [one.date for one in own if not one.working]
    entered = {year for year in announced if not missing_holidays(year, free)}
    last = max(years)
    while last + 1 in entered:
        last += 1
    special |= {one.date: Special(one.date, one.working, "", one.name) for one in own}
    return Calendar(
        dt.date(min(years), 1, 1),
        dt.date(last, 12, 31),
        {day: one for day, one in special.items() if min(years) <= day.year <= last},
    )

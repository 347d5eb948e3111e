"""Working days in China: weekdays but for official holidays, and the weekend days that are worked in their place.

The official calendar is published year by year (``chinesecalendar`` follows it); an office may announce a year before the library
knows it, or days of its own, in ``site.yaml`` (``calendar``). Nothing is counted in a year that nobody has announced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chinese_calendar.constants import Holiday, holidays, workdays

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
        """Whether a day within the calendar is a working day."""
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


def calendar_of(own: Iterable[CalendarDay] = ()) -> Calendar:
    """The official calendar with the days that an office announces itself, which prevail.

    Days in a year that is not official yet make that year known.
    """
    special = {day: Special(day, False, _KEYS[name]) for day, name in holidays.items()}
    special |= {day: Special(day, True, _KEYS[name]) for day, name in workdays.items()}
    special |= {one.date: Special(one.date, one.working, "", one.name) for one in own}
    years = {day.year for day in special}
    return Calendar(dt.date(min(years), 1, 1), dt.date(max(years), 12, 31), special)

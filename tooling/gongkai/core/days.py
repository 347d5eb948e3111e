"""China keeps one time zone; a day in office, a day of approval and "today" are days there."""

from __future__ import annotations

import datetime as dt

_AHEAD = dt.timedelta(hours=8)
CHINA = dt.timezone(_AHEAD)
FIRST_YEAR, LAST_YEAR = 1900, 2999


def within_calendar(day: dt.date) -> bool:
    """Whether one can reckon from a day or an instant, with offsets, terms and periods, and not leave the calendar."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def china_day(instant: dt.datetime) -> dt.date:
    """The calendar day in China on which an instant falls."""
    if instant.utcoffset() == _AHEAD:  # nearly always; conversion would cost more than all else that is done with a day
        return instant.date()
    return instant.astimezone(CHINA).date()

"""China keeps one time zone; a day in office, a day of approval and "today" are days there."""

from __future__ import annotations

import datetime as dt

CHINA = dt.timezone(dt.timedelta(hours=8))


def china_day(instant: dt.datetime) -> dt.date:
    """The calendar day in China on which an instant falls."""
    return instant.astimezone(CHINA).date()

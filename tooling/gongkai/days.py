"""China keeps one time zone; a day in office, a day of approval and "today" are days there."""

from __future__ import annotations

import datetime as dt

_AHEAD = dt.timedelta(hours=8)
CHINA = dt.timezone(_AHEAD)


def china_day(instant: dt.datetime) -> dt.date:
    """The calendar day in China on which an instant falls."""
    if instant.utcoffset() == _AHEAD:  # nearly always; conversion would cost more than all else that is done with a day
        return instant.date()
    return instant.astimezone(CHINA).date()

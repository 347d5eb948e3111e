"""China keeps one time zone; a day in office, a day of approval and "today" are days there."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

_AHEAD = dt.timedelta(hours=8)
CHINA = dt.timezone(_AHEAD)
FIRST_YEAR, LAST_YEAR = 1900, 2999
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})")
# Offsets that a zone has: from -12:00 to +14:00 in quarters of an hour. Python takes +08:60 for +09:00.
_OFFSET = re.compile(r"Z|-(?!00:00)(0[0-9]|1[01]):(00|15|30|45)|-12:00|\+(0[0-9]|1[0-3]):(00|15|30|45)|\+14:00")


class NotReadable(ValueError):
    """A text that is no day or no instant; ``kind`` is what is wrong with it."""

    def __init__(self, kind: Literal["form", "offset", "impossible", "far"]) -> None:
        super().__init__(kind)
        self.kind = kind


def day_of(text: str) -> dt.date:
    """The day that is written YYYY-MM-DD, wherever it is written. Raises NotReadable."""
    if not _DAY.fullmatch(text):
        raise NotReadable("form")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise NotReadable("impossible") from None
    if not within_calendar(day):
        raise NotReadable("far")
    return day


def instant_of(text: str) -> dt.datetime:
    """The instant that is written YYYY-MM-DDTHH:MM:SS with an offset that a zone has. Raises NotReadable."""
    if not _INSTANT.fullmatch(text):
        raise NotReadable("form")
    if not _OFFSET.fullmatch(text[19:]):
        raise NotReadable("offset")
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        raise NotReadable("impossible") from None
    if not within_calendar(instant):
        raise NotReadable("far")
    return instant


def within_calendar(day: dt.date) -> bool:
    """Return whether one can reckon from a day or an instant, with offsets, terms and periods, and not leave the calendar."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def china_day(instant: dt.datetime) -> dt.date:
    """The calendar day in China on which an instant falls."""
    if instant.utcoffset() == _AHEAD:  # nearly always; conversion would cost more than all else that is done with a day
        return instant.date()
    return instant.astimezone(CHINA).date()

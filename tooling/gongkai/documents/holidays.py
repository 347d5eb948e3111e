"""The holidays that every year has (全国年节及纪念日放假办法): by them a calendar that is entered by hand is held to be whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

# Between which days (month, day) each falls in any year of the lunar calendar, and how many days off it has at least.
_STATUTORY = (
    ("元旦", (1, 1), (1, 1), 1),
    ("春节", (1, 20), (2, 24), 3),
    ("清明节", (4, 4), (4, 6), 1),
    ("劳动节", (5, 1), (5, 2), 1),
    ("端午节", (5, 27), (6, 26), 1),
    ("中秋节", (9, 7), (10, 8), 1),
    ("国庆节", (10, 1), (10, 3), 3),
)


def missing_holidays(year: int, free: Iterable[dt.date]) -> tuple[str, ...]:
    """Which of them are not among the days off of a year."""
    days = [(day.month, day.day) for day in free if day.year == year]
    return tuple(name for name, first, last, least in _STATUTORY if sum(first <= day <= last for day in days) < least)

"""Counting working days against the official calendar, a year's end, and days that an office announces itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gongkai.documents.regimes import REGIMES
from gongkai.documents.registries import CalendarDay, Site
from gongkai.documents.workdays import calendar_of

OFFICIAL = calendar_of()


def _own(day: str, working: str, name: str) -> CalendarDay:
    return CalendarDay.model_validate({"date": day, "working": working, "name": name})


@given(st.dates(OFFICIAL.first, OFFICIAL.last))
def test_a_day_counts_where_the_official_calendar_says_so(day: dt.date) -> None:
    assert OFFICIAL.counts(day) == chinese_calendar.is_workday(day)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-03-09", 5, "2026-03-16"),  # over a weekend
        ("2026-03-07", 5, "2026-03-13"),  # received on a Saturday
        ("2026-09-28", 5, "2026-10-10"),  # the week of National Day, and the Saturday that is worked after it
        ("2026-02-12", 5, "2026-02-26"),  # a Saturday is worked before Spring Festival
        ("2025-12-29", 5, "2026-01-06"),  # over the end of a year, with a Sunday that is worked
        ("2026-03-09", 20, "2026-04-07"),
    ],
)
def test_the_last_day(received: str, days: int, due: str) -> None:
    assert OFFICIAL.due(dt.date.fromisoformat(received), days) == dt.date.fromisoformat(due)


def test_what_nobody_has_announced_is_not_counted() -> None:
    last = OFFICIAL.last
    assert (last.month, last.day) == (12, 31)
    assert OFFICIAL.due(last, 5) is None
    assert OFFICIAL.due(last + dt.timedelta(days=40), 1) is None
    assert OFFICIAL.due(OFFICIAL.first - dt.timedelta(days=1), 1) is None


YEAR = OFFICIAL.last.year + 1
FREE = [
    "01-01",
    "01-02",
    "01-03",
    "02-05",
    "02-06",
    "02-07",
    "02-08",
    "02-09",
    "02-10",
    "02-11",
    "04-03",
    "04-04",
    "04-05",
    "05-01",
    "05-02",
    "05-03",
    "05-04",
    "05-05",
    "06-09",
    "09-15",
    "10-01",
    "10-02",
    "10-03",
    "10-04",
    "10-05",
    "10-06",
    "10-07",
]


def _year(but: Sequence[str] = ()) -> list[CalendarDay]:
    return [_own(f"{YEAR}-{day}", "no", "节日") for day in FREE if day not in but]


@pytest.mark.parametrize("days", [["01-01"], ["10-01", "10-02", "10-03"], FREE], ids=["one", "some", "all, unsaid"])
def test_single_days_do_not_make_a_year_known(days: Sequence[str]) -> None:
    """They did: the rest of 2027 counted as announced, and the years before it vanished from the page."""
    own = calendar_of([_own(f"{YEAR}-{day}", "no", "节日") for day in days])
    assert own == OFFICIAL
    assert own.due(OFFICIAL.last, 5) is None


@pytest.mark.parametrize("but", [["01-01"], ["02-05", "02-06", "02-07", "02-08", "02-09"], ["06-09"], ["10-03"]])
def test_a_year_in_which_a_holiday_is_missing_is_not_known(but: Sequence[str]) -> None:
    assert calendar_of(_year(but), [YEAR]) == OFFICIAL
    plain = {
        "site_id": "a",
        "name": "某县",
        "owner": "office",
        "base_url": "https://a.example/",
        "calendar_years": [str(YEAR)],
    }
    with pytest.raises(ValidationError, match="holidays are missing"):
        Site.model_validate(
            plain | {"calendar": [one.model_dump(mode="json") | {"working": "no"} for one in _year(but)]}
        )


def test_a_year_that_is_entered_as_a_whole_is_known() -> None:
    own = calendar_of(_year(), [YEAR])
    assert (own.first, own.last) == (OFFICIAL.first, dt.date(YEAR, 12, 31))
    assert own.due(OFFICIAL.last, 2) == dt.date(YEAR, 1, 5)
    assert calendar_of(_year(), [YEAR + 1]).last == OFFICIAL.last


def test_the_next_year_is_not_known_where_one_between_is_not() -> None:
    later = [_own(f"{YEAR + 1}-{day}", "no", "节日") for day in FREE]
    assert calendar_of(later, [YEAR + 1]) == OFFICIAL
    assert calendar_of([*_year(), *later], [YEAR, YEAR + 1]).last == dt.date(YEAR + 1, 12, 31)


def test_days_of_the_office_prevail() -> None:
    own = calendar_of([_own("2026-03-10", "no", "县庆日"), _own("2026-03-14", "yes", "县庆调休")])
    assert own.due(dt.date(2026, 3, 9), 5) == dt.date(2026, 3, 16)
    assert not own.counts(dt.date(2026, 3, 10)) and own.counts(dt.date(2026, 3, 14))
    assert own.special[dt.date(2026, 3, 10)].name == "县庆日"


@given(st.dates(dt.date(2025, 1, 1), dt.date(2026, 10, 1)), st.sampled_from(list(REGIMES.values())))
def test_limits_are_counted_one_by_one(received: dt.date, regime: object) -> None:
    for limit in getattr(regime, "limits"):  # noqa: B009 - a strategy has no type
        due = OFFICIAL.due(received, limit.days)
        if due is None:
            continue
        between = [received + dt.timedelta(days=n) for n in range(1, (due - received).days + 1)]
        assert sum(map(OFFICIAL.counts, between)) == limit.days and OFFICIAL.counts(due)

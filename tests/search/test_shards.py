"""The plan: a pure function that puts every entry into one shard, and lets a change stay where it is."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.search import Fact, Shard, covers, plan

BOUNDS = {"max_items": 5, "max_characters": 2_000}
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)) | st.just(dt.date(2024, 2, 29))


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    days = draw(st.lists(DAYS, max_size=60))
    return [Fact(f"99/2024-{at:05}", day.isoformat(), draw(st.integers(0, 900))) for at, day in enumerate(days)]


def days_of(shard: Shard) -> tuple[str, str]:
    """The first and last day that the shard's name covers."""
    every = [dt.date(int(shard.name[:4]), 1, 1) + dt.timedelta(day) for day in range(366)]
    covered = [day.isoformat() for day in every if covers(shard.name, day.isoformat())]
    return covered[0], covered[-1]


@given(facts())
@settings(max_examples=60, deadline=None)
def test_every_entry_is_in_one_shard_and_shards_are_in_order(given_facts: list[Fact]) -> None:
    by = {fact.index_number: fact for fact in given_facts}
    shards = plan(given_facts, **BOUNDS)
    assert sorted(number for shard in shards for number in shard.members) == sorted(by)
    assert len({shard.name for shard in shards}) == len(shards)
    for shard in shards:
        members = [by[number] for number in shard.members]
        assert members
        assert all(covers(shard.name, fact.date) for fact in members)
        assert len(members) == 1 or len(members) <= BOUNDS["max_items"]
        assert len(members) == 1 or sum(fact.size for fact in members) <= BOUNDS["max_characters"]
    for newer, older in pairwise(shards):
        assert days_of(older)[1] < days_of(newer)[0] or days_of(older) == days_of(newer)
        if days_of(older) == days_of(newer):
            assert days_of(newer)[0] == days_of(newer)[1], "only those of one day share it"


@given(facts())
@settings(max_examples=30, deadline=None)
def test_the_order_of_entries_does_not_matter(given_facts: list[Fact]) -> None:
    assert plan(reversed(given_facts), **BOUNDS) == plan(given_facts, **BOUNDS)


@given(facts(), st.data())
@settings(max_examples=60, deadline=None)
def test_one_entry_less_touches_its_own_shard_only(given_facts: list[Fact], data: st.DataObject) -> None:
    if not given_facts:
        return
    gone = data.draw(st.sampled_from(given_facts))
    before = {shard.name: shard for shard in plan(given_facts, **BOUNDS)}
    after = {shard.name: shard for shard in plan([fact for fact in given_facts if fact != gone], **BOUNDS)}
    own = next(name for name, shard in before.items() if gone.index_number in shard.members)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    if before.keys() - {own} <= after.keys():  # otherwise a bound was crossed, and parts were joined
        assert changed == {own}
    else:
        assert {name[:4] for name in changed} == {gone.date[:4]}


def test_a_large_year_is_halved_and_a_large_day_too() -> None:
    spread = [Fact(f"99/2024-{month:05}", f"2024-{month:02}-01", 10) for month in range(1, 13)]
    names = [shard.name for shard in plan(spread, **BOUNDS)]
    assert names == ["2024-0702-1231", "2024-0401-0701", "2024-0101-0331"]
    crowded = [replace(fact, date="2024-03-04") for fact in spread]
    shards = plan(crowded, **BOUNDS)
    assert len(shards) > 2
    assert all(shard.name.startswith("2024-0304-0304-") for shard in shards)
    assert plan([Fact("1", "2024-03-04", 10**9)]) == (Shard("2024", ("1",)),)
    assert plan([]) == ()


def test_a_year_is_one_shard_until_it_is_too_large() -> None:
    year = [Fact(f"99/2023-{at:05}", "2023-05-06", 600) for at in range(3)]
    assert [shard.name for shard in plan(year, **BOUNDS)] == ["2023"]
    assert len(plan([*year, Fact("99/2023-99999", "2023-05-07", 600)], **BOUNDS)) > 1


@pytest.mark.parametrize(
    ("name", "date", "within"),
    [
        ("2024", "2024-12-31", True),
        ("2024", "2023-12-31", False),
        ("2024-0101-0701", "2024-07-01", True),
        ("2024-0101-0701", "2024-07-02", False),
        ("2024-0304-0304-01", "2024-03-04", True),
        ("2024-0304-0304-2", "2024-03-04", False),
        ("2024/..", "2024-03-04", False),
        ("", "2024-03-04", False),
    ],
)
def test_a_name_says_which_days_it_is_for(name: str, date: str, within: bool) -> None:
    assert covers(name, date) is within


def test_refused() -> None:
    with pytest.raises(ValueError, match="not YYYY-MM-DD"):
        plan([Fact("1", "2024年1月2日", 1)])
    with pytest.raises(ValueError, match="day is out of range"):
        plan([Fact("1", "2023-02-29", 1)])
    with pytest.raises(ValueError, match="two search entries"):
        plan([Fact("1", "2024-01-02", 1), Fact("1", "2024-01-03", 1)])

"""How an item stands on a day, from what it says, from its dates, and from what has come after it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gongkai.documents.card import Card
from gongkai.site.standing import Follower, Succession

OLD = "100000101/2024-00001"
NEW = "100000101/2026-00001"


def _card(number: str, **fields: Any) -> Card:
    days = {name: dt.date.fromisoformat(day) for name, day in fields.items() if name.endswith("_on")}
    return Card(f"content/items/{number}.md", f"item:{number}", "item", "", "", number, (), (), number, **fields | days)


SUPERSEDING = _card(NEW, supersedes=(OLD,), produced_on="2026-03-01", effective_on="2026-05-01")


@pytest.mark.parametrize(
    "fields, follower, as_of, validity, turned_on",
    [
        ({"validity": "in_force"}, None, "2026-12-01", "in_force", ""),
        ({}, None, "2026-12-01", "", ""),
        ({"validity": "in_force"}, SUPERSEDING, "2026-04-30", "in_force", ""),
        ({"validity": "in_force"}, SUPERSEDING, "2026-05-01", "replaced", "2026-05-01"),
        ({}, SUPERSEDING, "2026-05-01", "replaced", "2026-05-01"),
        ({"validity": "amended"}, SUPERSEDING, "2026-05-01", "replaced", "2026-05-01"),
        ({"validity": "repealed"}, SUPERSEDING, "2026-05-01", "repealed", ""),
        ({"validity": "in_force", "effective_on": "2026-12-02"}, None, "2026-12-01", "pending", "2026-12-02"),
        ({"validity": "in_force", "effective_on": "2026-12-02"}, None, "2026-12-02", "in_force", ""),
        ({"validity": "in_force", "expires_on": "2026-12-01"}, None, "2026-12-01", "in_force", ""),
        ({"validity": "in_force", "expires_on": "2026-11-30"}, None, "2026-12-01", "expired", "2026-11-30"),
        ({"expires_on": "2026-11-30"}, None, "2026-12-01", "expired", "2026-11-30"),
        ({"validity": "in_force", "expires_on": "2026-04-30"}, SUPERSEDING, "2026-12-01", "replaced", "2026-05-01"),
    ],
)
def test_how_an_item_stands(
    fields: dict[str, Any], follower: Card | None, as_of: str, validity: str, turned_on: str
) -> None:
    card = _card(OLD, produced_on="2024-01-02", **fields)
    standing = Succession.of([card, *([follower] if follower else [])]).standing(card, as_of)
    assert (standing.validity, standing.turned_on) == (validity, turned_on)
    assert (*standing.followers, *standing.coming) == ((Follower(f"item:{NEW}", "2026-05-01"),) if follower else ())


@pytest.mark.parametrize(
    "fields, since",
    [
        ({"produced_on": "2026-03-01"}, "2026-03-01"),
        ({"produced_on": "2026-03-01", "issued_on": "2026-03-05"}, "2026-03-05"),
        ({"produced_on": "2026-03-01", "issued_on": "2026-03-05", "effective_on": "2026-04-01"}, "2026-04-01"),
    ],
)
def test_from_which_day_another_is_in_its_place(fields: dict[str, str], since: str) -> None:
    succession = Succession.of([_card(NEW, supersedes=(OLD, OLD), **fields)])
    assert succession.superseded == {f"item:{OLD}": (Follower(f"item:{NEW}", since),)}


def test_the_first_in_the_place_of_another_counts() -> None:
    later = _card("100000101/2026-00002", supersedes=(OLD,), produced_on="2026-06-01")
    old = _card(OLD, validity="in_force")
    standing = Succession.of([later, SUPERSEDING, old]).standing(old, "2026-12-01")
    assert standing.turned_on == "2026-05-01" and [one.since for one in standing.followers] == [
        "2026-05-01",
        "2026-06-01",
    ]


def test_an_item_neither_supersedes_itself_nor_is_repealed_by_a_correction() -> None:
    itself = _card(OLD, validity="in_force", supersedes=(OLD,), produced_on="2026-03-01")
    correcting = _card(NEW, corrects=(OLD,), produced_on="2026-03-01")
    standing = Succession.of([itself, correcting]).standing(itself, "2026-12-01")
    assert standing.validity == "in_force" and [one.name for one in standing.corrections] == [f"item:{NEW}"]


@pytest.mark.parametrize(
    "as_of, turns", [("2026-01-01", "2026-05-01"), ("2026-05-01", "2026-07-01"), ("2026-08-01", "2027-01-01")]
)
def test_the_next_day_on_which_something_stands_otherwise(as_of: str, turns: str) -> None:
    cards = [SUPERSEDING, _card(OLD, effective_on="2026-07-01", expires_on="2026-12-31")]
    assert Succession.of(cards).turning_day(cards, as_of) == turns
    assert Succession.of(cards).turning_day(cards, "2027-01-01") == "9999-12-31"

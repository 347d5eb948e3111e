"""The leaks that measure the scan: halves by hash, numbers that are valid, places that are harmless without a leak."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from gongkai.secrecy.numbers import bank_card, resident_id
from support import leak_pages, leak_values
from support.leak_figures import PROMISED, Result, below, county_in, refusals, rows
from support.leak_places import ITEM, NAMES, PLACES, Place
from support.leak_sample import RULES, of_kind, sown
from support.leaks import HALVES, KINDS, Lot, Written

HARMLESS = Written("办理时间为工作日上午。", (("事项", "水费"), ("数量", "12")))


def test_every_rule_stands_in_the_half_of_its_name() -> None:
    assert {rule.name: half for half, rules in RULES.items() for rule in rules} == {
        rule.name: rule.half for rules in RULES.values() for rule in rules
    }


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_several_rules_in_both_halves(kind: str, half: str) -> None:
    assert len(of_kind(half, kind)) >= 4


def test_the_two_halves_write_nothing_in_the_same_way() -> None:
    assert not {rule.name for rule in RULES["tuned"]} & {rule.name for rule in RULES["aside"]}
    assert (
        max(Counter((rule.name, kind) for rules in RULES.values() for rule in rules for kind in rule.kinds).values())
        == 1
    )


def test_sown_numbers_have_valid_checksums() -> None:
    lot = random.Random("numbers")
    assert all(resident_id(leak_values.resident_id(lot)) for _ in range(200))
    assert all(resident_id(leak_values.old_id(lot)) for _ in range(200))
    assert all(bank_card(leak_values.bank_card(lot, size)) for size in (16, 17, 18, 19) for _ in range(100))


def test_the_same_leaks_are_sown_every_time() -> None:
    assert [one.written for one in sown(["tuned"], most=20)] == [one.written for one in sown(["tuned"], most=20)]


@pytest.mark.parametrize("half", HALVES)
def test_every_place_and_every_rule_has_its_leaks(half: str) -> None:
    leaks = list(sown([half]))
    assert {one.place.name for one in leaks} == {place.name for place in PLACES}
    assert {one.rule.name for one in leaks} == {rule.name for rule in RULES[half]}
    assert min(Counter(one.kind for one in leaks).values()) >= 100


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_without_a_leak_is_not_refused_for_one(place: Place, tmp_path: Path) -> None:
    root, basis = county_in(tmp_path)
    files = place.make(HARMLESS).write(root)
    refused = refusals(root, ITEM, files, basis)
    assert not refused & ({code for code, _ in KINDS.values()} | {"S06", "S09", "Y01", "B01"})


@pytest.mark.parametrize("half", HALVES)
def test_the_printed_pages_are_opened_and_say_what_is_listed(half: str, tmp_path: Path) -> None:
    root, basis = county_in(tmp_path)
    pages = list(leak_pages.pages(half))
    assert {page.kind for page in pages} == set(KINDS)
    assert {page.place for page in pages} == set(NAMES) - {place.name for place in PLACES}
    for page in pages[:: len(pages) // 10]:
        files = page.item.write(root)
        assert not refusals(root, ITEM, files, basis) & {"S06", "B01"}
        shutil.rmtree(root / ITEM.removesuffix(".md"))


def test_a_row_below_what_is_promised_is_told() -> None:
    good, bad = Result("tuned", "mark", "a", "txt", True), Result("tuned", "mobile", "b", "txt", False)
    assert set(below([good] * 19 + [good])) == set()
    assert set(below([good] * 18 + [bad] * 2)) == {
        ("tuned", "kind", "mobile"), ("tuned", "place", "txt"), ("tuned", "writing", "b"),
    }  # fmt: skip
    assert PROMISED["aside"] < PROMISED["tuned"]


def test_no_writing_of_the_half_kept_aside_is_told_by_name() -> None:
    aside = Result("aside", "mark", "a", "txt", False)
    assert {what for _, what, _ in rows([aside])} == {"kind", "place"}


def test_a_lot_draws_the_same_again() -> None:
    assert Lot("x").fill("{name}{mobile}{flat}") == Lot("x").fill("{name}{mobile}{flat}")

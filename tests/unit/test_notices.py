"""A thousand lawful notices: real variety, Markdown that parses, and how many of them the scan refuses by mistake."""

from __future__ import annotations

from collections import Counter

import pytest

from support.notices import COUNT, GENRES, notices
from support.notices.false_alarms import judged
from support.notices.notice import Notice, Organisation


def test_there_are_a_thousand_of_thirty_genres_all_different() -> None:
    made = list(notices())
    assert len(made) == COUNT == 1000
    assert len(GENRES) == 30
    assert len({notice.body for notice in made}) == COUNT
    assert min(Counter(notice.genre for notice in made).values()) >= 33


@pytest.mark.parametrize("genre", GENRES)
def test_a_genre_is_laid_out_in_a_dozen_ways(genre: str) -> None:
    assert len({notice.shape for notice in notices() if notice.genre == genre}) >= 12


def test_the_same_notices_are_drawn_every_time() -> None:
    assert list(notices(60)) == list(notices(60))


def test_nothing_but_the_missing_signatures_and_the_scan_refuses_a_notice() -> None:
    assert {code for one in judged() for code in one.others} == {"R01", "R02"}


def test_every_published_contact_stands_in_its_notice() -> None:
    for notice in notices(300):
        assert all(value in notice.body for value in notice.values)
        assert notice.contacts or not notice.values


def test_blocks_tell_the_shape() -> None:
    body = "## 一、概况\n\n正文。\n\n又一段。\n\n| 甲 | 乙 |\n| --- | --- |\n\n- 一\n- 二\n\n::: 落款\n某局\n:::\n"
    assert Notice("x", "", "", body, (Organisation("agent", "某公司"),), ()).shape == "HPT2LF"

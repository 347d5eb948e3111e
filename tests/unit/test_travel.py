"""Records come back from a journey as they were, and what the office alone may read stays at home."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.core.executors import InlineExecutor
from gongkai.core.findings import At
from gongkai.core.pickling import pickled_by_position
from gongkai.gate import check
from gongkai.signing.approval import Approval
from gongkai.source.tree import Disk
from sample_county import TODAY

ROOT = Path(__file__).resolve().parents[2]


@pickled_by_position
@dataclass(frozen=True, slots=True, order=True)
class Luggage:
    """With a default, an order, and a field that another class has, too."""

    where: At
    day: dt.date | None = None
    notes: tuple[str, ...] = ()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_record_comes_back_equal_and_still_frozen(protocol: int) -> None:
    packed = [Luggage(At("content/a.md", "title"), dt.date(2026, 3, 1), ("甲", "乙")), Luggage(At("b", ""))]
    back = pickle.loads(pickle.dumps(packed, protocol))
    assert back == packed and {type(one) for one in back} == {Luggage}
    assert hash(back[0]) == hash(packed[0]) and repr(back[0]) == repr(packed[0])
    assert dataclasses.replace(back[0], notes=()) == dataclasses.replace(packed[0], notes=())
    with pytest.raises(dataclasses.FrozenInstanceError):
        back[0].day = None
    assert not hasattr(back[0], "__dict__")


def test_no_field_is_looked_up_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is what the pickling that Python gives to such classes does, once a record on either side."""
    monkeypatch.setattr(dataclasses, "fields", None)
    packed = Luggage(At("content/a.md", "title"), None, ("甲",))
    assert pickle.loads(pickle.dumps(packed)) == packed


def test_what_many_records_say_alike_is_held_once() -> None:
    verdict = check.check(Disk(ROOT), TODAY, InlineExecutor())
    signers = [one.by for one in verdict.approvals]
    words = [word for one in verdict.approved if one.kind == "item" for word in (one.card.agency, one.card.genre)]
    for texts in (signers, words):
        assert len(texts) > len(set(texts)) == len({id(text) for text in texts})


def test_equal_texts_that_were_one_arrive_as_one() -> None:
    text = "".join(["同", "意"])
    first, second = pickle.loads(pickle.dumps([At(text, "a"), At(text, "b")]))
    assert first.path is second.path


def test_what_the_office_alone_may_read_does_not_travel_with_a_document() -> None:
    verdict = check.check(Disk(ROOT), TODAY, InlineExecutor())
    opinions = {one.document: one.opinion for one in verdict.approvals if isinstance(one, Approval)}
    for document in verdict.approved:
        parcel = pickle.dumps(document)
        there = pickle.loads(parcel)
        assert document.internal and not there.internal
        assert (there.card, there.content, there.approved_on) == (document.card, document.content, document.approved_on)
        assert opinions[document.name].encode() not in parcel

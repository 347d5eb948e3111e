"""Another machine's answer counts for nothing until this one has confirmed it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from gongkai import judging
from gongkai.basis import basis_of, sort
from gongkai.checker import check, check_part
from gongkai.cluster import confirmed
from gongkai.cluster.confirmed import Confirmed
from gongkai.cluster.parcel import answer, opened, packed, read_answer
from gongkai.executors import Here, own
from gongkai.findings import CannotRun
from gongkai.judging import Judged, judge_documents
from gongkai.source.tree import Disk
from support import county


class Liar(Here):
    """Does what it is asked and changes the first document of each answer."""

    def __init__(self, change: Callable[[Judged], Judged] = lambda one: one) -> None:
        self.change, self.done = change, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.done += 1
        return super().submit(self._changed, fn, args)

    def _changed(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        found = fn(*args)
        return [self.change(found[0]), *found[1:]]


CHANGES: dict[str, Callable[[Judged], Judged]] = {
    "approved earlier": lambda one: dataclasses.replace(one, approved_on=dt.date(2020, 1, 1)),
    "no sign-off": lambda one: dataclasses.replace(one, approvals=()),
    "nothing internal": lambda one: dataclasses.replace(one, internal=()),
    "another name": lambda one: dataclasses.replace(one, card=dataclasses.replace(one.card, name="item:x")),  # type: ignore[type-var]
    "no card": lambda one: dataclasses.replace(one, card=None),
    "no content": lambda one: dataclasses.replace(one, content=b""),
    "strange content": lambda one: dataclasses.replace(one, content=b"[1]"),
    "another path": lambda one: dataclasses.replace(one, path="content/guide/other.md"),
}


@pytest.mark.parametrize("share", [0, 100])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_worker_changes_is_noticed(change: str, share: int) -> None:
    cluster = Confirmed(Liar(CHANGES[change]), Here(), share)
    with pytest.raises(CannotRun, match="不予采信"):
        check(Disk(county.base()), county.TODAY, cluster)


@pytest.mark.parametrize("share", [0, 1, 50, 100])
def test_an_honest_cluster_comes_to_the_same_verdict(share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_CHUNK", 3)
    here = check(Disk(county.base()), county.TODAY, Here())
    there = check(Disk(county.base()), county.TODAY, Confirmed(Liar(), Here(), share))
    assert there.passed and there.sources == here.sources
    assert [(d.digest, d.html) for d in there.approved] == [(d.digest, d.html) for d in here.approved]


def test_the_share_that_was_asked_for_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([0, 29, 30, 99] * 10)
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(drawn))
    again = Liar()
    cluster = Confirmed(Liar(), again, 30)
    source = Disk(county.base())
    basis = basis_of(source, county.TODAY)
    assert basis is not None
    pairs = sort(source.files("content")).documents
    monkeypatch.setattr(confirmed, "ATTESTED", {judge_documents: lambda *_: [None]})
    for _ in range(4):
        assert cluster.submit(judge_documents, source, pairs, basis).result()
    assert again.done == 4, "two again, two attested"


def _other() -> int:
    return 1


def test_what_nothing_attests_to_is_not_believed() -> None:
    with pytest.raises(AssertionError, match="nothing attests"):
        Confirmed(Here(), Here(), 0).submit(_other)


def test_what_is_cancelled_is_cancelled_there() -> None:
    with ThreadPoolExecutor(1) as cluster:
        started: Future[None] = Future()
        cluster.submit(started.result)
        waiting = Confirmed(cluster, Here(), 100).submit(_other)
        assert waiting.cancel()
        started.set_result(None)
        assert cluster.submit(_other).result() == 1


def test_this_machine_is_the_part_of_a_cluster_that_is_trusted() -> None:
    here: Executor = Here()
    assert own(Confirmed(Liar(), here)) is here and own(here) is here and own(None) is None


# -- what travels -------------------------------------------------------------------------------------------------


def test_a_job_and_its_answer_arrive_as_they_were() -> None:
    source = Disk(county.base())
    basis = basis_of(source, county.TODAY)
    assert basis is not None
    pairs = sort(source.files("content")).documents
    function, arguments = opened(packed(judge_documents, (source, pairs, basis.for_workers())))
    judged = function(*arguments)
    assert judged == judge_documents(source, pairs, basis.for_workers())
    assert read_answer(judge_documents, answer(judge_documents, judged)) == judged


@pytest.mark.parametrize("data", [b"", b"x", b"\x78\x9c", answer(_other, 1), answer(_other, 1)[:-2]])
def test_anything_else_is_no_answer(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_answer(judge_documents, data)


# -- a part -------------------------------------------------------------------------------------------------------


def test_a_part_is_judged_and_approves_nothing(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    good = check_part(Disk(root), county.TODAY, "content/items/finance/2026/")
    assert good.errors == 0 and not good.passed and not good.approved
    county.write_item(root, "content/items/town/2026/00009.md")
    assert check_part(Disk(root), county.TODAY, "content/items/finance/2026/").errors == 0
    bad = check_part(Disk(root), county.TODAY, "content/items/town/2026/")
    assert {d.code for d in bad.diagnostics} == {"R01", "R02"}
    assert bad.checked == len(list((root / "content/items/town/2026").glob("*.md")))


def test_a_part_that_is_not_there_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="没有条目"):
        check_part(Disk(county.base()), county.TODAY, "content/items/town/1999/")


def test_a_part_with_broken_registries_says_so(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    (root / "catalog/agencies.yaml").unlink()
    assert check_part(Disk(root), county.TODAY, "content/items/town/2026/").errors

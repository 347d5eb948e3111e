"""Work spread over workers comes back whole, in order, or not at all."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.executors import InlineExecutor, Workers, chunks, lent, local
from gongkai.core.findings import CannotRun
from gongkai.gate import check, parallel_check
from gongkai.site.exports import Lines
from gongkai.site.model import SiteModel
from gongkai.site.render import render_all
from gongkai.source.tree import Disk
from sample_county import TODAY

ROOT = Path(__file__).resolve().parents[2]


def _square(number: int) -> int:
    return number * number


def _fails(number: int) -> int:
    raise CannotRun(f"第 {number} 份", f"number {number}")


def _dies(number: int) -> int:
    os._exit(number)


def test_here_runs_at_once_and_hands_on_what_is_raised() -> None:
    with InlineExecutor() as pool:
        assert [future.result() for future in [pool.submit(_square, n) for n in range(4)]] == [0, 1, 4, 9]
        failed = pool.submit(_fails, 3)
    with pytest.raises(CannotRun) as raised:
        failed.result()
    assert raised.value.text.en == "number 3"


def test_an_interrupt_is_not_kept_for_later() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with InlineExecutor() as pool, pytest.raises(KeyboardInterrupt):
        pool.submit(interrupt)


def test_a_refusal_comes_back_from_a_worker_with_both_its_texts() -> None:
    with ProcessPoolExecutor(1) as pool, pytest.raises(CannotRun) as raised:
        pool.submit(_fails, 5).result()
    assert (raised.value.text.zh, raised.value.text.en) == ("第 5 份", "number 5")


def test_little_work_stays_here_and_much_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    assert isinstance(local(10), InlineExecutor)
    with local(100_000) as pool:
        assert isinstance(pool, ProcessPoolExecutor)
        assert [f.result() for f in [pool.submit(_square, n) for n in range(5)]] == [0, 1, 4, 9, 16]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert isinstance(local(100_000), InlineExecutor)


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_chunks_hold_everything_once_in_order(items: list[int], size: int) -> None:
    parts = list(chunks(items, size))
    assert [item for part in parts for item in part] == items
    assert all(1 <= len(part) <= size for part in parts)


@pytest.mark.parametrize("pool", [InlineExecutor, lambda: ThreadPoolExecutor(3), lambda: ProcessPoolExecutor(2)])
def test_the_verdict_does_not_depend_on_who_judges(pool: type[Executor], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_check, "_CHUNK", 7)
    verdict = check.check(Disk(ROOT), TODAY, pool())
    expected = check.check(Disk(ROOT), TODAY, InlineExecutor())
    assert verdict.passed
    assert verdict.diagnostics == expected.diagnostics and verdict.checked == expected.checked
    assert [(d.name, d.digest, d.html) for d in verdict.approved] == [
        (d.name, d.digest, d.html) for d in expected.approved
    ]


class _Dying(ProcessPoolExecutor):
    """Whatever is submitted, the worker dies of it."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        return super().submit(_dies, 1)


def test_a_worker_that_dies_stops_the_check_and_the_rendering(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="意外中止"):
        check.check(Disk(ROOT), TODAY, _Dying(1))
    verdict = check.check(Disk(ROOT), TODAY, InlineExecutor())
    assert verdict.county is not None
    presenter = SiteModel.of(verdict.approved, (), verdict.county, False)
    with _Dying(1) as pool, pytest.raises(CannotRun, match="意外中止"):
        render_all(tmp_path, tmp_path, presenter, pool, Lines(), lambda: None)
    with ProcessPoolExecutor(1) as pool, pytest.raises(BrokenProcessPool):
        pool.submit(_dies, 1).result()


class _Losing(InlineExecutor):
    """Does its work and loses the last document of each part."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        return super().submit(lambda: fn(*args, **kwargs)[:-1])


def test_a_document_that_gets_lost_on_the_way_stops_the_check() -> None:
    with pytest.raises(CannotRun, match="实际检查"):
        check.check(Disk(ROOT), TODAY, _Losing())


def test_a_run_keeps_its_workers_through_all_phases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    with Workers() as workers:
        with lent(workers, 10) as little:
            assert isinstance(little, InlineExecutor)
        seen = []
        for jobs in (1_000, 100_000):
            with lent(workers, jobs) as pool:
                assert isinstance(pool, ProcessPoolExecutor)
                seen.append((pool, pool.submit(os.getpid).result()))
        (first, one), (second, other) = seen
        assert first is second and os.getpid() not in (one, other)
        with lent(workers, 10) as pool:  # they are there and cost nothing any more
            assert pool is first
    with pytest.raises(RuntimeError, match="after shutdown"):
        first.submit(os.getpid)

"""What holds when a rule is emptied, raises, or its worker dies: cases test their rule, and the gate stays shut."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

import pytest

from gongkai.cli import main
from gongkai.core.executors import InlineExecutor
from gongkai.core.findings import CannotRun, Finding, Severity
from gongkai.documents.document import Reading, read
from gongkai.documents.kinds import kind_of
from gongkai.documents.registries import Markup
from gongkai.gate import parallel_check
from gongkai.gate.check import Verdict, check
from gongkai.rules import RULES, Corpus
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import LedgerEntry, is_ledger, read_ledger
from gongkai.source.tree import Disk
from support import cases, county
from support.cases import Case

BAD = [case for case in cases.load() if not case.good]
R = TypeVar("R")
# The rules through which the problems of reading come to light; without one of them nothing may be approved.
_MARKUP = Markup(profile="2", since=dt.date(2020, 1, 1))  # as the test county has it
READING = sorted(code for code, rule in RULES.items() if Reading in rule.subjects)


def ids(case: Case) -> str:
    return case.id


def _silent(subject: Any, judged_by: SiteContext) -> Iterator[Finding]:
    return iter(())


def empty(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(RULES[code], "check", _silent)
    if RULES[code].whole is not None:
        monkeypatch.setattr(RULES[code], "whole", lambda corpus: iter(()))
    if RULES[code].step is not None:
        monkeypatch.setattr(RULES[code], "step", lambda change: iter(()))


def outcome(case: Case, root: Path) -> Verdict | None:
    """The verdict, or None where the run stopped itself."""
    try:
        return case.verdict(root)
    except (CannotRun, AssertionError):
        return None


@pytest.mark.parametrize("case", BAD, ids=ids)
def test_bad_case_rests_on_its_rule_alone(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its rule emptied, a bad case shows only what it says comes with it; unless the run fails closed."""
    root = case.make(tmp_path)
    has_problems = _has_problems(case, root)
    empty(monkeypatch, case.code)
    verdict = outcome(case, root)
    if verdict is None:
        # A document without a final review has no day of approval, so the checker stumbles over it by itself.
        assert has_problems or case.id == "R02/bad"
        return
    if verdict.county is None:  # the registries cannot be relied on; that is said without any rule
        assert verdict.approved == ()
        return
    assert case.code not in {d.code for d in verdict.diagnostics}
    left = {d.code for d in verdict.diagnostics if d.severity is Severity.ERROR}
    others = {e.code for e in case.expect if e.severity is Severity.ERROR} - {case.code}
    assert left <= others | case.also
    assert case.code not in left
    # Nothing else stands in the way, so the rule is what keeps this document from the public.
    assert verdict.passed == (not left)
    assert bool(verdict.approved) == (verdict.passed and not case.base)
    assert not (verdict.passed and has_problems)


def _has_problems(case: Case, root: Path) -> bool:
    """Whether reading alone finds something in a document or ledger that the case is about."""
    source = Disk(root)
    for path in {expected.path for expected in case.expect}:
        if not (root / path).is_file():
            continue
        if is_ledger(path):
            reading = read_ledger(source, path)[0]
        elif kind_of(path):
            attached = source.files(path.removesuffix(".md")).regular if path.endswith(".md") else ()
            reading = read(source, path, attached, markup=_MARKUP)
        else:
            continue
        if reading.problems:
            return True
    return False


@pytest.mark.parametrize("code", READING)
def test_emptied_reading_rule_approves_nothing_damaged(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every damaged document of every case stays out, whichever of the reading rules says nothing."""
    damaged = [case for case in BAD if case.code == code]
    made = []
    for position, case in enumerate(damaged):
        root = case.make(tmp_path / str(position))
        if _has_problems(case, root):
            made.append((case, root))
    empty(monkeypatch, code)
    for case, root in made:
        verdict = outcome(case, root)
        assert verdict is None or not (verdict.passed or verdict.approved or verdict.voided), case.id


@pytest.mark.parametrize(
    "code", ["B03", "B05", "B06", "C01", "C02", "C03", "R01", "R02", "R07", "R11", "Y01", "Y02", "Y03"]
)
def test_every_code_of_reading_has_a_damaged_case(code: str, tmp_path: Path) -> None:
    """So that the test above never runs over an empty list."""
    found = False
    for position, case in enumerate(case for case in BAD if case.code == code):
        found = found or _has_problems(case, case.make(tmp_path / str(position)))
    assert found


def test_problem_of_an_unknown_code_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading problem whose rule does not exist at all is not lost either."""
    case = next(case for case in BAD if case.id == "Y02/bad")
    root = case.make(tmp_path)
    monkeypatch.delitem(RULES, "Y02")
    monkeypatch.setattr("gongkai.rules.engine._CACHE", {})
    with pytest.raises(CannotRun, match="Y02"):
        case.verdict(root)


# A rule that raises -----------------------------------------------------------------------------------------


def _raise(*_: object) -> Iterator[Finding]:
    raise ZeroDivisionError("as if by mistake")


def _raise_late(*_: object) -> Iterator[Finding]:
    yield from ()
    raise ZeroDivisionError("as if by mistake")


@pytest.mark.parametrize("raising", [_raise, _raise_late])
@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_that_raises_stops_the_run(
    code: str, raising: Callable[..., Iterator[Finding]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = next(case for case in cases.load() if case.id == f"{code}/good")
    root = good.make(tmp_path)
    monkeypatch.setattr(RULES[code], "check", raising)
    with pytest.raises(CannotRun) as stopped:
        good.verdict(root)
    assert code in stopped.value.text.zh
    assert code in stopped.value.text.en
    assert stopped.value.exitcode == 2


@pytest.mark.parametrize("code", sorted(code for code, rule in RULES.items() if rule.whole))
def test_second_half_that_raises_stops_the_run(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RULES[code], "whole", _raise_late)
    with pytest.raises(CannotRun, match=code):
        check(Disk(county.base()), county.TODAY)


@pytest.mark.parametrize("code", ["C07", "R06", "R12"])
def test_rule_that_raises_only_on_ledgers_stops_the_run(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original = RULES[code].check

    def on_ledgers(subject: Any, judged_by: SiteContext) -> Iterator[Finding]:
        if isinstance(getattr(subject, "subject", subject), LedgerEntry):
            raise ZeroDivisionError
        yield from original(subject, judged_by)

    monkeypatch.setattr(RULES[code], "check", on_ledgers)
    with pytest.raises(CannotRun, match=code):
        check(Disk(county.base()), county.TODAY)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_command_says_which_rule_raised_and_ends_with_2(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(RULES["C03"], "check", _raise)
    assert main(["--root", str(county.base()), "--lang", lang, "check", "--today", str(county.TODAY)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "C03" in said.err
    assert "Traceback" not in said.err


# Workers ----------------------------------------------------------------------------------------------------


def _die(*_: object) -> Iterator[Finding]:
    if multiprocessing.parent_process() is not None:
        os._exit(0)
    return iter(())


def _forked() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork"))


def test_worker_processes_say_what_this_process_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_check, "_CHUNK", 2)
    here, apart = (check(Disk(county.base()), county.TODAY, executor) for executor in (InlineExecutor(), _forked()))
    assert here.passed
    assert [a.digest for a in here.approved] == [a.digest for a in apart.approved]
    assert apart.diagnostics == here.diagnostics


def test_worker_that_dies_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RULES["B01"], "check", _die)
    with pytest.raises(CannotRun) as stopped:
        check(Disk(county.base()), county.TODAY, _forked())
    assert stopped.value.exitcode == 2


def test_rule_that_raises_in_a_worker_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason survives the way back from the worker, in both languages."""

    def apart(*_: object) -> Iterator[Finding]:
        if multiprocessing.parent_process() is not None:
            raise ZeroDivisionError
        return iter(())

    monkeypatch.setattr(RULES["B01"], "check", apart)
    with pytest.raises(CannotRun) as stopped:
        check(Disk(county.base()), county.TODAY, _forked())
    assert "B01" in stopped.value.text.zh
    assert "B01" in stopped.value.text.en


class _BreaksEarly(InlineExecutor):
    """A pool that has lost a worker before all the work is handed out."""

    def __init__(self) -> None:
        self.taken = 0

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        self.taken += 1
        if self.taken > 1:
            raise BrokenProcessPool("a child process terminated abruptly")
        return super().submit(fn, *args, **kwargs)


def test_pool_that_breaks_while_work_is_handed_out_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_check, "_CHUNK", 1)
    with pytest.raises(CannotRun):
        check(Disk(county.base()), county.TODAY, _BreaksEarly())


class _Forgets(InlineExecutor):
    """Returns the work without its last document."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        future: Future[Any] = Future()
        done: Any = fn(*args, **kwargs)
        future.set_result(done[:-1])
        return future


def test_work_that_comes_back_short_stops_the_run() -> None:
    with pytest.raises(CannotRun, match="6"):
        check(Disk(county.base()), county.TODAY, _Forgets())


def test_unreadable_file_stops_the_run(tmp_path: Path) -> None:
    """A file that goes away between listing and reading is not simply left out."""
    root = county.copy_to(tmp_path)

    class Vanishing(Disk):
        def read(self, path: str) -> bytes:
            if path == county.PAGE:
                (root / path).unlink(missing_ok=True)
            return super().read(path)

    with pytest.raises(CannotRun, match=r"about\.md"):
        check(Vanishing(root), county.TODAY)


def test_corpus_rule_sees_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is approved that the rules over the whole have not seen."""
    seen: list[str] = []
    original = RULES["R05"].check

    def listen(corpus: Corpus, judged_by: SiteContext) -> Iterator[Finding]:
        seen.extend(document.name for document in corpus.documents)
        yield from original(corpus, judged_by)

    monkeypatch.setattr(RULES["R05"], "check", listen)
    verdict = check(Disk(county.base()), county.TODAY)
    assert {approved.name for approved in verdict.approved} == set(seen)

"""What a rule declares is all that there is to know of it: its module, its code, what it depends on, on which days it turns."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import inspect
from itertools import pairwise
from pathlib import Path

import pytest

from gongkai.gate.check import Verdict, check
from gongkai.rules import RULES
from gongkai.rules.engine import NEVER, Depends, Passed, turning_day
from gongkai.source.tree import Disk
from support import county

TOOLING = Path(inspect.getfile(check)).parents[2]
FIRST, LAST = dt.date(2026, 6, 30), dt.date(2030, 1, 1)


@pytest.mark.parametrize("code", RULES)
def test_a_code_leads_to_its_file(code: str) -> None:
    one = RULES[code]
    halves = [half for half in (one.whole, one.step, one.days) if half]
    for part in (one.check, *halves):
        assert part.__module__.startswith(f"gongkai.rules.{code.lower()}_"), part
    assert one.depends


def _asks_for_the_day(path: Path) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr == "today"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )


def test_whoever_asks_which_day_it_is_says_on_which_days_the_answer_changes() -> None:
    """Rules of the audit are asked each time; of all others only those that declare their days may know the day."""
    asking = {path.stem for path in (TOOLING / "gongkai/rules").glob("*.py") if _asks_for_the_day(path)}
    knowing = {
        Path(inspect.getfile(one.check)).stem
        for one in RULES.values()
        if one.days is not None or Depends.BOOKS in one.depends
    }
    assert asking and asking <= knowing | {"engine"}
    beside = [
        path
        for room in ("secrecy", "proof", "documents", "markup")
        for path in (TOOLING / "gongkai" / room).rglob("*.py")
    ]
    # They are told the day, if at all; the ruling asks for it only where nobody has reviewed yet.
    assert [path.name for path in beside if _asks_for_the_day(path)] == ["ruling.py"]


def _turning(root: Path) -> tuple[str, ...]:
    """The days after FIRST on which something may be found in a county. Fails where something is found on another."""
    verdict = _judged(root, FIRST)
    days: list[str] = []
    day = FIRST
    while (following := turning_day(_passed(verdict), day)) != NEVER and following < LAST.isoformat():
        end = dt.date.fromisoformat(following) - dt.timedelta(days=1)
        for between in {day, day + (end - day) // 2, end}:
            assert _said(_judged(root, between)) == _said(_judged(root, day)), f"{between}: not declared"
        days.append(following)
        day = dt.date.fromisoformat(following)
    for between in (day + (LAST - day) // 2, LAST):
        assert _said(_judged(root, between)) == _said(_judged(root, day)), f"{between}: not declared"
    return tuple(days)


def _judged(root: Path, day: dt.date) -> Verdict:
    verdict = check(Disk(root), day)
    assert verdict.county is not None
    return verdict


def _passed(verdict: Verdict) -> Passed:
    assert verdict.county is not None
    return Passed(verdict.approved, verdict.approvals, verdict.county)


def _said(verdict: Verdict) -> set[tuple[str, str, str]]:
    return {(one.code, str(one.place), str(one.severity)) for one in verdict.diagnostics}


@pytest.fixture
def county_in_time(tmp_path: Path) -> Path:
    return county.copy_to(tmp_path)


def test_nothing_is_found_between_the_days_that_rules_declare(county_in_time: Path) -> None:
    days = _turning(county_in_time)
    said = [_said(_judged(county_in_time, day)) for day in (FIRST, *map(dt.date.fromisoformat, days))]
    assert any(before != after for before, after in pairwise(said)), days


def test_a_rule_that_does_not_declare_its_day_is_noticed(county_in_time: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("C04", "G02"):
        monkeypatch.setitem(RULES, code, dataclasses.replace(RULES[code], days=None))
    with pytest.raises(AssertionError, match="not declared"):
        _turning(county_in_time)


def test_a_norm_that_is_regraded_later_turns_the_day(county_in_time: Path) -> None:
    passed = _passed(_judged(county_in_time, FIRST))
    name, norm = next(iter(passed.county.norms.items()))
    regraded = norm.model_copy(update={"regraded_on": dt.date(2026, 7, 15)})
    later = dataclasses.replace(passed.county, norms=passed.county.norms | {name: regraded})
    passed = dataclasses.replace(passed, county=later)
    assert turning_day(passed, FIRST) == "2026-07-15" < turning_day(passed, dt.date(2026, 7, 15))

"""Every rule against its cases, and what every rule and every message owes the reader."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

import gongkai
from gongkai.core.findings import Diagnostic, Severity, Text
from gongkai.documents.kinds import kind_of
from gongkai.gate.check import Verdict, check
from gongkai.rules import RULES
from gongkai.signing.test_keys import SAMPLE_SITE_ID, TEST_KEYS
from gongkai.source.tree import Disk
from support import cases, county
from support.cases import Case

CASES = cases.load()
BAD = [case for case in CASES if not case.good]
GOOD = [case for case in CASES if case.good]
_KEYS = Path(__file__).resolve().parent.parent / "keys"
_HAN = r"\u3400-\u9fff"
# Half-width punctuation that touches a Chinese character, and Chinese punctuation where English is expected.
_HALF_WIDTH = re.compile(rf"[{_HAN}”》）][,;:!?()]|[,;:!?()][{_HAN}“《（]|[{_HAN}]\.(?:$|[{_HAN}])")
_FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff01-\uff5e“”]")
# What is quoted as it has to be typed: YAML's colon, the sign that stands in for a less-than sign, the brackets of a document's year.
_TYPED = re.compile("“键: 值”|“- ”|＜|〔(?:[0-9]{4})?〕")


def ids(case: Case) -> str:
    return case.id


def found_lines(verdict: Verdict) -> str:
    return "\n".join(f"{d.place.path}:{d.place.line} {d.severity} {d.code} {d.message.zh}" for d in verdict.diagnostics)


def well_worded(text: Text) -> str:
    """What is wrong with a message, or nothing."""
    text = Text(_TYPED.sub("", text.zh), _TYPED.sub("", text.en))
    if not text.zh.strip() or not text.en.strip():
        return f"empty: {text}"
    if found := _HALF_WIDTH.search(text.zh):
        return f"half-width punctuation {found[0]!r}: {text.zh}"
    if found := _FULL_WIDTH.search(text.en):
        return f"full-width punctuation {found[0]!r}: {text.en}"
    return ""


def assert_expected(case: Case, verdict: Verdict, root: Path) -> None:
    for expected in case.expect:
        assert any(expected.met_by(d, root) for d in verdict.diagnostics), f"{expected}\n{found_lines(verdict)}"
    known = {expected.code for expected in case.expect if expected.severity is Severity.ERROR} | case.also
    errors = {d.code for d in verdict.diagnostics if d.severity is Severity.ERROR}
    assert errors == known, found_lines(verdict)
    others = Counter((d.code, d.place.path) for d in verdict.diagnostics if d.severity is not Severity.ERROR)
    assert others == Counter((e.code, e.path) for e in case.expect if e.severity is not Severity.ERROR)
    assert all(re.search(f"[{_HAN}]", d.message.zh + d.remedy.zh) for d in verdict.diagnostics)
    assert not [problem for d in verdict.diagnostics for t in (d.message, d.remedy) if (problem := well_worded(t))]


@pytest.mark.parametrize("case", BAD, ids=ids)
def test_bad_case_is_refused(case: Case, tmp_path: Path) -> None:
    root = case.make(tmp_path)
    verdict = case.verdict(root)
    severity = RULES[case.code].severity
    assert case.code in {e.code for e in case.expect if e.severity is severity}
    assert_expected(case, verdict, root)
    assert verdict.passed == (severity is not Severity.ERROR)
    if verdict.passed:
        return
    assert verdict.approved == ()
    assert verdict.voided == ()


@pytest.mark.parametrize("case", GOOD, ids=ids)
def test_good_case_passes(case: Case, tmp_path: Path) -> None:
    root = case.make(tmp_path)
    verdict = case.verdict(root)
    assert_expected(case, verdict, root)
    assert verdict.passed
    if case.base:
        return  # a history approves nothing; a build checks its tree again
    # Every document there is approved, and nothing else.
    there = {path for path in Disk(root).files("content", "catalog").regular if kind_of(path)}
    gone = verdict.county.withdrawals if verdict.county else {}
    assert set(gone) == case.absent
    assert set(verdict.voided) == case.voided
    names = {document.name for document in verdict.approved}
    assert len(names) == len(verdict.approved) == len(there) - len(case.absent) - len(case.voided)
    assert not names & (case.absent | case.voided)


def test_base_county_has_nothing_to_report(tmp_path: Path) -> None:
    verdict = check(Disk(county.copy_to(tmp_path)), county.TODAY)
    assert verdict.diagnostics == ()
    assert len(verdict.approved) == 12


def test_base_county_is_the_same_every_time(tmp_path: Path) -> None:
    county.build(tmp_path)
    files = [path.relative_to(tmp_path) for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    assert files
    assert all((tmp_path / path).read_bytes() == (county.base() / path).read_bytes() for path in files)


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_is_declared_in_full(code: str) -> None:
    """A docstring of one sentence, a Chinese name, a clause, and a case on each side."""
    rule = RULES[code]
    sentence = (inspect.getdoc(rule.check) or "").split("\n")[0]
    assert sentence.endswith(".")
    assert sentence == rule.name.en
    assert not well_worded(rule.name)
    assert rule.clause == "design" or re.fullmatch(rf"[{_HAN}]·[{_HAN}0-9A-Z]+([；、–·{_HAN}0-9A-Z]+)*", rule.clause), (
        rule.clause
    )
    assert {case.name for case in CASES if case.code == code} >= {"good", "bad"}


def test_cases_belong_to_rules() -> None:
    assert {case.code for case in CASES} == set(RULES)
    for case in CASES:
        assert case.why.endswith("。"), case.id
        assert not _HALF_WIDTH.search(case.why), case.id
        assert case.steps, case.id


def _literal(node: ast.expr) -> str | None:
    """The text of a string literal or an f-string, with a neutral word for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return None


def test_every_message_in_the_code_is_in_both_languages() -> None:
    """Also those messages that no case produces, because a disk fails or a key is missing."""
    problems, seen = [], 0
    for path in sorted(Path(gongkai.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Text", "CannotRun")):
                continue
            literals = [_literal(argument) for argument in node.args]
            if len(literals) != 2 or literals == ["", ""]:
                continue
            seen += 1
            zh, en = (literal if literal is not None else "见 see" for literal in literals)
            if problem := well_worded(Text(zh, en)):
                problems.append(f"{path.name}:{node.lineno}: {problem}")
    assert seen > 100
    assert not problems, "\n".join(problems)


# Test keys --------------------------------------------------------------------------------------------------


def _with_test_key(root: Path, name: str, site_id: str = county.SITE_ID) -> list[Diagnostic]:
    public = " ".join((_KEYS / f"{name}.pub").read_text().split()[:2])
    officers = root / county.OFFICERS
    text = officers.read_text(encoding="utf-8")
    lead = f"officers:\n  - id: careless\n    name: 某人\n    appointments: []\n    keys:\n      - key: {public}\n"
    officers.write_text(text.replace("officers:\n", f"{lead}        from: 2024-01-01\n"), encoding="utf-8")
    county.resign(root, county.OFFICERS, site_id=site_id)
    return [d for d in check(Disk(root), county.TODAY).diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize("name", sorted(path.stem for path in _KEYS.glob("*.pub")))
def test_no_other_site_accepts_a_test_key(name: str, tmp_path: Path) -> None:
    found = _with_test_key(county.copy_to(tmp_path), name)
    assert [(d.code, d.place.path) for d in found] == [("R12", county.OFFICERS)]


def test_test_keys_are_listed_and_the_sample_may_use_them(tmp_path: Path) -> None:
    assert len(list(_KEYS.glob("*.pub"))) == len(TEST_KEYS) == 30
    county.build(tmp_path, site_id=SAMPLE_SITE_ID)
    assert _with_test_key(tmp_path, "finance-head", SAMPLE_SITE_ID) == []

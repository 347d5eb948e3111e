"""``gongkai sign``: what it shows, writes and refuses, on real files and with real keys and a real agent."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.core.days import CHINA
from gongkai.core.findings import Severity
from gongkai.documents.document import Document, read
from gongkai.gate.check import Verdict, check
from gongkai.reporting.formats import UNSIGNED
from gongkai.signing.ledgers import read_ledger
from gongkai.source.envelope import open_document
from gongkai.source.tree import Disk
from support import county

ITEM = "content/items/town/2026/00002.md"
NAME = "item:100000103/2026-00002"
TOOLING = Path(__file__).resolve().parents[2] / "tooling"
Office = Callable[..., int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The good county with one item that nobody has reviewed yet."""
    folder = county.copy_to(tmp_path / "county")
    county.write_item(folder, ITEM, body="自四月一日起调整办公时间。\n")
    return folder


@pytest.fixture
def sign(root: Path, tmp_path: Path) -> Office:
    """Sign as an officer with that officer's key file, or with another key."""

    def run(level: str, officer: str, *more: str, path: str | list[str] = ITEM, key: str | None = None) -> int:
        file = county.key_file(tmp_path / "keys", key or officer)
        paths = [path] if isinstance(path, str) else path
        asked = [] if sys.stdin.isatty() else ["--yes"]
        arguments = ["sign", *paths, "--level", level, "--as", officer, "--key", str(file), *more, *asked]
        return main(["--root", str(root), *arguments])

    return run


def today() -> dt.date:
    return dt.datetime.now(CHINA).date()


def document(root: Path, path: str = ITEM) -> Document:
    found = read(Disk(root), path).document
    assert found is not None
    return found


def verdict(root: Path) -> Verdict:
    return check(Disk(root), today())


def errors(root: Path) -> set[tuple[str, str]]:
    return {(d.code, d.place.path) for d in verdict(root).diagnostics if d.severity is Severity.ERROR}


def record_absence(root: Path, officer: str, by: str) -> None:
    day = today().isoformat()
    entry = {"officer": officer, "from": day, "until": day}
    county.record(root, "absences", entry, by=by, at=dt.datetime.now(CHINA).isoformat(timespec="seconds"))


# Signing ----------------------------------------------------------------------------------------------------


def test_first_then_final_makes_the_document_public(root: Path, sign: Office) -> None:
    before = open_document((root / ITEM).read_bytes()).reviewed
    assert errors(root) == {("R01", ITEM), ("R02", ITEM)}
    assert sign("first", "town-info-a", "--opinion", "经初审，建议公开。") == 0
    assert errors(root) == {("R02", ITEM)}
    assert sign("final", "town-leader", "--opinion", "同意公开。") == 0
    found = verdict(root)
    assert found.passed
    assert NAME in {approved.name for approved in found.approved}
    assert open_document((root / ITEM).read_bytes()).reviewed == before
    review = document(root).review
    assert review.first is not None
    assert review.final is not None
    assert (review.first.by, review.first.opinion) == ("town-info-a", "经初审，建议公开。")
    assert (review.final.by, review.final.opinion) == ("town-leader", "同意公开。")
    assert review.first.digest == review.final.digest == document(root).digest
    assert review.final.basis == ("secrecy-law",)  # the law in force, not the repealed one


def test_all_levels_of_a_joint_policy(root: Path, sign: Office) -> None:
    path = county.POLICY_ITEM
    county.resign(root, path, business=None, first=None, joint=None, final=None)
    steps = (("business", "finance-section"), ("first", "finance-info-a"), ("joint", "town-leader"))
    for level, officer in (*steps, ("final", "finance-leader")):
        assert ("R02", path) in errors(root)
        assert sign(level, officer, path=path) == 0
    county.resign(root, ITEM)
    assert errors(root) == set()


def test_deputy_signs_while_the_absence_is_recorded(root: Path, sign: Office) -> None:
    record_absence(root, "town-info-a", "town-leader")
    assert sign("first", "town-info-b", "--acting-for", "town-info-a") == 0
    assert sign("final", "town-leader", "--session", "第3场", "--basis", "unit-secret-list") == 0
    first, final = document(root).review.first, document(root).review.final
    assert first is not None
    assert final is not None
    assert first.acting_for == "town-info-a"
    assert (final.session, final.basis) == ("第3场", ("unit-secret-list",))
    assert verdict(root).passed


def test_whoever_is_absent_does_not_sign_until_the_absence_is_ended(
    root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    start, now = today() - dt.timedelta(3), dt.datetime.now(CHINA)

    def recorded(until: int, at: dt.datetime) -> None:
        entry = {"officer": "town-info-a", "from": str(start), "until": str(today() + dt.timedelta(until))}
        county.record(root, "absences", entry, by="town-leader", at=at.isoformat(timespec="seconds"))

    recorded(5, now - dt.timedelta(days=3))
    assert sign("first", "town-info-a") == 1
    said = capsys.readouterr().out
    assert "R06" in said and "不在岗" in said and "同一开始日期" in said, said
    assert document(root).review.first is None
    recorded(-1, now)
    assert sign("first", "town-info-a") == 0
    assert sign("first", "town-info-b", "--acting-for", "town-info-a") == 1
    assert sign("final", "town-leader") == 0
    assert verdict(root).passed


def test_registries_are_signed_like_documents(root: Path, sign: Office) -> None:
    county.resign(root, ITEM)
    agencies = root / "catalog/agencies.yaml"
    agencies.write_bytes(agencies.read_bytes().replace(b"0000-6660101", b"0000-6660111"))
    assert errors(root) == {("B01", "catalog/agencies.yaml")}
    assert sign("first", "office-info-a", path="catalog/agencies.yaml") == 0
    assert sign("final", "office-leader", path="catalog/agencies.yaml") == 0
    assert verdict(root).passed


def test_only_the_head_signs_the_roster(root: Path, sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    county.resign(root, ITEM)
    assert sign("first", "office-info-a", path=county.OFFICERS) == 0
    before = (root / county.OFFICERS).read_bytes()
    assert sign("final", "office-leader", path=county.OFFICERS) == 1
    assert "R09" in capsys.readouterr().out
    assert (root / county.OFFICERS).read_bytes() == before
    assert sign("final", "office-head", path=county.OFFICERS) == 0
    assert verdict(root).passed


def test_what_is_signed_is_shown(root: Path, sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    path = county.ITEM_WITH_ATTACHMENT
    attached = Disk(root).read(county.ATTACHMENT)
    county.resign(root, path, final=None)
    capsys.readouterr()
    assert sign("final", "office-leader", "--opinion", "同意，请按时公开。", path=path) == 0
    shown = capsys.readouterr().out
    digest = read(Disk(root), path, (county.ATTACHMENT,)).document
    assert digest is not None
    for text in (
        path, "item:100000101/2026-00001", "测试县便民服务事项清单", digest.digest, "同意，请按时公开。", "同意公开；", "复审",
        "secrecy-law", "office-leader", "事项清单.csv", f"{len(attached)} 字节", county.officer_key("office-leader").public.fingerprint,
    ):  # fmt: skip
        assert text in shown
    assert "PRIVATE" not in shown


def test_answering_no_signs_nothing(
    root: Path, sign: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / ITEM).read_bytes()
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question + capsys.readouterr().out)
        return "n"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    assert sign("first", "town-info-a") == 1
    assert (root / ITEM).read_bytes() == before
    # What is signed was shown before the question.
    assert document(root).digest in asked[0]
    assert sign("first", "town-info-a", "--yes") == 0
    assert len(asked) == 1


def test_one_refusal_among_several_files(root: Path, sign: Office) -> None:
    """The good ones are signed, the exit code tells of the bad one."""
    other = "content/items/town/2026/00003.md"
    county.write_item(root, other, category="nothing")
    before = (root / other).read_bytes()
    assert sign("first", "town-info-a", path=[other, ITEM]) == 1
    assert document(root).review.first is not None
    assert (root / other).read_bytes() == before


def test_signing_an_earlier_level_again_removes_the_later_ones(root: Path, sign: Office) -> None:
    path = county.POLICY_ITEM
    kept = document(root, path).signed
    assert sign("first", "finance-info-a", "--opinion", "重新初审。", path=path) == 0
    again = document(root, path).signed
    assert list(again) == ["business", "first"]
    assert again["business"] == kept["business"]
    assert again["first"]["opinion"] == "重新初审。"
    assert sign("business", "finance-section", path=path) == 0
    assert list(document(root, path).signed) == ["business"]
    assert {code for code, where in errors(root) if where == path} == {"R01", "R02", "R11"}


def test_signing_jointly_again_removes_the_final_review(root: Path, sign: Office) -> None:
    path = county.POLICY_ITEM
    kept = document(root, path).signed
    assert sign("joint", "town-head", path=path) == 0
    again = document(root, path).signed
    assert list(again) == ["business", "first", "joint"]
    assert again["first"] == kept["first"]
    assert again["joint"]["town"]["by"] == "town-head"


# Refusals ---------------------------------------------------------------------------------------------------


def _nothing(root: Path) -> None:
    pass


def _first_signed(root: Path) -> None:
    county.resign(root, ITEM, final=None)


def _first_by_the_head(root: Path) -> None:
    record_absence(root, "town-info-a", "town-leader")
    at = dt.datetime.now(CHINA).isoformat(timespec="seconds")
    county.resign(root, ITEM, first={"by": "town-head", "acting_for": "town-info-a", "at": at}, final=None)


def _changed_after_the_first(root: Path) -> None:
    county.resign(root, ITEM, final=None)
    file = root / ITEM
    file.write_text(file.read_text(encoding="utf-8").replace("四月一日", "五月一日"), encoding="utf-8")


def _policy(root: Path) -> None:
    file = root / ITEM
    file.write_text(file.read_text(encoding="utf-8").replace("nature: general", "nature: policy"), encoding="utf-8")


def _misspelt(root: Path) -> None:
    file = root / ITEM
    file.write_text(file.read_text(encoding="utf-8").replace("genre:", "gnre:"), encoding="utf-8")


def _repeated_key(root: Path) -> None:
    file = root / ITEM
    file.write_text(file.read_text(encoding="utf-8").replace("genre:", "carrier: paper\ngenre:"), encoding="utf-8")


def _unlisted_file(root: Path) -> None:
    folder = (root / ITEM).with_suffix("")
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n")


def _absent_by_another_agency(root: Path) -> None:
    record_absence(root, "town-info-a", "finance-leader")


REFUSALS: dict[str, tuple[Callable[[Path], None], list[str], str | None, str]] = {
    "same person at both levels": (_first_by_the_head, ["final", "town-head"], None, "R03"),
    "acting for the first reviewer": (_first_by_the_head, ["final", "town-leader-b", "--acting-for", "town-info-a"], None, "R03"),
    "wrong role at first": (_nothing, ["first", "town-section"], None, "R09"),
    "wrong role at final": (_first_signed, ["final", "town-section"], None, "R09"),
    "other agency at first": (_nothing, ["first", "finance-info-a"], None, "R10"),
    "other agency at final": (_first_signed, ["final", "finance-leader"], None, "R10"),
    "another officer's key": (_nothing, ["first", "town-info-a"], "town-leader", "R12"),
    "a key nobody has": (_nothing, ["first", "town-info-a"], "stranger", "R12"),
    "deputy without absence": (_nothing, ["first", "town-info-b", "--acting-for", "town-info-a"], None, "R06"),
    "deputy for nobody": (_nothing, ["first", "town-info-b"], None, "R06"),
    "absence by another agency": (_absent_by_another_agency, ["first", "town-info-b", "--acting-for", "town-info-a"], None, "R06"),
    "stale digest": (_changed_after_the_first, ["final", "town-leader"], None, "B02"),
    "first review missing": (_nothing, ["final", "town-leader"], None, "R01"),
    "business review missing": (_policy, ["first", "town-info-a"], None, "R07"),
    "unknown officer": (_nothing, ["first", "ghost"], None, "R09"),
    "retired officer": (_first_signed, ["final", "finance-former"], None, "R09"),
    "repealed basis": (_nothing, ["first", "town-info-a", "--basis", "secrecy-law-2010"], None, "R08"),
    "unknown basis": (_nothing, ["first", "town-info-a", "--basis", "common-sense"], None, "R08"),
    "misspelt key in the document": (_misspelt, ["first", "town-info-a"], None, "Y02"),
    "unreadable document": (_repeated_key, ["first", "town-info-a"], None, "Y01"),
    "unlisted file beside it": (_unlisted_file, ["first", "town-info-a"], None, "B03"),
    "opinion of two lines": (_nothing, ["first", "town-info-a", "--opinion", "甲\n乙"], None, "R01"),
    "disagreement by nobody": (_first_signed, ["final", "Not_An_Id", "--decision", "disagree", "--opinion", "数据有误。"], "town-leader", "R02"),
    "disagreement by a stranger": (_first_signed, ["final", "ghost", "--decision", "disagree", "--opinion", "数据有误。"], None, "R09"),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", REFUSALS)
def test_refusal_writes_nothing(
    name: str, lang: str, root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare, arguments, key, code = REFUSALS[name]
    prepare(root)
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    level, officer, *more = arguments
    original = main

    def run(arguments: list[str]) -> int:
        return original(["--lang", lang, *arguments])

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "main", run)
        assert sign(level, officer, *more, key=key) == 1
    said = capsys.readouterr()
    assert f" {code} " in said.out
    assert ("没有签署" if lang == "zh" else "nothing was signed") in said.out
    assert said.err == ""
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == files


def test_joint_opinion_of_two_lines_is_refused(root: Path, sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / county.POLICY_ITEM).read_bytes()
    assert sign("joint", "town-leader", "--opinion", "甲\n乙", path=county.POLICY_ITEM) == 1
    assert " R11 " in capsys.readouterr().out
    assert (root / county.POLICY_ITEM).read_bytes() == before


def test_each_refusal_has_a_permitted_neighbour(root: Path, sign: Office) -> None:
    """The same call without what was wrong succeeds, so the refusals above are not refusals of everything."""
    assert sign("first", "town-info-a") == 0
    assert sign("final", "town-head") == 0


# Disagreement -----------------------------------------------------------------------------------------------


def test_disagreement_at_first_is_recorded_and_blocks(
    root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign("first", "town-info-a", "--decision", "disagree", "--opinion", "数据有误。") == 0
    assert "不同意公开；数据有误。" in capsys.readouterr().out
    first = document(root).review.first
    assert first is not None
    assert first.decision == "disagree"
    assert ("R01", ITEM) in errors(root)
    before = (root / ITEM).read_bytes()
    assert sign("final", "town-leader") == 1
    assert " R01 " in capsys.readouterr().out
    assert (root / ITEM).read_bytes() == before


def test_disagreement_at_final_is_recorded_and_blocks(root: Path, sign: Office) -> None:
    assert sign("first", "town-info-a") == 0
    assert sign("final", "town-leader", "--decision", "disagree", "--opinion", "暂缓。") == 0
    assert errors(root) == {("R02", ITEM)}
    assert verdict(root).approved == ()


def test_disagreement_of_the_section_blocks_a_general_item(root: Path, sign: Office) -> None:
    assert sign("business", "town-section", "--decision", "disagree", "--opinion", "口径有误。") == 0
    assert ("R07", ITEM) in errors(root)
    assert sign("first", "town-info-a") == 1


def test_disagreement_of_a_joint_agency_blocks(root: Path, sign: Office) -> None:
    path = county.POLICY_ITEM
    assert sign("joint", "town-leader", "--decision", "disagree", "--opinion", "暂缓。", path=path) == 0
    assert ("R11", path) in errors(root)
    assert sign("final", "finance-leader", path=path) == 1


NOTHING = [
    "",
    " ",
    "。",
    "不同意。",
    "不同意公开。",
    "经审查，不同意公开。",
    "经审查，同意公开。",
    "本人不同意该信息公开",
]


@pytest.mark.parametrize("opinion", [None, *NOTHING])
def test_disagreement_gives_a_reason(
    opinion: str | None, root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / ITEM).read_bytes()
    more = [] if opinion is None else ["--opinion", opinion]
    one_line_and_2(sign("first", "town-info-a", "--decision", "disagree", *more), capsys.readouterr())
    assert (root / ITEM).read_bytes() == before


@pytest.mark.parametrize("opinion", ["不同意公开。", "经审查，不同意公开。", "不同意，数据有误。"])
def test_agreement_does_not_say_the_contrary(
    opinion: str, root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / ITEM).read_bytes()
    one_line_and_2(sign("first", "town-info-a", "--opinion", opinion), capsys.readouterr())
    assert (root / ITEM).read_bytes() == before


@pytest.mark.parametrize("opinion", ["不同意见已经采纳，同意公开。", "申请人不同意公开的住址已经删去，同意公开。"])
def test_agreement_may_speak_of_other_opinions(opinion: str, sign: Office) -> None:
    assert sign("first", "town-info-a", "--opinion", opinion) == 0


@pytest.mark.parametrize("text", ["2026-12-01", "2026年12月1日", "二〇二六年十二月一日", "20261201", "１２", "12:30"])
@pytest.mark.parametrize("option", ["--session", "--opinion"])
def test_a_day_or_a_number_is_no_internal_text(
    option: str, text: str, root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / ITEM).read_bytes()
    one_line_and_2(sign("first", "town-info-a", option, text), capsys.readouterr())
    assert (root / ITEM).read_bytes() == before


@pytest.mark.parametrize("session", ["第3场", "2026年第3次集中审查", "12月1日上午"])
def test_a_session_in_words_is_signed(session: str, sign: Office) -> None:
    assert sign("first", "town-info-a", "--session", session) == 0


def refusals(root: Path) -> list[Mapping[str, Any]]:
    path = f"catalog/ledgers/refusals/{today().year}.yaml"
    return [entry.plain for entry in read_ledger(Disk(root), path)[1]] if (root / path).exists() else []


def test_a_refusal_is_kept_and_shown_to_whoever_signs_again(
    root: Path, sign: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign("first", "town-info-a", "--opinion", "经初审，建议公开。") == 0
    assert refusals(root) == []
    capsys.readouterr()
    assert sign("final", "town-leader", "--decision", "disagree", "--opinion", "第二段数据有误，核对后再报。") == 0
    assert "refusals/" in capsys.readouterr().out
    (kept,) = refusals(root)
    assert (kept["reviewed"], kept["level"]) == (NAME, "final")
    assert kept["signoff"] == document(root).signed["final"]
    # The next first review takes its place in the document, and not in the books.
    assert sign("first", "town-info-a") == 0
    shown = capsys.readouterr().out
    assert "此前不同意公开的意见" in shown
    assert "复审：不同意公开；第二段数据有误，核对后再报。" in shown
    assert document(root).review.final is None
    assert refusals(root) == [kept]
    assert sign("final", "town-leader", "--decision", "disagree", "--opinion", "仍有错字。") == 0
    assert [one["signoff"]["opinion"] for one in refusals(root)] == ["第二段数据有误，核对后再报。", "仍有错字。"]
    assert sign("first", "town-info-a") == 0
    assert sign("final", "town-leader") == 0
    assert verdict(root).passed


def test_a_refusal_that_stands_in_the_document_alone_is_kept_before_it_goes(root: Path, sign: Office) -> None:
    county.resign(root, ITEM, final={"decision": "disagree", "opinion": "附件没有清理。"})
    assert sign("first", "town-info-a") == 0
    assert [one["signoff"]["opinion"] for one in refusals(root)] == ["附件没有清理。"]


def test_a_refusal_of_a_joint_agency_is_kept(root: Path, sign: Office) -> None:
    path = county.POLICY_ITEM
    assert sign("joint", "town-leader", "--decision", "disagree", "--opinion", "我镇没有会签。", path=path) == 0
    (kept,) = refusals(root)
    assert (kept["level"], kept["agency"]) == ("joint", "town")
    assert sign("joint", "town-leader", path=path) == 0
    assert refusals(root) == [kept]


def test_the_leader_sees_what_was_said_before(root: Path, sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("first", "town-info-a", "--opinion", "第三段请领导留意。") == 0
    first = document(root).review.first
    assert first is not None
    capsys.readouterr()
    assert sign("final", "town-leader") == 0
    shown = capsys.readouterr().out
    assert "初审：同意公开；第三段请领导留意。\n" in shown
    assert f"（town-info-a）  {first.signed_at:%Y-%m-%d %H:%M}\n" in shown
    assert "   依据：保守国家秘密法" in shown
    assert shown.index("自四月一日起") < shown.index("第三段请领导留意") < shown.index("摘要值")


# What cannot be done at all ---------------------------------------------------------------------------------


def one_line_and_2(code: int, said: Any) -> None:
    assert code == 2
    assert said.out == ""
    assert said.err.startswith("gongkai: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert "内部错误" not in said.err


@pytest.mark.parametrize(
    "text", [None, "", "not a key\n", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"]
)
def test_missing_or_broken_key_file(
    text: str | None, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / ITEM).read_bytes()
    key = tmp_path / "key"
    if text is not None:
        key.write_text(text)
    arguments = ["sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", str(key), "--yes"]
    one_line_and_2(main(["--root", str(root), *arguments]), capsys.readouterr())
    assert (root / ITEM).read_bytes() == before


@pytest.mark.parametrize("path", ["content/items/town/2026/00009.md", "../outside.md"])
def test_missing_file(path: str, sign: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "outside.md").write_text("---\ntitle: a\n---\n")
    one_line_and_2(sign("first", "town-info-a", path=path), capsys.readouterr())


def test_broken_registry(root: Path, sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "catalog/basis.yaml").write_text("basis: [\n")
    one_line_and_2(sign("first", "town-info-a"), capsys.readouterr())


def test_joint_review_by_an_agency_that_is_none(sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    one_line_and_2(sign("joint", "office-leader", path=county.POLICY_ITEM), capsys.readouterr())


def test_file_that_is_no_document(root: Path, sign: Office, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/stray.md").write_text("---\ntitle: a\n---\n")
    one_line_and_2(sign("first", "town-info-a", path="content/stray.md"), capsys.readouterr())


def test_without_a_terminal_nobody_can_agree(root: Path, tmp_path: Path) -> None:
    before = (root / ITEM).read_bytes()
    key = str(county.key_file(tmp_path, "town-info-a"))
    done = gongkai(root, "sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", key)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "--yes" in done.stderr
    assert (root / ITEM).read_bytes() == before


def _at_a_terminal(arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, list[str]]:
    """Run the program on a terminal of its own; for each answer, what was said until the words that ask for it."""
    child, terminal = pty.fork()
    if child == 0:
        for name in ("SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY"):
            os.environ.pop(name, None)
        os.execve(
            sys.executable, [sys.executable, "-m", "gongkai", *arguments], {**os.environ, "PYTHONPATH": str(TOOLING)}
        )
    said, heard = [], b""
    for asking, answer in [*answers, ("", "")]:
        while not asking or asking.encode() not in heard:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # how Linux says that a terminal's other end is closed
                piece = b""
            if not piece:
                break
            heard += piece
        said.append(heard.decode(errors="replace"))
        heard = b""
        if answer:
            os.write(terminal, f"{answer}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


@pytest.mark.parametrize("answer", ["是", "y", "否", ""])
def test_content_then_question_then_passphrase(answer: str, root: Path, tmp_path: Path) -> None:
    key = _locked_key(tmp_path / "locked", "town-info-a")
    arguments = ["--root", str(root), "sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", str(key)]
    agreed = answer in ("是", "y")
    asked = [("passphrase", "correct-horse")] if agreed else []
    code, said = _at_a_terminal(arguments, [("确认签署", answer or " "), *asked])
    assert "自四月一日起调整办公时间" in said[0] and document(root).digest in said[0]
    assert "passphrase" not in said[0]
    assert code == (0 if agreed else 1), said
    assert (document(root).review.first is not None) == agreed
    assert agreed or "passphrase" not in "".join(said)


def test_what_changes_while_it_is_read_is_not_signed(
    root: Path, sign: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(question: str) -> str:
        file = root / ITEM
        file.write_text(file.read_text(encoding="utf-8").replace("四月一日", "五月一日"), encoding="utf-8")
        return "y"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    assert sign("first", "town-info-a") == 2
    assert "被改动" in capsys.readouterr().err
    assert document(root).review.first is None


# signatures: optional ---------------------------------------------------------------------------------------


@pytest.fixture
def optional(root: Path) -> Path:
    county.resign(root, ITEM)
    site = root / county.SITE
    text = site.read_text(encoding="utf-8").replace("signatures: required", "signatures: optional")
    site.write_text(text, encoding="utf-8")
    county.resign(root, county.SITE)
    county.resign(root, county.PAGE, first={"signature": None}, final={"signature": None})
    return root


def _checked(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = main(["--root", str(root), *more])
    return code, capsys.readouterr().out


def test_optional_signatures_pass_with_a_loud_label(optional: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _checked(optional, capsys, "check")
    assert code == 0
    assert UNSIGNED.zh in text
    assert text.count(" R12 提醒 ") == 2
    code, text = _checked(optional, capsys, "--lang", "en", "check")
    assert code == 0
    assert UNSIGNED.en in text
    code, text = _checked(optional, capsys, "check", "--format", "json")
    whole = json.loads(text)
    assert code == 0
    assert whole["signatures"] == "optional"
    assert (whole["errors"], whole["warnings"]) == (0, 2)
    shown = {(f["code"], f["severity"], f["path"]) for f in whole["findings"] if f["severity"] != "audit"}
    assert shown == {("R12", "warning", county.PAGE)}


def test_label_stands_also_when_everything_is_signed(optional: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county.resign(optional, county.PAGE, first={}, final={})
    code, text = _checked(optional, capsys, "check")
    assert code == 0
    assert UNSIGNED.zh in text
    assert "R12" not in text


def test_required_signatures_have_no_label(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county.resign(root, ITEM)
    code, text = _checked(root, capsys, "check")
    assert code == 0
    assert "signatures: optional" not in text
    assert json.loads(_checked(root, capsys, "check", "--format", "json")[1])["signatures"] == "required"


def test_optional_signatures_do_not_loosen_the_digest(optional: Path) -> None:
    file = optional / county.PAGE
    file.write_bytes(file.read_bytes() + b" \n")
    assert errors(optional) == {("B01", county.PAGE)}


@pytest.mark.parametrize(
    "final",
    [{"key": "office-info-a"}, {"signature": "AAAA"}, {"signature": ""}, {"namespace": "first"}, {"site_id": "x"}],
)
def test_invalid_signature_blocks_though_none_is_needed(optional: Path, final: Mapping[str, str]) -> None:
    change = {"key": "office-leader", **final}
    county.resign(optional, county.PAGE, final=change)
    assert errors(optional) == {("R12", county.PAGE)}


def test_unsigned_levels_still_need_two_people(optional: Path) -> None:
    county.resign(optional, county.PAGE, final=None, first={"signature": None})
    assert errors(optional) == {("R02", county.PAGE)}
    unsigned = {"signature": None}
    same = {"by": "office-info-a", "at": "2026-03-05T16:00:00+08:00", "basis": ["secrecy-law"]}
    county.resign(optional, county.PAGE, first=unsigned, final=same | unsigned)
    assert errors(optional) == {("R03", county.PAGE), ("R09", county.PAGE)}


# Real processes ---------------------------------------------------------------------------------------------


def gongkai(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """``python -m gongkai`` without a terminal to ask on."""
    whole = {**os.environ, "PYTHONPATH": str(TOOLING), **(env or {})}
    command = [sys.executable, "-m", "gongkai", "--root", str(root), *arguments]
    return subprocess.run(
        command, env=whole, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, start_new_session=True, check=False
    )  # fmt: skip


def test_as_a_program(root: Path, tmp_path: Path) -> None:
    keys = {name: str(county.key_file(tmp_path, name)) for name in ("town-info-a", "town-leader")}
    first = gongkai(
        root, "sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", keys["town-info-a"], "--yes"
    )
    assert (first.returncode, first.stderr) == (0, "")
    assert document(root).digest in first.stdout
    before = (root / ITEM).read_bytes()
    wrong = gongkai(
        root, "sign", ITEM, "--level", "final", "--as", "town-leader", "--key", keys["town-info-a"], "--yes"
    )
    assert (wrong.returncode, wrong.stderr) == (1, "")
    assert " R12 " in wrong.stdout
    assert (root / ITEM).read_bytes() == before
    none = gongkai(
        root, "sign", ITEM, "--level", "final", "--as", "town-leader", "--key", str(tmp_path / "none"), "--yes"
    )
    assert (none.returncode, none.stdout, none.stderr.count("\n")) == (2, "", 1)
    assert (root / ITEM).read_bytes() == before
    final = gongkai(
        root, "sign", ITEM, "--level", "final", "--as", "town-leader", "--key", keys["town-leader"], "--yes"
    )
    assert final.returncode == 0
    assert verdict(root).passed


@pytest.fixture
def agent() -> Iterator[dict[str, str]]:
    """A real ssh-agent of our own; its address in the environment, and how ssh-add learns the passphrase."""
    with tempfile.TemporaryDirectory(prefix="gk", dir="/tmp") as folder:  # a socket's path must be short
        socket, asks = Path(folder) / "agent", Path(folder) / "ask"
        asks.write_text("#!/bin/sh\necho correct-horse\n")
        asks.chmod(0o700)
        process = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
        try:
            for _ in range(100):
                if socket.exists():
                    break
                time.sleep(0.05)
            yield {"SSH_AUTH_SOCK": str(socket), "SSH_ASKPASS": str(asks)}
        finally:
            process.terminate()
            process.wait(10)


def _locked_key(folder: Path, name: str) -> Path:
    """An officer's key under a passphrase, as ``ssh-keygen`` writes it."""
    key = county.key_file(folder, name)
    subprocess.run(
        ["ssh-keygen", "-q", "-p", "-P", "", "-N", "correct-horse", "-f", str(key)], check=True, capture_output=True
    )
    return key


def _add(key: Path, agent: Mapping[str, str]) -> None:
    env = {**os.environ, **agent, "SSH_ASKPASS_REQUIRE": "force"}
    subprocess.run(["ssh-add", str(key)], env=env, stdin=subprocess.DEVNULL, check=True, capture_output=True)


def test_key_with_passphrase_in_the_agent(root: Path, tmp_path: Path, agent: dict[str, str]) -> None:
    key = _locked_key(tmp_path / "locked", "town-info-a")
    _add(key, agent)
    env = {"SSH_AUTH_SOCK": agent["SSH_AUTH_SOCK"], "SSH_ASKPASS_REQUIRE": "never"}
    done = gongkai(root, "sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", str(key), "--yes", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert {code for code, _ in errors(root)} == {"R02"}  # the signature by the agent holds


def test_public_half_alone_with_the_agent(root: Path, tmp_path: Path, agent: dict[str, str]) -> None:
    key = _locked_key(tmp_path / "locked", "town-info-a")
    _add(key, agent)
    key.unlink()
    env = {"SSH_AUTH_SOCK": agent["SSH_AUTH_SOCK"], "SSH_ASKPASS_REQUIRE": "never"}
    public = f"{key}.pub"
    done = gongkai(root, "sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", public, "--yes", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert county.officer_key("town-info-a").public.fingerprint in done.stdout
    assert {code for code, _ in errors(root)} == {"R02"}


@pytest.mark.parametrize("public", [False, True])
def test_locked_key_that_the_agent_does_not_hold(
    public: bool, root: Path, tmp_path: Path, agent: dict[str, str]
) -> None:
    key = _locked_key(tmp_path / "locked", "town-info-a")
    before = (root / ITEM).read_bytes()
    env = {"SSH_AUTH_SOCK": agent["SSH_AUTH_SOCK"], "SSH_ASKPASS_REQUIRE": "never"}
    file = f"{key}.pub" if public else str(key)
    done = gongkai(root, "sign", ITEM, "--level", "first", "--as", "town-info-a", "--key", file, "--yes", env=env)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("gongkai: 签名失败")
    assert (root / ITEM).read_bytes() == before

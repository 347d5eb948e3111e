"""``gongkai record``: one more line in a ledger, signed where a leader has to, and nothing else touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.core.days import CHINA
from gongkai.core.findings import Severity
from gongkai.gate.check import basis_of, check
from gongkai.signing.ledgers import read_ledger
from gongkai.source.tree import Disk
from support import county

Recorder = Callable[..., int]
WITHDRAWN = "item:100000103/2026-00001"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return county.copy_to(tmp_path / "county")


@pytest.fixture
def record(root: Path, tmp_path: Path) -> Recorder:
    def run(ledger: str, *fields: str, by: str | None = None, key: str | None = None) -> int:
        signed = ["--as", by, "--key", str(county.key_file(tmp_path / "keys", key or by))] if by else []
        return main(["--root", str(root), "record", ledger, *fields, *signed, "--yes"])

    return run


def today() -> str:
    return dt.datetime.now(CHINA).date().isoformat()


def ledger(kind: str) -> str:
    return f"catalog/ledgers/{kind}/{today()[:4]}.yaml"


def absence(officer: str = "town-info-a") -> tuple[str, ...]:
    return f"officer={officer}", f"from={today()}", f"until={today()}", "reason=外出培训"


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def errors(root: Path) -> set[str]:
    found = check(Disk(root), dt.date.fromisoformat(today())).diagnostics
    return {d.code for d in found if d.severity is Severity.ERROR}


def test_leader_records_an_absence(root: Path, record: Recorder) -> None:
    path = root / ledger("absences")
    before = path.read_bytes() if path.exists() else b"entries:\n"
    untouched = {p: data for p, data in everything(root).items() if p != path}
    assert record("absences", *absence(), by="town-leader") == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert len(after) > len(before)
    assert {p: data for p, data in everything(root).items() if p != path} == untouched
    assert errors(root) == set()
    entries = read_ledger(Disk(root), ledger("absences"))[1]
    assert entries[-1].plain["officer"] == "town-info-a"
    assert entries[-1].plain["reason"] == "外出培训"
    assert entries[-1].plain["signed"]["by"] == "town-leader"


def test_recorded_absence_lets_the_deputy_sign(root: Path, record: Recorder) -> None:
    basis = basis_of(Disk(root), dt.date.fromisoformat(today()))
    assert basis is not None
    assert not basis.roster.absent("town-info-a", dt.date.fromisoformat(today()))
    assert record("absences", *absence(), by="town-leader") == 0
    basis = basis_of(Disk(root), dt.date.fromisoformat(today()))
    assert basis is not None
    assert basis.roster.absent("town-info-a", dt.date.fromisoformat(today()))
    assert not basis.roster.absent("town-info-b", dt.date.fromisoformat(today()))


def test_existing_bytes_are_kept_to_the_last_one(root: Path, record: Recorder) -> None:
    """Comments and odd spacing of a ledger that people have edited stay as they are."""
    path = root / ledger("publications")
    path.parent.mkdir(parents=True)
    before = (
        "# 由县政府办登记\nentries:\n\n  # 首次公开\n  -   document: page:about\n"
        "      on: 2026-03-06\n      channel: website\n"
    ).encode()
    path.write_bytes(before)
    for _ in range(2):
        assert record("publications", "document=policy:review-rules", "on=2026-03-07", "channel=website") == 0
        assert path.read_bytes().startswith(before)
        before = path.read_bytes()
    assert [e.plain["document"] for e in read_ledger(Disk(root), ledger("publications"))[1]] == [
        "page:about", "policy:review-rules", "policy:review-rules",
    ]  # fmt: skip
    assert errors(root) == set()


@pytest.mark.parametrize(
    "text", ["entries: []\n", "entries:\n  - document: page:about\n    on: 2026-03-06\n    channel: website"]
)
def test_empty_ledger_and_missing_line_end(text: str, root: Path, record: Recorder) -> None:
    path = root / ledger("publications")
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert record("publications", "document=guide:index", "on=2026-03-07", "channel=website") == 0
    assert errors(root) == set()
    assert read_ledger(Disk(root), ledger("publications"))[1][-1].plain["document"] == "guide:index"


def test_a_reason_is_more_than_a_day(root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert record("absences", *absence()[:3], "reason=2026-12-01", by="town-leader") == 2
    assert "2026-12-01" in capsys.readouterr().err
    assert everything(root) == before


REFUSALS: dict[str, tuple[str, tuple[str, ...], str | None, str | None, str]] = {
    "own absence": ("absences", absence("town-leader"), "town-leader", None, "R06"),
    "leader of another agency": ("absences", absence(), "finance-leader", None, "R10"),
    "no leader": ("absences", absence(), "town-info-b", None, "R09"),
    "deputy leader in their own name": ("absences", absence(), "town-leader-b", None, "R06"),
    "unknown leader": ("absences", absence(), "ghost", None, "R09"),
    "another one's key": ("absences", absence(), "town-leader", "town-info-a", "R12"),
    "unknown officer": ("absences", absence("ghost"), "town-leader", None, "C07"),
    "ends before it begins": ("absences", ("officer=town-info-a", "from=2026-03-03", "until=2026-03-02"), "town-leader", None, "R06"),
    "no such day": ("absences", ("officer=town-info-a", "from=2026-02-30", "until=2026-03-02"), "town-leader", None, "Y03"),
    "unknown field": ("absences", (*absence(), "colour=red"), "town-leader", None, "Y02"),
    "missing field": ("absences", ("officer=town-info-a", "from=2026-03-02"), "town-leader", None, "Y03"),
    "withdrawal by another agency": ("withdrawals", (f"document={WITHDRAWN}", "kind=withdrawn", "on=2026-04-01"), "finance-leader", None, "R10"),
    "merged into nothing said": ("withdrawals", (f"document={WITHDRAWN}", "kind=merged", "on=2026-04-01"), "town-leader", None, "C07"),
    "unknown kind of withdrawal": ("withdrawals", (f"document={WITHDRAWN}", "kind=hidden", "on=2026-04-01"), "town-leader", None, "Y03"),
    "unknown channel": ("publications", ("document=page:about", "on=2026-04-01", "channel=radio"), None, None, "C07"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_refusal_writes_nothing(name: str, root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    kind, fields, by, key, code = REFUSALS[name]
    before = everything(root)
    assert record(kind, *fields, by=by, key=key) == 1
    said = capsys.readouterr()
    assert f" {code} " in said.out
    assert "没有登记" in said.out
    assert said.err == ""
    assert everything(root) == before


def test_withdrawal_takes_a_document_away(root: Path, record: Recorder) -> None:
    assert record("withdrawals", f"document={WITHDRAWN}", "kind=withdrawn", "on=2026-04-01", by="town-leader") == 0
    verdict = check(Disk(root), dt.date.fromisoformat(today()))
    assert verdict.passed
    assert WITHDRAWN not in {approved.name for approved in verdict.approved}
    assert len(verdict.approved) == 11


@pytest.mark.parametrize(
    "arguments",
    [
        ("absences", "officer=town-info-a", "from=2026-03-02", "until=2026-03-02"),  # nobody signs
        ("absences", "officer"),
        ("wishes", "a=b"),
    ],
)
def test_what_cannot_be_recorded(
    arguments: tuple[str, ...], root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert record(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert everything(root) == before


def test_damaged_ledger_is_not_written_to(root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / ledger("publications")
    path.parent.mkdir(parents=True)
    path.write_text("entries:\n  - document: a\n    document: b\n")
    before = everything(root)
    assert record("publications", "document=page:about", "on=2026-03-06", "channel=website") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert everything(root) == before


# Absences that end early, or overlap -------------------------------------------------------------------------


def test_an_absence_is_ended_early_by_another_entry(root: Path, record: Recorder) -> None:
    day = dt.date.fromisoformat(today())
    start, end = day - dt.timedelta(4), day + dt.timedelta(4)
    fields = "officer=town-info-a", f"from={start}"
    assert record("absences", *fields, f"until={end}", by="town-leader") == 0
    assert record("absences", *fields, f"until={day - dt.timedelta(1)}", by="town-leader") == 0
    assert errors(root) == set()
    basis = basis_of(Disk(root), day)
    assert basis is not None
    assert basis.roster.absent("town-info-a", day - dt.timedelta(1))
    assert not basis.roster.absent("town-info-a", day)
    assert record("absences", *fields, f"until={end + dt.timedelta(9)}", by="town-leader") == 0, "and it may go on"
    basis = basis_of(Disk(root), day)
    assert basis is not None and basis.roster.absent("town-info-a", end + dt.timedelta(9))


def test_an_absence_that_overlaps_is_not_recorded(
    root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    day = dt.date.fromisoformat(today())
    assert (
        record("absences", "officer=town-info-a", f"from={day}", f"until={day + dt.timedelta(4)}", by="town-leader")
        == 0
    )
    before = everything(root)
    for start, end in ((1, 2), (4, 9), (-3, 0), (-1, 9)):
        days = f"from={day + dt.timedelta(start)}", f"until={day + dt.timedelta(end)}"
        assert record("absences", "officer=town-info-a", *days, by="town-leader") == 1
        said = capsys.readouterr().out
        assert "重叠" in said and f"from={day}" in said, said
    assert everything(root) == before
    days = f"from={day + dt.timedelta(5)}", f"until={day + dt.timedelta(9)}"
    assert record("absences", "officer=town-info-a", *days, by="town-leader") == 0
    assert record("absences", "officer=town-info-b", *days, by="town-leader") == 0


# Days of publication: nobody signs for them, so they are shown where they can be true only --------------------


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2026-03-05"], "2026-03-05"),  # the day of the final review
        (["2026-03-04"], None),  # produced, not yet approved
        (["2026-03-04", "2026-03-09", "2026-03-07"], "2026-03-07"),
        ([], None),
    ],
)
def test_only_a_day_that_can_be_true_is_shown(root: Path, days: list[str], shown: str | None) -> None:
    name = "item:100000102/2026-00001"
    for day in days:
        county.record(root, "publications", {"document": name, "on": day, "channel": "website"})
    approved = {one.name: one for one in check(Disk(root), county.TODAY).approved}
    assert approved[name].published_on == (dt.date.fromisoformat(shown) if shown else None)


def test_what_was_revised_keeps_the_day_of_its_first_wording(root: Path) -> None:
    name, path = "item:100000103/2026-00001", county.DEPUTISED_ITEM
    county.record(root, "publications", {"document": name, "on": "2026-03-06", "channel": "website"})
    file = root / path
    notes = "produced_on: 2026-03-02\nrevisions:\n  - revision: 2\n    on: 2026-05-04\n    note: 文字有改动。"
    file.write_text(file.read_text("utf-8").replace("produced_on: 2026-03-02", notes), "utf-8")
    late: dict[str, Any] = {}
    late["first"] = {"by": "town-info-a", "at": "2026-05-04T09:00:00+08:00", "written": {"acting_for": None}}
    county.resign(root, path, **late, final={"at": "2026-05-05T16:00:00+08:00"})
    verdict = check(Disk(root), county.TODAY)
    approved = {one.name: one for one in verdict.approved}
    assert str(approved[name].published_on) == "2026-03-06", verdict.diagnostics


@pytest.mark.parametrize("day", ["1999-01-01", "2026-03-01", "2999-01-01"])
def test_a_day_that_cannot_be_true_is_not_recorded(root: Path, record: Recorder, day: str) -> None:
    before = everything(root)
    assert record("publications", "document=item:100000102/2026-00001", f"on={day}", "channel=website") != 0
    assert everything(root) == before


def test_an_absence_that_did_not_come_about_is_cancelled(
    root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    day = dt.date.fromisoformat(today())
    fields = "officer=town-info-a", f"from={day}"
    assert record("absences", *fields, "cancelled=yes", by="town-leader") == 1, "nothing was recorded yet"
    assert "没有可以取消的登记" in capsys.readouterr().out
    assert record("absences", *fields, f"until={day + dt.timedelta(4)}", by="town-leader") == 0
    assert record("absences", *fields, "取消=是", by="town-leader") == 0
    assert errors(root) == set()
    basis = basis_of(Disk(root), day)
    assert basis is not None and not basis.roster.absent("town-info-a", day)
    assert record("absences", *fields, f"until={day}", by="town-leader") == 0, "and it may be recorded anew"
    basis = basis_of(Disk(root), day)
    assert basis is not None and basis.roster.absent("town-info-a", day)


def test_fields_are_taken_and_shown_as_an_office_calls_them(
    root: Path, record: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    day = dt.date.fromisoformat(today())
    written = f"{day.year}年{day.month}月{day.day}日"
    assert record("absences", "人员=town-info-a", f"自={written}", f"至＝{written}", by="town-leader") == 0
    said = capsys.readouterr().out
    assert f"开始日期：{day}\n结束日期：{day}\n" in said and "until" not in said
    assert record("absences", "人员=town-info-a", f"自={day + dt.timedelta(9)}", by="town-leader") == 1
    assert "缺少“结束日期（until）”" in capsys.readouterr().out
    assert record("withdrawals", f"文档={WITHDRAWN}", "种类=错发", "日期=2026-04-01", by="town-leader") == 1
    assert "withdrawn（撤下）、wrongly_published（误公开）、merged（并入）" in capsys.readouterr().out


def test_a_document_is_named_by_its_file_or_index_number_too(root: Path, record: Recorder) -> None:
    number = WITHDRAWN.removeprefix("item:")
    assert record("publications", f"document={number}", "on=2026-04-01", "channel=website") == 0
    assert record("publications", "document=content/guide/index.md", "on=2026-04-01", "channel=website") == 0
    entries = read_ledger(Disk(root), ledger("publications"))[1]
    assert [entry.plain["document"] for entry in entries[-2:]] == [WITHDRAWN, "guide:index"]

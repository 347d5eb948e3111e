"""``gongkai audit books`` and ``audit errors``: queues with days waiting, the register of classification errors with its trend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.cli import main as gongkai
from support import county

WITHHELD = {
    "pointer": "JI-2026-3", "agency": "office", "exemption": "state-secret", "decided_on": "2026-02-10", "reported_on": "2026-02-02",
    "replied_on": "2026-02-09", "reply_ref": "BF-2", "level": "secret", "expires_on": "2026-05-01",
}  # fmt: skip


def audit(root: Path, subject: str, *options: str) -> int:
    return gongkai(["--root", str(root), *options[2:], "audit", subject, "--today", str(county.TODAY), *options[:2]])


def test_what_is_overdue_is_shown_and_never_blocks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path)
    assert audit(root, "books") == 0
    assert "没有到期未办的事项" in capsys.readouterr().out
    county.record(root, "withheld", WITHHELD)
    assert audit(root, "books") == 1
    said = capsys.readouterr().out
    assert "S03 台账 “JI-2026-3”已不再保密，待公开60天，超过30天" in said
    assert said.endswith("登记 2 条；1 项到期未办\n")
    assert gongkai(["--root", str(root), "check", "--today", str(county.TODAY)]) == 0
    assert "S03" not in capsys.readouterr().out


def test_the_queue_is_for_programs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path)
    county.record(root, "withheld", WITHHELD)
    assert audit(root, "books", "--format", "sarif") == 1
    (one,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert (one["ruleId"], one["level"]) == ("S03", "note")


def test_the_register_shows_every_quarter_and_its_trend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path)
    assert audit(root, "errors") == 0
    assert capsys.readouterr().out == "没有登记\n"
    for kind, agency, found, corrected in (
        ("too_low", "office", "2025-11-03", "2025-11-20"),
        ("omitted", "finance", "2026-04-08", ""),
        ("omitted", "office", "2026-06-01", ""),
    ):
        entry = {"pointer": f"D-{found}", "kind": kind, "agency": agency, "found_on": found}
        county.record(root, "classification_errors", entry | ({"corrected_on": corrected} if corrected else {}))
    assert audit(root, "errors") == 0
    assert capsys.readouterr().out == (
        "定密差错登记\n\n"
        "季度\t高密低定\t低密高定\t无密乱定\t漏定\t合计\t未纠正\n"
        "2025Q4\t1\t0\t0\t0\t1\t0\n"
        "2026Q1\t0\t0\t0\t0\t0\t0\n"
        "2026Q2\t0\t0\t0\t2\t2\t2\n\n"
        "机构\t高密低定\t低密高定\t无密乱定\t漏定\t合计\t未纠正\n"
        "县财政局\t0\t0\t0\t1\t1\t1\n"
        "县政府办\t1\t0\t0\t1\t2\t1\n\n"
        "比上季度多2\n"
    )
    assert audit(root, "errors", "--format", "text", "--lang", "en") == 0
    assert capsys.readouterr().out.endswith("\n2 more than the quarter before\n")


def test_a_ledger_that_names_nobody_known_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path)
    county.record(root, "withheld", WITHHELD | {"agency": "nobody", "exemption": "because"})
    assert gongkai(["--root", str(root), "check", "--today", str(county.TODAY), "--format", "json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["C07", "C07"]

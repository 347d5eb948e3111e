"""``gongkai explain ITEM`` on every case of the ruling, word for word in both languages.

Run as a program, this writes the snapshots anew: ``PYTHONPATH=tests python tests/unit/test_explain.py``.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from pathlib import Path

import pytest

from gongkai.cli import main as gongkai
from support import cases, county
from support.cases import Case

ITEM = "content/items/office/2026/00009.md"
CODES = ("C05", "S02", "S04", "S05", "S06", "S08")
RULING = [case for case in cases.load() if case.code in CODES and "item" in case.steps[0]]


def explain(root: Path, subject: str, lang: str, today: str) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = gongkai(["--root", str(root), "--lang", lang, "explain", subject, "--today", today])
    return code, said.getvalue()


def told(case: Case, root: Path) -> tuple[int, str]:
    case.make(root)
    codes, texts = set(), []
    for lang in ("zh", "en"):
        code, text = explain(root, ITEM, lang, str(case.today))
        codes.add(code)
        texts.append(text)
    (code,) = codes
    return code, "\n".join(texts)


def snapshot(case: Case) -> Path:
    return cases.FOLDER / case.code / f"{case.name}.explain.txt"


@pytest.mark.parametrize("case", RULING, ids=lambda case: case.id)
def test_the_path_of_a_ruling_is_told(case: Case, tmp_path: Path) -> None:
    code, text = told(case, tmp_path)
    assert text == snapshot(case).read_text(encoding="utf-8")
    assert code == (0 if case.good or case.code == "S08" else 1)


def test_an_item_can_be_named_in_three_ways(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    named = [county.POLICY_ITEM, "100000102/2026-00001", "item:100000102/2026-00001"]
    texts = {explain(root, name, "zh", str(county.TODAY)) for name in named}
    assert len(texts) == 1
    assert next(iter(texts))[0] == 0


def test_it_says_whose_turn_it_is(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    county.resign(root, county.POLICY_ITEM, joint=None, final=None)
    code, text = explain(root, county.POLICY_ITEM, "zh", str(county.TODAY))
    assert code == 1
    assert "审查：缺联合审查、复审\n下一步：联合发文机关分管保密领导 → 联合审查\n" in text
    assert "R11" in text
    assert "R02" in text


def standing(root: Path, subject: str = ITEM) -> tuple[int, str]:
    code, text = explain(root, subject, "zh", str(county.TODAY))
    english = explain(root, subject, "en", str(county.TODAY))
    assert english[0] == code and "\nOutcome: " in english[1]
    return code, text


def test_what_nobody_reviewed_may_not_be_published(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    county.write_item(root, ITEM)
    code, text = standing(root)
    assert code == 1
    assert text.endswith("\n结论：尚未审定，不得公开\n")
    assert "审查：缺初审、复审\n下一步：信息员 → 初审\n" in text
    assert "可以公开" not in text


@pytest.mark.parametrize(("level", "word"), [("first", "初审"), ("final", "复审")])
def test_what_was_refused_is_told_with_its_reason(tmp_path: Path, level: str, word: str) -> None:
    root = county.copy_to(tmp_path)
    county.write_item(root, ITEM)
    refused = {"decision": "disagree", "opinion": "第二段数据有误。"}
    if level == "first":
        county.resign(root, ITEM, first=refused, final=None)
    else:
        county.resign(root, ITEM, final=refused)
    code, text = standing(root)
    assert code == 1
    assert text.endswith(f"\n结论：{word}不同意公开，不得公开\n")
    assert f"   {word}：不同意公开；第二段数据有误。\n" in text
    assert "下一步：信息员 → 按意见修改后，重新送初审\n" in text


def test_an_earlier_refusal_is_still_told(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    county.write_item(root, ITEM)
    county.resign(root, ITEM, final={"decision": "disagree", "opinion": "第二段数据有误。"})
    key = county.key_file(tmp_path / "keys", "office-info-a")
    arguments = ["sign", ITEM, "--level", "first", "--as", "office-info-a", "--key", str(key), "--yes"]
    assert gongkai(["--root", str(root), *arguments]) == 0
    code, text = explain(root, ITEM, "zh", "2027-01-01")
    assert code == 1
    assert text.endswith("\n结论：尚未审定，不得公开\n")
    assert "不同意公开的意见：\n   复审：不同意公开；第二段数据有误。\n" in text
    assert "下一步：分管保密领导 → 复审\n" in text


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("withdrawn", "已于2026-04-01撤下，不再公开"),
        ("wrongly_published", "属误公开，已于2026-04-01撤下，不得公开"),
        ("merged", "已于2026-04-01并入 item:100000101/2026-00001，不再单独公开"),
    ],
)
def test_what_was_taken_away_is_told_so(tmp_path: Path, kind: str, outcome: str) -> None:
    root = county.copy_to(tmp_path)
    into = {"into": "item:100000101/2026-00001"} if kind == "merged" else {}
    entry = {"document": "item:100000102/2026-00001", "kind": kind, "on": "2026-04-01", **into}
    county.record(root, "withdrawals", entry, by="finance-leader", at="2026-04-01T10:00:00+08:00")
    code, text = standing(root, county.POLICY_ITEM)
    assert code == 1
    assert text.endswith(f"\n结论：{outcome}\n")
    assert "下一步：信息员 → " in text


def test_an_open_incident_is_told(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    county.record(root, "incidents", {"document": "item:100000102/2026-00001", "found_on": "2026-04-01"})
    code, text = standing(root, county.POLICY_ITEM)
    assert code == 1
    assert text.endswith("\n结论：泄密事件没有结案，必须撤下\n")
    assert "下一步：分管保密领导 → 登记撤下" in text


def test_what_changed_after_signing_may_not_be_published(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    path = root / county.POLICY_ITEM
    path.write_bytes(path.read_bytes() + "另加一句。\n".encode())
    code, text = standing(root, county.POLICY_ITEM)
    assert code == 1
    assert text.endswith("\n结论：检查没有通过，不得公开\n")
    assert "下一步：信息员 → 改正上列问题后，重新送业务审查\n" in text


def test_what_a_compromised_key_signed_is_void(tmp_path: Path) -> None:
    (case,) = (one for one in cases.load() if one.id == "R12/good-compromised-item")
    root = case.make(tmp_path)
    code, text = standing(root, county.POLICY_ITEM)
    assert code == 1
    assert text.endswith("\n结论：审签所用的密钥已失密，停止公开\n")


def test_what_is_no_item_is_not_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path)
    assert explain(root, county.GUIDE, "zh", str(county.TODAY))[0] == 2
    assert "不是目录条目" in capsys.readouterr().err
    assert explain(root, "Z99", "zh", str(county.TODAY))[0] == 2


if __name__ == "__main__":
    for one in RULING:
        with tempfile.TemporaryDirectory() as folder:
            snapshot(one).write_text(told(one, Path(folder))[1], encoding="utf-8")
    sys.stdout.write(f"{len(RULING)} snapshots\n")

"""Waivers and declared contacts: what a finding offers to paste, what a leader sees and confirms, and what stays out of reach."""

from __future__ import annotations

import datetime as dt
import os
import pty
import re
import sys
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.core.days import CHINA
from gongkai.core.findings import Diagnostic, Severity
from gongkai.documents.document import read
from gongkai.gate.check import check
from gongkai.secrecy.declared import is_organisation
from gongkai.secrecy.detectors import DETECTORS
from gongkai.secrecy.waivable import WAIVABLE, says_something
from gongkai.source.tree import Disk
from support import cases, county

ITEM = "content/items/town/2026/00009.md"
MOBILE, NAME = "13912345678", "王小明"
NAMED = "正文：申请人、投诉人的姓名 王**"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return county.copy_to(tmp_path / "county")


def written(root: Path, body: str, *lead: str) -> None:
    cases.take(root, "item", {"file": ITEM, "body": body, "lead": list(lead)})


def errors(root: Path) -> list[Diagnostic]:
    found = check(Disk(root), dt.datetime.now(CHINA).date()).diagnostics
    return [d for d in found if d.severity is Severity.ERROR and d.code not in ("R01", "R02")]


def pasted(root: Path, lines: tuple[str, ...], **filled: str) -> None:
    """Put the lines of a finding into the item where it says, filled in as an officer would."""
    block = "\n".join(lines)
    for old, new in filled.items():
        block = block.replace(
            {"whose": "【请写明是谁的】", "reason": "【请写明为什么必须公开】", "until": "年-月-日"}[old], new
        )
    text = (root / ITEM).read_text(encoding="utf-8")
    key = next((key for key in ("waivers", "contacts") if f"\n{key}:\n" in text and block.startswith("  - ")), "")
    new = text.replace(f"\n{key}:\n", f"\n{key}:\n{block}\n") if key else text.replace("\ngenre:", f"\n{block}\ngenre:")
    (root / ITEM).write_text(new, encoding="utf-8")


FILLED = {"whose": "示例县某公司项目部", "reason": "该公司书面同意公布", "until": "2026-12-31"}


def test_the_lines_of_a_message_are_pasted_as_they_are(root: Path) -> None:
    written(root, f"项目咨询请拨打{MOBILE}。\n\n乙方请拨打13911111178，传真0512-52881234。\n")
    codes = [d.code for d in errors(root)]
    assert sorted(codes) == ["P01", "P01", "P02"]
    for _ in codes:  # one after the other: the second goes below the first
        first = next(d for d in errors(root) if d.code != "X01")
        pasted(root, first.paste, **FILLED)
    assert errors(root) == []
    cases.take(root, "sign", ITEM)
    assert check(Disk(root), county.TODAY).passed


def test_what_a_message_leaves_to_fill_in_is_refused_until_it_is(root: Path) -> None:
    written(root, f"项目咨询请拨打{MOBILE}。\n")
    before = (root / ITEM).read_text(encoding="utf-8")
    lines = errors(root)[0].paste
    for missing in FILLED:
        (root / ITEM).write_text(before, encoding="utf-8")
        pasted(root, lines, **{key: value for key, value in FILLED.items() if key != missing})
        assert {d.code for d in errors(root)} & {"X01", "Y03"}, missing


def test_the_message_is_pasted_from_the_terminal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(root, f"项目咨询请拨打{MOBILE}。\n")
    main(["--root", str(root), "check", "--today", str(county.TODAY)])
    said = capsys.readouterr().out
    block = re.search(r"^waivers:\n(?:  .*\n){5}", said, re.MULTILINE)
    assert block, said
    assert MOBILE not in said


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda one: one.name)
def test_what_can_be_waived_and_how(detector: object) -> None:
    name, code, kind = detector.name, detector.code, detector.kind.zh  # type: ignore[attr-defined]
    hard, confirmed = detector.hard, detector.confirmed  # type: ignore[attr-defined]
    assert not (hard and confirmed)
    if code == "P03" or "健康" in kind:
        assert confirmed, "only a leader's own word excuses it"
    if code == "P01" and "移动电话" not in kind:
        assert hard, "no word excuses it"
    assert hard or code in WAIVABLE, name
    assert not hard or code != "P02", name


EMPTY = (
    "——",
    "　　",
    "无",
    "不详",
    "某人",
    "本人",
    "当事人",
    "xxx",
    "【请写明是谁的】",
    "…",
    "1",
    "***",
    "\u2800\u2800",
    "\u3164\u3164",
)


@pytest.mark.parametrize("text", EMPTY)
def test_a_line_that_tells_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize("text", ["示例县第一中学", "王小明本人", "合同编号，不是电话", "ABC Ltd"])
def test_a_line_that_tells_something(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize(("name", "good"), [
    ("示例县第一中学", True), ("示例项目管理有限公司", True), ("王小明", False), ("欧阳小明先生", False), ("某公司", False), ("张三", False),
    ("13912345678", False), ("【请写机构全称】", False),
])  # fmt: skip
def test_only_an_organisation_is_declared(name: str, good: bool) -> None:
    assert is_organisation(name) == good


# The leader ---------------------------------------------------------------------------------------------------

LEAD = (
    "waivers:", "  - rule: P03", f"    where: {NAMED}", "    whose: 举报人王小明", "    reason: 本人书面同意公开姓名",
    "    until: 2099-12-31", "  - rule: P01", "    where: 正文：移动电话号码 139******78", "    whose: 示例县某公司项目部",
    "    reason: 该公司书面同意公布", "    until: 2099-12-31",
)  # fmt: skip


def sign(root: Path, keys: Path, level: str, officer: str, *more: str, yes: bool = True) -> int:
    key = county.key_file(keys, officer)
    arguments = ["sign", ITEM, level, "--as", officer, "--key", str(key), *(["--yes"] if yes else []), *more]
    return main(["--root", str(root), *arguments])


@pytest.fixture
def reviewed(root: Path, tmp_path: Path) -> Path:
    """An item with two waivers, one of which the leader has to confirm; the first review is done."""
    written(root, f"举报人：{NAME}，愿意公开姓名领奖。\n\n咨询请拨打{MOBILE}。\n", *LEAD)
    assert sign(root, tmp_path, "初审", "town-info-a") == 0
    return root


def test_the_leader_sees_each_waiver(reviewed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert sign(reviewed, tmp_path, "复审", "town-leader", "--confirm", f"P03 {NAMED}") == 0
    said = capsys.readouterr().out.split("sha256")[-1]
    for expected in (
        "豁免（不改动、照原文公开的内容，共 2 项）", "（复审时须逐项确认）", f"位置：{NAMED}", "归属：举报人王小明", "理由：本人书面同意公开姓名",
        "期限至：2099-12-31", f"举报人:{NAME},愿意公开姓名领奖", f"咨询请拨打{MOBILE}", "归属：示例县某公司项目部",
    ):  # fmt: skip
        assert expected in said, said


def test_yes_confirms_no_waiver(reviewed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (reviewed / ITEM).read_bytes()
    assert sign(reviewed, tmp_path, "复审", "town-leader") == 1
    said = capsys.readouterr().out
    assert f"没有确认：P03 {NAMED}" in said and "须逐项确认" in said
    assert (reviewed / ITEM).read_bytes() == before
    assert sign(reviewed, tmp_path, "复审", "town-leader", "--confirm", "P01 正文：移动电话号码 139******78") == 1
    assert (
        sign(reviewed, tmp_path, "复审", "town-leader", "--decision", "disagree", "--opinion", "举报人姓名不宜公开")
        == 0
    )


def test_what_is_confirmed_is_signed(reviewed: Path, tmp_path: Path) -> None:
    assert sign(reviewed, tmp_path, "复审", "town-leader", "--confirm", f"P03 {NAMED}") == 0
    document = read(Disk(reviewed), ITEM).document
    assert document and document.review.final
    assert [(one.rule, one.where) for one in document.review.final.confirmed] == [("P03", NAMED)]
    assert document.review.first and not document.review.first.confirmed
    assert errors(reviewed) == []
    text = (reviewed / ITEM).read_text(encoding="utf-8")
    start = text.index("    confirmed:")
    end = text.index("    signed_at:", start)
    (reviewed / ITEM).write_text(text[:start] + text[end:], encoding="utf-8")
    assert {d.code for d in errors(reviewed)} == {"R12", "X01"}


@pytest.mark.parametrize(("answers", "code"), [(b"y\ny\n", 0), (b"n\n", 1), (b"y\nn\n", 1), (b"\n", 1)])
def test_the_leader_is_asked_for_each(reviewed: Path, tmp_path: Path, answers: bytes, code: int) -> None:
    """On a terminal: first for the waiver by itself, then for the whole."""
    key = county.key_file(tmp_path, "town-leader")
    arguments = ["--root", str(reviewed), "sign", ITEM, "复审", "--as", "town-leader", "--key", str(key)]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "gongkai", *arguments])
    os.write(terminal, answers)
    said = b""
    while True:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            break
        if not chunk:
            break
        said += chunk
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert status == code, said.decode()
    assert "确认公开这一项？" in said.decode()
    assert ("confirmed:" in (reviewed / ITEM).read_text(encoding="utf-8")) == (code == 0)


def test_explain_lists_them_without_the_text(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["--root", str(reviewed), "explain", ITEM])
    said = capsys.readouterr().out
    assert "豁免（不改动、照原文公开的内容，共 2 项）" in said and "归属：示例县某公司项目部" in said
    assert "原文：第" in said and "139******78" in said
    assert MOBILE not in said


# Contacts -----------------------------------------------------------------------------------------------------

TENDER = """\
1.采购人信息

名称：示例县教育服务中心

联系方式：王老师 13912345678

2.采购代理机构信息

名称：示例项目管理有限公司

联系方式：0512-52881234

3.中标结果

| 供应商名称 | 联系人 | 联系电话 |
| --- | --- | --- |
| 示例建筑有限公司 | 李工 | 13700001111 |
"""
KINDS_CHOSEN = {"示例县教育服务中心": "purchaser", "示例项目管理有限公司": "agent", "示例建筑有限公司": "supplier"}


def test_a_tender_notice_passes_once_it_says_whose_contacts_they_are(root: Path) -> None:
    written(root, TENDER)
    assert {d.code for d in errors(root)} == {"P01", "P02"}
    found = [d for d in errors(root) if d.code in ("P01", "P02")]
    assert len(found) == 3
    (lines,) = [d.paste for d in found if d.paste]
    named = [line.removeprefix("    name: ") for line in lines if line.startswith("    name: ")]
    assert {name: kind for name, kind in KINDS_CHOSEN.items() if name in named} == KINDS_CHOSEN
    kinds = [line.removeprefix("  - of: ") for line in lines if line.startswith("  - of: ")]
    assert kinds == [KINDS_CHOSEN[name] for name in named], "the text says what each is in the matter"
    pasted(root, tuple(line.replace("【请写明依据哪项规定公布】", "政府采购信息发布管理办法") for line in lines))
    assert errors(root) == []
    cases.take(root, "sign", ITEM)
    verdict = check(Disk(root), county.TODAY)
    assert verdict.passed and not [d for d in verdict.diagnostics if d.code == "X01"]


def test_what_is_pasted_unchanged_is_refused(root: Path) -> None:
    written(root, "采购人：示例县教育服务中心\n\n联系方式：13912345678\n")
    pasted(root, errors(root)[0].paste)
    assert {d.code for d in errors(root)} & {"X01", "Y03"}


CONTACTS = ("contacts:", "  - of: purchaser", "    name: 示例县教育服务中心", "    basis: 政府采购信息发布管理办法")


@pytest.mark.parametrize("also", [
    "姓名：王小明，手机13912345678。",
    "举报人：王小明，电话13912345678。",
    "| 姓名 | 家庭住址 | 电话 |\n| --- | --- | --- |\n| 王小明 | 东村3组 | 13912345678 |",
    "示例建筑有限公司联系电话：13912345678",
])  # fmt: skip
def test_the_same_number_elsewhere_is_nobodys_contact(root: Path, also: str) -> None:
    block = "采购人：示例县教育服务中心\n\n联系方式：王老师 13912345678\n"
    written(root, block, *CONTACTS)
    assert errors(root) == []
    written(root, f"{block}\n有关情况已经公布，欢迎监督。\n\n\n\n\n{also}\n", *CONTACTS)
    assert "P01" in {d.code for d in errors(root)}


@pytest.mark.parametrize(
    "said",
    [
        "身份证：110101199003071233",
        "卡号：6222021234567890128",
        "家庭住址：示例镇东村3组12号",
        "出生日期：1990年3月7日",
    ],
)
def test_only_how_an_organisation_is_reached_is_covered(root: Path, said: str) -> None:
    written(root, f"采购人：示例县教育服务中心\n\n联系方式：13912345678\n\n{said}\n", *CONTACTS)
    assert {d.code for d in errors(root)} & {"P01", "P02"}, said


def test_contacts_in_an_attachment(root: Path) -> None:
    path = ITEM.removesuffix(".md") + "/公告.csv"
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text("采购人,联系人,联系电话\n示例县教育服务中心,王老师,13912345678\n", encoding="utf-8")
    attachments = ("attachments:", "  - path: 公告.csv", "    title: 公告", "    sha256: ${sha256:" + path + "}")
    written(root, "见附件。\n", *attachments)
    assert {d.code for d in errors(root)} == {"P01"}
    written(root, "见附件。\n", *attachments, *CONTACTS)
    assert errors(root) == []


def test_the_leader_sees_each_declared_contact(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(root, "采购人：示例县教育服务中心\n\n联系方式：王老师 13912345678\n", *CONTACTS)
    assert sign(root, tmp_path, "初审", "town-info-a") == 0
    capsys.readouterr()
    assert sign(root, tmp_path, "复审", "town-leader") == 0
    said = capsys.readouterr().out.split("公开属性")[1]
    for expected in (
        "依法公布联系方式的机构（共 1 个）",
        "采购人：示例县教育服务中心",
        "依据：政府采购信息发布管理办法",
        "联系方式:王老师 13912345678",
    ):
        assert expected in said, said
    main(["--root", str(root), "--lang", "en", "explain", ITEM])
    explained = capsys.readouterr().out
    assert "organisations whose contacts are published (1)" in explained and MOBILE not in explained


def test_nothing_of_it_is_rendered(root: Path) -> None:
    lead = (
        *CONTACTS[:-1],
        "    basis: 依据一项不公开的会议纪要公布",
        *LEAD[:1],
        *LEAD[6:9],
        "    reason: 只给本机关看的理由",
        LEAD[-1],
    )
    written(
        root,
        "采购人：示例县教育服务中心\n\n联系方式：13512345678\n\n其他事项拨打13912345678，不属于任何机构名下的联系方式。\n",
        *lead,
    )
    cases.take(root, "sign", ITEM)
    cases.take(root, "build", [])
    pages = "\n".join(
        one.read_text(encoding="utf-8")
        for one in (root / "output").rglob("*")
        if one.suffix in (".html", ".json", ".xml")
    )
    assert "13512345678" in pages
    assert not [word for word in ("会议纪要", "只给本机关看", "示例县某公司项目部") if word in pages]


def test_who_writes_the_kind_in_chinese_is_told_its_identifier(root: Path) -> None:
    written(root, "采购人：示例县教育服务中心\n", "contacts:", "  - of: 采购人", *CONTACTS[2:])
    (found,) = [d for d in errors(root) if d.code == "Y03"]
    assert "purchaser（采购人）" in found.message.zh and found.remedy.zh == "此处写代号：purchaser"

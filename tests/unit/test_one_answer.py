"""All problems of a file in one run, without what only follows from them, each in an officer's words with a way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.core.findings import Diagnostic, Severity
from gongkai.documents.registries import ascii_address
from gongkai.gate.check import check
from gongkai.source.private_use import standard
from gongkai.source.tree import Disk
from support import county

PATH = "content/items/finance/2026/00009.md"
# Three mistakes that have nothing to do with how the file is written.
BODY = "电话13812345678。\n\n<b>正文</b>\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = county.copy_to(tmp_path / "county")
    county.write_item(folder, PATH, body=BODY)
    change(folder, "genre: notice", "genre: no-such-genre")
    return folder


def change(root: Path, old: str, new: str) -> None:
    text = (root / PATH).read_text(encoding="utf-8")
    assert old in text
    (root / PATH).write_text(text.replace(old, new, 1), encoding="utf-8")


def found(root: Path, path: str = PATH) -> list[Diagnostic]:
    errors = [d for d in check(Disk(root), county.TODAY).diagnostics if d.severity is Severity.ERROR]
    return [d for d in errors if d.place.path == path]


def codes(root: Path) -> list[str]:
    """The codes of what is found but for the sign-offs and the body, which are judged whatever stands above."""
    every = [d.code for d in found(root)]
    assert {"P01", "B05"} <= set(every), every
    return sorted(code for code in every if code not in ("P01", "B05", "R01", "R02"))


# Waves --------------------------------------------------------------------------------------------------------

UNREADABLE = {
    "nothing": ("正文", "正文", ["C07"]),
    "a BOM": ("---\n", "\ufeff---\n", ["C07", "Y01"]),
    "a hidden character": ("正文", "正\u200b文", ["C07", "Y01"]),
    "a hidden character in a key": ("summary", "sum\u200bmary", ["C07", "Y01"]),
    "a control character": ("正文", "正\x01文", ["C07", "Y01"]),
    "a control character in a value": ("关于调整", "关于\x0b调整", ["C07", "Y01"]),
    "text that is not NFC": ("正文", "cafe\u0301", ["C07", "Y01"]),
    "a value that YAML does not take": ("title: ", "title: *", ["C07", "Y01"]),
    "two of them": ("title: 关于调整办公时间的通知\nsummary: ", "title: [一]二\nsummary: @", ["C07", "Y01", "Y01"]),
    "a misspelt key": ("title: ", "titel: ", ["C07", "Y02"]),
    "a missing key": ("title: 关于调整办公时间的通知\n", "", ["C01", "C07"]),
    "a missing agency": ("agency: finance\n", "", ["C07", "Y03"]),
    "a missing index number": ("index_number: 100000102/2026-00009\n", "", ["C02", "C07"]),
    "an impossible day": ("2026-03-02", "2026-02-30", ["C07", "Y03"]),
    "a damaged key does not damage the one before": (
        "disclosure: proactive\nchannels:\n  -",
        "disclosure: 主动公开\nchannels:\n　-",
        ["C07", "Y01", "Y03"],
    ),
    "a full-width colon in the first line": ("index_number: ", "index_number：", ["C07", "Y01"]),
    "two in the first lines": (
        "index_number: 100000102/2026-00009\ntitle: ",
        "index_number：1\ntitle: [",
        ["C07", "Y01", "Y01"],
    ),
    "many": ("2026-03-02\ngenre: ", "2026-02-30\nlevel: x\ngenre: ", ["C07", "Y02", "Y03"]),
}


@pytest.mark.parametrize("old, new, expected", UNREADABLE.values(), ids=UNREADABLE)
def test_one_problem_hides_no_other_and_brings_no_other(root: Path, old: str, new: str, expected: list[str]) -> None:
    change(root, old, new)
    assert codes(root) == expected
    assert {"R01", "R02"} <= {d.code for d in found(root)}


def test_a_file_without_front_matter_still_has_a_body(root: Path) -> None:
    change(root, "---\n", "")
    assert codes(root) == ["Y01"]
    assert not {"R01", "R02"} & {d.code for d in found(root)}


def test_a_damaged_byte_hides_no_other_problem(root: Path) -> None:
    data = (root / PATH).read_bytes()
    (root / PATH).write_bytes(data.replace("办公".encode(), b"\xb0\xec\xff", 1))
    assert codes(root) == ["C07", "Y01"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_another_encoding_hides_no_other_problem(root: Path, encoding: str) -> None:
    (root / PATH).write_bytes((root / PATH).read_text(encoding="utf-8").encode(encoding))
    assert codes(root) == ["C07", "Y01"]


def test_places_are_those_of_the_file_as_it_is(root: Path) -> None:
    """Lines of a file from Windows, with a BOM, are counted as an editor counts them."""
    text = (root / PATH).read_text(encoding="utf-8")
    wanted = {(d.code, d.place.line) for d in found(root)}
    (root / PATH).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert {(d.code, d.place.line) for d in found(root)} == wanted | {("Y01", 1)}


def test_a_body_with_an_unread_list_of_attachments_is_not_blamed_for_links_to_them(root: Path) -> None:
    folder = root / PATH.removesuffix(".md")
    folder.mkdir()
    (folder / "表.csv").write_text("甲,乙\n", encoding="utf-8")
    change(root, "正文", "[表](00009/表.csv)")
    change(root, "privacy:", "attachments:\n  - path: 表.csv\n    titel: 表\nprivacy:")
    assert codes(root) == ["C07", "Y02", "Y03"]


def test_a_waiver_that_cannot_be_read_is_not_ignored(root: Path) -> None:
    change(root, "正文", "健康：张三患肺癌。联系 a@qq.com 。")
    without = set(codes(root))
    change(root, "privacy:", "waivers:\n  - {rule: P02, where: x, reason: y, until: 某日}\nprivacy:")
    assert set(codes(root)) == (without - {"P02", "W01"}) | {"Y03"}


def test_nothing_is_signed_in_a_file_that_cannot_be_read(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = county.key_file(tmp_path / "keys", "finance-info-a")
    (root / PATH).write_bytes((root / PATH).read_text(encoding="utf-8").encode("utf-16"))
    before = (root / PATH).read_bytes()
    assert main(["--root", str(root), "sign", PATH, "初审", "--as", "finance-info-a", "--key", str(key), "--yes"]) == 1
    said = capsys.readouterr().out
    assert "UTF-16" in said and "P01" in said and "R01" not in said and "R02" not in said
    assert (root / PATH).read_bytes() == before


def test_explain_says_why_it_cannot(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, "title: ", "title：")
    assert main(["--root", str(root), "explain", PATH]) == 2
    assert "全角冒号" in capsys.readouterr().err


# Words --------------------------------------------------------------------------------------------------------


def only(root: Path, code: str) -> Diagnostic:
    return next(d for d in found(root) if d.code == code)


def test_a_remedy_does_not_repeat_what_may_be_a_number_of_a_person(root: Path) -> None:
    change(root, "summary: ", "summary: [王某110101199003071233]")
    assert "110101" not in only(root, "Y01").remedy.zh and "写成" in only(root, "Y01").remedy.zh


@pytest.mark.parametrize(
    "private, known",
    [
        ("\ue81e", "\u9fb4"),
        ("\ue826", "\u9fb5"),
        ("\ue864", "\u9fbb"),
        ("\ue816", "\U00020087"),
        ("\ue7c7", "\u1e3f"),
        ("\ue815", "\u2e81"),
    ],
)
def test_a_rare_character_of_an_older_standard_is_named(root: Path, private: str, known: str) -> None:
    assert standard(private) == known
    change(root, "正文", f"张{private}")
    one = only(root, "Y01")
    assert known in one.remedy.zh and f"U+{ord(known):04X}" in one.remedy.zh and "删" not in one.remedy.zh


def test_a_private_character_that_nobody_knows_is_never_to_be_deleted(root: Path) -> None:
    change(root, "正文", "张\ue000")
    assert "不要删去" in only(root, "Y01").remedy.zh


def test_official_titles_are_long(root: Path) -> None:
    change(root, "关于调整办公时间的通知", "关" * 300)
    assert codes(root) == ["C07"]
    change(root, "关" * 300, "关" * 301)
    assert codes(root) == ["C07", "Y03"]


def test_a_title_in_brackets_alone_is_a_text(root: Path) -> None:
    change(root, "title: 关于调整办公时间的通知", "title: [征求意见稿]")
    assert 'title: "[…]…"' in only(root, "Y03").remedy.zh


def test_an_agency_is_older_than_its_registry(root: Path) -> None:
    """Right after ``init`` every agency exists since today; nobody is to change the day of an old document for that."""
    change(root, "2026-03-02", "1999-03-02")
    remedy = next(d for d in found(root) if d.code == "C07" and "自" in d.message.zh).remedy.zh
    assert "agencies.yaml" in remedy and "不要为通过检查而改" in remedy


def test_words_of_the_registries_are_named_in_chinese(root: Path) -> None:
    change(root, "no-such-genre", "词语1")
    assert only(root, "C07").remedy.zh.startswith("此处写代号：")
    change(root, "词语1", "no-such-genre")
    assert re.search(r"已登记的有：[a-z-]+（词语[0-9]）", only(root, "C07").remedy.zh)


def test_closed_values_are_named_in_chinese(root: Path) -> None:
    change(root, "disclosure: proactive", "disclosure: 主动公开")
    one = only(root, "Y03")
    assert (
        "proactive（主动公开）、on_request（依申请公开）" in one.message.zh and one.remedy.zh == "此处写代号：proactive"
    )


def test_a_chinese_domain_is_written_as_punycode(root: Path) -> None:
    assert ascii_address("https://示例县.政务/公开/").startswith("https://xn--fsq55hny6b.xn--zfr164b/")
    assert ascii_address("https://www.example.gov.cn/a/") == "https://www.example.gov.cn/a/"
    site = root / county.SITE
    site.write_text(re.sub("base_url: .*", "base_url: https://示例县.政务/", site.read_text()), encoding="utf-8")
    one = next(d for d in found(root, county.SITE) if d.code == "Y03")
    address = re.search(r"https://xn--\S+", one.remedy.zh)
    assert address
    site.write_text(re.sub("base_url: .*", f"base_url: {address[0]}", site.read_text()), encoding="utf-8")
    assert not [d for d in found(root, county.SITE) if d.code == "Y03"]


def test_an_attachment_in_utf16_says_how_to_save_it(root: Path) -> None:
    path = county.ITEM_WITH_ATTACHMENT
    attachment = root / county.ATTACHMENT
    attachment.write_bytes(attachment.read_text(encoding="utf-8").encode("utf-16"))
    remedy = next(d for d in found(root, path) if "UTF-16" in d.message.zh).remedy.zh
    assert "CSV UTF-8" in remedy


# The command line ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, said",
    [
        ("chekc", "是否要写 check"),
        ("签署 x", "是否要写 sign"),
        ("check --tody 2026-01-01", "是否要写 --today"),
        ("record withdrawal a=b", "是否要写 withdrawals"),
        ("sign x.md 三审 --as a --key b --yes", "没有“三审”这一审查级别"),
        ("sign x.md --as a --key b --yes", "初审"),
    ],
)
def test_a_slip_is_answered_in_chinese_with_what_was_meant(
    root: Path, words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), *words.split()]) == 2
    error = capsys.readouterr().err
    assert said in error and "invalid" not in error and error.count("\n") == 1


@pytest.mark.parametrize("level", ["初审", "first", "--level 初审", "--level first"])
@pytest.mark.parametrize("who", ["人员finance-info-a", "finance-info-a"])
def test_people_and_levels_by_name(root: Path, tmp_path: Path, level: str, who: str) -> None:
    county.write_item(root, PATH)
    key = county.key_file(tmp_path / "keys", "finance-info-a")
    assert main(["--root", str(root), "sign", PATH, *level.split(), "--as", who, "--key", str(key), "--yes"]) == 0
    assert "by: finance-info-a" in (root / PATH).read_text(encoding="utf-8")


def test_two_people_of_one_name(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    officers = root / county.OFFICERS
    text = officers.read_text(encoding="utf-8")
    officers.write_text(text.replace("name: 人员finance-info-b", "name: 人员finance-info-a"), encoding="utf-8")
    key = county.key_file(tmp_path / "keys", "finance-info-a")
    assert (
        main(["--root", str(root), "sign", PATH, "初审", "--as", "人员finance-info-a", "--key", str(key), "--yes"]) == 2
    )
    said = capsys.readouterr().err
    assert "finance-info-a（县财政局信息员）" in said and "finance-info-b" in said


def test_a_stranger_is_not_signed_for(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = county.key_file(tmp_path / "keys", "finance-info-a")
    assert main(["--root", str(root), "sign", PATH, "初审", "--as", "李明", "--key", str(key), "--yes"]) == 2
    assert "没有登记“李明”" in capsys.readouterr().err


def test_a_part_is_named_by_its_agency(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "check", "--part", "县财政局/2026", "--today", str(county.TODAY)]) == 1
    assert PATH in capsys.readouterr().out


def test_attach_brings_a_file_in(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county.write_item(root, PATH)
    (tmp_path / "预算 表.csv").write_text("项目,金额\n", encoding="utf-8")
    given = str(tmp_path / "预算 表.csv")
    assert main(["--root", str(root), "attach", given]) == 2
    assert "附在哪一份文档" in capsys.readouterr().err
    assert main(["--root", str(root), "attach", PATH, given]) == 0
    assert (root / PATH.removesuffix(".md") / "预算 表.csv").read_text(encoding="utf-8") == "项目,金额\n"
    county.resign(root, PATH)
    assert check(Disk(root), county.TODAY).passed
    (tmp_path / "预算 表.csv").write_text("另一份\n", encoding="utf-8")
    assert main(["--root", str(root), "attach", PATH, given]) == 2
    assert "同名附件" in capsys.readouterr().err


def test_a_key_that_the_agent_does_not_hold(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county.write_item(root, PATH)
    alone = tmp_path / "alone.pub"
    alone.write_text(county.key_line("finance-info-a"), encoding="utf-8")
    assert (
        main(["--root", str(root), "sign", PATH, "初审", "--as", "finance-info-a", "--key", str(alone), "--yes"]) == 2
    )
    assert "ssh-add" in capsys.readouterr().err


# How to write what was meant ----------------------------------------------------------------------------------

WRITTEN = {
    "a full-width colon below a key": ("  in_scope: no", "  in_scope：no", "Y03", "in_scope: no"),
    "the same further down": ("  in_scope: no", "  in_scope: no\n  note：无", "Y01", "note: 无"),
    "a text on two lines": ("title: 关于", "title: 关于\n  ", "Y01", "写在一行"),
    "a text behind a bar": ("title: 关于调整办公时间的通知", "title: |\n  关于甲\n  的通知", "Y03", "写在一行"),
    "an answer in Chinese": ("personal_data: no", "personal_data: 否", "Y03", "写成：personal_data: no"),
    "an answer of a program": ("personal_data: no", "personal_data: False", "Y03", "写成：personal_data: no"),
    "a day in Chinese": ("2026-03-02", "2026年3月2日", "Y03", "写成：produced_on: 2026-03-02"),
    "a day with dots": ("2026-03-02", "2026.3.2", "Y03", "写成：produced_on: 2026-03-02"),
    "a number in other brackets": (
        "produced_on: ",
        "document_number: 示财发[2026] 5号\nproduced_on: ",
        "Y03",
        "写成：document_number: 示财发〔2026〕5号（或运行 gongkai tidy",
    ),
    "a list on one line": ("channels:\n  - website", "channels: website、gazette", "Y03", "“  - website”“  - gazette”"),
    "a key in Chinese": ("agency: ", "发布机构: ", "Y02", "改为“agency”"),
    "a category in Chinese": ("category: organisation", "category: 词语1", "C03", "此处写代号：organisation"),
    "a comment behind a key": ("channels:", "channels: # 渠道", "Y01", "是注释的，另起一行，以 # 开头"),
}


@pytest.mark.parametrize("old, new, code, remedy", WRITTEN.values(), ids=WRITTEN)
def test_an_answer_says_how_to_write_what_was_meant(root: Path, old: str, new: str, code: str, remedy: str) -> None:
    change(root, "genre: no-such-genre", "genre: notice")
    change(root, old, new)
    (said,) = [d for d in found(root) if d.code not in ("P01", "B05", "R01", "R02")]
    assert said.code == code
    assert remedy in said.remedy.zh


def test_an_agency_by_its_name_is_answered_once(root: Path) -> None:
    change(root, "genre: no-such-genre", "genre: notice")
    name = check_name(root)
    change(root, "agency: finance", f"agency: {name}")
    (said,) = [d for d in found(root) if d.code not in ("P01", "B05", "R01", "R02")]
    assert (said.code, said.remedy.zh) == ("C07", "此处写代号：finance")


def check_name(root: Path) -> str:
    text = (root / "catalog/agencies.yaml").read_text(encoding="utf-8")
    return re.search(r"id: finance\n(?:.*\n)*? +name: (.*)", text)[1]  # type: ignore[index]


def test_a_broken_registry_does_not_hide_how_other_files_are_written(root: Path) -> None:
    change(root, "summary: ", "summary：")
    for registry in ("agencies", "site"):
        path = root / f"catalog/{registry}.yaml"
        kept = path.read_text(encoding="utf-8")
        path.write_text(kept + "colour: red\n", encoding="utf-8")
        said = {d.code for d in found(root)}
        assert said >= {"Y01", "B05"} if registry == "agencies" else said == {"Y01"}, said
        assert found(root, f"catalog/{registry}.yaml")
        assert not check(Disk(root), county.TODAY).passed
        path.write_text(kept, encoding="utf-8")

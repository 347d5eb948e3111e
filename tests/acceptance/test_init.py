"""``gongkai init``: a site that can be read whatever it is called, unlike any other, and published only when filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from acceptance.conftest import run
from gongkai import starter
from gongkai.secrecy.scan import scan
from support import county
from support.repository import git

ITEM = "content/items/office/2026/00009.md"

NAMES = [  # what YAML reads as something else than text, or not at all
    "某县: 公开", "- 某县办", "“某县” #1", 'a "b" c', "'单引'", "*重点*", "& 甲", "[甲]",
    "{甲}", "@甲", "%甲", "甲: ", "yes", "null", "~", "123", "2026-12-01", "!甲", "|", ">", "? 甲", "\\甲\\",
]  # fmt: skip


@pytest.mark.parametrize("name", [one for one in NAMES if one == one.strip()])
def test_any_name_makes_a_readable_site(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, "gongkai", "init", "county", "--agency-name", name, "--site-name", name)
    assert done.code == 0, done.said
    root = tmp_path / "county"
    site = yaml.load((root / "catalog/site.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    agencies = yaml.load((root / "catalog/agencies.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert (site["name"], agencies["agencies"][0]["name"]) == (name, name)
    guide = (root / "drafts/guide.md").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.load(guide, yaml.BaseLoader)["title"] == f"{name}政府信息公开指南"
    codes = set(re.findall(r": ([A-Z][0-9]{2}) ", run(root, "gongkai", "check").said))
    assert codes == {"R01", "R02", "W01", "G01"}, "it lacks sign-offs, contacts and a guide, and can be read"


@pytest.mark.parametrize("option", ["--agency-name", "--site-name"])
@pytest.mark.parametrize("name", ["", " ", " 甲", "甲\n", "甲\n乙", "甲\x07", "甲\u200b乙", "字" * 600])
def test_a_name_that_cannot_stand_is_refused_before_anything_is_written(tmp_path: Path, option: str, name: str) -> None:
    for lang in ("zh", "en"):
        done = run(tmp_path, "gongkai", "--lang", lang, "init", "county", option, name)
        assert done.code == 2 and len(done.said.splitlines()) == 1, done.said
        assert done.said.startswith("gongkai: ") and (lang == "zh") != done.said.isascii()
    assert not (tmp_path / "county").exists()


def test_two_sites_of_one_name_and_day_differ(tmp_path: Path) -> None:
    made = set()
    for folder in ("one", "two"):
        assert run(tmp_path, "gongkai", "init", folder).code == 0
        made.add((tmp_path / folder / "catalog/site.yaml").read_text(encoding="utf-8").split("\n")[1])
    assert len(made) == 2


def test_what_nobody_filled_in_is_not_signed(tmp_path: Path) -> None:
    assert run(tmp_path, "gongkai", "init", "county").code == 0
    root = tmp_path / "county"
    (root / "content/guide").mkdir()
    (root / "drafts/guide.md").rename(root / "content/guide/index.md")
    for path, count in (("catalog/agencies.yaml", 10), ("catalog/site.yaml", 2), ("content/guide/index.md", 4)):
        before = (root / path).read_bytes()
        done = run(
            root, "gongkai", "sign", path, "--level", "first", "--as", "info-a", "--key", ".keys/info-a", "--yes"
        )
        assert done.code == 1 and done.said.count(" W01 ") == count, done.said
        assert (root / path).read_bytes() == before


def test_the_scan_knows_all_that_is_left_to_fill_in() -> None:
    for text in starter.PLACEHOLDERS.values():
        assert [hit.detector.name for hit in scan(f"office: {text}\n")] == ["starter"], text
    for file in ("agencies.yaml", "site.yaml", "guide.md"):
        assert not re.search("请填写|请写明", starter.text(file)), "they are in the list, and nowhere else"


def test_a_new_repository_becomes_a_site(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "county")
    assert run(tmp_path, "gongkai", "init", "county").code == 0
    assert (tmp_path / "county/.git/HEAD").is_file()
    again = run(tmp_path, "gongkai", "init", "county")
    assert again.code == 2 and "不是空文件夹" in again.said


def test_commands_work_from_any_folder_of_the_site(tmp_path: Path) -> None:
    assert run(tmp_path, "gongkai", "init", "county").code == 0
    root = tmp_path / "county"
    (root / "content/items").mkdir()
    whole, below = run(root, "gongkai", "check"), run(root / "content/items", "gongkai", "check")
    assert below == whole and whole.code == 1
    outside = run(tmp_path, "gongkai", "check")
    assert outside.code == 2 and "gongkai init" in outside.said
    hooks = run(root, "gongkai", "hooks", "install")
    assert hooks.code == 2 and "git init" in hooks.said


def test_attach_says_what_is_not_listed_and_which_reviews_fall(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    item = root / ITEM
    county.write_item(root, ITEM, lead=["attachments:", "  - path: a.csv", "    title: 表"])
    item.with_suffix("").mkdir()
    for name in ("a.csv", "b.csv"):
        (item.with_suffix("") / name).write_text("甲,乙\n", encoding="utf-8")
    done = run(root, "gongkai", "attach", ITEM)
    assert done.code == 0 and "审签" not in done.said and "没有登记的文件：b.csv" in done.said
    county.resign(root, ITEM)
    (item.with_suffix("") / "a.csv").write_text("甲,丙\n", encoding="utf-8")
    done = run(root, "gongkai", "attach", ITEM)
    assert done.code == 0 and "原有审签随之失效" in done.said

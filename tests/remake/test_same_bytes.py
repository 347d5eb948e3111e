"""Whatever changes, the next site is the one that a build from nothing makes, byte for byte."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.core.settings import theme_of
from remake.conftest import CATEGORIES, Home, write_item
from support import county

ITEM = "content/items/office/2026/00103.md"
NEW = "content/items/town/2026/00300.md"
ATTACHED = county.ITEM_WITH_ATTACHMENT


def replace(root: Path, path: str, old: str, new: str, sign: bool = True) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="")
    if sign:
        county.resign(root, path)


def body(root: Path) -> None:
    replace(root, ITEM, "第3件。", "第三件，已修改。")


def title(root: Path) -> None:
    replace(root, ITEM, "title: 关于调整办公时间的通知", "title: 关于恢复办公时间的通知")


def category(root: Path) -> None:
    text = (root / ITEM).read_text(encoding="utf-8")
    was = text.split("category: ")[1].split("\n")[0]
    replace(root, ITEM, f"category: {was}", f"category: {next(one for one in CATEGORIES if one != was)}")


def category_of_its_own(root: Path) -> None:
    """The first item of a category that had none."""
    category(root)
    text = (root / ITEM).read_text(encoding="utf-8")
    replace(root, ITEM, f"category: {text.split('category: ')[1].split(chr(10))[0]}", "category: commitments")


def day(root: Path) -> None:
    """Signed later: it stands elsewhere in every list."""
    county.resign(root, ITEM, first={"at": "2026-05-01T09:00:00+08:00"}, final={"at": "2026-05-02T09:00:00+08:00"})


def opinion(root: Path) -> None:
    """Nothing that shows; but another text that must not show."""
    county.resign(root, ITEM, final={"opinion": "再次审阅，同意。"})


def add(root: Path) -> None:
    write_item(root, NEW, body="新增。\n")


def add_year(root: Path) -> None:
    """The first item of a year: a list that was not there."""
    path = "content/items/town/2024/00001.md"
    write_item(root, path, body="旧件。\n", produced_on="2024-05-06")


def delete(root: Path) -> None:
    (root / ITEM).unlink()


def delete_agency(root: Path) -> None:
    """All items of an agency, so that its lists shrink to nothing."""
    for path in (root / "content/items/town/2025").glob("*.md"):
        path.unlink()


def several(root: Path) -> None:
    body(root)
    add(root)
    (root / "content/items/finance/2026/00101.md").unlink(missing_ok=True)
    (root / "content/items/finance/2025/00104.md").unlink(missing_ok=True)


def attachment(root: Path) -> None:
    data = "序号,事项\n1,办理食品经营许可证\n".encode()
    old = hashlib.sha256((root / county.ATTACHMENT).read_bytes()).hexdigest()
    (root / county.ATTACHMENT).write_bytes(data)
    replace(root, ATTACHED, old, hashlib.sha256(data).hexdigest())


def attachment_gone(root: Path) -> None:
    shutil.rmtree((root / ATTACHED).with_suffix(""))
    head, rest = (root / ATTACHED).read_text(encoding="utf-8").split("attachments:\n")
    lines = rest.split("\n")
    while lines[0].startswith(" "):
        del lines[0]
    rest = "\n".join(lines).replace("见[清单](00001/事项清单.csv)", "见公告")
    (root / ATTACHED).write_text(head + rest, encoding="utf-8")
    county.resign(root, ATTACHED)


# These are known to need no more than what changed.
FEW = [
    body, title, category, category_of_its_own, day, opinion, add, add_year, delete, delete_agency, several, attachment,
]  # fmt: skip


@pytest.mark.parametrize("change", FEW, ids=lambda change: change.__name__)
def test_a_change_of_items_is_brought_in(home: Home, tmp_path: Path, change: Callable[[Path], None]) -> None:
    before = home.site
    change(home.root)
    done = home.build()
    assert (done.code, done.again) == (0, True), done.said
    assert home.site == home.cold(tmp_path / "cold")
    assert home.site != before or change is opinion
    # And what is remembered now is as good as what a build from nothing leaves.
    body(home.root) if change not in (body, several, delete) else add_year(home.root)
    done = home.build()
    assert (done.code, done.again) == (0, True), done.said
    assert home.site == home.cold(tmp_path / "cold")
    assert home.build().again


def theme(root: Path) -> None:
    shutil.copytree(theme_of(root), root / "theme")
    file = root / "theme/static/style.css"
    file.write_text(file.read_text(encoding="utf-8") + "\n/* 新 */\n", encoding="utf-8")


def template(root: Path) -> None:
    shutil.copytree(theme_of(root), root / "theme")
    file = root / "theme/templates/base.html"
    file.write_text(file.read_text(encoding="utf-8") + "<!-- -->\n", encoding="utf-8")


def registry(root: Path) -> None:
    replace(root, "catalog/vocabularies.yaml", "name: 词语1\n", "name: 新词语\n")


def page_size(root: Path) -> None:
    replace(root, county.SITE, "signatures: required", "signatures: required\npage_size: 10")


def roster(root: Path) -> None:
    replace(root, county.OFFICERS, "人员office-info-a", "人员甲")


def guide(root: Path) -> None:
    replace(root, county.GUIDE, "说明公开范围", "说明本县公开范围")


def policy(root: Path) -> None:
    replace(root, county.POLICY, "规定两级审查", "规定本县两级审查")


def page(root: Path) -> None:
    replace(root, county.PAGE, "测试县", "本县")


def withdrawal(root: Path) -> None:
    number = (root / ITEM).read_text(encoding="utf-8").split("index_number: ")[1].split("\n")[0]
    entry = {"document": f"item:{number}", "kind": "withdrawn", "on": "2026-05-04"}
    county.record(root, "withdrawals", entry, by="office-leader", at="2026-05-04T09:00:00+08:00")


def supersedes(root: Path) -> None:
    number = (root / ITEM).read_text(encoding="utf-8").split("index_number: ")[1].split("\n")[0]
    write_item(root, "content/items/office/2026/00400.md", lead=["supersedes:", f"  - {number}"])


def link(root: Path) -> None:
    write_item(root, "content/items/office/2026/00400.md", body="见[通知](00103.md)。\n")


@pytest.mark.parametrize(
    "change",
    [theme, template, registry, page_size, roster, guide, policy, page, withdrawal, supersedes, link, attachment_gone],
    ids=lambda change: change.__name__,
)
def test_any_other_change_is_in_the_site_too(home: Home, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """By whichever way."""
    before = home.site
    change(home.root)
    done = home.build()
    assert done.code == 0, done.said
    assert home.site == home.cold(tmp_path / "cold")
    assert home.site != before or change is roster
    assert home.build().again
    # What refers to each other goes together.
    if change in (supersedes, link):
        body(home.root)
        assert home.build().code == 0
        assert home.site == home.cold(tmp_path / "cold")


def test_nothing_changed(home: Home) -> None:
    before = {path: path.stat().st_ino for path in home.output.rglob("*")}
    assert home.build().again
    assert {path: path.stat().st_ino for path in home.output.rglob("*")} == before


def test_it_reports_what_a_whole_check_reports(home: Home) -> None:
    """Also the warnings about what did not change."""
    county.write_item(home.root, NEW, body="新增。\n")
    county.resign(home.root, NEW)
    again, cold = home.build(), home.build("--release")
    assert again.again and again.said == cold.said
    assert "24 份" in again.said


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence(home: Home, tmp_path: Path, seed: int) -> None:
    """Items come, change, move and go in any order, some of them many at a time."""
    chance = random.Random(seed)
    for step in range(5):
        for _ in range(chance.choice([1, 1, 3, 12])):
            items = sorted(path for path in (home.root / "content/items").rglob("001??.md"))
            path = chance.choice(items).relative_to(home.root).as_posix()
            match chance.choice(["edit", "edit", "add", "delete", "move", "day"]):
                case "edit":
                    replace(home.root, path, "。\n", f"，第{step}次修改。\n")
                case "add":
                    new = f"{path.rpartition('/')[0]}/00{chance.randrange(400, 999)}.md"
                    write_item(home.root, new, chance.choice(CATEGORIES))
                case "delete":
                    (home.root / path).unlink()
                case "move":
                    text = (home.root / path).read_text(encoding="utf-8")
                    was = text.split("category: ")[1].split("\n")[0]
                    replace(home.root, path, f"category: {was}", f"category: {chance.choice(CATEGORIES)}")
                case "day":
                    last = f"2026-05-{chance.randrange(10, 28)}T09:00:00+08:00"
                    county.resign(home.root, path, final={"at": last})
        done = home.build()
        assert (done.code, done.again) == (0, True), done.said
        assert home.site == home.cold(tmp_path / "cold"), step

"""The day that a site is for: said in it, and followed by a build from memory as by one from nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from acceptance.conftest import run, tree
from gongkai.cli import main as gongkai
from remake.conftest import Home, write_item
from remake.test_same_bytes import replace
from support import county

OLD = "content/items/finance/2026/00001.md"  # has a validity
OLD_NUMBER = "100000102/2026-00001"
NEW = "content/items/finance/2026/00400.md"
PLAIN = "content/items/office/2026/00103.md"


def _supersede(home: Home, **fields: str) -> None:
    county.write_item(home.root, NEW, lead=["supersedes:", f"  - {OLD_NUMBER}"], **fields)
    county.resign(home.root, NEW)


def _page(home: Home) -> str:
    return (home.output / OLD.removeprefix("content/")).with_suffix(".html").read_text(encoding="utf-8")


def _record(home: Home) -> dict[str, object]:
    whole = json.loads((home.output / "catalog.json").read_text(encoding="utf-8"))
    found: dict[str, object] = next(one for one in whole["items"] if one["index_number"] == OLD_NUMBER)
    return found


def _same_as_cold(home: Home, folder: Path, *arguments: str) -> None:
    done = home.build("--release", "--output", str(folder / "cold"), *arguments)
    assert (done.code, done.again) == (0, False), done.said
    assert tree(folder / "cold") == home.site
    shutil.rmtree(folder / "cold")


def test_a_later_item_changes_the_page_of_the_one_it_supersedes(home: Home, tmp_path: Path) -> None:
    assert "有效（截至2026年6月30日）" in _page(home) and _record(home)["validity"] == "有效"
    _supersede(home)
    assert home.build().code == 0
    page = _page(home)
    assert page.index("本文件已被替代") < page.index("<h1>") < page.index("已被替代（截至2026年6月30日）")
    assert "00400.html" in page.split("<h1>")[0], "a link to what is in its place"
    assert _record(home) | {"validity": "已被替代", "validity_as_of": "2026-06-30"} == _record(home)
    assert [str(one).rpartition("/")[2] for one in _record(home)["replaced_by"]] == ["00400.html"]  # type: ignore[attr-defined]
    for agency in ("finance", "town"):
        pages = (path.read_text(encoding="utf-8") for path in (home.output / f"catalog/agency/{agency}").glob("*.html"))
        assert any("已被替代（截至2026年6月30日）" in page for page in pages), agency
    assert "已被替代" in (home.output / "catalog.csv").read_text(encoding="utf-8")
    assert "isReplacedBy" in (home.output / "catalog.jsonld").read_text(encoding="utf-8")
    assert '"NotInForce"' in (home.output / "items/finance/2026/00001.json").read_text(encoding="utf-8").replace(
        "https://schema.org/", ""
    )
    (home.root / NEW).unlink()
    assert home.build().code == 0
    assert "有效（截至2026年6月30日）" in _page(home)
    _same_as_cold(home, tmp_path)


def test_what_comes_into_force_later_turns_on_its_day(home: Home, tmp_path: Path) -> None:
    _supersede(home, effective_on="2026-08-01")
    assert home.build().code == 0
    page = _page(home)
    assert "自2026年8月1日起将由下列文件替代" in page.split("<h1>")[0] and "有效（截至2026年6月30日）" in page
    new = (home.output / NEW.removeprefix("content/")).with_suffix(".html").read_text(encoding="utf-8")
    assert "本文件尚未生效" in new.split("<h1>")[0]
    for day, validity in (("2026-07-31", "有效"), ("2026-08-01", "已被替代"), ("2026-08-02", "已被替代")):
        done = home.build("--as-of", day)
        assert done.code == 0 and _record(home)["validity"] == validity, day
        assert json.loads((home.output / "manifest.json").read_text(encoding="utf-8"))["as_of"] == day
        _same_as_cold(home, tmp_path, "--as-of", day)


@pytest.mark.parametrize("key, day", [("effective_on", "2026-09-01"), ("expires_on", "2026-08-31")])
def test_an_edited_date_turns_on_its_day(home: Home, tmp_path: Path, key: str, day: str) -> None:
    replace(home.root, OLD, "produced_on: 2026-03-02\n", f"produced_on: 2026-03-02\n{key}: {day}\n")
    done = home.build()
    assert (done.code, done.again) == (0, True), done.said
    before = _record(home)["validity"]
    done = home.build("--as-of", "2026-08-31")
    assert (done.code, done.again) == (0, True), done.said
    assert _record(home)["validity"] == before
    done = home.build("--as-of", "2026-09-01")
    assert (done.code, done.again) == (0, False), "something turns on that day"
    assert {str(before), str(_record(home)["validity"])} == {"有效", {"effective_on": "尚未生效"}.get(key, "失效")}
    _same_as_cold(home, tmp_path, "--as-of", "2026-09-01")


def test_another_day_makes_again_what_names_it(home: Home, tmp_path: Path) -> None:
    before = home.site
    done = home.build("--as-of", "2026-07-15")
    assert (done.code, done.again) == (0, True), done.said
    changed = {path for path in before | home.site if before.get(path) != home.site.get(path)}
    assert "items/finance/2026/00001.html" in changed and "manifest.json" in changed
    assert not any(path.startswith("items/office/") for path in changed)
    _same_as_cold(home, tmp_path, "--as-of", "2026-07-15")
    done = home.build("--as-of", "2026-07-15")
    assert (done.code, done.again) == (0, True) and home.site["manifest.json"] != before["manifest.json"]
    assert home.build("--as-of", "2026-07-14").again is False, "an earlier day may have had other turns"
    replace(home.root, PLAIN, "title: 关于调整办公时间的通知", "title: 关于恢复办公时间的通知")
    done = home.build("--as-of", "2026-08-20")
    assert (done.code, done.again) == (0, True), done.said
    _same_as_cold(home, tmp_path, "--as-of", "2026-08-20")


def test_the_same_sources_and_day_are_the_same_bytes_whenever_they_are_built(home: Home, tmp_path: Path) -> None:
    _supersede(home, effective_on="2026-08-01")
    first, second = tmp_path / "first", tmp_path / "second"
    assert home.build("--release", "--output", str(first), "--as-of", "2026-07-01").code == 0
    later = ("--today", "2027-02-03", "--as-of", "2026-07-01")
    assert home.build("--release", "--output", str(second), *later).code == 0
    assert tree(first) == tree(second)


def test_the_settings_name_the_day_for_either_way_of_building(home: Home) -> None:
    settings = home.root / "pelicanconf.py"
    settings.write_text(
        "from pathlib import Path\nfrom gongkai.site import plugin\nfrom gongkai.core.settings import settings_for\n"
        "globals().update(settings_for(Path(__file__).parent))\nPLUGINS = [plugin]\nAS_OF = '2026-07-07'\n",
        encoding="utf-8",
    )
    assert home.build().code == 0
    assert "有效（截至2026年7月7日）" in _page(home)
    done = home.build()
    assert (done.code, done.again) == (0, True) and "有效（截至2026年7月7日）" in _page(home)
    assert home.build("--as-of", "2026-07-09").code == 0
    assert "有效（截至2026年7月9日）" in _page(home), "the command line prevails"
    done = home.build("--today", "2026-07-20")
    assert done.code == 0 and "有效（截至2026年7月7日）" in _page(home)
    done_by_pelican = run(home.root, "pelican", "content", "-s", "pelicanconf.py", "-o", "other")
    assert done_by_pelican.code == 0, done_by_pelican.said
    assert home.build("--release", "--output", str(home.root / "cold")).code == 0
    other, cold = tree(home.root / "other"), tree(home.root / "cold")
    assert other["catalog.json"] == cold["catalog.json"], "pages differ by their search box"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2026-07-07", "七月"), encoding="utf-8")
    done = home.build()
    assert done.code == 2 and "AS_OF" in done.said


def test_an_audit_holds_a_site_to_the_day_that_it_states_or_to_another(home: Home) -> None:
    assert home.build("--as-of", "2026-07-15").code == 0
    audit = ["--root", str(home.root), "audit", "output", "--today", "2026-11-01"]
    assert gongkai(audit) == 0
    assert gongkai([*audit, "--as-of", "2026-07-15"]) == 0
    assert gongkai([*audit, "--as-of", "2026-07-16"]) == 1
    write_item(home.root, NEW)
    assert gongkai(audit) == 1

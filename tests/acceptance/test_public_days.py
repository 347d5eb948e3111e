"""The days that the public is told, and what is left of a document that was taken away."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gongkai.cli import main
from support import county

ITEM = "content/items/town/2026/00300.md"
NUMBER = "100000103/2026-00300"
PAGE = "items/town/2026/00300.html"
_ATOM = "{http://www.w3.org/2005/Atom}"
_REVISION = ("revisions:", "  - revision: 2", "    on: 2026-05-02", "    note: 更正数字")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return county.copy_to(tmp_path)


def _written(root: Path, title: str = "青石镇便民服务事项", revised: bool = False) -> None:
    county.write_item(root, ITEM, title=title, lead=_REVISION if revised else ())
    county.resign(root, ITEM)
    if revised:
        county.resign(root, ITEM, first={"at": "2026-05-01T09:00:00+08:00"}, final={"at": "2026-05-02T09:00:00+08:00"})


def _built(root: Path) -> Path:
    assert main(["--root", str(root), "build", "--no-search", "--today", str(county.TODAY)]) == 0
    return root / "output"


def _entry(site: Path) -> tuple[str, str]:
    """The days that the feed says of the item: published and updated."""
    for entry in ElementTree.parse(site / "feed.xml").getroot().iter(f"{_ATOM}entry"):
        if (entry.findtext(f"{_ATOM}id") or "").endswith(PAGE):
            published, updated = (entry.findtext(f"{_ATOM}{name}") or "" for name in ("published", "updated"))
            return published[:10], updated[:10]
    raise AssertionError("not in the feed")


def test_a_revision_moves_only_the_day_of_the_change(root: Path) -> None:
    county.record(root, "publications", {"document": f"item:{NUMBER}", "on": "2026-03-06", "channel": "website"})
    _written(root)
    assert _entry(_built(root)) == ("2026-03-06", "2026-03-06")
    _written(root, revised=True)
    assert _entry(_built(root)) == ("2026-03-06", "2026-05-02")


def test_a_first_day_that_is_not_on_record_is_not_made_up(root: Path) -> None:
    _written(root)
    assert _entry(_built(root)) == ("2026-03-05", "2026-03-05")
    _written(root, revised=True)
    assert _entry(_built(root)) == ("", "2026-05-02"), "the approval of the revision is no first day"


def test_the_day_of_publication_is_said_where_it_is_on_record_only(root: Path) -> None:
    _written(root)
    site = _built(root)
    pages = [site / PAGE, site / "policies/secrecy-review.html"]
    assert all('name="PubDate"' not in page.read_text(encoding="utf-8") for page in pages if page.exists())
    for name in (f"item:{NUMBER}", "page:about"):
        county.record(root, "publications", {"document": name, "on": "2026-03-09", "channel": "website"})
    site = _built(root)
    for page in (site / PAGE, site / "pages/about.html"):
        assert '<meta name="PubDate" content="2026-03-09">' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "title", ["青石镇便民服务事项", "关于人员town-leader任职的通知"], ids=["plain", "names an officer"]
)
@pytest.mark.parametrize("kind", ["withdrawn", "merged", "wrongly_published"])
def test_a_page_in_the_place_of_a_document_says_what_it_was(root: Path, kind: str, title: str) -> None:
    _written(root, title)
    into = {"into": "item:100000103/2026-00001"} if kind == "merged" else {}
    entry = {"document": f"item:{NUMBER}", "kind": kind, **into, "on": "2026-05-04"}
    county.record(root, "withdrawals", entry, by="town-leader", at="2026-05-04T09:00:00+08:00")
    site = _built(root)
    page = (site / PAGE).read_text(encoding="utf-8")
    told = dict(re.findall(r"<dt>(.*?)</dt><dd>(?:<time[^>]*>)?(.*?)(?:</time>)?</dd>", page.partition("</main>")[0]))
    if kind == "wrongly_published":
        assert title not in page and set(told) == {"索引号", "停止日期"}
    else:
        assert told["信息名称"] == title and told["发布机构"] == "青石镇" and told["原因"]
    others = [
        path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json", ".csv") and path != site / PAGE
    ]
    assert not [path for path in others if title in path.read_text(encoding="utf-8-sig")]


def test_what_was_superseded_by_a_withdrawn_document_is_not_in_force_again(root: Path) -> None:
    county.write_item(root, ITEM, lead=["supersedes:", "  - 100000103/2026-00001"])
    county.resign(root, ITEM)
    entry = {"document": f"item:{NUMBER}", "kind": "withdrawn", "on": "2026-05-04"}
    county.record(root, "withdrawals", entry, by="town-leader", at="2026-05-04T09:00:00+08:00")
    old = "items/town/2026/00001.html"
    assert "本文件已被替代" in (_built(root) / old).read_text(encoding="utf-8")
    entry |= {"kind": "wrongly_published"}
    county.record(root, "withdrawals", entry, by="town-leader", at="2026-05-05T09:00:00+08:00")
    assert "本文件已被替代" not in (_built(root) / old).read_text(encoding="utf-8")


def test_reports_are_listed_newest_first(built: Path) -> None:
    page = (built / "output/reports/index.html").read_text(encoding="utf-8")
    years = re.findall(r'class="item-row">\s*<h2><a href="[^"]*/([0-9]{4})\.html', page)
    assert len(years) >= 2 and years == sorted(years, reverse=True)


def test_downloads_are_named_as_people_name_them(built: Path) -> None:
    page = (built / "output/guide/forms/citizen/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'download="([^"]*)"', page)) == {
        f"公民申请公开政府信息申请表.{extension}" for extension in ("docx", "pdf", "txt")
    }
    page = (built / "output/catalog/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'download="([^"]*)"', page)) == {"公开目录.xlsx", "公开目录.csv"}

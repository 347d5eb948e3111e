"""Agencies change: an old item keeps the name that its publisher had, a closed one gives no telephone, its successor acts."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.core.findings import Severity
from gongkai.gate.check import check
from gongkai.source.tree import Disk
from support import county
from support.cases import take

OLD = "content/items/finance/2026/00003.md"
NEW = "content/items/finance/2026/00004.md"
AGENCIES = "catalog/agencies.yaml"
RENAMED = "    former_names:\n      - name: 县财税局\n        short_name: 县财税\n        until: 2026-02-28\n"
CLOSED = "    until: 2026-04-30\n    successor: town\n"
HEAD = {"file": AGENCIES, "levels": {"final": {"by": "office-head"}}}


def amend(root: Path, lines: str, agency: str = "finance") -> None:
    """Add lines to an agency of the registry, and have it signed by the head, as its successors ask for."""
    path = root / AGENCIES
    text = path.read_text(encoding="utf-8")
    at = text.index("    from:", text.index(f"- id: {agency}\n"))
    end = text.index("\n", at) + 1
    path.write_text(text[:end] + lines + text[end:], encoding="utf-8")
    take(root, "sign", HEAD)


def codes(root: Path) -> set[str]:
    return {d.code for d in check(Disk(root), county.TODAY).diagnostics if d.severity is Severity.ERROR}


def build(root: Path) -> None:
    assert main(["--root", str(root), "build", "--no-search", "--release", "--today", str(county.TODAY)]) == 0


def page(root: Path, path: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", (root / "output" / path).read_text(encoding="utf-8")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = county.copy_to(tmp_path / "county")
    for path, day in ((OLD, "2026-02-01"), (NEW, "2026-03-02")):
        county.write_item(folder, path, title=f"关于{day}事项的通知")
        file = folder / path
        text = re.sub(r"produced_on: \S+", f"produced_on: {day}", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
        county.resign(folder, path)
    return folder


def test_an_item_shows_the_name_of_its_day(root: Path) -> None:
    amend(root, RENAMED)
    assert codes(root) == set()
    build(root)
    old, new = (page(root, path.removeprefix("content/").replace(".md", ".html")) for path in (OLD, NEW))
    assert "本信息由县财税局（现为县财政局）负责公开和解释" in old
    assert "引用格式：县财税局：" in old
    assert "本信息由县财政局负责公开和解释" in new and "县财税局" not in new
    for path, name in ((OLD, "县财税局"), (NEW, "县财政局")):
        data = json.loads((root / "output" / path.removeprefix("content/").replace(".md", ".json")).read_text())
        assert data["record"]["agency_name"] == name
    names = {
        one["index_number"]: one["agency_name"]
        for one in json.loads((root / "output/catalog.json").read_text())["items"]
    }
    assert (names["100000102/2026-00003"], names["100000102/2026-00004"]) == ("县财税局", "县财政局")
    assert "县财税局 （至2026-02-28）".replace(" ", "") in re.sub(r"\s", "", page(root, "guide/index.html"))


def test_the_last_day_of_a_name_is_its_own(root: Path) -> None:
    amend(root, RENAMED.replace("2026-02-28", "2026-03-02"))
    build(root)
    assert "县财税局" in page(root, NEW.removeprefix("content/").replace(".md", ".html"))


def test_a_closed_agency_points_to_its_successor(root: Path) -> None:
    telephone = "0000-6660102"
    assert telephone in (root / AGENCIES).read_text(encoding="utf-8")
    amend(root, CLOSED)
    assert codes(root) == set()
    build(root)
    item = page(root, NEW.removeprefix("content/").replace(".md", ".html"))
    assert "县财政局已于2026-04-30撤销，职责由青石镇承继" in item and "0000-6660103" in item
    pages = {path.relative_to(root / "output").as_posix() for path in (root / "output").rglob("*.html")}
    assert not {path for path in pages if telephone in page(root, path)}, "nobody answers it any more"
    guide = page(root, "guide/index.html")
    assert "该机构已于2026-04-30撤销。职责由青石镇承继，请与其联系。" in guide
    assert 'value="finance"' not in (root / "output/guide/forms/citizen/index.html").read_text(encoding="utf-8")


def test_an_agency_that_is_still_there_keeps_its_telephone(root: Path) -> None:
    amend(root, CLOSED.replace("2026-04-30", "2026-12-31"))
    build(root)
    assert "0000-6660102" in page(root, NEW.removeprefix("content/").replace(".md", ".html"))


WITHDRAWAL = {"document": "item:100000102/2026-00004", "kind": "withdrawn", "on": "2026-05-06"}


@pytest.mark.parametrize(("closed", "by", "found"), [
    (True, "town-leader", set()), (True, "finance-leader", {"R10"}), (True, "office-leader", {"R10"}),
    (False, "town-leader", {"R10"}), (False, "finance-leader", set()),
])  # fmt: skip
def test_the_successor_withdraws(root: Path, closed: bool, by: str, found: set[str]) -> None:
    if closed:
        amend(root, CLOSED)
    county.record(root, "withdrawals", WITHDRAWAL, by=by, at="2026-05-06T09:00:00+08:00")
    assert codes(root) == found


def test_the_successor_revises_what_it_took_over(root: Path) -> None:
    amend(root, CLOSED)
    late: dict[str, Any] = {
        "first": {"by": "town-info-a", "at": "2026-05-06T09:00:00+08:00"},
        "final": {"by": "town-leader", "at": "2026-05-06T15:00:00+08:00"},
    }
    county.resign(root, NEW, **late)
    assert codes(root) == set()
    early: dict[str, Any] = {level: one | {"at": one["at"].replace("05-06", "04-30")} for level, one in late.items()}
    county.resign(root, NEW, **early)
    assert codes(root) == {"R10"}, "on its last day it was still its own"


def test_only_the_head_says_who_takes_over(root: Path) -> None:
    amend(root, CLOSED)
    county.resign(root, AGENCIES, final={"by": "office-leader"})
    assert codes(root) == {"R09"}


@pytest.mark.parametrize("lines", [
    "    successor: town\n", "    until: 2026-04-30\n    successor: nobody\n", "    until: 2026-04-30\n    successor: finance\n",
    RENAMED.replace("2026-02-28", "2019-01-01"), RENAMED + "      - name: 县税务局\n        until: 2026-01-31\n",
    RENAMED.replace("2026-02-28", "2026-05-31") + CLOSED,
])  # fmt: skip
def test_names_and_successors_have_to_fit(root: Path, lines: str) -> None:
    amend(root, lines)
    assert "C07" in codes(root)


def test_successors_lead_somewhere(root: Path) -> None:
    amend(root, CLOSED)
    amend(root, "    until: 2026-05-31\n    successor: finance\n", "town")
    assert "C07" in codes(root)

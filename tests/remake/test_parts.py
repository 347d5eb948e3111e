"""The parts of an incremental build against the long way round."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core import addresses
from gongkai.core.days import CHINA
from gongkai.core.executors import processes
from gongkai.core.findings import At
from gongkai.core.settings import packaged_theme
from gongkai.proof import texts
from gongkai.proof.internal import Internal, Kind
from gongkai.remake import exported, signed_file
from gongkai.remake.memory import COLUMNS
from gongkai.remake.order import Row, Rows, changed_lists
from gongkai.remake.prefilter import sought, stands
from gongkai.remake.signings import crowded, signings
from gongkai.remake.spare import NotAsRemembered, begun
from gongkai.remake.trees import listed
from gongkai.rules.r13_one_by_one import MANY
from gongkai.signing.approval import Approval
from gongkai.site import sitemap
from gongkai.site.exports import catalog_csv, catalog_json
from gongkai.site.linked_data import catalog_data
from gongkai.site.lists import page_count
from gongkai.site.spreadsheet import workbook
from gongkai.site.staging import spare_of
from gongkai.site.views import SiteView

_LISTED = {
    "category": "categories",
    "agency": "agencies",
    "year": "years",
    "genre": "genres",
    "topic": "topics",
    "index": "years",
}
SIZE = 3
SITE = cast(
    SiteView,
    SimpleNamespace(
        name="示例县",
        owner=SimpleNamespace(name="示例县人民政府", url="a"),
        base_url="https://www.shili.example/",
        agencies=(),
    ),
)


# Order and lists ------------------------------------------------------------------------------------------------


@st.composite
def items(draw: st.DrawFn, least: int = 0) -> dict[str, Row]:
    """Some items by path; their numbers are their paths."""
    paths = draw(st.lists(st.sampled_from([f"p{n:02}" for n in range(24)]), unique=True, min_size=least, max_size=24))
    return {path: draw(item(path)) for path in paths}


@st.composite
def item(draw: st.DrawFn, path: str) -> Row:
    columns = {name: draw(st.sampled_from(["a", "b"])) for name in COLUMNS}
    columns["topics"] = draw(st.sampled_from(["", "a", "b", "a b"]))
    columns |= {"paths": path, "numbers": path, "approved": draw(st.sampled_from(["2026-01-01", "2026-02-02"]))}
    return Row(columns, {"cards": path.encode()})


def rows_of(some: Mapping[str, Row]) -> Rows:
    order = sorted(some.values(), key=lambda row: (row.columns["approved"], row.columns["numbers"]), reverse=True)
    columns = {name: [row.columns[name] for row in order] for name in COLUMNS}
    return Rows(columns, {"cards": [row.lines["cards"] for row in order]})


def pages(rows: Rows) -> dict[str, tuple[int, list[str]]]:
    """Every list page of a site: how many items its list has, and which of them it shows."""
    found = {}
    for kind, column in _LISTED.items():
        for subject in "ab":
            cells = zip(rows.columns["paths"], rows.columns[column], strict=True)
            listed = [path for path, cell in cells if subject in cell.split(" ")]
            size = 500 if kind == "index" else SIZE
            if listed or kind in ("category", "agency"):
                for number in range(1, page_count(len(listed), size) + 1):
                    part = listed[(number - 1) * size : number * size]
                    found[addresses.listing(kind, subject, number)] = len(listed), part
                if kind in addresses.WITH_FEED:
                    found[addresses.list_feed(kind, subject)] = len(listed), listed[:SIZE]
    return found


@given(items(), items(), st.sets(st.sampled_from([f"p{n:02}" for n in range(24)]), max_size=6))
def test_rows_are_replaced_and_the_lists_that_differ_are_found(
    before: dict[str, Row], other: dict[str, Row], touched: set[str]
) -> None:
    after = {path: row for path, row in before.items() if path not in touched}
    after |= {path: other[path] for path in touched & other.keys()}
    old = rows_of(before)
    new = old.replace(touched, [after[path] for path in touched & after.keys()])
    assert new == rows_of(after)
    assert old == rows_of(before), "the rows that were there are left alone"
    lists = changed_lists(old, new, frozenset(touched), SIZE)
    was, now = pages(old), pages(new)
    different = {url for url in now if was.get(url) != now[url] or not touched.isdisjoint(now[url][1])}
    assert different <= lists.shown <= now.keys()
    assert {url for url in was if url not in now} == lists.gone


# Signing in numbers ---------------------------------------------------------------------------------------------


@st.composite
def sittings(draw: st.DrawFn) -> dict[str, list[Approval]]:
    """Documents with two sign-offs each; minutes and words repeat often."""
    found: dict[str, list[Approval]] = {}
    for number in range(draw(st.integers(0, 60))):
        path = f"p{number:02}"
        found[path] = [
            Approval(
                At(path, ""),
                "",
                level,
                by,
                dt.datetime(2026, 3, draw(st.integers(1, 2)), 9, draw(st.integers(0, 2)), tzinfo=CHINA),
                draw(st.sampled_from(["", "同意。", "经审查，同意公开。"])),
                "",
                None,
                None,
            )
            for level, by in (("first", "a"), ("final", draw(st.sampled_from(["b", "c"]))))
        ]
    return found


def groups(approvals: list[Approval]) -> dict[object, int]:
    """The rule's own way of counting, without its words."""
    found: dict[object, int] = {}
    for a in approvals:
        for key in ((a.by, a.signed_at), (a.by, a.signed_at.date(), a.opinion or a.path)):
            found[key] = found.get(key, 0) + 1
    return {key: count for key, count in found.items() if count > MANY}


@given(sittings(), st.integers(0, 5))
def test_signing_in_numbers_is_found_in_what_is_remembered(every: dict[str, list[Approval]], changed: int) -> None:
    lines = {path: signings(some) for path, some in every.items()}
    new = {path: lines.pop(path) for path in list(lines)[:changed]}
    kept = [one for path, some in every.items() if path in lines for one in some]
    found = crowded(lines, new, known=bool(groups(kept)))
    whole = [one for some in every.values() for one in some]
    assert sorted(groups(found).values()) == sorted(groups(whole).values())
    assert {(one.path, one.by) for one in found} >= {
        (one.path, one.by)
        for one in whole
        if (one.by, one.signed_at) in groups(whole)
        or (one.by, one.signed_at.date(), one.opinion or one.path) in groups(whole)
    }


# Texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<p>名单尚待&hellip;会商</p>",
        "<p>名单<b>尚</b>待…会商</p>",
        '<p title="名单尚待…会商">x</p>',
        "<p>名单尚待&#8230;会商</p>",
    ],
)
def test_a_text_is_sought_as_the_proof_sees_it(page: str) -> None:
    (one,) = sought([Internal("名单尚待…会商", Kind.OPINION, "")], packaged_theme())
    assert all(character in page for character in one.characters)
    assert stands("x.html", page, one.text)
    assert not stands("x.html", page.replace("尚", "正"), one.text)
    with pytest.raises(StopIteration):
        next(iter(texts.of_attachment("x.csv", page.encode())))


# What the site says, and what is sealed -------------------------------------------------------------------------


def test_a_manifest_is_edited_line_by_line() -> None:
    lines = [b'{"name": "item:%d", "files": {"items/%d.html": "x"}}' % (n, n) for n in (1, 10, 2)]
    stated = exported.Stated(list(lines), [b'{"path": "a", "sha256": "1"}', b'{"path": "c", "sha256": "3"}'])
    assert stated.take("item:10") == {"items/10.html"}
    with pytest.raises(NotAsRemembered):
        stated.take("item:10")
    stated.put("item:10", lines[1])
    assert stated.documents == lines
    stated.put_file("b", b'{"path": "b", "sha256": "2"}')
    stated.put_file("c", b'{"path": "c", "sha256": "4"}')
    stated.drop_file("a")
    stated.drop_file("nowhere")
    assert stated.rest == [b'{"path": "b", "sha256": "2"}', b'{"path": "c", "sha256": "4"}']


def test_lines_come_back_as_they_were_written(tmp_path: Path) -> None:
    lines = {
        "json": [b'{"a": 1}', b'{"a": "\xe4\xb8\x80"}'],
        "csv": [b'1,"x\ny"', b"2,z"],
        "row": [b"<row><c/>", b"<row>"],
        "node": [b'{"@id": 1}', b"{}"],
        "map": [b"<url><loc>a</loc></url>", b"<url/>"],
    }
    digests = {}
    for name, data in (
        (addresses.CATALOG_JSON, catalog_json(SITE, "2026-01-01", lines["json"])),
        (addresses.CATALOG_CSV, catalog_csv(lines["csv"])),
        (addresses.CATALOG_XLSX, workbook("目录", (1,), ["甲"], lines["row"])),
        (addresses.CATALOG_DATA, catalog_data(SITE, "2026-01-01", (), lines["node"])),
        *sitemap.maps("https://www.shili.example/", [b"<url>fixed</url>", *lines["map"]]),
    ):
        (tmp_path / name).write_bytes(data)
        digests[name] = hashlib.sha256(data).hexdigest()
    assert exported.lines_of(tmp_path, digests, 2) == lines
    (tmp_path / addresses.CATALOG_CSV).write_bytes(b"")
    with pytest.raises(NotAsRemembered):
        exported.lines_of(tmp_path, digests, 2)


@given(st.dictionaries(st.text(max_size=5), st.binary(max_size=40), max_size=5), st.data())
def test_a_sealed_file_opens_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, sections: dict[str, bytes], data: st.DataObject
) -> None:
    path: Path = tmp_path_factory.mktemp("sealed") / "file"
    signed_file.seal(path, sections, b"k" * 32)
    assert signed_file.unseal(path, b"k" * 32) == sections
    assert signed_file.unseal(path, b"l" * 32) is None
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    for other in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole + b"x"):
        path.write_bytes(other)
        assert signed_file.unseal(path, b"k" * 32) is None


def test_where_there_is_no_spare_workers_make_one_of_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.remake.spare._LINKS", 3)
    target = tmp_path / "output"
    for number in range(10):
        (target / f"a/{number % 4}").mkdir(parents=True, exist_ok=True)
        (target / f"a/{number % 4}/{number}.html").write_text(str(number))
    there = listed(target)
    with processes() as pool:
        with begun(pool, target, there) as spare:
            assert spare() == there == listed(spare_of(target))
        with begun(pool, target, there) as spare:  # now there is one
            assert spare() == there
        shutil.rmtree(spare_of(target))
        with begun(pool, target, [*there, "a/missing.html"]) as spare, pytest.raises(NotAsRemembered):
            spare()

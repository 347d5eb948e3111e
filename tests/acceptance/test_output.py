"""The sample's site as files: nothing internal, nothing from elsewhere, no dead link, every export in step."""

from __future__ import annotations

import csv
import gzip
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
import yaml

from gongkai.core.executors import InlineExecutor
from gongkai.gate.check import check
from gongkai.site.exports import Lines
from gongkai.site.model import SiteModel
from gongkai.site.plan import collected
from gongkai.site.render import render_all
from gongkai.source.tree import Disk
from sample_county import TODAY

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


class _Addresses(HTMLParser):
    """Every address a page names: ``loaded`` by the browser itself, ``linked`` for the reader to follow."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag in ("script", "img", "iframe", "source", "video", "audio") and values.get("src"):
            self.loaded.append(values["src"] or "")
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload", "modulepreload"):
            self.loaded.append(values.get("href") or "")
        if tag == "a" and values.get("href"):
            self.linked.append(values["href"] or "")


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text()


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return built / "output"


def test_nothing_internal_is_published(site: Path, built: Path) -> None:
    officers = yaml.safe_load((built / "catalog/officers.yaml").read_text())["officers"]
    words = {officer["id"] for officer in officers} | {officer["name"] for officer in officers}
    words |= {officer["keys"][0]["key"].split()[1] for officer in officers}
    words |= set(re.findall(r"^ +opinion: (.+)$", "".join(p.read_text() for p in built.rglob("content/**/*.md")), re.M))
    words |= set(re.findall(r"^ +reason: (.+)$", (built / "catalog/ledgers/absences/2025.yaml").read_text(), re.M))
    words |= {"signed_at", "scope_check", "BEGIN OPENSSH", "acting_for", "secrecy-law"}
    assert len(words) > 60
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        source = (built / "content" / path.relative_to(site)).with_suffix(".md")
        # What stands in the approved text itself does not count (O02).
        allowed = (
            source.read_text().split("\nreview:")[0] + source.read_text().split("\n---\n", 1)[1]
            if source.is_file()
            else ""
        )
        found = {word for word in words if word in text and word not in allowed}
        assert not found, f"{path.relative_to(site)}: {found}"


def test_every_address_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    dead, checked = [], 0
    for page, text in _pages(site):
        addresses = _Addresses()
        addresses.feed(text)
        for address in (*addresses.loaded, *addresses.linked):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                assert address not in addresses.loaded, f"{page} loads {address}"
                continue
            if not parts.path:
                continue
            if page == "404.html":
                assert parts.path.startswith("/zfxxgk/"), "this page is shown under any address"
                target = parts.path.removeprefix("/zfxxgk/")
            else:
                assert not parts.path.startswith("/"), f"{page} would leave its column: {address}"
                target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            checked += 1
            if not (site / target).is_file():
                dead.append(f"{page}: {address}")
    assert checked > 2000
    assert not dead


def test_no_inline_script_or_style(site: Path) -> None:
    for page, text in _pages(site):
        assert not INLINE.search(re.sub(r"<(p|li|td|h\d)>.*?</\1>", "", text)), page


def test_pages_are_html_without_errors_and_refer_to_what_is_there(site: Path) -> None:
    """The Nu validator, which also knows what may stand where, is `make audit-site`."""
    wrong = []
    for page, text in _pages(site):
        parser = html5lib.HTMLParser()
        parser.parse(text)
        wrong += [f"{page}:{place[0]}: {code} {data}" for place, code, data in parser.errors]
        known = Counter(re.findall(r' id="([^"]*)"', text))
        wrong += [f"{page}: {name} twice" for name, count in known.items() if count > 1]
        referred = re.findall(r' (?:for|aria-labelledby|aria-describedby)="([^"]*)"', text)
        wrong += [f"{page}: no {name}" for names in referred for name in names.split() if name not in known]
    assert not wrong


def test_every_page_is_light(site: Path) -> None:
    """30 KB compressed with all that it loads by itself, but for the engine of the search page; 6 KB of it, 20 KB raw, style sheets."""

    def packed(path: Path) -> int:
        return len(gzip.compress(path.read_bytes()))

    def styles(loaded: set[str]) -> tuple[int, int]:
        sheets = [site / one for one in loaded if one.endswith(".css")]
        return sum(one.stat().st_size for one in sheets), sum(packed(one) for one in sheets)

    heavy, seen = [], set()
    for page, text in _pages(site):
        addresses = _Addresses()
        addresses.feed(text)
        folder = posixpath.dirname(page)
        loaded = {posixpath.normpath(posixpath.join(folder, one)) for one in addresses.loaded if page != "404.html"}
        seen |= loaded
        engine = {one for one in loaded if one.startswith("theme/search")}
        size = packed(site / page) + sum(packed(site / one) for one in loaded - engine)
        if size > 30 * 1024:
            heavy.append(f"{page}: {size}")
        raw, small = styles(loaded)
        if raw > 20 * 1024 or small > 6 * 1024:
            heavy.append(f"{page}: sheets of {raw} bytes, {small} compressed")
    assert not heavy
    assert seen == {
        "theme/style.css",
        "theme/document.css",
        "theme/lists.css",
        "theme/search.css",
        "theme/form.css",
        "theme/print.css",
        "theme/favicon.svg",
        "theme/deadlines.js",
        "theme/forms.js",
    }


def test_no_sheet_asks_for_what_a_browser_draws_wrongly(site: Path) -> None:
    """With `text-autospace` WebKitGTK draws Latin letters over the Chinese beside them."""
    sheets = sorted((site / "theme").glob("*.css"))
    assert len(sheets) >= 6
    assert [sheet.name for sheet in sheets if "text-autospace" in sheet.read_text(encoding="utf-8")] == []


def _values(entry: dict[str, Any], kind: str) -> list[str]:
    """Under which subjects of a kind of list an entry of the catalog stands: under each of its issuers."""
    return [entry[kind], *(joint["id"] for joint in entry["joint_agencies"] if kind == "agency")]


def test_every_category_has_a_page_and_the_counts_add_up(site: Path) -> None:
    catalog = json.loads((site / "catalog.json").read_text())
    pages = list((site / "items").glob("*/*/*.html"))
    with (site / "catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert catalog["count"] == len(catalog["items"]) == len(rows) == len(pages) >= 60
    assert {row["索引号"] for row in rows} == {item["index_number"] for item in catalog["items"]}
    assert len(list((site / "catalog/category").iterdir())) == 11
    for kind, key in (("category", "category"), ("agency", "agency"), ("genre", "genre")):
        for folder in (site / f"catalog/{kind}").iterdir():
            listed = {
                link
                for page in folder.glob("*.html")
                for link in re.findall(r'href="[./]*(items/[^"]+\.html)"', page.read_text())
            }
            wanted = {i["url"].partition("/zfxxgk/")[2] for i in catalog["items"] if folder.name in _values(i, key)}
            assert listed == wanted, folder
    for folder in (site / "catalog/year").iterdir():
        listed_whole = re.findall(r'<li><a href="[./]*(items/[^"]+)"', (folder / "all.html").read_text())
        assert sorted(listed_whole) == sorted(
            item["url"].partition("/zfxxgk/")[2]
            for item in catalog["items"]
            if f"/{folder.name}-" in item["index_number"]
        )


def test_the_lists_by_topic_are_linked_from_the_items_that_have_it(site: Path) -> None:
    topics = {folder.name: folder for folder in (site / "catalog/topic").iterdir()}
    assert len(topics) >= 10
    for topic, folder in topics.items():
        page = (folder / "index.html").read_text()
        items = re.findall(r'href="[./]*(items/[^"]+\.html)"', page)
        assert items and f'catalog/topic/{topic}/index.html"' in (site / "catalog/index.html").read_text()
        assert all(f'catalog/topic/{topic}/index.html"' in (site / item).read_text() for item in items)


def test_lists_of_five_hold_everything_once_and_lead_through_it(built: Path, tmp_path: Path) -> None:
    """Rendered in process with a small page size, because the sample's own is signed."""
    verdict = check(Disk(built), TODAY)
    assert verdict.county is not None
    county = replace(verdict.county, site=verdict.county.site.model_copy(update={"page_size": 5}))
    presenter = SiteModel.of(verdict.approved, (), county, False)
    render_all(built / "theme", tmp_path, presenter, InlineExecutor(), Lines(), lambda: None)
    lists = [job for job in collected(presenter) if job.template == "list.html"]
    subjects = {posixpath.dirname(job.path) for job in lists}
    assert max(len(list((tmp_path / subject).glob("*.html"))) for subject in subjects) >= 7
    for subject in subjects:
        page, seen, turned = f"{subject}/index.html", [], 0
        while page:
            text = (tmp_path / page).read_text()
            found = re.findall(r'href="[./]*(items/[^"]+\.html)"', text)
            assert len(found) <= 5
            seen += found
            turned += 1
            back = re.search(r'rel="prev" href="([^"]+)"', text)
            assert (back is None) == (turned == 1), page
            onward = re.search(r'rel="next" href="([^"]+)"', text)
            page = posixpath.normpath(posixpath.join(subject, onward[1])) if onward else ""
        wanted = [item for job in lists if posixpath.dirname(job.path) == subject for item in job.variables["items"]]
        assert len(seen) == len(set(seen)) == len(wanted)
        assert turned == len([path for path in (tmp_path / subject).glob("*.html") if not path.name.startswith("all")])


def test_feed_and_sitemap_are_well_formed(site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(site / "feed.xml").getroot()
    entries = feed.findall(f"{atom}entry")
    assert feed.tag == f"{atom}feed" and len(entries) == 30
    assert all(entry.findtext(f"{atom}id") and entry.findtext(f"{atom}updated") for entry in entries)
    sitemap = ElementTree.parse(site / "sitemap.xml").getroot()
    assert len(sitemap) > 90


def test_every_category_and_agency_has_a_feed_of_its_own(site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    items = json.loads((site / "catalog.json").read_text())["items"]
    feeds = sorted(site.glob("catalog/*/*/feed.xml"))
    assert {path.parts[-3] for path in feeds} == {"category", "agency"} and len(feeds) == 11 + 6
    identities = set()
    for path in feeds:
        kind, subject = path.parts[-3:-1]
        feed = ElementTree.parse(path).getroot()
        urls = [link.get("href") for link in feed.iterfind(f"{atom}entry/{atom}link")]
        wanted = [item["url"] for item in items if subject in _values(item, kind)]
        assert urls == wanted[:20], "the first page of the list, newest first"
        assert feed.findtext(f"{atom}updated", "") >= max(
            (one.text or "" for one in feed.iterfind(f"{atom}entry/{atom}updated")), default=""
        )
        identities.add(feed.findtext(f"{atom}id"))
        page = (path.parent / "index.html").read_text()
        assert f'href="../../../catalog/{kind}/{subject}/feed.xml"' in page
    assert len(identities) == len(feeds)


def test_coverage_counts_every_item_under_each_issuer_and_once_in_all(site: Path) -> None:
    items = json.loads((site / "catalog.json").read_text())["items"]
    page = (site / "catalog/coverage/index.html").read_text()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    counted = {re.sub("<[^>]+>", "", name): re.findall(r"<td[^>]*>(无|\d+)</td>", cells) for name, cells in rows}
    numbers = {name: [0 if cell == "无" else int(cell) for cell in cells] for name, cells in counted.items()}
    total = numbers.pop("合计")
    assert total[-1] == len(items) and len(total) == 11 + 1
    of_category = Counter(item["category_name"] for item in items)
    assert sorted(total[:-1]) == sorted(of_category.values())
    assert all(sum(row[:-1]) == row[-1] for row in numbers.values())
    of_agency = Counter(agency for item in items for agency in _values(item, "agency"))
    assert sum(of_agency.values()) > len(items) and "联合发布的信息计入每个发布机构" in page
    assert sorted(row[-1] for row in numbers.values()) == sorted(of_agency.values())


def test_attachments_are_the_approved_bytes(site: Path, built: Path) -> None:
    attached = [p for p in (built / "content/items").rglob("*") if p.is_file() and p.suffix != ".md"]
    assert {p.suffix for p in attached} >= {".pdf", ".docx", ".xlsx", ".csv"}
    for path in attached:
        assert (site / path.relative_to(built / "content")).read_bytes() == path.read_bytes()

"""A document that was repealed says so wherever it is met, and a signature stands at the right, on a page and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.cli import main
from search.served import serve
from support import county

ITEM = "content/items/finance/2026/00001.md"
PAGE = "items/finance/2026/00001.html"
NUMBER = "100000102/2026-00001"
DAY = "2026年6月30日"
SIGNED = "content/items/office/2026/00400.md"
OFFICE, DATE = "示例县人民政府办公室", "2026年3月2日"
BODY = f"各乡镇人民政府：\n\n现将有关事项通知如下。\n\n{'为做好本项工作，请认真执行。' * 20}\n\n::: 落款\n{OFFICE}\n{DATE}\n:::\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good county with an item that was repealed and one that is signed."""
    root = county.copy_to(tmp_path_factory.mktemp("official"))
    text = (root / ITEM).read_text(encoding="utf-8")
    assert text.count("validity: in_force\n") == 1
    (root / ITEM).write_text(text.replace("validity: in_force\n", "validity: repealed\n"), encoding="utf-8")
    county.resign(root, ITEM)
    county.write_item(root, SIGNED, body=BODY)
    county.resign(root, SIGNED)
    assert main(["--root", str(root), "build", "--today", str(county.TODAY)]) == 0
    return root / "output"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site, "/zfxxgk/") as (base, _):
        yield base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


# Repealed ------------------------------------------------------------------------------------------------------


def test_a_repealed_document_says_so_above_its_title(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    notice = page.get_by_text("本文件已废止，不再作为行政管理的依据，仅供查考。")
    expect(notice).to_be_visible()
    title = page.locator("h1")
    box = title.bounding_box()
    assert box and _bottom(notice.bounding_box()) <= box["y"]
    expect(page.get_by_text(f"废止（截至{DAY}）")).to_be_visible()
    assert not re.search(r"(?<!失)有效（", page.locator("main").inner_text())


@pytest.mark.parametrize("path", ["agency/finance", "topic/public-finance", "year/2026"])
def test_so_do_lists(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}catalog/{path}/index.html")
    row = page.locator(".item-row", has_text=NUMBER)
    expect(row.locator(".flag")).to_have_text(re.compile(f"废止（截至{DAY}）"))


def test_so_does_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}search/index.html?q={NUMBER}")
    result = page.locator("#search-results li[data-index-number]")
    expect(result).to_have_count(1)
    expect(result.locator(".flag")).to_have_text("废止")


def test_so_do_the_catalogs(site: Path) -> None:
    whole = json.loads((site / "catalog.json").read_text(encoding="utf-8"))
    (record,) = [one for one in whole["items"] if one["index_number"] == NUMBER]
    assert (record["validity"], record["validity_as_of"]) == ("废止", "2026-06-30")
    (line,) = [line for line in (site / "catalog.csv").read_text(encoding="utf-8").split("\n") if NUMBER in line]
    assert "废止" in line and "有效" not in line
    assert "NotInForce" in (site / PAGE).with_suffix(".json").read_text(encoding="utf-8")


# Signed --------------------------------------------------------------------------------------------------------


def _bottom(box: dict[str, float] | object) -> float:
    assert isinstance(box, dict)
    return float(box["y"] + box["height"])


@pytest.mark.parametrize("width", [360, 1200])
def test_a_signature_stands_at_the_right(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}items/office/2026/00400.html")
    # The boxes of the words themselves: a paragraph may be as wide as its column.
    lines = page.locator(".signature p").evaluate(
        """block => { const range = document.createRange(); range.selectNodeContents(block);
        return [...range.getClientRects()].filter(one => one.width > 5).map(one => [one.left, one.right]) }"""
    )
    column = page.locator(".body > p").first.bounding_box()
    above = page.locator(".body > p").last.bounding_box()
    assert column and above and len(lines) == 2
    middle, end = column["x"] + column["width"] / 2, column["x"] + column["width"]
    for left, right in lines:
        assert (left + right) / 2 > middle and right <= end + 1, (lines, column)
    assert lines[1][0] > middle - 1, "the day is whole in the right half"
    office, day = ((left + right) / 2 for left, right in lines)
    assert abs(office - day) < 1, "the day is centred below the office"
    box = page.locator(".signature").bounding_box()
    assert box and box["y"] >= _bottom(above)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_it_does_so_on_paper(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}items/office/2026/00400.html")
    printed = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    found = [one for sheet in printed for one in _lines(sheet)]
    at = next(n for n, (line, *_) in enumerate(found) if line == OFFICE and found[n + 1][0] == DATE)
    for line, left, right, width in found[at : at + 2]:
        assert width / 2 < (left + right) / 2 and right < width, (line, left, right, width)


def _lines(sheet: pdfium.PdfPage) -> Iterator[tuple[str, float, float, float]]:
    """The lines of a sheet of paper, where each begins and ends, and how wide the paper is."""
    text = sheet.get_textpage()
    for line in re.finditer(r"[^\r\n]+", text.get_text_range()):
        boxes = [text.get_charbox(at) for at in range(line.start(), line.end())]
        yield line[0].strip(), min(box[0] for box in boxes), max(box[2] for box in boxes), sheet.get_width()

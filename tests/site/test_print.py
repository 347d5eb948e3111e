"""What is printed, and what has to fit: tables, photographs, forms that nobody has filled in yet."""

from __future__ import annotations

import hashlib
import io
import struct
import unicodedata
import zlib
from collections.abc import Iterator

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from gongkai.cli import main
from search.served import Traffic, serve
from support import county

ITEM = "content/items/office/2026/00400.md"
FORMS = "guide/forms/"
COLUMNS = (5, 10, 18)


def _photograph(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def _table(columns: int) -> str:
    rows = [
        [f"第{columns}之{number}列名称" for number in range(1, columns + 1)],
        ["---"] * columns,
        *([f"末{columns}栏{number}值123456.78" for number in range(1, columns + 1)] for _ in range(3)),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = county.copy_to(tmp_path_factory.mktemp("print"))
    photograph = _photograph(4000, 300)
    folder = (root / ITEM).with_suffix("")
    folder.mkdir(parents=True)
    (folder / "现场.png").write_bytes(photograph)
    digest = hashlib.sha256(photograph).hexdigest()
    lead = ["attachments:", "  - path: 现场.png", "    title: 现场照片", f"    sha256: {digest}"]
    body = "\n".join(["现场见下图。\n", "![施工现场](00400/现场.png)\n", *map(_table, COLUMNS)])
    county.write_item(root, ITEM, body=body, lead=lead)
    county.resign(root, ITEM)
    output = root / "output"
    assert main(["--root", str(root), "build", "--no-search", "--today", str(county.TODAY)]) == 0
    with serve(output, "/zfxxgk/") as (base, _):
        yield base


def _printed(page: Page) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("width", [360, 1200])
def test_a_large_photograph_and_wide_tables_fit_the_column(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}items/office/2026/00400.html")
    assert page.locator(".body img").evaluate("image => image.naturalWidth") == 4000
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".body img").bounding_box()["width"] <= width  # type: ignore[index]
    page.close()


def test_every_column_of_a_table_is_on_the_paper(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}items/office/2026/00400.html")
    document = _printed(page)
    page.close()
    sizes = {(round(one.mediabox.width), round(one.mediabox.height)) for one in document.pages}
    assert len(sizes) == 2 and (595, 842) in sizes, "wide tables lie across the paper, the text does not"
    shown = _text(document)
    for columns in COLUMNS:
        for number in range(1, columns + 1):
            assert f"第{columns}之{number}列" in shown, (columns, number)
    assert all(end < float(one.mediabox.width) for one in document.pages for end in _starts(one)), "and none beyond it"


def _text(document: pypdf.PdfReader) -> str:
    """All text without blanks; fonts give some characters as the radicals that look like them."""
    return unicodedata.normalize("NFKC", "".join("".join(one.extract_text().split()) for one in document.pages))


def _starts(page: pypdf.PageObject) -> list[float]:
    """Where pieces of text begin, from the left edge of the paper."""
    found = []

    def piece(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append(tm[4] * cm[0] + tm[5] * cm[2] + cm[4])

    page.extract_text(visitor_text=piece)
    return found


def test_a_form_that_nobody_has_filled_in_is_printed_whole(browser: Browser, served: tuple[str, Traffic]) -> None:
    """`:invalid` matches the form and its groups, too: the whole sheet was empty."""
    page = browser.new_page()
    for kind in ("citizen", "organisation", "foreigner", "correction"):
        page.goto(f"{served[0]}{FORMS}{kind}/index.html")
        labels = [text.split("（")[0].strip() for text in page.locator("#application label").all_inner_texts()]
        assert len(labels) > 10
        page.emulate_media(media="print")
        for name in ("#application label", "#application legend", "#application .sign"):
            for color in page.locator(name).evaluate_all("all => all.map(one => getComputedStyle(one).color)"):
                assert color == "rgb(0, 0, 0)", (kind, name)
        unchosen = page.locator("#application select").evaluate_all(
            "all => all.map(one => getComputedStyle(one).color)"
        )
        assert set(unchosen) <= {"rgba(0, 0, 0, 0)"}, "a box for a choice is a line to write on"
        text = _text(_printed(page))
        assert [label for label in labels if "".join(label.split()) not in text] == []
        page.emulate_media(media="screen")
    page.locator("#name").fill("王小明")
    page.emulate_media(media="print")
    assert page.locator("#name").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    page.close()


@pytest.mark.parametrize("path", ["items/finance/2026/00001.html", "guide/index.html", "policies/secrecy-review.html"])
def test_controls_are_not_printed(browser: Browser, served: tuple[str, Traffic], path: str) -> None:
    page = browser.new_page()
    page.goto(served[0] + path)
    assert page.get_by_text("大字阅读").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("大字阅读").is_hidden()
    assert "大字阅读" not in _text(_printed(page))
    page.close()


def test_the_coverage_table_is_printed_with_all_its_columns(browser: Browser, served: tuple[str, Traffic]) -> None:
    page = browser.new_page()
    page.goto(f"{served[0]}catalog/coverage/index.html")
    document = _printed(page)
    page.close()
    assert all(end < float(one.mediabox.width) for one in document.pages for end in _starts(one))
    text = _text(document)
    assert text.count("合计") >= 2 and "政府集中采购" in text

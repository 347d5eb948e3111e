"""Annual reports: charts say what their tables say, the sample's figures are those of its catalog; large text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from search.served import Traffic

YEARS = ("2024", "2025")


def _tables(output: Path, year: str) -> dict[str, dict[str, int]]:
    """The figures of a report by the title of their chart, as its tables have them; charts that differ fail."""
    text = (output / f"reports/government-office/{year}.html").read_text(encoding="utf-8")
    section = text[text.index('<section aria-labelledby="figures">') :]
    root = ElementTree.fromstring(section[: section.index("</section>")] + "</section>")
    tables = {}
    for figure in root.iter("figure"):
        title = figure.findtext("figcaption") or ""
        rows = {row.findtext("th") or "": int(row.findtext("td") or "") for row in figure.iterfind("table/tbody/tr")}
        svg = figure.find("svg")
        assert svg is not None
        texts = [text.text or "" for text in svg.iterfind("text")]
        labels, values = texts[0::2], [int(text) for text in texts[1::2]]
        assert dict(zip(labels, values, strict=True)) == rows
        bars = [float(bar.get("width", "")) for bar in svg.iterfind("rect")]
        scale = max(bars) / max(values)
        assert max(bars) > 200
        assert all(abs(bar - value * scale) < 0.2 for bar, value in zip(bars, values, strict=True))
        said = svg.findtext("desc") or ""
        assert [part[: len(label)] for part, label in zip(said.split("，"), rows, strict=True)] == list(rows)
        assert [int("".join(filter(str.isdigit, part))) for part in said.split("，")] == list(rows.values())
        tables[title] = rows
    return tables


@pytest.mark.parametrize("year", YEARS)
def test_the_figures_are_those_of_the_catalog(output: Path, year: str) -> None:
    entries = [
        entry
        for entry in json.loads((output / "catalog.json").read_text(encoding="utf-8"))["items"]
        if entry["index_number"].partition("/")[2].startswith(year)
    ]
    tables = _tables(output, year)
    categories = Counter(entry["category_name"] for entry in entries)
    assert tables[f"{year}年主动公开信息（按类别）"] == dict(categories)
    agencies = Counter(entry["agency_name"] for entry in entries)
    assert sorted(tables[f"{year}年主动公开信息（按机构）"].values()) == sorted(agencies.values())
    assert sum(tables[f"{year}年主动公开信息（按机构）"].values()) == len(entries)


def test_large_text_enlarges_what_is_read_and_follows_to_a_heading(
    browser: Browser, served: tuple[str, Traffic]
) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False).new_page()
    page.goto(served[0] + "items/finance/2025/00005.html")
    line = page.locator(".metadata dt").first
    before = line.bounding_box()
    page.get_by_label("大字阅读").check()
    after = line.bounding_box()
    assert before and after and after["height"] > 1.3 * before["height"]
    page.goto(page.url + "#main")
    assert page.get_by_label("大字阅读").is_checked()

"""The site without a mouse: search, filters, results, a form and the calculator, and the focus seen at every step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from search.served import Traffic
from support.applicant import CITIZEN

Served = tuple[str, Traffic]
FOUND = re.compile(r"^找到 \d+ 条结果$")
_MOST = 120  # steps to anything on a page

# What has the focus: what it is, whether it is on the screen, not below something else, and how it is told from the rest.
_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [above, below] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  const top = document.elementFromPoint((left + right) / 2, (above + below) / 2);
  return {
    id: at.id, name: at.getAttribute("name") ?? "", tag: at.tagName, text: at.textContent.trim(),
    seen: right > left && below > above && (at.contains(top) || top?.contains(at) || at.labels?.[0] === top),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.fixture(params=[1200, 360])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    # Whoever uses a mouse is found out: it is never moved, and nothing is clicked.
    yield opened
    opened.close()


def _tab_to(page: Page, wanted: Callable[[dict[str, str]], bool], key: str = "Tab") -> dict[str, str]:
    """Go on with Tab until the wanted element has the focus; every step on the way must be seen."""
    for _ in range(_MOST):
        page.keyboard.press(key)
        at = page.evaluate(_FOCUSED)
        if at is None:
            continue
        assert at["seen"] and at["marked"], f"the focus is lost on {at}"
        if wanted(at):
            return dict(at)
    raise AssertionError("never reached with Tab")


def _id(name: str) -> Callable[[dict[str, str]], bool]:
    return lambda at: at["id"] == name


def test_from_the_home_page_through_search_and_filters_to_a_document(page: Page, served: Served) -> None:
    page.goto(served[0])
    first = _tab_to(page, lambda at: True)
    assert first["text"] == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _tab_to(page, lambda at: at["name"] == "q")
    page.keyboard.insert_text("通知")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    status = page.locator("#search-status")
    expect(status).to_have_text(FOUND)
    everything = status.inner_text()

    # A filter is chosen from its list with a letter or arrows, and taken away again.
    _tab_to(page, _id("filter-agency"))
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#filter-agency").input_value()
    assert chosen
    expect(status).to_have_text(FOUND)
    expect(page).to_have_url(re.compile(f"agency={chosen}"))
    _tab_to(page, lambda at: at["tag"] == "BUTTON" and "✕" in at["text"])
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.id") == "filter-agency"
    expect(status).to_have_text(everything)
    expect(page.locator("#search-tags")).to_be_hidden()

    # More results: the focus is on the first that is new.
    results = page.locator("#search-results li[data-index-number]")
    expect(results).to_have_count(10)
    _tab_to(page, _id("search-more"))
    page.keyboard.press("Enter")
    expect(results.nth(10)).to_be_visible()
    expect(results.nth(10).locator("a")).to_be_focused()
    title = results.nth(10).locator("a").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_there_is_a_way_through_every_page_and_out(page: Page, served: Served) -> None:
    """Tab reaches the last link of a page and leaves it: nothing holds the focus, nothing is out of sight."""
    for path in ("search/index.html?q=预算", "catalog/agency/finance/index.html", "items/finance/2025/00005.html"):
        page.goto(served[0] + path)
        if "q=" in path:
            expect(page.locator("#search-status")).to_have_text(FOUND)
        last = page.locator("footer a").last.inner_text()
        _tab_to(page, lambda at, last=last: at["text"] == last)  # type: ignore[misc]
        _tab_to(page, lambda at: at["text"] == "跳到正文")


def _type_day(page: Page, box: str, day: str) -> None:
    """Digits into the parts of a date, in the order that the browser's own language has."""
    year, month, of_month = day.split("-")
    for digits in (month + of_month + year, year + month + of_month, of_month + month + year):
        page.keyboard.type(digits)
        if page.locator(box).input_value() == day:
            return
        for _ in range(2):
            page.keyboard.press("ArrowLeft")
    raise AssertionError(f"{day} cannot be typed")


def test_a_form_is_filled_in_corrected_and_laid_out(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}guide/forms/citizen/index.html", wait_until="networkidle")
    _tab_to(page, _id("name"))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "form-problems"
    _tab_to(page, lambda at: at["tag"] == "A" and "姓名" in at["text"])
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "name"
    page.keyboard.insert_text(CITIZEN["name"])
    for name in list(CITIZEN)[1:]:
        at = _tab_to(page, lambda at, name=name: at["name"] == name)  # type: ignore[misc]
        if at["tag"] == "SELECT":
            for _ in range(page.locator(f"#{name} option").count()):
                if (
                    page.locator(f"#{name}").evaluate("box => box.value || box.selectedOptions[0].text")
                    == CITIZEN[name]
                ):
                    break
                page.keyboard.press("ArrowDown")
        elif page.locator(f"#{name}").get_attribute("type") == "date":
            _type_day(page, f"#{name}", CITIZEN[name])
        else:
            page.keyboard.insert_text(CITIZEN[name])
    submit = page.locator("#application [type=submit]").inner_text()
    _tab_to(page, lambda at: at["tag"] == "BUTTON" and at["text"] == submit)
    page.keyboard.press("Space")
    expect(page.locator("#filled")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "filled"
    for name in ("filled-print", "filled-save", "filled-back"):
        _tab_to(page, _id(name))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "name"


def test_a_deadline_is_counted_and_large_text_switched_on(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}guide/deadlines/index.html")
    _tab_to(page, _id("from"))
    _type_day(page, "#from", "2026-09-28")
    page.keyboard.press("Enter")
    expect(page.locator("#deadline-days tbody tr").first).to_be_attached()
    page.goto(f"{served[0]}items/finance/2025/00005.html")
    _tab_to(page, _id("large"))
    page.keyboard.press("Space")
    expect(page.locator("#large")).to_be_checked()

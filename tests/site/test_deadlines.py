"""The deadline calculator in a browser: the same days as the program counts, for any day; by keyboard; without JavaScript."""

from __future__ import annotations

import datetime as dt
import random
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from gongkai.documents.regimes import REGIMES
from gongkai.documents.workdays import calendar_of
from search.served import Traffic

PAGE = "guide/deadlines/index.html"
CALENDAR = calendar_of()
LIMITS = REGIMES["source"].limits


def _shown(page: Page) -> list[str]:
    return [re.sub(r"[^0-9-]", "", text)[:10] for text in page.locator("#deadline-result dd").all_inner_texts()]


def test_it_counts_as_the_program_does(browser: Browser, served: tuple[str, Traffic]) -> None:
    page = browser.new_page()
    page.goto(served[0] + PAGE)
    first = dt.date(CALENDAR.last.year - 1, 1, 1)
    chance = random.Random(7)
    days = [first + dt.timedelta(days=chance.randrange(730)) for _ in range(60)]
    days += [dt.date(2026, 9, 28), dt.date(2026, 2, 12), dt.date(2025, 12, 29), CALENDAR.last]
    for day in days:
        page.fill("#from", day.isoformat())
        page.press("#from", "Enter")
        due = [CALENDAR.due(day, limit.days) for limit in LIMITS]
        assert _shown(page) == [one.isoformat() if one else "" for one in due], day
        rows = page.locator("#deadline-days tbody tr")
        if due[-1]:
            assert rows.count() == (due[-1] - day).days
            counted = [text for text in rows.all_text_contents() if "个工作日" in text]
            assert len(counted) == LIMITS[-1].days
    page.fill("#from", "2026-09-28")
    page.press("#from", "Enter")
    text = page.locator("#deadline-days tbody").text_content() or ""
    assert (
        "国庆节放假，不计入" in text
        and "（国庆节调休上班）" in text
        and "周末" not in text.split("2026-10-08")[0].split("2026-10-01")[1]
    )
    page.close()


def test_errors_say_what_to_enter_and_an_address_can_be_shared(browser: Browser, served: tuple[str, Traffic]) -> None:
    page = browser.new_page()
    before = len(served[1].paths)
    page.goto(served[0] + PAGE)
    page.keyboard.press("Tab")
    page.locator("#from").focus()
    page.keyboard.press("Enter")
    error = page.locator("#from-error")
    expect(error).to_contain_text("请输入收到申请的日期")
    assert (
        page.evaluate("document.activeElement.id") == "from"
        and page.locator("#from").get_attribute("aria-invalid") is not None
    )
    assert not Axe().run(page).response["violations"]
    page.fill("#from", "2019-01-01")
    page.keyboard.press("Enter")
    expect(error).to_contain_text("以外的日期")
    expect(page.locator("#deadline-result")).to_be_hidden()
    page.fill("#from", "2026-03-09")
    page.keyboard.press("Enter")
    assert page.url.endswith("?from=2026-03-09") and error.is_hidden()
    page.locator("#deadline-days summary").click()
    assert not Axe().run(page).response["violations"]
    page.goto(page.url)
    assert _shown(page)[0] == "2026-03-16"
    page.goto(served[0] + PAGE + "?from=<img src=x>")
    assert page.locator("main img").count() == 0
    fetched = {path.rpartition("/")[2] for path in served[1].paths[before:]}
    assert fetched <= {"index.html", "style.css", "print.css", "deadlines.js", "favicon.svg"}, (
        "nothing is sent and nothing else is loaded"
    )
    page.close()


def test_without_javascript_there_is_the_table(browser: Browser, served: tuple[str, Traffic]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path, arrived in ((PAGE, "2026-09-28"), (f"en/{PAGE}", "2026-02-12")):
        page.goto(served[0] + path)
        assert page.locator("#deadline-form").is_hidden() and page.locator("#deadline-days").is_hidden()
        row = page.locator(f"tr:has(> th:text-is('{arrived}'))").first
        due = [CALENDAR.due(dt.date.fromisoformat(arrived), limit.days) for limit in LIMITS]
        assert row.locator("td").all_text_contents() == [str(day) for day in due]
    context.close()

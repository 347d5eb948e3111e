"""What a citizen does on the sample county's site, in a real browser, below a column, under the strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from search.served import Traffic

Served = tuple[str, Traffic]


class Complaints(list[str]):
    """Everything the browser's console objected to, and every request that left the site."""


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    opened = browser.new_page()
    complaints = Complaints()
    opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda r: complaints.append(r.url) if not r.url.startswith((served[0], "data:")) else None)
    yield opened
    opened.close()
    assert not complaints


def test_from_the_home_page_to_a_document_by_search(page: Page, served: Served) -> None:
    page.goto(served[0])
    page.get_by_role("searchbox").fill("创业担保贷款")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"search/(index\.html)?\?q="))
    first = page.locator("#search-results li[data-index-number]").first
    expect(first).to_have_attribute("data-index-number", "990000103/2025-00003")
    expect(first.locator("mark").first).to_contain_text("创业担保贷款")
    expect(page.locator("#search-status")).to_have_text(re.compile(r"找到\s*\d+\s*条"))
    assert page.locator("#search-status").get_attribute("aria-live") == "polite"
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("创业担保贷款贴息资金管理实施办法")


def test_a_document_number_finds_its_document_in_any_bracket(page: Page, served: Served) -> None:
    for written in ("示财发〔2025〕18号", "示财发[2025]18号", "示财发（２０２５）１８号"):
        page.goto(f"{served[0]}search/index.html?q={written}")
        first = page.locator("#search-results li[data-index-number]").first
        expect(first).to_have_attribute("data-index-number", "990000103/2025-00003")


def test_filters_narrow_and_the_address_can_be_shared(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}search/index.html?q=预算&agency=xinhe-town")
    results = page.locator("#search-results li[data-index-number]")
    expect(results.first).to_be_visible()
    numbers = [results.nth(at).get_attribute("data-index-number") or "" for at in range(results.count())]
    assert numbers and all(number.startswith("990000106/") for number in numbers)
    assert page.locator("select[name=agency]").input_value() == "xinhe-town"


def test_nothing_found_offers_the_lists(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}search/index.html?q=量子引力波望远镜")
    expect(page.locator("#search-status")).to_have_text(re.compile("没有找到"))
    assert page.get_by_role("link", name="公开目录").count()


def test_a_question_finds_something_and_says_how(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}search/index.html?q=怎么申请办理宅基地")
    expect(page.locator("#search-results li[data-index-number]").first).to_be_visible()
    expect(page.locator("#search-results li.step").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("申请表", ["申请表和更正申请表"]),
        ("申請表", ["申请表和更正申请表"]),
        ("保密审查制度", ["示例县信息公开保密审查制度"]),
        ("怎样申请公开政府信息", ["公开指南", "申请表和更正申请表"]),
        ("行政复议", ["公开指南"]),
        ("小额贷款保险补贴", []),
    ],
)
def test_what_the_site_says_of_itself_is_offered_above_the_results(
    page: Page, served: Served, query: str, titles: list[str]
) -> None:
    page.goto(f"{served[0]}search/index.html?q={query}")
    expect(page.locator("#search-status")).to_have_text(re.compile("^(找到|没有找到)"))
    section = page.locator("#search-pages")
    expect(section).to_be_visible() if titles else expect(section).to_be_hidden()
    shown = [link.inner_text() for link in section.get_by_role("link").all() if link.is_visible()]
    assert len(shown) <= 3 and shown[: len(titles)] == titles
    for title in titles:
        section.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.go_back()
        expect(section).to_be_visible()


def test_in_english_too(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}en/search/index.html?q=apply")
    expect(page.locator("#search-pages a").first).to_have_text("Guide")


def test_without_javascript_the_search_page_offers_the_lists(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served[0]}search/index.html?q=预算")
    text = page.locator("main").inner_text()
    assert "JavaScript" in text or "脚本" in text
    page.get_by_role("link", name=re.compile("财政预决算")).first.click()
    assert page.locator("main li a, main article a, main h2 a, main h3 a").count() >= 10
    context.close()


def test_attachments_can_be_opened(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}items/finance/2025/00003.html")
    link = page.get_by_role("link", name=re.compile("贴息申请表")).last
    answer = page.request.get(page.evaluate("a => a.href", link.element_handle()))
    assert answer.ok and answer.body()[:2] == b"PK"


def test_choices_in_one_filter_are_one_step_back(page: Page, served: Served) -> None:
    """Four presses of a key made four entries of history."""
    page.goto(f"{served[0]}search/index.html?q=预算")
    results = page.locator("#search-results li[data-index-number]")
    expect(results.first).to_be_visible()
    before = page.evaluate("history.length")
    page.locator("#filter-sort").focus()
    page.locator("#filter-agency").focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    chosen = page.locator("#filter-agency").input_value()
    assert chosen and f"agency={chosen}" in page.url and page.evaluate("history.length") == before + 1
    page.select_option("#filter-year", "2026")
    assert page.evaluate("history.length") == before + 2, "another filter is another step"
    page.go_back()
    page.go_back()
    expect(results.first).to_be_visible()
    assert "agency=" not in page.url and page.locator("#filter-agency").input_value() == ""


def test_a_filter_without_a_question_leads_to_its_list(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}search/index.html?agency=finance&year=2026")
    lists = page.locator("#search-lists")
    expect(lists.locator("a")).to_have_text(["2026年", "示例县财政局"])
    assert page.locator("#search-status").inner_text() == ""
    page.select_option("#filter-category", "budget")
    expect(lists.locator("a")).to_have_count(3)
    lists.get_by_role("link", name="示例县财政局").click()
    expect(page.locator("h1")).to_contain_text("示例县财政局")
    page.goto(f"{served[0]}search/index.html?q=预算&agency=finance")
    expect(page.locator("#search-results li").first).to_be_visible()
    assert lists.is_hidden()


def test_results_say_the_day_that_lists_say_and_that_a_document_is_replaced(page: Page, served: Served) -> None:
    page.goto(f"{served[0]}search/index.html?q=990000103/2024-00002")
    result = page.locator("#search-results li[data-index-number]")
    expect(result).to_have_count(1)
    expect(result.locator(".meta")).to_contain_text("产生日期2024-03-13")
    expect(result.locator(".flag")).to_have_text("已被替代")
    page.goto(f"{served[0]}catalog/agency/finance/index.html")
    row = page.locator(".item-row", has_text="990000103/2024-00002")
    expect(row.locator("time")).to_have_text("2024-03-13")
    expect(row.locator(".flag")).to_contain_text("已被替代（截至")


@pytest.mark.parametrize("agency", ["finance", "human-resources"])
def test_a_joint_issue_is_found_under_each_issuer(page: Page, served: Served, agency: str) -> None:
    page.goto(f"{served[0]}search/index.html?q=990000104/2026-00002&agency={agency}")
    result = page.locator("#search-results li[data-index-number='990000104/2026-00002']")
    expect(result).to_be_visible()
    expect(result.locator(".meta")).to_contain_text("示例县人力资源和社会保障局、示例县财政局")
    expect(page.locator("#filter-year option[value='2026']")).to_have_text("2026年（1）")
    page.goto(f"{served[0]}catalog/agency/{agency}/index.html")
    expect(page.locator(".item-row", has_text="990000104/2026-00002")).to_be_visible()

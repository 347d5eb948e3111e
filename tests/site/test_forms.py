"""The forms in a browser: what is wrong is said, what is right is laid out, and nothing leaves the device."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from search.served import Traffic
from support.applicant import CITIZEN, identity_number

FORMS = "guide/forms/"


def _fill(page: Page, values: dict[str, str]) -> None:
    for name, text in values.items():
        box = page.locator(f"#application [name={name}]")
        if box.evaluate("box => box.tagName") == "SELECT":
            option = box.locator(f"option[value='{text}']")
            box.select_option(value=text) if option.count() else box.select_option(label=text)
        else:
            box.fill(text)


def _fill_required(page: Page) -> None:
    """Something that a browser by itself finds nothing to object to."""
    texts = {"email": "someone@example.com", "date": "1990-01-02", "tel": "0571-1234567"}
    for box in page.locator("#application [required]").all():
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(index=1)
        else:
            box.fill(texts.get(box.get_attribute("type") or "", "张某"))


@pytest.fixture
def page(browser: Browser, served: tuple[str, Traffic]) -> Page:
    page = browser.new_page()
    page.goto(f"{served[0]}{FORMS}citizen/index.html", wait_until="networkidle")
    return page


def test_everything_that_is_missing_is_said_at_once(page: Page) -> None:
    page.locator("#name").focus()
    page.keyboard.press("Enter")
    problems = page.locator("#form-problems")
    expect(problems).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "form-problems"
    required = page.locator("#application [required]").count()
    assert problems.locator("li").count() == required == 10
    assert not Axe().run(page).response["violations"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "name"
    described = page.locator("#identity").get_attribute("aria-describedby") or ""
    assert "identity-error" in described and page.locator("#identity-error").inner_text() == "请填写“身份证号码”。"
    page.close()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("identity", identity_number("11010119900101123")[:17] + "0", "身份证号码有误"),
        ("identity", "110101900101123", "15位身份证号码已经停用"),
        ("identity", identity_number("11010119901301123"), "身份证号码有误"),
        ("identity", identity_number("11010119900102123"), "出生日期与身份证号码不一致"),
        ("identity", identity_number("11010119900101124"), "性别与身份证号码不一致"),
        ("email", "someone@", "电子邮箱的格式有误"),
        ("phone", "请打电话", "联系电话只能是数字"),
        ("content", "   ", "请填写“所需信息的内容”"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(page: Page, name: str, text: str, said: str) -> None:
    _fill(page, CITIZEN | {name: text})
    page.locator("#application [type=submit]").click()
    expect(page.locator(f"#{name}-error")).to_contain_text(said)
    assert page.locator("#form-problems li").count() == 1 and page.locator("#filled").is_hidden()
    page.close()


def test_a_complete_form_is_laid_out_and_saved_and_nothing_is_sent(
    page: Page, served: tuple[str, Traffic], tmp_path: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _fill(page, CITIZEN)
    page.locator("#application [type=submit]").press("Enter")
    filled = page.locator("#filled")
    expect(filled).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "filled"
    assert CITIZEN["name"] in filled.inner_text() and filled.locator("script").count() == 0
    assert "示例县财政局" in page.locator("#filled-agency").inner_text()
    assert not Axe().run(page).response["violations"]
    with page.expect_download() as download:
        page.locator("#filled-save").click()
    saved = tmp_path / "form.txt"
    download.value.save_as(saved)
    text = saved.read_text(encoding="utf-8-sig")
    assert text.startswith("公民申请公开政府信息申请表") and "身份证号码：" + CITIZEN["identity"] in text
    page.locator("#filled-back").click()
    assert (
        page.evaluate("document.activeElement.id") == "name" and page.locator("#name").input_value() == CITIZEN["name"]
    )
    assert [url for url in asked if not url.startswith("blob:")] == [], "nothing is asked of the server"
    assert "?" not in page.url
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.close()


def test_without_javascript_it_is_a_blank_that_cannot_be_sent(browser: Browser, served: tuple[str, Traffic]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind, boxes in (("citizen", 12), ("organisation", 13), ("foreigner", 11), ("correction", 14)):
        page.goto(f"{served[0]}{FORMS}{kind}/index.html")
        assert page.locator("#application [data-kind]").count() == boxes, kind
        page.emulate_media(media="print")
        assert page.locator("#application").is_visible() and page.locator(".site-header").is_hidden()
        page.emulate_media(media="screen")
        before = len(served[1].paths)
        _fill_required(page)
        page.locator("#name").press("Enter", no_wait_after=True)
        page.wait_for_timeout(200)
        asked = [path for path in served[1].paths[before:] if path.endswith(".html")]  # its icon may still come late
        assert "?" not in page.url and not asked, "the policy of the page lets no form go anywhere"
    context.close()


def test_an_item_on_request_leads_to_its_form(browser: Browser, served: tuple[str, Traffic]) -> None:
    page = browser.new_page()
    page.goto(served[0] + "items/development-reform/2026/00001.html")
    number = page.locator("dt:has-text('索引号') + dd").first.inner_text()
    link = page.locator("a[href*='guide/forms/citizen']")
    link.click()
    page.wait_for_url("**/guide/forms/citizen/**")
    assert page.locator("#number").input_value() == number
    assert page.locator("#agency").input_value() == "development-reform"
    page.close()

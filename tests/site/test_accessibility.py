"""axe on every kind of page: both widths, both colour schemes; no horizontal scrolling on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from search.served import Traffic

PAGES = [
    "index.html",
    "catalog/index.html",
    "catalog/category/budget/index.html",
    "catalog/agency/finance/index.html",
    "items/finance/2025/00003.html",
    "items/finance/2025/00005.html",
    "items/development-reform/2026/00001.html",
    "guide/index.html",
    "guide/deadlines/index.html?from=2026-09-28",
    "guide/forms/index.html",
    "guide/forms/citizen/index.html",
    "en/guide/forms/foreigner/index.html",
    "policies/index.html",
    "policies/secrecy-review.html",
    "pages/accessibility.html",
    "reports/index.html",
    "reports/government-office/2025.html",
    "search/index.html?q=申请公开",
    "search/index.html?q=预算&agency=xinhe-town",
    "en/index.html",
    "en/catalog/index.html",
    "en/catalog/coverage/index.html",
    "en/search/index.html?q=预算",
    "guide/en/index.html",
    "404.html",
]
# Between the schemes nothing but colours differs.
RULES: dict[str, dict[str, object]] = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
ENLARGED = ("items/finance/2025/00005.html", "reports/government-office/2025.html")


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(browser: Browser, served: tuple[str, Traffic], width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page, found = context.new_page(), []
    for path in PAGES:
        page.goto(served[0] + path)
        if "q=" in path:
            page.locator("#search-results li[data-index-number]").first.wait_for()
        if path in ENLARGED:
            page.check("#large")
        for violation in Axe().run(page, options=RULES[scheme]).response["violations"]:
            found.append(f"{path}: {violation['id']} {violation['nodes'][0]['html'][:120]}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{path}: wider than the screen")
    context.close()
    assert not found

"""Each component of the theme by itself: it has an example, and the example is right in every scheme and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import components
from search.served import Traffic, serve


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("components")
    for name, page in components.examples():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    components.copy_sheets(folder)
    served: tuple[str, Traffic]
    with serve(folder, "/") as served:
        yield served[0], folder


def test_every_component_has_an_example_that_is_html(made: tuple[str, Path]) -> None:
    assert components.names() == sorted(path.stem for path in made[1].glob("*.html"))
    for path in made[1].glob("*.html"):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        assert not parser.errors, path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_example_has_no_violation_and_fits_a_small_phone(
    browser: Browser, made: tuple[str, Path], scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for name in components.names():
        page.goto(f"{made[0]}{name}.html")
        for violation in Axe().run(page).response["violations"]:
            found.append(f"{name}: {violation['id']} {violation['nodes'][0]['html'][:120]}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the screen")
    context.close()
    assert not found

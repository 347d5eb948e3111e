"""One index of the corpus for all browser tests, and a real browser."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from gongkai.search import Entry, build_index, read_fold
from search.corpus import STATIC, entries
from search.served import write_pages

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True, slots=True)
class Site:
    folder: Path
    items: list[Entry]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    items = entries()
    write_pages(folder, STATIC)
    fold = read_fold(STATIC / "traditional.json")
    build_index(items, folder / "pagefind", fold=fold, work=tmp_path_factory.mktemp("work"))
    return Site(folder, items)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = os.environ.get("GONGKAI_CHROMIUM") or shutil.which("chromium")
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()

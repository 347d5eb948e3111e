"""One index of the corpus, in many shards, for all browser tests, and a real browser."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.search import Built, Entry, read_fold
from search.built import build
from search.corpus import STATIC, entries
from search.served import write_pages

# Small, so that the corpus is in shards by year, by part of a year, and of few entries and many.
ITEMS, CHARACTERS = 60, 220_000


@dataclass(frozen=True, slots=True)
class Site:
    folder: Path
    items: list[Entry]
    built: Built


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    items = entries()
    write_pages(folder, STATIC)
    built = build(
        items, folder / "pagefind", read_fold(STATIC / "traditional.json"), max_items=ITEMS, max_characters=CHARACTERS
    )
    return Site(folder, items, built)

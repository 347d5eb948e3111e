"""One index of the corpus for all browser tests, and a real browser."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.search import Entry, build_index, read_fold
from search.corpus import STATIC, entries
from search.served import write_pages


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

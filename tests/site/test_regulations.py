"""712 real regulations through demo, check, build and search, in a real browser, against substring truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gongkai.cli import main
from search.corpus import CORPUS, plain, truth
from search.served import serve
from search.test_search_browser import LITERAL, Engine


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("demo") / "county"
    assert main(["demo", str(root), "--items", "712", "--texts", str(CORPUS), "--seed", "7"]) == 0
    assert main(["--root", str(root), "build"]) == 0
    return root


@pytest.fixture(scope="module")
def engine(county: Path, browser: Browser) -> Iterator[Engine]:
    with serve(county / "output", "/zfxxgk/") as (base, traffic):
        page = browser.new_page()
        yield Engine(page, base, traffic)
        page.close()


def _catalog(county: Path) -> list[dict[str, str]]:
    items: list[dict[str, str]] = json.loads((county / "output/catalog.json").read_text())["items"]
    return items


def test_all_regulations_are_published(county: Path) -> None:
    assert len(_catalog(county)) == 712
    assert len(list((county / "output/items").glob("*/*/*.html"))) == 712


def test_every_document_number_finds_its_item_first(county: Path, engine: Engine) -> None:
    items = _catalog(county)
    answers = engine.ask(*((item["document_number"], {}, 0) for item in items))
    missed = [
        item["document_number"]
        for item, answer in zip(items, answers, strict=True)
        if answer["numbers"][:1] != [item["index_number"]]
    ]
    assert not missed


def test_literal_queries(county: Path, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    """Truth comes from the signed sources, not from what the index was made of."""
    texts = {}
    for item in _catalog(county):
        path = county / "content" / (item["url"].partition("/zfxxgk/")[2].removesuffix(".html") + ".md")
        body = path.read_text().split("\n---\n", 1)[1].replace("**", "")
        head = [item["title"], item["document_number"], item["summary"], item["index_number"]]
        texts[item["index_number"]] = plain("\n".join([*head, body]))
    hits = expected = found = 0
    for query, answer in zip(LITERAL, engine.ask(*((query, {}, 0) for query in LITERAL)), strict=True):
        wanted, got = truth(query.replace("，", " "), texts), set(answer["numbers"])
        assert len(wanted & got) >= 0.99 * len(wanted), f"{query}: {len(wanted - got)} of {len(wanted)} missing"
        assert not got or len(wanted & got) >= 0.95 * len(got) or not wanted, f"{query}: {len(got - wanted)} wrong"
        if wanted:
            hits, expected, found = hits + len(wanted & got), expected + len(wanted), found + len(got)
    with capsys.disabled():
        print(f"\n712 regulations, {len(LITERAL)} queries: recall {hits / expected:.4f}, precision {hits / found:.4f}")
    assert hits >= 0.99 * expected and hits >= 0.95 * found

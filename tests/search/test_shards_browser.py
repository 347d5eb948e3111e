"""Searching many shards: results as they arrive, one order across shards, and never a list that only seems whole."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.core.executors import InlineExecutor
from gongkai.search import Shard, build_index, read_fold
from search.conftest import Site
from search.corpus import STATIC, plain_texts, truth
from search.served import serve, write_pages
from search.test_search_browser import COLUMN, Engine

QUERY = "行政许可"
STATUS, ITEMS = "#search-status", "#search-results li[data-index-number]"
START_UP = 250_000  # bytes over the wire until a search can begin


@pytest.fixture
def fresh(site: Site, browser: Browser) -> Iterator[Engine]:
    with serve(site.folder, COLUMN) as (base, traffic):
        page = browser.new_page()
        yield Engine(page, base, traffic)
        page.close()


@pytest.fixture(scope="module")
def single(site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The same items in a single index."""
    folder = tmp_path_factory.mktemp("single")
    write_pages(folder, STATIC)
    by = {item.index_number: item for item in site.items}
    build_index(
        [Shard("2015", tuple(by))],
        lambda shard: list(by.values()),
        folder / "pagefind",
        fold=read_fold(STATIC / "traditional.json"),
        work=folder,
        executor=InlineExecutor(),
    )
    with serve(folder, COLUMN) as (base, traffic):
        page = browser.new_page()
        yield Engine(page, base, traffic)
        page.close()


def shown(page: Page) -> list[str]:
    numbers: list[str] = page.locator(ITEMS).evaluate_all("all => all.map(one => one.dataset.indexNumber)")
    return numbers


def holding(site: Site, query: str) -> set[str]:
    return truth(query, plain_texts(site.items))


def test_the_corpus_is_in_many_shards(site: Site) -> None:
    assert len(site.built.shards) > 15


RANKED = ["管理", "行政许可", "税收", "环境 保护", "怎么申请许可？", "政府信息公开申情办法", "电", "2019年"]


@pytest.mark.parametrize("query", RANKED)
def test_relevance_is_that_of_a_single_index(fresh: Engine, single: Engine, query: str) -> None:
    (many,), (one,) = fresh.ask((query, {}, 0)), single.ask((query, {}, 0))
    assert many["total"] == one["total"] > 0
    assert set(many["numbers"]) == set(one["numbers"])
    # Weights are single-precision numbers: what is as good as equal may change places.
    places = {number: place for place, number in enumerate(one["numbers"])}
    moved = [abs(places[number] - place) for place, number in enumerate(many["numbers"])]
    assert max(moved) <= 2, query
    assert sum(map(bool, moved)) <= len(moved) * 0.02, query


def test_by_date_the_order_is_exact_and_what_is_shown_stays(fresh: Engine, site: Site) -> None:
    page, dates = fresh.page, {item.index_number: item.date for item in site.items}
    oldest = site.built.shards[-1].folder
    fresh.traffic.held = (f"{oldest}/",)
    page.goto(f"{fresh.base}search/?q={QUERY}&sort=date")
    expect(page.locator(ITEMS)).to_have_count(10)
    first = shown(page)
    assert "正在继续检索" in page.locator(STATUS).inner_text()
    assert page.locator("#search-progress").is_visible()
    fresh.traffic.held = ()
    expect(page.locator(STATUS)).to_have_text(f"找到 {len(holding(site, QUERY))} 条结果")
    assert page.locator("#search-progress").is_hidden()
    assert shown(page) == first
    while page.locator("#search-more").is_visible():
        before = len(shown(page))
        page.click("#search-more")
        page.wait_for_function("n => document.querySelectorAll('#search-results li').length > n", arg=before)
    every = shown(page)
    assert len(every) == len(set(every))
    assert set(every) == holding(site, QUERY)
    assert [dates[number] for number in every] == sorted((dates[number] for number in every), reverse=True)


def test_by_relevance_the_list_is_put_in_order_at_the_end(fresh: Engine, site: Site) -> None:
    page = fresh.page
    (whole,) = fresh.ask((QUERY, {}, 0))
    for touched in (False, True):
        fresh.traffic.held = (f"{site.built.shards[-1].folder}/pagefind", f"{site.built.shards[-1].folder}/index")
        page.goto(f"{fresh.base}search/?q={QUERY}&at={touched}")
        expect(page.locator(ITEMS)).to_have_count(10)
        early = shown(page)
        assert early != whole["numbers"][:10]
        if touched:
            page.locator(f"{ITEMS} a").first.focus()
        fresh.traffic.held = ()
        expect(page.locator(STATUS)).to_have_text(f"找到 {whole['total']} 条结果")
        assert shown(page) == (early if touched else whole["numbers"][:10])
        if touched:
            page.click("#search-more")
            expect(page.locator(ITEMS)).to_have_count(20)
            later = [number for number in whole["numbers"] if number not in early][:10]
            assert shown(page) == [*early, *later]


def test_counts_with_filters_are_exact(fresh: Engine, site: Site) -> None:
    by = {item.index_number: item for item in site.items}
    wanted = [number for number in holding(site, QUERY) if by[number].year == "2019" and by[number].category == "plan"]
    assert wanted
    page = fresh.page
    page.goto(f"{fresh.base}search/?q={QUERY}&year=2019&category=plan")
    expect(page.locator(STATUS)).to_have_text(f"找到 {len(wanted)} 条结果")
    assert set(shown(page)) == set(wanted)
    asked = {path.split("/")[3] for path in fresh.traffic.paths if path.endswith(".pf_meta")}
    assert {folder[:4] for folder in asked} == {"2019"}, "shards without the year are not fetched"


def test_a_shard_that_fails_shows_and_is_never_left_out(fresh: Engine, site: Site) -> None:
    page, folder = fresh.page, site.built.shards[-1].folder
    status = page.locator(STATUS)
    fresh.traffic.broken = (f"{folder}/pagefind.{site.built.shards[-1].hash}.pf_meta",)
    page.goto(f"{fresh.base}search/?q={QUERY}&sort=date")
    expect(status).to_have_text("检索未能完成，以下结果不全。请稍后重试，或者改用目录浏览。")
    assert len(shown(page)) == 10
    assert page.locator("#search-more").is_hidden()
    fresh.traffic.broken = ()
    page.press("#q", "Enter")
    expect(status).to_have_text(f"找到 {len(holding(site, QUERY))} 条结果")


def test_a_site_published_anew_during_a_search(site: Site, browser: Browser, tmp_path: Path) -> None:
    """The folders that the page knows of are gone: the list of shards is read again."""
    folder = Path(shutil.copytree(site.folder, tmp_path / "site"))
    listing = json.loads((folder / "pagefind/shards.json").read_text(encoding="utf-8"))
    with serve(folder, "/") as (base, traffic):
        page = browser.new_page()
        engine = Engine(page, base, traffic)
        engine.ask(("税收", {"filters": {"year": "2019"}}, 0))
        for shard in listing["shards"]:
            renamed = f"{shard['folder'][:-4]}0000"
            (folder / "pagefind" / shard["folder"]).rename(folder / "pagefind" / renamed)
            shard["folder"] = renamed
        (folder / "pagefind/shards.json").write_text(json.dumps(listing), encoding="utf-8")
        (answer,) = engine.ask((QUERY, {}, 3))
        assert answer["total"] == len(holding(site, QUERY))
        page.close()


def test_little_is_fetched_to_begin_with(fresh: Engine, site: Site) -> None:
    page, traffic = fresh.page, fresh.traffic
    assert not [path for path in traffic.paths if "/pagefind/" in path or path.endswith(".json")], (
        "before there is need"
    )
    page.focus("#q")
    page.wait_for_timeout(1000)
    fetched = [path.removeprefix(f"{COLUMN}pagefind/") for path in traffic.paths if "/pagefind/" in path]
    assert sorted(fetched) == sorted(["shards.json", site.built.engine])
    assert traffic.sent < START_UP


def test_a_new_question_ends_the_one_before(fresh: Engine, site: Site) -> None:
    page = fresh.page
    fresh.traffic.held = (".pf_index",)
    page.goto(f"{fresh.base}search/?q=管理")
    page.wait_for_timeout(300)
    fresh.traffic.held = ()
    page.fill("#q", "RDX")
    page.press("#q", "Enter")
    expect(page.locator(STATUS)).to_have_text("找到 1 条结果")
    page.wait_for_timeout(500)
    assert len(shown(page)) == 1

"""search.js against substring truth: real regulations, a real server with the site's policy, a real browser."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.search.tokens import fold_table, normalise, read_fold, tokenise
from search.conftest import Site
from search.corpus import STATIC, plain, plain_texts, truth
from search.served import SELECTS, Traffic, serve

COLUMN = "/zfxxgk/"
LITERAL = [
    *("税", "目", "罚", "煤"),
    *("许可", "税收", "环境", "土地", "管理", "规定"),
    *("出入境", "国务院", "保证金", "进出口"),
    *("行政许可", "政府信息公开", "中华人民共和国国务院令", "突发公共卫生事件", "以上一年以下", "应当自收到申请之日起"),
    *("2024年", "1996年", "第5号", "第596号", "61号", "2019", "15日内", "20万元", "第十三条", "12315"),
    *("環境保護", "國務院關於", "１９９６年", "第５号", "行政許可", "RDX", "ｈｍｘ"),
    *("行政许可 环境", "海洋 1996年", "税收　征收 管理", "环境 保护 税", "药品，广告"),
    "县级以上地方人民政府",
]
BRACKETS = ["〔{}〕", "[{}]", "({})", "（{}）", "【{}】", "［{}］", "﹝{}﹞", " {} "]

RUN = """async ([module, queries]) => {
  const { search } = await import(module);
  globalThis.numbers ??= new Map();
  const answers = [];
  for (const [query, options, load] of queries) {
    const start = performance.now();
    const { total, results } = await search(query, options);
    const ms = performance.now() - start;
    const loaded = await Promise.all(results.slice(0, load).map((result) => result.load()));
    if (load === 0) {
      const unknown = results.filter(({ id }) => !globalThis.numbers.has(id));
      const known = await Promise.all(unknown.map((result) => result.load()));
      unknown.forEach(({ id }, at) => globalThis.numbers.set(id, known[at].index_number));
    }
    const numbers = results.map(({ id }) => globalThis.numbers.get(id));
    answers.push({ total, ms, loaded, numbers, count: results.length, steps: results.map(({ step }) => step) });
  }
  return answers;
}"""


class Engine:
    """search.js in a page of the served site."""

    # Queries are (text, options, how many results to load: all without it, none but their numbers with 0).

    def __init__(self, page: Page, base: str, traffic: Traffic) -> None:
        self.page, self.base, self.traffic = page, base, traffic
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(base + "search/")

    def ask(self, *queries: tuple[Any, ...]) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = self.page.evaluate(RUN, [self.base + "theme/search.js", list(queries)])
        return answers


def _engine(site: Site, browser: Browser) -> Iterator[Engine]:
    with serve(site.folder, COLUMN) as (base, traffic):
        page = browser.new_page()
        yield Engine(page, base, traffic)
        page.close()


@pytest.fixture(scope="module")
def engine(site: Site, browser: Browser) -> Iterator[Engine]:
    """For searches alone."""
    yield from _engine(site, browser)


@pytest.fixture
def fresh(site: Site, browser: Browser) -> Iterator[Engine]:
    """For what depends on what was fetched before."""
    yield from _engine(site, browser)


def test_both_tokenisers_agree(engine: Engine, site: Site) -> None:
    vectors = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
    texts = [vector["text"] for vector in vectors] + [item.text[:1000] for item in site.items]
    table = fold_table(read_fold(STATIC / "traditional.json"))
    theirs = engine.page.evaluate(
        """async ([base, texts]) => {
          const { normalise, tokenise } = await import(base + "search-text.js");
          const table = await (await fetch(base + "traditional.json")).json();
          const simplified = [...table.simplified];
          const fold = new Map([...table.traditional].map((character, at) => [character, simplified[at]]));
          return texts.map((text) => [normalise(text, fold), tokenise(normalise(text, fold)).join(" ")]);
        }""",
        [engine.base + "theme/", texts],
    )
    for text, (normal, tokens) in zip(texts, theirs, strict=True):
        assert normal == normalise(text, table)
        assert tokens == " ".join(tokenise(normal))


def test_literal_queries_against_substring_truth(
    engine: Engine, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = plain_texts(site.items)
    rows, hits, expected, found = [], 0, 0, 0
    for query, answer in zip(LITERAL, engine.ask(*((query, {}, 0) for query in LITERAL)), strict=True):
        wanted, got = truth(query.replace("，", " "), texts), set(answer["numbers"])
        assert answer["total"] == answer["count"] == len(answer["numbers"]) == len(got)
        recall = len(wanted & got) / len(wanted) if wanted else 1.0
        precision = len(wanted & got) / len(got) if got else 1.0
        rows.append(f"{query}\t{len(wanted)}\t{len(got)}\t{recall:.3f}\t{precision:.3f}\t{answer['ms']:.0f} ms")
        assert wanted, query
        assert recall >= 0.99, query
        assert precision >= 0.95, query
        hits, expected, found = hits + len(wanted & got), expected + len(wanted), found + len(got)
    with capsys.disabled():
        print("\nquery\ttruth\tfound\trecall\tprecision\ttime", *rows, sep="\n")
        print(f"{len(rows)} queries: recall {hits / expected:.4f}, precision {hits / found:.4f}")
    assert hits / expected >= 0.99
    assert hits / found >= 0.95
    assert not engine.complaints
    assert all(path.startswith(COLUMN) for path in engine.traffic.paths)


def test_every_document_number_in_every_form(engine: Engine, site: Site) -> None:
    asked: list[tuple[str, str]] = []
    for at, item in enumerate(site.items):
        if at % 18 == 0:
            asked.append((item.document_number, item.index_number))
        if at % 45 == 0:
            asked.append((_written(at, item.year, item.document_number), item.index_number))
        if at % 60 == 0:
            asked.append((item.index_number, item.index_number))
    answers = engine.ask(*((query, {}, 0) for query, _ in asked))
    for (query, wanted), answer in zip(asked, answers, strict=True):
        assert answer["numbers"][0] == wanted, query
        assert answer["total"] == 1 or " " in query, query


def _written(at: int, year: str, number: str) -> str:
    """A document number as people type it: other brackets, other widths, traditional characters."""
    number = number.replace(f"〔{year}〕", BRACKETS[at // 45 % len(BRACKETS)].format(year))
    if at % 2:
        number = number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    return number.replace("发", "發").replace("号", "號") if at % 90 == 0 else number


def test_questions_are_answered_step_by_step(engine: Engine, site: Site) -> None:
    question, words, typing = engine.ask(
        ("怎么申请公开政府信息？", {}), ("行政许可 环境保护", {}), ("政府信息公开申情办法", {})
    )
    assert question["loaded"][0]["title"] == "中华人民共和国政府信息公开条例"
    assert set(question["steps"]) == {"all"}
    assert words["steps"] == sorted(words["steps"], reverse=True)
    assert "all" in words["steps"]
    assert set(typing["steps"]) == {"most"}
    assert typing["loaded"][0]["title"] == "中华人民共和国政府信息公开条例"
    nothing, empty, signs = engine.ask(
        ("示府发〔1999〕99999号", {}), ("", {"filters": {"year": "2019"}}), ("〔〕！", {})
    )
    assert nothing["total"] == empty["total"] == signs["total"] == 0


def test_titles_rank_first(engine: Engine, site: Site) -> None:
    titles = {item.index_number: item.title for item in site.items}
    for query in ("行政许可", "税收", "公务员", "环境保护", "电"):
        (answer,) = engine.ask((query, {}, 0))
        holding = [plain(query) in plain(titles[number]) for number in answer["numbers"]]
        assert holding == sorted(holding, reverse=True), query


def test_filters_and_dates(engine: Engine, site: Site) -> None:
    texts = plain_texts(site.items)
    by = {item.index_number: item for item in site.items}
    for filters in (
        {"year": "2019"},
        {"year": ["2019", "2020"], "agency": "finance"},
        {"category": "plan", "genre": "normative", "year": ""},
    ):
        wanted = {
            number
            for number in truth("管理", texts)
            if all(
                not value or getattr(by[number], name) in ([value] if isinstance(value, str) else value)
                for name, value in filters.items()
            )
        }
        (answer,) = engine.ask(("管理", {"filters": filters}, 0))
        assert set(answer["numbers"]) == wanted
    for query in ("许可", "行政许可 环境", "政府信息公开申情办法", "保护環境的规定"):
        (answer,) = engine.ask((query, {"sort": "date"}, 0))
        dates = [by[number].date for number in answer["numbers"]]
        assert dates
        assert dates == sorted(dates, reverse=True)


def test_only_what_is_shown_is_loaded(fresh: Engine, site: Site) -> None:
    (answer,) = fresh.ask(("管理", {}, 3))
    assert answer["total"] > 600
    assert sum("/fragment/" in path for path in fresh.traffic.paths) == 3
    found = answer["loaded"][0]
    item = next(item for item in site.items if item.index_number == found["index_number"])
    assert found["url"] == fresh.base + item.url
    assert (found["agency"], found["date"], found["document_number"], found["step"]) == (
        item.agency_name,
        item.date,
        item.document_number,
        "phrase",
    )
    assert found["excerpt"].strip("…") in " ".join(item.text.split())
    assert next(part["text"] for part in found["excerpt_parts"] if part["mark"]) == "管理"
    assert fresh.page.evaluate("document.documentElement.lang") == "zh-CN"


def test_the_page_is_a_client_of_the_engine(fresh: Engine) -> None:
    page = fresh.page
    page.goto(fresh.base + "search/?q=環境保護&sort=date")
    page.wait_for_selector("#search-results li")
    assert page.input_value("#q") == "環境保護"
    assert page.input_value("[name=sort]") == "date"
    status = page.locator("#search-status")
    expect(status).to_have_text("找到 96 条结果")
    assert page.locator("#search-results li[data-index-number]").count() == 10
    assert page.locator("#search-results mark").first.inner_text() == "环境保护"
    page.click("#search-more")
    page.wait_for_selector("#search-results li:nth-child(11)")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#search-results li')[10]")
    page.fill("#q", "行政许可 环境保护")
    page.select_option("[name=sort]", "relevance")
    page.press("#q", "Enter")
    page.wait_for_selector("#search-results li.step")
    assert "sort=" not in page.url
    page.go_back()
    expect(status).to_have_text("找到 96 条结果")
    page.fill("#q", "<img src=x>不存在的内容")
    page.press("#q", "Enter")
    expect(status).to_contain_text("没有找到与“<img src=x>不存在的内容”相符的信息")
    assert page.locator("#search-status img").count() == 0
    assert not fresh.complaints


def test_facets_count_the_answer_and_tags_take_filters_away(fresh: Engine, site: Site) -> None:
    page, query = fresh.page, "环境保护"
    found = truth(query, plain_texts(site.items))
    holding = [item for item in site.items if item.index_number in found]
    agencies = Counter(item.agency for item in holding)
    page.goto(fresh.base + f"search/?q={query}")
    chosen, other = agencies.most_common(2)[0][0], agencies.most_common(2)[1][0]
    label = page.locator(f"[name=agency] option[value={chosen}]")
    expect(label).to_have_text(f"{chosen}（{agencies[chosen]}）")
    shown = page.locator("[name=year] option:not([disabled])").all_inner_texts()
    years = Counter(item.year for item in holding)
    assert shown == ["全部", *(f"{year}（{years[year]}）" for year in SELECTS["year"] if years[year])]
    fetched = len(fresh.traffic.paths)
    page.select_option("[name=agency]", chosen)
    expect(page.locator("#search-status")).to_have_text(f"找到 {agencies[chosen]} 条结果")
    within = Counter(item.year for item in holding if item.agency == chosen)
    expect(page.locator(f"[name=year] option[value='{max(within)}']")).to_have_text(
        f"{max(within)}（{within[max(within)]}）"
    )
    assert page.locator(f"[name=agency] option[value={other}]").inner_text() == other  # not counted, so not said
    assert sum("/fragment/" in path for path in fresh.traffic.paths[fetched:]) <= 10
    tag = page.get_by_role("button", name=f"取消条件：{chosen}")
    tag.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text(f"找到 {len(holding)} 条结果")
    assert page.evaluate("document.activeElement.name") == "agency" and "agency=" not in page.url
    expect(page.locator("#search-tags")).to_be_hidden()
    expect(label).to_have_text(f"{chosen}（{agencies[chosen]}）")
    fresh.traffic.broken = (".pf_filter",)
    page.goto(fresh.base + f"search/?q={query}&sort=date")
    expect(page.locator("#search-status")).to_have_text(f"找到 {len(holding)} 条结果")
    assert page.locator("#search-results li[data-index-number]").count() == 10


PARTS = [".pf_index", ".pf_fragment", ".pf_meta", "shards.json", "traditional.json", ".pagefind", "search-worker.js"]


@pytest.mark.parametrize("part", PARTS)
def test_a_failure_is_shown_and_passes(fresh: Engine, part: str) -> None:
    page = fresh.page
    fresh.traffic.broken = (part,)
    page.goto(fresh.base + "search/?q=行政许可")
    status = page.locator("#search-status")
    expect(status).to_have_text("检索功能暂时无法使用，请改用目录浏览。")
    fresh.traffic.broken = ()
    page.press("#q", "Enter")
    expect(status).to_have_text("找到 51 条结果")


def test_at_the_root_of_a_host(site: Site, browser: Browser) -> None:
    with serve(site.folder, "/") as (base, traffic):
        page = browser.new_page()
        engine = Engine(page, base, traffic)
        (answer,) = engine.ask(("政府信息公开", {}, 1))
        assert answer["loaded"][0]["title"] == "中华人民共和国政府信息公开条例"
        assert answer["loaded"][0]["url"].startswith(base + "items/")
        page.close()

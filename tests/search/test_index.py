"""The index is complete or it is not there: every way the indexer can let us down is refused."""

import gzip
import json
import re
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from gongkai.search import (
    AT_ONCE,
    NOTHING,
    Built,
    Entry,
    SearchError,
    Shard,
    build_index,
    entry_digest,
    fact_of,
    plan,
    shard_digest,
)
from search.built import build as built

ENTRY = Entry(
    index_number="990000101/2024-00001",
    url="items/99/2024/00001.html",
    title='关于"绿色通道"的通知 <b>',
    text="第一行\n第二行",
    document_number="示府发〔2024〕1号",
    date="2024-01-02",
    year="2024",
    agency="finance",
    category="plan",
    genre="",
    agency_name="示范县财政局",
)
OTHER = replace(ENTRY, index_number="990000101/2024-00002", url="items/99/2024/00002.html")
OLDER = replace(
    ENTRY, index_number="990000101/2019-00001", url="items/99/2019/00001.html", date="2019-05-06", year="2019"
)
FOLD = {"財": "财"}


def build(tmp_path: Path, *entries: Entry, kept: Built = NOTHING, asked: list[str] | None = None) -> Built:
    return built(entries, tmp_path / "pagefind", FOLD, kept=kept, asked=asked)


def files(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def fake_indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    indexer = tmp_path / "indexer"
    indexer.write_text(f"#!/bin/sh\nset -e\n{script}\n", encoding="utf-8")
    indexer.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: indexer)


def test_the_bundle_holds_what_the_site_serves(tmp_path: Path) -> None:
    done = build(tmp_path, ENTRY, OTHER, OLDER)
    out = tmp_path / "pagefind"
    assert [re.sub("-[0-9a-f]{12}$", "", shard.folder) for shard in done.shards] == ["2024", "2019"]
    assert {path.name for path in out.iterdir()} == {"shards.json", done.engine, *done.folders}
    shard = out / done.shards[0].folder
    assert {path.name for path in shard.iterdir() if path.is_dir()} == {"index", "fragment", "filter"}
    assert [path.name for path in shard.iterdir() if path.is_file()] == [f"pagefind.{done.shards[0].hash}.pf_meta"]
    shown = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))["meta"]
        for path in (shard / "fragment").iterdir()
    ]
    assert sorted(meta["url"] for meta in shown) == [ENTRY.url, OTHER.url]
    assert shown[0]["title"] == ENTRY.title
    assert shown[0]["text"] == ENTRY.text


def test_the_list_says_what_the_browser_needs(tmp_path: Path) -> None:
    done = build(tmp_path, ENTRY, OTHER, OLDER)
    said = json.loads((tmp_path / "pagefind/shards.json").read_text(encoding="utf-8"))
    assert said["version"] == 1
    assert said["engine"] == done.engine
    assert said["values"] == {"year": ["2019", "2024"], "agency": ["finance"], "category": ["plan"], "genre": []}
    newer, older = said["shards"]
    assert (newer["folder"], newer["hash"], newer["pages"]) == (done.shards[0].folder, done.shards[0].hash, 2)
    assert newer["words"] == 2 * older["words"] > 0
    assert newer["year"] == [1]
    assert older["year"] == [0]
    assert "agency" not in newer, "a shard with every value says nothing"


def test_what_is_shown_names_the_fragment(tmp_path: Path) -> None:
    build(tmp_path / "a", ENTRY)
    build(tmp_path / "b", replace(ENTRY, agency_name="示范县财政和国有资产监督管理局"))
    names = [{path.name for path in (tmp_path / side).rglob("*.pf_fragment")} for side in "ab"]
    assert names[0]
    assert not names[0] & names[1]


def test_a_site_without_items_has_an_index_without_any(tmp_path: Path) -> None:
    assert build(tmp_path) == Built((), "", {})
    assert {path.name for path in (tmp_path / "pagefind").iterdir()} == {"shards.json"}
    assert json.loads((tmp_path / "pagefind/shards.json").read_text(encoding="utf-8"))["shards"] == []


def test_digests_are_of_all_that_counts_and_of_nothing_else() -> None:
    digests = [entry_digest(ENTRY), entry_digest(OTHER)]
    assert digests[0] != entry_digest(replace(ENTRY, text="第一行"))
    assert digests[0] != entry_digest(replace(ENTRY, agency_name="县财政局"))
    assert shard_digest(digests, fold=FOLD) == shard_digest(reversed(digests), fold=dict(FOLD))
    assert shard_digest(digests, fold=FOLD) != shard_digest(digests, fold={})
    assert shard_digest(digests, fold=FOLD) != shard_digest(digests[:1], fold=FOLD)


def test_a_change_builds_its_own_shard_only(tmp_path: Path) -> None:
    first = build(tmp_path, ENTRY, OTHER, OLDER)
    out = tmp_path / "pagefind"
    before = files(out)
    changed = replace(OLDER, title="另一个标题")
    now = {**first.entries, OLDER.index_number: entry_digest(changed)}
    asked: list[str] = []
    second = build(tmp_path, ENTRY, OTHER, changed, kept=replace(first, entries=now), asked=asked)
    assert asked == ["2019"]
    assert second.shards[0] == first.shards[0]
    assert second.shards[1].folder != first.shards[1].folder
    assert second.entries == now
    kept = f"{first.shards[0].folder}/"
    after = files(out)
    assert {p: d for p, d in after.items() if p.startswith(kept)} == {
        p: d for p, d in before.items() if p.startswith(kept)
    }
    assert {path.name for path in out.iterdir()} == {"shards.json", second.engine, *second.folders}
    build(tmp_path / "anew", ENTRY, OTHER, changed)
    unlike = re.compile(r"\.pf_(meta|filter)$|^shards\.json$")  # what Pagefind names anew in every run
    names = [
        {path for path in files(folder) if not unlike.search(path)} for folder in (out, tmp_path / "anew/pagefind")
    ]
    assert names[0] == names[1]


def test_an_entry_that_comes_or_goes_or_is_not_known(tmp_path: Path) -> None:
    first = build(tmp_path, ENTRY, OLDER)
    asked: list[str] = []
    second = build(tmp_path, ENTRY, OTHER, OLDER, kept=first, asked=asked)
    assert asked == ["2024"], "the digest of the new one is not known"
    third = build(tmp_path, ENTRY, OTHER, kept=second, asked=asked)
    assert asked == ["2024"], "a shard less is no work"
    assert third.shards == second.shards[:1]
    assert not (tmp_path / "pagefind" / second.shards[1].folder).exists()
    fourth = build(tmp_path, ENTRY, OTHER, kept=third, asked=asked)
    assert fourth == third


def test_hard_links_to_a_site_in_use_are_not_written_to(tmp_path: Path) -> None:
    first = build(tmp_path, ENTRY, OLDER)
    out, used = tmp_path / "pagefind", tmp_path / "used"
    used.mkdir()
    (used / "shards.json").hardlink_to(out / "shards.json")
    text = (used / "shards.json").read_text(encoding="utf-8")
    build(tmp_path, ENTRY, kept=first)
    assert (used / "shards.json").read_text(encoding="utf-8") == text


def test_what_was_kept_has_to_be_there(tmp_path: Path) -> None:
    first = build(tmp_path / "a", ENTRY, OLDER)
    with pytest.raises(SearchError, match="engine"):
        build(tmp_path / "b", ENTRY, OLDER, kept=first)
    gone = tmp_path / "a/pagefind" / first.shards[1].folder
    gone.rename(tmp_path / "elsewhere")
    asked: list[str] = []
    assert build(tmp_path / "a", ENTRY, OLDER, kept=first, asked=asked).folders == first.folders
    assert asked == ["2019"]


def test_refused_input(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="not YYYY-MM-DD"):
        build_index(
            [Shard("2024", (ENTRY.index_number,))],
            lambda shard: [replace(ENTRY, date="2024年1月2日")],
            tmp_path / "pagefind",
            fold=FOLD,
            work=tmp_path,
            executor=Waiting(),
        )
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "old").write_text("old", encoding="utf-8")
    with pytest.raises(SearchError, match="not empty"):
        build(tmp_path, ENTRY)
    assert (tmp_path / "pagefind" / "old").exists()


class Waiting(Executor):
    """Runs a job only when its result is asked for; ``most`` is how many ever waited."""

    def __init__(self) -> None:
        self.waiting: deque[Future[Any]] = deque()
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = _Lazy(lambda: fn(*args, **kwargs), self)
        self.waiting.append(future)
        self.most = max(self.most, len(self.waiting))
        return future


class _Lazy(Future[Any]):
    def __init__(self, work: Callable[[], Any], executor: Waiting) -> None:
        super().__init__()
        self.work, self.executor = work, executor

    def result(self, timeout: float | None = None) -> Any:
        self.executor.waiting.remove(self)
        try:
            self.set_result(self.work())
        except BaseException as error:
            self.set_exception(error)
        return super().result(timeout)


def test_few_texts_are_held_at_a_time(tmp_path: Path) -> None:
    entries = {
        number: replace(ENTRY, index_number=number, url=number, date=f"{year}-01-02", year=str(year))
        for year in range(2015, 2022)
        for number in [f"99/{year}-00001"]
    }
    shards = plan(map(fact_of, entries.values()))
    executor = Waiting()
    done = build_index(
        shards,
        lambda shard: [entries[number] for number in shard.members],
        tmp_path / "pagefind",
        fold=FOLD,
        work=tmp_path,
        executor=executor,
    )
    assert len(done.shards) == 7
    assert executor.most == AT_ONCE


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo no space left >&2; exit 3", "failed .3.: no space left"),
        ("exit 0", "did not write"),
        (r'"$REAL" "$@"; for f in "$4"/fragment/*; do : > "$f"; done', "empty files"),
        (r'"$REAL" "$@"; for f in "$4"/fragment/*; do echo x > "$f"; done', "cannot be built"),
        (r'"$REAL" "$@"; rm "$4"/index/*', "did not write index"),
        (r'"$REAL" "$@"; for f in "$4"/fragment/*; do rm "$f"; break; done', "fragments of 2|did not write fragment"),
        (r'"$REAL" "$@"; echo x > "$4/wasm.unknown.pagefind"', "did not write its engine"),
        (r'"$REAL" "$@"; cp "$4"/*.pf_meta "$4/pagefind.other.pf_meta"', "alone"),
    ],
)
def test_an_indexer_that_lets_us_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setenv("REAL", str(pagefind_bin.get_executable()))
    fake_indexer(tmp_path, monkeypatch, script)
    with pytest.raises(SearchError, match=message):
        build(tmp_path, ENTRY, OTHER)
    assert not (tmp_path / "pagefind").exists()


def test_an_engine_with_another_interface(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.search.engine._EXPORTS", {"search_faster"})
    with pytest.raises(SearchError, match="another interface"):
        build(tmp_path, ENTRY)
    assert not (tmp_path / "pagefind").exists()


def test_a_missing_indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(pagefind_bin, "get_executable", missing)
    with pytest.raises(SearchError, match="install the package pagefind-bin"):
        build(tmp_path, ENTRY)

"""The index is complete or it is not there: every way the indexer can let us down is refused."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pagefind_bin
import pytest

from gongkai.search import Entry, SearchError, build_index

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


def build(tmp_path: Path, *entries: Entry) -> Path:
    build_index(entries, tmp_path / "pagefind", fold={"財": "财"}, work=tmp_path / "work")
    return tmp_path / "pagefind"


def fake_indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    indexer = tmp_path / "indexer"
    indexer.write_text(f"#!/bin/sh\nset -e\n{script}\n", encoding="utf-8")
    indexer.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: indexer)


def test_the_bundle_holds_what_the_site_serves(tmp_path: Path) -> None:
    out = build(tmp_path, ENTRY, OTHER)
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"index", "fragment", "filter"}
    files = {path.name.split(".")[0] for path in out.iterdir() if path.is_file()}
    assert files == {"pagefind", "pagefind-worker", "pagefind-entry", "wasm"}
    assert not list((tmp_path / "work").iterdir())
    shown = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))["meta"]
        for path in (out / "fragment").iterdir()
    ]
    assert sorted(meta["url"] for meta in shown) == [ENTRY.url, OTHER.url]
    assert shown[0]["title"] == ENTRY.title
    assert shown[0]["text"] == ENTRY.text


def test_what_is_shown_names_the_fragment(tmp_path: Path) -> None:
    first = build(tmp_path / "a", ENTRY)
    second = build(tmp_path / "b", replace(ENTRY, agency_name="示范县财政和国有资产监督管理局"))
    assert not {path.name for path in first.rglob("*.pf_fragment")} & {
        path.name for path in second.rglob("*.pf_fragment")
    }


def test_a_site_without_items_has_an_index_without_any(tmp_path: Path) -> None:
    out = build(tmp_path)
    assert json.loads((out / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"] == {}


def test_refused_input(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="two search entries"):
        build(tmp_path, ENTRY, ENTRY)
    with pytest.raises(SearchError, match="not YYYY-MM-DD"):
        build(tmp_path, replace(ENTRY, date="2024年1月2日"))
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "old").write_text("old", encoding="utf-8")
    with pytest.raises(SearchError, match="not empty"):
        build(tmp_path, ENTRY)
    assert (tmp_path / "pagefind" / "old").exists()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo no space left >&2; exit 3", "failed .3.: no space left"),
        ("exit 0", "did not write"),
        (r'"$REAL" "$@"; for f in "$4"/fragment/*; do : > "$f"; done', "empty files"),
        (r'"$REAL" "$@"; for f in "$4"/fragment/*; do echo x > "$f"; done', "cannot be built"),
        (r'"$REAL" "$@"; rm "$4"/index/*', "did not write index"),
        (r'"$REAL" "$@"; for f in "$4"/fragment/*; do rm "$f"; break; done', "2 pages and 1 fragments of 2"),
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


def test_a_missing_indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(pagefind_bin, "get_executable", missing)
    with pytest.raises(SearchError, match="install the package pagefind-bin"):
        build(tmp_path, ENTRY)

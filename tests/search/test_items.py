"""What the site hands to the search index, and what of it a change to one item builds again."""

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.checker import check
from gongkai.publish.present import Presenter
from gongkai.publish.searching import build_search, entry_of, index_items
from gongkai.search import Entry, entry_digest
from gongkai.source.tree import Disk
from sample_county import TODAY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def presenter() -> Presenter:
    verdict = check(Disk(ROOT), TODAY)
    assert verdict.passed and verdict.county is not None
    return Presenter.of(verdict.approved, verdict.voided, verdict.county, search=True)


def test_one_item_builds_its_own_shard(presenter: Presenter, tmp_path: Path) -> None:
    out = tmp_path / "site/pagefind"
    out.parent.mkdir()
    first = build_search(presenter, out, ROOT / "theme")
    entries = {item.card.index_number: entry_of(item, presenter) for item in presenter.items}
    addresses = {number: entry.url for number, entry in entries.items()}
    assert first.built.entries == {number: entry_digest(entry) for number, entry in entries.items()}
    assert first.folders.keys() == set(addresses.values())
    assert len(first.built.shards) > 2

    number = sorted(entries)[0]
    changed = replace(entries[number], title="改了标题")
    entries[number] = changed
    kept = replace(first.built, entries={**first.built.entries, number: entry_digest(changed)})
    asked: set[str] = set()

    def entry(number: str) -> Entry:
        asked.add(number)
        return entries[number]

    second = index_items(first.facts, addresses, entry, out, ROOT / "theme", kept)
    moved = {one for one in addresses if first.folders[addresses[one]] != second.folders[addresses[one]]}
    assert number in moved
    assert asked == moved
    assert len(second.built.folders - first.built.folders) == 1
    assert {path.name for path in out.iterdir() if path.is_dir()} == second.built.folders

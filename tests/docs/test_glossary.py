"""``docs/glossary.md``: its words are the code's, in order, and what it names is there."""

from __future__ import annotations

import re
from functools import cache

import pytest

from support.named import ROOT, is_there

PAGE = ROOT / "docs" / "glossary.md"
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]*) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = [row for row in _ROW.findall(PAGE.read_text(encoding="utf-8")) if row[0] != "term" and row[0] != "---"]
_ABOUT_THE_CODE = {PAGE, ROOT / "docs" / "domain.md"}
_CODE = re.compile(r"`([^`]+)`")


@cache
def _texts(folders: tuple[str, ...], suffixes: tuple[str, ...]) -> str:
    """Everything in files of these kinds, in lower case, words parted by one space whatever parted them."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in suffixes]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if path not in _ABOUT_THE_CODE)
    return re.sub(r"[\s_-]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", text)).lower()


def test_terms_are_sorted_and_stand_once() -> None:
    terms = [term.lower() for term, *_ in ROWS]
    assert len(terms) > 40
    assert terms == sorted(set(terms))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_term_is_used_and_leads_somewhere(row: tuple[str, str, str, str]) -> None:
    term, chinese, meaning, where = row
    word = re.sub(r"[\s-]+", " ", term.lower())
    assert re.search(rf"\b{re.escape(word)}(?:e?s|d|ed)?\b", _texts(("tooling",), (".py",))), (
        "the code has no such word"
    )
    for one in re.findall(r"[\u4e00-\u9fff]+", chinese):
        product = _texts(("tooling", "theme", "catalog", "docs", "content"), (".py", ".html", ".yaml", ".md"))
        assert one in product, f"nobody writes {one}"
    assert re.fullmatch(r"[^.]+(?:\.(?![\s]|$)[^.]+)*\.", meaning), "one sentence"
    names = _CODE.findall(where)
    assert names
    assert not [name for name in names if not is_there(name)]


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("documents.card.Card", True),
        ("documents.card.Card.profile", True),
        ("documents.item.Item.waivers", True),
        ("documents.card", True),
        ("catalog/ledgers/<kind>", True),
        ("signing/first_seen.py", True),
        ("documents.card.Gone", False),
        ("documents.gone.Card", False),
        ("documents.item.Item.gone", False),
        ("catalog/gone.yaml", False),
    ],
)
def test_what_is_named_is_looked_for(name: str, there: bool) -> None:
    assert is_there(name) is there

"""The sample's site in English: every page says its language, whatever is Chinese on it is marked, and both find each other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
SPOKEN = (
    *("index.html", "catalog/index.html", "catalog/coverage/index.html", "search/index.html"),
    *("guide/deadlines/index.html", "guide/forms/index.html", "guide/forms/citizen/index.html"),
)
VOID = {"meta", "link", "input", "br", "img", "hr", "col"}


class _Languages(HTMLParser):
    """Chinese words where the language said is another one; and the other versions that the page names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._said = [""]
        self.unmarked: list[str] = []
        self.versions: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        said = values.get("lang", self._said[-1])
        if tag not in VOID:
            self._said.append(said)
        if tag == "link" and values.get("rel") == "alternate" and "hreflang" in values:
            self.versions[values["hreflang"]] = values["href"]
        read = [
            value for name, value in values.items() if name in ("alt", "aria-label", "title", "placeholder", "label")
        ]
        self._note(said, *read)

    def handle_endtag(self, tag: str) -> None:
        self._said.pop()

    def handle_data(self, data: str) -> None:
        self._note(self._said[-1], data)

    def _note(self, said: str, *texts: str) -> None:
        if said != "zh-CN":
            self.unmarked += [text.strip() for text in texts if CHINESE.search(text)]


@pytest.mark.parametrize("path", [*(f"en/{page}" for page in SPOKEN), "guide/en/index.html"])
def test_a_page_in_english_marks_what_is_chinese(built: Path, path: str) -> None:
    page = _Languages((built / "output" / path).read_text())
    assert page._said == [""], "every element is closed"
    # What stands on an envelope or in a subject has to be Chinese; the translation stands beside it.
    assert [text for text in page.unmarked if "政府信息公开申请" not in text] == []


@pytest.mark.parametrize("path", SPOKEN)
def test_versions_name_each_other(built: Path, path: str) -> None:
    base = "https://www.shili.example/zfxxgk/"
    for language, at in (("zh-CN", path), ("en", f"en/{path}")):
        page = (built / "output" / at).read_text()
        assert f'<html lang="{language}">' in page
        assert _Languages(page).versions in ({"zh-CN": base + path, "en": f"{base}en/{path}"}, {}), at


def test_the_guide_has_its_translation(built: Path) -> None:
    ours, theirs = ((built / "output" / path).read_text() for path in ("guide/index.html", "guide/en/index.html"))
    assert 'href="../guide/en/index.html" lang="en"' in ours and 'href="../../guide/index.html" lang="zh-CN"' in theirs
    assert "<h2" in theirs and "Within 5 working days" in theirs


def test_a_page_in_another_language_of_its_own_is_not_translated(built: Path) -> None:
    """Lists and items are there once."""
    assert not (built / "output/en/items").exists() and not (built / "output/en/catalog/category").exists()

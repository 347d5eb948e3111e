"""Marks, trade secrets, advertising, mailboxes and addresses in many writings, by kind, with their harmless neighbours.

``tests/texts/marks`` holds a file a kind: writings that stand ``alone`` in a line or cell, that are ``said`` within a sentence, ``rows`` of
heads with values, and ``usual`` texts of offices that look like them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from gongkai.gate.load_site import basis_of
from gongkai.secrecy.declared import passes
from gongkai.secrecy.leaks import _own
from gongkai.secrecy.scan import scan
from gongkai.source.tree import Disk
from support import county
from support.growth import LIMIT, exponent
from support.leak_figures import county_in, refusals
from support.leak_places import ITEM, PLACES
from support.leaks import Rule, Written, refused

_FOLDER = Path(__file__).resolve().parents[1] / "texts" / "marks"
KINDS = tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))
TEXTS = {kind: yaml.safe_load((_FOLDER / f"{kind}.yaml").read_text(encoding="utf-8")) for kind in KINDS}
CODES = {
    "advertising": {"W01"},
    "email": {"P02"},
    "foreign_address": {"W01"},
    "internal": {"S01"},
    "mark": {"S01", "S09"},
    "trade_secret": {"P04", "S01"},
}
# Words that head the sections of texts about them as well: a heading of them is none.
HEADINGS = ("工作秘密", "敏感", "涉敏", "涉密", "不予公开", "非公开", "工 作 秘 密")
_BARE_LEVEL = 5  # characters of a level alone, which a cell may explain


def codes(text: str) -> set[str]:
    return {hit.detector.code for hit in scan(text) if not hit.detector.warns}


def under(row: dict[str, str]) -> str:
    return f"| 序号 | {' | '.join(row)} |\n|{'---|' * (len(row) + 1)}\n| 1 | {' | '.join(map(str, row.values()))} |"


def beside(row: dict[str, str]) -> str:
    return "| 项目 | 内容 |\n|---|---|\n" + "\n".join(f"| {head} | {value} |" for head, value in row.items())


def in_line(row: dict[str, str]) -> str:
    return "；".join(f"{head}：{value}" for head, value in row.items())


def alone(text: str) -> str:
    return f"有关情况如下。\n\n{text}\n\n以上。"


def cell(text: str) -> str:
    return f"| 事项 | 内容 |\n| --- | --- |\n| 一 | {text} |"


def written(sections: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(kind, text) for kind in KINDS for section in sections for text in TEXTS[kind].get(section, ())]


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_many_of_each_kind(kind: str) -> None:
    texts = TEXTS[kind]
    assert sum(len(texts.get(section, ())) for section in ("alone", "said", "rows")) >= 120
    assert len(texts["usual"]) >= 100


@pytest.mark.parametrize(("kind", "text"), written(("alone", "said")))
def test_a_writing_is_found_in_a_line(kind: str, text: str) -> None:
    assert codes(alone(text)) & CODES[kind]


@pytest.mark.parametrize(("kind", "text"), written(("alone", "said")))
def test_a_writing_is_found_in_a_cell(kind: str, text: str) -> None:
    assert codes(cell(text)) & CODES[kind] or (kind == "mark" and len(text) <= _BARE_LEVEL)


@pytest.mark.parametrize(("kind", "row"), written(("rows",)), ids=str)
def test_a_value_is_found_with_its_head(kind: str, row: dict[str, str]) -> None:
    assert all(codes(make(row)) & CODES[kind] for make in (under, beside))


@pytest.fixture(scope="module")
def basis() -> object:
    return basis_of(Disk(county.base()), county.TODAY)


@pytest.mark.parametrize(("kind", "text"), written(("usual",)))
def test_what_offices_write_every_day_passes(kind: str, text: str, basis: object) -> None:
    hits = [hit for hit in scan(text) if not hit.detector.warns]
    assert not [hit for hit in hits if not passes([hit]) and not _own(hit, basis)]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_each_place_of_a_document_is_looked_at(kind: str, tmp_path: Path) -> None:
    """The writings in turn, each in another place, judged by the gate."""
    root, found = county_in(tmp_path)
    missed = []
    at = 0
    for section in ("alone", "said", "rows"):
        rule = Rule(section, (kind,), lambda lot, kind: Written(""), alone=section == "alone")
        for text in TEXTS[kind].get(section, ()):
            row = tuple((head, str(value)) for head, value in text.items()) if section == "rows" else ()
            one = Written("" if row else text, row)
            places = [
                place
                for place in PLACES
                if place.tabular == bool(row)
                and place.holds(rule, one)
                and not (place.name == "heading" and any(word in text for word in HEADINGS))
                and not (
                    place.name != "txt" and any(sign in one.sentence for sign in "|*<&\\")
                )  # marks of Markdown and files
            ]
            if not places:
                continue
            place = places[at % len(places)]
            at += 1
            files = place.make(one).write(root)
            if not refused(kind, refusals(root, ITEM, files, found)):
                missed.append((place.name, text))
            shutil.rmtree(root / ITEM.removesuffix(".md"), ignore_errors=True)
    assert missed == [], missed


@pytest.mark.parametrize("joint", ["\n", "，", "|", " "], ids=["lines", "commas", "cells", "blanks"])
@pytest.mark.parametrize("kind", KINDS)
def test_writings_are_found_in_the_time_of_the_text(kind: str, joint: str) -> None:
    whole = joint.join(text for section in ("alone", "said", "usual") for text in TEXTS[kind].get(section, ()))

    def make(size: int) -> str:
        return (whole * (size // len(whole) + 1))[:size]

    assert exponent(lambda text: sum(1 for _ in scan(text)), make, 4_000, 64_000) <= LIMIT

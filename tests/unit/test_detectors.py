"""The parts of the leak scan: numbers with checksums, one spelling for all, hints that give nothing away, places."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.registries import Agencies
from gongkai.gate.load_site import basis_of
from gongkai.secrecy.detectors import DETECTORS
from gongkai.secrecy.leaks import _reaches
from gongkai.secrecy.numbers import bank_card, resident_id
from gongkai.secrecy.scan import Hit, places, scan
from gongkai.signing.context import _contacts
from gongkai.source.folding import anyhow_folded, fold_key, folded
from gongkai.source.tree import Disk
from support import county
from support.leaks import Lot
from support.leaks_tuned import RULES

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "regulations.jsonl.gz"


@pytest.mark.parametrize("number", ["110101199001011237", "110101900101123"])
def test_resident_ids_are_known(number: str) -> None:
    assert resident_id(number)


@pytest.mark.parametrize(
    "number",
    ["110101199001011238", "110101199002301233", "990101199001011237", "11010119900101123", "110101901301123", "91320581MA1X7W7T3C"],
)  # fmt: skip
def test_other_numbers_are_no_resident_ids(number: str) -> None:
    assert not resident_id(number)


def test_a_checksum_takes_one_digit_of_eleven() -> None:
    assert sum(resident_id(f"11010119900101123{last}") for last in "0123456789X") == 1
    assert sum(bank_card(f"622202123456789012{last}") for last in "0123456789") == 1


@pytest.mark.parametrize("number", ["0000000000000000", "1234567890123452", "622202123456789"])
def test_other_numbers_are_no_cards(number: str) -> None:
    assert not bank_card(number)


def test_the_shortcut_folds_as_the_long_way_does() -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            body = json.loads(line)["body"]
            assert folded(body) == anyhow_folded(body)


@given(st.text(st.sampled_from("秘密★ １0年，。：；（）！？％…—·、“”\u3000．〔〕【】×aZ\n*機|"), max_size=40))
def test_the_shortcut_folds_any_text_so(text: str) -> None:
    assert folded(text) == anyhow_folded(text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_the_digits_of_every_script_are_known() -> None:
    """Python versions differ in how much of Unicode they know; what this one calls a digit folds."""
    points = (chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) == "Nd")
    assert all(folded(one) == str(unicodedata.digit(one)) for one in points)


@pytest.mark.parametrize(
    "written", ["١١٠١٠١١٩٩٠٠١٠١١٢٣٧", "①①⓪①⓪①①⑨⑨⓪⓪①⓪①①②③⑦", "110101\u200b19900101\u20601237", "110101—19900101—1237"]
)
def test_disguised_digits_are_digits(written: str) -> None:
    assert fold_key(written) == "110101199001011237"


def test_a_hint_never_tells_the_value() -> None:
    written = [rule.write(Lot(rule.name), kind).sentence for rule in RULES for kind in rule.kinds]
    hits = [hit for one in written for hit in scan(one)]
    assert len({hit.detector.name for hit in hits}) > 12
    for hit in hits:
        assert fold_key(hit.value) not in hit.hint.replace("*", "")
        shown = len(hit.hint.replace("*", ""))
        assert shown <= max(1, len(fold_key(hit.value)) // 2)


def test_every_place_of_a_value_is_told() -> None:
    text = "甲：13800138000。\n乙：138 0013 8000；丙：１３８**0013**8000。"
    assert places(["13800138000"], text)["13800138000"] == [(1, 3), (2, 3), (2, 19)]


@pytest.mark.parametrize(
    "text",
    [
        "机密、秘密级事项按照规定管理。",
        "严禁将内部资料外传。",
        "索引号110101199001011238",
        "总额1380013800012元",
        "版本号10.13800138000",
        "高血压、糖尿病等慢性病患者",
        "男，女，老，少",
        "出生于本县的居民",
        "申请人：",
        "商业秘密受法律保护。",
        "QQ农场",
        "https://",
        "2024-01-01 2024-02-02 2024-03-03",
    ],
)
def test_usual_texts_pass(text: str) -> None:
    assert [hit.detector.name for hit in scan(text)] == []


@pytest.mark.parametrize(
    ("contact", "digits", "own"),
    [
        ("00005550101", "00005550101", True),
        ("00005550101", "5550101", True),
        ("00005550101", "0101", False),
        ("000055501**", "00005550177", True),
        ("000055501**", "5550177", True),
        ("000055501**", "5550277", False),
        ("000055501**", "00015550177", False),
        ("office@a.example", "5550177", False),
    ],
)
def test_a_block_of_numbers_is_an_offices_own(contact: str, digits: str, own: bool) -> None:
    basis = basis_of(Disk(county.base()), county.TODAY)
    assert basis is not None
    assert _reaches(dataclasses.replace(basis, contacts=frozenset({contact})), digits) is own


def test_all_lines_of_an_agency_are_its_contacts() -> None:
    plain = {
        "agencies": [
            {
                "id": "a", "code": "100000101", "name": "甲局", "kind": "department", "from": "2019-01-01",
                "contact": {"phone": "0000-1234567、0000-1234568", "email": "a@b.example"}, "public_lines": ["0000-12399**"],
            }
        ]
    }  # fmt: skip
    assert _contacts(Agencies.model_validate(plain)) == {"00001234567", "00001234568", "a@bexample", "000012399**"}


def test_detectors_are_named_and_end_in_rules() -> None:
    assert len({one.name for one in DETECTORS}) == len(DETECTORS)
    assert {one.code for one in DETECTORS} == {"S01", "S09", "P01", "P02", "P03", "P04", "W01"}
    for one in DETECTORS:
        assert (re.compile(one.pattern).groups >= 1) is bool(one.pattern)
        assert bool(one.heads) is (one.discloses is not None)
        assert one.pattern or one.heads
        assert isinstance(Hit(one, "x").hint, str)

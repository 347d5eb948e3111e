"""What offices write of persons by accident: illnesses, complaints, homes, days of birth. And what only looks like it.

The texts were written before the detectors were looked at (``tests/texts/people``), in every grammar that came to mind.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gongkai.secrecy.mentions import mentions
from gongkai.secrecy.scan import scan
from gongkai.source.folding import folded

_TEXTS = Path(__file__).resolve().parent.parent / "texts" / "people"
DETECTOR = {"health": "health", "complainants": "applicant", "addresses": "address", "births": "birth_date"}
SAID = {kind: yaml.safe_load((_TEXTS / f"{kind}.yaml").read_text(encoding="utf-8")) for kind in DETECTOR}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in SAID for text in SAID[kind]["leaks"]])
def test_what_is_told_of_a_person_is_found(kind: str, text: str) -> None:
    assert DETECTOR[kind] in {hit.detector.name for hit in scan(text)}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in SAID for text in SAID[kind]["harmless"]])
def test_what_is_told_of_nobody_passes(kind: str, text: str) -> None:
    assert [(hit.detector.name, hit.value) for hit in scan(text) if not hit.detector.warns] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("经张伟举报，王小明、李秀英已到场。", ["张伟", "王小明", "李秀英"]),
        ("欧阳建国患病", ["欧阳建国"]),
        ("举报人买买提·吐尔逊表示满意", ["买买提-吐尔逊"]),
        ("村民于丽佳已转诊", ["于丽佳"]),
        ("张某某患病，王女士来电，李**反映", []),
        ("有关法律、及时通知、实施许可、由于自然", []),
        ("石桥镇人民政府、温州市、黄河", []),
    ],
)
def test_full_names_are_told_from_words(text: str, names: list[str]) -> None:
    line = folded(text)
    assert [line[one.start : one.end] for one in mentions(line)] == names


@pytest.mark.parametrize(
    ("text", "titled"),
    [("县信访局局长张伟接访", True), ("张伟医生坐诊", True), ("张伟（主任医师）", True), ("教师张伟请假", False)],
)
def test_who_acts_in_an_office_is_known_by_the_title(text: str, titled: bool) -> None:
    (one,) = mentions(folded(text))
    assert one.titled is titled

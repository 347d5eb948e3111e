"""What the scan makes of a value by what stands around it: heads, labels, units, neighbours, grammar.

All people, numbers and places are invented; numbers have the checksums of real ones where the text says so.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gongkai.attachments.examined import Examined, Passage
from gongkai.secrecy.inside import places_inside
from gongkai.secrecy.scan import scan

_TEXTS = Path(__file__).resolve().parent.parent / "texts"
LEAKS = [
    (code, text)
    for code, texts in yaml.safe_load((_TEXTS / "leaks.yaml").read_text(encoding="utf-8")).items()
    for text in texts
]
BLOCKS = yaml.safe_load((_TEXTS / "contacts.yaml").read_text(encoding="utf-8"))
USUAL = yaml.safe_load((_TEXTS / "usual.yaml").read_text(encoding="utf-8"))
OF_ORGANISATIONS = (
    ("采购人信息\n名称：示例县水利局\n地址：示例县水利路8号\n联系方式：张工 13857112233\n", "示例县水利局"),
    ("采购代理机构：示例招标代理有限公司\n联系人：李经理\n电话：13957112233\n", "示例招标代理有限公司"),
    ("中标供应商：示例建设有限公司 联系电话：13757112233", "示例建设有限公司"),
    ("招聘咨询：县人才中心，联系人王老师，联系电话13657112233。", "县人才中心"),
    ("单位名称 | 联系人 | 联系电话\n青石镇便民中心 | 王芳 | 13857112200\n", "青石镇便民中心"),
    ("项目联系人：赵工\n电\u3000话：18857112233\n", "项目联系人"),
)
OF_PERSONS = (
    "姓名 | 联系电话\n王芳 | 13857112200\n",
    "申请人：李某，电话13857112200",
    "| 户主 | 工作单位 | 联系电话 |\n|---|---|---|\n| 王某 | 示例公司 | 13857112200 |\n",
    "张三承诺，联系电话13857112200",
)


@pytest.mark.parametrize(("code", "text"), LEAKS)
def test_a_leak_is_found(code: str, text: str) -> None:
    assert code in {hit.detector.code for hit in scan(text)}


@pytest.mark.parametrize("text", USUAL)
def test_what_offices_publish_every_day_passes(text: str) -> None:
    assert [(hit.detector.name, hit.value) for hit in scan(text) if not hit.detector.warns] == []


@pytest.mark.parametrize(("text", "organisation"), OF_ORGANISATIONS)
def test_a_contact_of_an_organisation_says_whose_it_is(text: str, organisation: str) -> None:
    assert {hit.organisation for hit in scan(text)} == {organisation}


@pytest.mark.parametrize("text", BLOCKS)
def test_every_contact_in_a_block_says_whose_it_is(text: str) -> None:
    contacts = [hit for hit in scan(text) if hit.detector.contact]
    assert contacts
    assert all(hit.organisation for hit in contacts)


@pytest.mark.parametrize("text", OF_PERSONS)
def test_a_contact_of_a_person_is_of_no_organisation(text: str) -> None:
    assert {hit.organisation for hit in scan(text)} == {""}


def test_a_place_in_an_attachment_is_told_by_part_and_line() -> None:
    examined = Examined(
        passages=(
            Passage("标题\n\n第一段", "第1页"),
            Passage("姓名 | 手机\n王芳 | 13857112200\n李雷 | 13957112200", "第2页"),
            Passage("备注：13857112200"),
        )
    )
    hits = {hit.value: hit for hit in scan(examined.everything)}
    inside = places_inside(examined, hits.values())
    assert inside[hits["13857112200"]].zh == "第2页第2行、第1行"
    assert inside[hits["13957112200"]].zh == "第2页第3行"
    assert inside[hits["13957112200"]].en == "第2页 line 3"


def test_of_a_value_that_stands_in_many_places_three_are_told() -> None:
    examined = Examined(passages=tuple(Passage("手机13857112200", f"第{page}页") for page in range(1, 9)))
    (hit,) = scan(examined.everything)
    assert places_inside(examined, [hit])[hit].zh == "第1页第1行、第2页第1行、第3页第1行等处"


def test_a_passage_of_the_second_order_tells_its_own_line() -> None:
    examined = Examined(
        passages=(Passage("作者：张三", "属性", shown=False), Passage("甲\n乙\n手机13857112200", "第1页"))
    )
    (hit,) = scan(examined.everything)
    assert places_inside(examined, [hit])[hit].zh == "第1页第3行"

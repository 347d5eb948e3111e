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
    (
        "许可机关：某县水务局\n\n地址：某县行政中心3号楼201室\n\n联系人：王工\n\n联系电话：0512-66201754、13812345678\n",
        "某县水务局",
    ),
    (
        "- 许可机关：某县水务局\n- 联系人：王小明\n- 电话：0512-66201754、0512-66201755\n- 邮箱：swj@mail.example\n",
        "某县水务局",
    ),
    ("联系方式：某县水务局王小明，0512-66201754、13812345678", "某县水务局"),
    ("某县水务局（联系人：王工；电话：13812345678；传真：（0512）66201755）", "某县水务局"),
    ("联系电话：0512-66201754，联系人：许佳勇（某县燃气有限公司）。", "某县燃气有限公司"),
    ("学校：某县第一小学\n地址：某县政务服务中心\n招生办电话：0512-66201754\n", "某县第一小学"),
    (
        "| 采购单位 | 某县水务局 |\n| --- | --- |\n| 代理机构名称 | 某省中天招标代理有限公司 |\n| 采购单位联系方式 | 王工 13812345678 |\n",
        "某县水务局",
    ),
    (
        "| 采购人 | 某某公司 | 代理机构 | 中天招标代理有限公司 |\n| --- | --- | --- | --- |\n| 联系人 | 王工 | 电话 | 13812345678 |\n",
        "中天招标代理有限公司",
    ),
    ("云山乡人民政府程芬德，（0379）7671572", "云山乡人民政府"),
)
OF_PERSONS = (
    "姓名 | 联系电话\n王芳 | 13857112200\n",
    "申请人：李某，电话13857112200",
    "| 户主 | 工作单位 | 联系电话 |\n|---|---|---|\n| 王某 | 示例公司 | 13857112200 |\n",
    "张三承诺，联系电话13857112200",
    "王小明，某县财政局干部，电话：13857112200",
    "某县财政局退休干部王小明，电话13857112200",
    "王小明向某县教育局反映，联系电话：13857112200。",
    "村民王小明多次到青石镇人民政府反映，联系电话：13857112200。",
    "某县教育局家属院王小明，住宅电话：13857112200",
    "某县民政局\n\n1. 王小明，联系电话：13857112200\n",
    "| 联系单位 | 某县财政局 |\n| --- | --- |\n| 户主 | 王某 |\n| 电话 | 13857112200 |\n",
    "家长王小明电话：13857112200（某县教育局）",
)
# What an organ of the state says about itself, and what only looks like it.
OF_ORGANS = (
    "对成绩有异议的，请于公示期内向某县教育局反映，联系电话：0512-66201754。",
    "申请人可向某县财政局咨询。联系电话：（0512）66201754，地址：某县人民路8号。",
    "本公告由某县教育局负责解释，咨询电话：0512-66201754。",
    "咨询电话：0512-66201754（县医保局）、0512-66201755（县税务局）",
    "某县人民法院立案庭，电话：0512-66201754",
    "1．出让人信息\n\n名称：某县自然资源和规划局\n\n联系方式：王先生\u30000512-66201754\n",
)
OF_NO_ORGAN = (
    "中标人：某某建设有限公司，联系电话：0512-66201754",
    "东村村民委员会，联系电话：0512-66201754",
    "某县第一中学，联系电话：0512-66201754",
    "经某县民政局核实，王小明生活困难，联系电话：0512-66201754",
    "某县民政局，王小明，0512-66201754",
    "某县财政局王小明，家中电话0512-66201754",
    "某县财政局近日救助了困难群众。\n\n联系电话：0512-66201754\n",
    "| 单位 | 人员 | 电话 |\n| --- | --- | --- |\n| 某县财政局 | 王小明 | 0512-66201754 |\n",
    "| 单位 | 住宅电话 |\n| --- | --- |\n| 某县财政局 | 0512-66201754 |\n",
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


@pytest.mark.parametrize("text", OF_ORGANS)
def test_an_organ_publishes_its_own_line(text: str) -> None:
    assert {hit.block.public for hit in scan(text)} == {True}


@pytest.mark.parametrize("text", OF_NO_ORGAN)
def test_no_other_line_is_an_organs_own(text: str) -> None:
    assert {hit.block.public for hit in scan(text)} == {False}


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


def test_what_a_narrow_column_breaks_is_put_together_with_its_head_and_its_row() -> None:
    text = (
        "姓名 | 出生日期 | 举报人 | 身体状况 | 来信人及事\n |  |  |  | 项\n"
        "张小明 | 1990年5 | 阿依古丽·买 | 患有慢性肾 | 垃圾\n | 月12日 | 买提 | 功能不全 | "
    )
    found = {(hit.detector.name, hit.value) for hit in scan(text)}
    assert {
        ("birth_date", "1990年5月12日"),
        ("health", "患有慢性肾功能不全"),
        ("applicant", "阿依古丽-买买提"),
    } <= found

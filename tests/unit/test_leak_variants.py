"""Leaks in writings that hide little: each is found for what it is, and what only looks like it passes."""

from __future__ import annotations

import pytest

from gongkai.secrecy.scan import scan


def found(text: str) -> set[str]:
    return {hit.detector.name for hit in scan(text)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("resident_id", "甲，身份证号：〔110101〕〔19900101〕〔1237〕。"),
        ("mobile", "联系电话：138┃0013┃8000"),
        ("mobile", "手机：<138><0013><8000>"),
        ("landline", "住宅电话：『0571』『5555』『0123』"),
        ("landline", "住宅电话：057155\n550123"),
        ("landline", "住宅电话：+86 571 55550123"),
        ("landline", "序号,姓名,住宅电话,,\n1,张三,0571,5555,0123"),
        (
            "bank_card",
            "| 姓名 | 银行卡号 | | | | |\n|---|---|---|---|---|---|\n| 张三 | 6222 | 0212 | 3456 | 7890 | 128 |",
        ),
        ("bank_card", "张三，银行卡号：邮储银行6286472242353993617"),
        ("health", "| 项目 | 内容 |\n|---|---|\n| 姓名 | 张三 |\n| 残疾等级 | 智力二级 |"),
        ("address", "| 项目 | 内容 |\n|---|---|\n| 姓名 | 张三 |\n| 通讯地址 | 书香苑7幢4单元1503室 |"),
        ("mark", "| 文件名称 | 密级 |\n|---|---|\n| 水源地方案 | 机/10 |"),
        ("passport", "张三，护照号码 Passport No.：E12345678"),
        ("passport", "张三持E12345678号护照出境。"),
        ("birth_date", "张三，Date of Birth：1990-01-01"),
        ("address", "张三，Home Address：学府路118号1幢2单元301室"),
        ("address", "张三现居滨河大道118号1幢2单元301室。"),
        ("email", "邮箱：zhang.san【at】mail.example"),
        ("email", "邮箱：zhangsan艾特mail点example"),
        ("foreign_address", "详见HTTP://share.example/a"),
        ("foreign_address", "登录fanwen-example.com报名。"),
        ("foreign_address", "短链：t.cn/A6abc"),
        ("mark", "机密✤10年"),
        ("mark", "此件属秘密级国家秘密。"),
        ("mark_alone", "※ 绝密 ※"),
        ("mark_internal", "内　部　材　料"),
        ("mark_internal", "※内部文件※"),
        ("mark_internal", "请于会后交回"),
        ("mark_internal", "| 文号 | 是否公开 |\n|---|---|\n| 测〔2026〕3号 | 否 |"),
        ("secret_list", "演练脚本：绝密，保密20年"),
        ("trade_secret", "COMMERCIAL IN CONFIDENCE"),
        ("trade_secret", "以下内容为投标人商业秘密，请予保密。"),
        ("applicant", "张伟投诉餐馆油烟，已办结。"),
        ("applicant", "举报人：买买提·吐尔逊"),
        ("health", "确诊胃癌的张伟已出院。"),
        ("advertising", "加V：zhang_62754"),
        ("advertising", "本文由某某文库整理。"),
        ("blank_date", "本办法自（）起施行。"),
        ("blank_date", "本办法从　　开始施行。"),
        ("blank_date", "本办法自□□年□月起施行。"),
        ("placeholder", "时间：【待定】"),
    ],
)
def test_what_is_written_otherwise_is_found(name: str, text: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "密级分为：\n\n- 绝密\n- 机密\n- 秘密",
        "该信息属于秘密级国家秘密的，不得公开。",
        "对工作中知悉的商业秘密，不得泄露。",
        "联系电话：138****5678、139****0000",
        "附件：情况说明.docx，版本2.5，见第3.1节。",
        "本办法自2026年1月1日起施行，自公布之日起执行。",
        "任何单位和个人有权投诉举报。",
        "| 序号 | 单价 | 数量 |\n|---|---|---|\n| 1 | 1380 | 0138 |",
        "在威信较高的人员中推选。",
    ],
)
def test_what_looks_like_it_passes(text: str) -> None:
    assert found(text) == set()

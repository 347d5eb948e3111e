"""Notices about land and houses: transfer, compensation."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def land_transfer(draft: Draft) -> None:
    draft.title = draft.one(
        f"国有建设用地使用权挂牌出让公告（示自然资告字〔2026〕{draft.number(1, 40)}号）",
        "国有土地使用权拍卖出让公告",
        f"2026-{draft.number(1, 60)}号地块成交结果公示",
    )
    draft.para(
        "经示例县人民政府批准，决定以挂牌方式出让国有建设用地使用权。", "现将国有建设用地使用权出让有关事项公告如下："
    )
    lots = [
        [
            f"SL2026-{draft.number(1, 99):02}",
            f"{draft.one(*words.ROADS)}东侧、{draft.one(*words.VILLAGES)}{draft.number(1, 9)}组",
            f"{draft.number(1000, 90000)}",
            draft.one("商住用地", "工业用地"),
            draft.one("40", "50", "70"),
            draft.money(),
        ]
        for _ in range(draft.number(1, 5))
    ]
    draft.head(draft.one("地块基本情况", "出让地块的基本情况和规划指标要求"))
    draft.rows(("宗地编号", "位置", "面积（平方米）", "用途", "年限", "起始价"), lots)
    draft.sections(
        1,
        5,
        lambda: (
            draft.head("竞买资格"),
            draft.items(
                draft.some(
                    (
                        "境内外的公司、企业、其他组织和个人均可申请参加",
                        "申请人须提交身份证明、授权委托书和保证金交纳凭证",
                        "失信被执行人不得参加",
                        "可以独立申请，也可以联合申请",
                    ),
                    2,
                    4,
                )
            ),
        ),
        lambda: (
            draft.head("保证金账户"),
            draft.pairs(
                ("户名", "示例县公共资源交易中心"),
                ("开户行", "示例县农村商业银行营业部"),
                ("账号", words.account(draft.random)),
                ("到账截止", f"{draft.date()}17时"),
            ),
        ),
        lambda: (
            draft.head("时间安排"),
            draft.para(f"申请时间：{draft.date()}至{draft.date()}；挂牌时间：{draft.date()}9时至{draft.date()}15时。"),
        ),
    )
    draft.head("联系方式")
    draft.contact(draft.organisation("undertaker", "示例县自然资源和规划局", "出让人"), mobile=0.2)
    draft.sign("示例县自然资源和规划局")


def compensation(draft: Draft) -> None:
    village = draft.one(*words.VILLAGES)
    draft.title = draft.one(
        f"{village}片区房屋征收补偿结果公布",
        f"征地补偿安置公告（{village}）",
        f"关于{village}房屋征收补偿方案征求意见的公告",
        f"{village}棚户区改造房屋腾退公告",
    )
    draft.para(
        f"因公共利益需要，依法对{village}范围内房屋实施征收，现将有关事项公告如下。",
        f"根据《国有土地上房屋征收与补偿条例》，现将{village}征收补偿情况公布：",
    )
    draft.sections(
        2,
        5,
        lambda: (
            draft.head("征收范围"),
            draft.para(
                f"东至{draft.one(*words.ROADS)}，西至{draft.one(*words.ROADS)}，涉及{village}1组、2组共{draft.number(10, 300)}户。"
            ),
        ),
        lambda: (
            draft.head("补偿结果"),
            draft.rows(
                ("被征收人", "房屋坐落", "建筑面积（㎡）", "补偿金额（元）"),
                [
                    [
                        draft.masked(),
                        f"{village}{draft.number(1, 9)}组",
                        f"{draft.number(60, 300)}.{draft.number(10, 99)}",
                        f"{draft.number(100000, 900000)}",
                    ]
                    for _ in range(draft.number(3, 9))
                ],
            ),
        ),
        lambda: (
            draft.head("补偿标准"),
            draft.items(
                (
                    f"土地补偿费每亩{draft.number(2, 9)}.{draft.number(0, 9)}万元",
                    "青苗及地上附着物按实际登记补偿",
                    f"房屋建成于{draft.number(1978, 1999)}年1月1日以前的，按有关政策认定",
                    f"搬迁费每户{draft.number(1000, 5000)}元，临时安置费每月每平方米{draft.number(5, 20)}元",
                )
            ),
        ),
        lambda: (
            draft.head("签约期限"),
            draft.para(f"自{draft.date()}起30日内。被征收人持户口簿、身份证、房屋所有权证到征收办公室签约。"),
        ),
    )
    office = draft.organisation("undertaker", draft.one("示例县房屋征收办公室", "青石镇人民政府"), "征收实施单位")
    draft.contact(office, mobile=0.5)
    draft.sign(draft.one("示例县人民政府", office.name))


GENRES = {"land_transfer": land_transfer, "compensation": compensation}

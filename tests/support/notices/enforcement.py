"""Notices of enforcement: penalty, service by announcement, fire inspection."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def penalty(draft: Draft) -> None:
    bureau = draft.one("示例县市场监督管理局", "示例县生态环境局", "示例县应急管理局", "示例县卫生健康局")
    draft.title = draft.one(
        "行政处罚决定书",
        f"{bureau}行政处罚信息公开（2026年第{draft.number(1, 30)}批）",
        f"行政处罚决定书送达信息（{draft.number(1, 60)}号）",
    )
    number = f"示市监罚决〔2026〕{draft.number(1, 300)}号"
    firm = words.firm(draft.random)
    if draft.maybe():
        draft.pairs(
            ("决定书文号", number),
            ("当事人", firm),
            ("统一社会信用代码", words.credit_code(draft.random)),
            ("住所", words.address(draft.random)),
            ("法定代表人", draft.person()),
            ("处罚日期", draft.date()),
        )
        draft.head("违法事实")
        draft.para(
            f"经查，当事人于{draft.date(2025)}在经营场所销售超过保质期的食品，货值金额{draft.number(20, 900)}元。",
            "当事人未按规定公示价格，上述行为发生于2025年11月2日，有现场笔录、询问笔录为证。",
        )
        draft.head("处罚依据和内容")
        draft.items(
            draft.some(
                (
                    "警告",
                    f"罚款{draft.number(1, 50)}000元",
                    "没收违法所得",
                    f"责令改正，于{draft.date()}前缴清罚款（账号：{words.account(draft.random)}）",
                ),
                2,
                4,
            )
        )
    else:
        draft.para(f"现将{bureau}作出的行政处罚予以公开。")
        draft.rows(
            ("行政相对人", "证照号码", "决定书文号", "违法行为", "处罚内容"),
            [
                [
                    draft.one(words.firm(draft.random), f"示例县{draft.masked()}餐饮店"),
                    draft.one(words.credit_code(draft.random), words.registration(draft.random)),
                    f"示市监罚决〔2026〕{draft.number(1, 300)}号",
                    draft.one("无证经营", "超标排放", "未落实主体责任"),
                    f"罚款{draft.number(1, 50)}000元",
                ]
                for _ in range(draft.number(2, 8))
            ],
        )
    draft.para(
        "不服本决定的，可在收到决定书之日起60日内申请行政复议，或者6个月内提起行政诉讼。",
        "对举报违法行为的举报人，依法保密并给予奖励。",
    )
    if draft.maybe(0.4):
        draft.contact(draft.organisation("supervisor", bureau, "作出机关"), mobile=0)
    draft.sign(bureau)


def service(draft: Draft) -> None:
    bureau = draft.one(
        "示例县人力资源和社会保障局",
        "示例县劳动人事争议仲裁委员会",
        "示例县人民法院",
        "示例县自然资源和规划局",
        "示例县公安局交通警察大队",
    )
    paper = draft.one(
        "行政处罚事先告知书", "仲裁开庭通知书", "催告书", "应诉通知书", "责令改正决定书", "工伤认定决定书"
    )
    draft.title = draft.one(f"{paper}送达公告", f"{bureau}公告", f"关于公告送达{paper}的公告")
    if draft.maybe(0.7):
        who = draft.one(words.firm(draft.random), f"{draft.person()[0]}某某")
        draft.blocks.append(f"{who}：")
        draft.para(
            f"本机关受理的{draft.masked()}与你单位劳动报酬争议一案，因其他方式无法送达，"
            f"现依法公告送达{paper}。自公告之日起30日内来{words.address(draft.random)}领取，逾期视为送达。",
            f"因你（单位）下落不明，采用直接送达、邮寄送达均未成功，"
            f"现公告送达{paper}（示〔2026〕{draft.number(1, 99)}号），自公告之日起经过三十日即视为送达。",
        )
        if draft.maybe():
            draft.head("开庭时间和地点")
            draft.pairs(("时间", f"{draft.date()}上午9时"), ("地点", words.address(draft.random)))
    else:
        draft.para(f"下列当事人，因无法直接送达，现公告送达{paper}：")
        draft.rows(
            ("当事人", "车牌号码", "文书编号", "违法时间"),
            [
                [
                    draft.masked(),
                    f"豫C·{draft.number(10, 99)}***",
                    f"4103051{draft.number(10**8, 10**9 - 1)}",
                    draft.date(2025),
                ]
                for _ in range(draft.number(2, 9))
            ],
        )
    if draft.maybe():
        draft.head("权利告知")
        draft.items(
            draft.some(
                (
                    "如不服，可自送达之日起六十日内申请行政复议",
                    "逾期未履行的，依法申请强制执行",
                    "答辩期和举证期均为公告期满后十五日内",
                    "申请人、被申请人应当按时到庭",
                ),
                2,
                4,
            )
        )
    if draft.maybe(0.6):
        draft.contact(draft.organisation("undertaker", bureau, "承办单位"), mobile=0)
    draft.sign(bureau)


def fire(draft: Draft) -> None:
    draft.title = draft.one(
        f"{draft.number(1, 12)}月消防监督抽查结果公告",
        "“双随机、一公开”消防检查结果公示",
        f"重大火灾隐患单位公告（第{draft.number(1, 9)}批）",
    )
    draft.para(
        f"示例县消防救援大队随机抽查单位{draft.number(5, 60)}家，现将结果公告如下。",
        "根据消防监督检查规定，现将检查结果向社会公布：",
    )
    heads = draft.random.choice(
        (
            ("单位名称", "地址", "检查时间", "结果"),
            ("序号及编号", "单位", "存在问题", "处理"),
            ("单位名称", "消防安全责任人", "隐患", "整改期限"),
        )
    )
    rows = []
    for at in range(draft.number(2, 10)):
        cells = {
            "单位名称": draft.one(words.firm(draft.random), "示例县某某宾馆", "青石镇敬老院"),
            "地址": words.address(draft.random),
            "检查时间": draft.date(),
            "结果": draft.one("合格", "责令限期改正", "临时查封"),
            "序号及编号": f"〔2026〕第{at + 1:04}号",
            "单位": words.firm(draft.random),
            "存在问题": draft.one("疏散通道堵塞", "灭火器失效", "消防控制室无人值班", "自动喷水灭火系统压力0.05MPa"),
            "处理": draft.one("责令改正", "罚款5000元"),
            "消防安全责任人": draft.person(),
            "隐患": draft.one("安全出口数量不足", "违规使用彩钢板"),
            "整改期限": draft.date(),
        }
        rows.append([cells[head] for head in heads])
    draft.rows(heads, rows)
    if draft.maybe():
        draft.head(draft.one("工作要求", "消防安全提示"))
        draft.items(
            draft.some(
                (
                    "保持疏散通道畅通，不得锁闭安全出口",
                    "电动自行车不得在楼道停放充电",
                    "发现火情立即拨打119",
                    "每月至少组织一次防火检查",
                    "微型消防站24小时值班",
                ),
                2,
                5,
            )
        )
    if draft.maybe(0.6):
        draft.para("举报火灾隐患请拨打96119或12345。", f"咨询电话：{draft.line(mobile=0)}（示例县消防救援大队）。")
        draft.organisation("supervisor", "示例县消防救援大队")
    draft.sign("示例县消防救援大队")


GENRES = {
    "penalty": penalty,
    "service": service,
    "fire": fire,
}

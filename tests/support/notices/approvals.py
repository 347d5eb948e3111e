"""Notices about approvals: hearing, licence, environmental acceptance."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def hearing(draft: Draft) -> None:
    what = draft.one(
        "调整城区供水价格", "国有土地上房屋征收补偿方案", "某某加油站规划选址", "机动车停放收费标准", "重大行政处罚"
    )
    draft.title = draft.one(
        f"关于{what}的听证公告", f"{what}听证会公告（第{draft.number(1, 3)}号）", f"关于举行{what}听证会的通知"
    )
    draft.para(
        f"为听取社会各方面意见，定于{draft.date()}举行{what}听证会，现公告如下。",
        "根据《中华人民共和国行政许可法》有关规定，拟举行听证，现将有关事项公告如下：",
    )
    draft.sections(
        2,
        4,
        lambda: (
            draft.head("时间和地点"),
            draft.pairs(("时间", f"{draft.date()}上午9:00"), ("地点", words.address(draft.random))),
        ),
        lambda: (
            draft.head("听证事项"),
            draft.para(f"{what}的必要性、可行性和合理性。", f"就{what}方案听取意见，方案见附件。"),
        ),
        lambda: (
            draft.head("参加人及名额"),
            draft.rows(
                ("类别", "人数", "产生方式"),
                [
                    [one, str(draft.number(1, 9)), draft.one("自愿报名", "推荐", "随机抽取")]
                    for one in draft.some(("消费者", "经营者", "专家学者", "人大代表、政协委员", "利害关系人"), 3, 5)
                ],
            ),
        ),
        lambda: (
            draft.head("报名办法"),
            draft.items(
                draft.some(
                    (
                        "年满18周岁的公民可凭身份证报名",
                        f"报名截止日期为{draft.date()}",
                        "申请人应填写报名表，委托代理人的提交授权委托书",
                        "听证会公开举行，涉及国家秘密、商业秘密或者个人隐私的除外",
                    ),
                    2,
                    4,
                )
            ),
        ),
    )
    bureau = words.bureau(draft.random)
    draft.contact(draft.organisation("undertaker", bureau, "听证机关"), mobile=0.2)
    draft.sign(bureau)


def licence(draft: Draft) -> None:
    what = draft.one(
        "食品经营许可证", "建筑工程施工许可证", "取水许可证", "医疗机构执业许可证", "道路运输经营许可证", "排污许可证"
    )
    draft.title = draft.one(
        f"{what}发放公告",
        f"2026年第{draft.number(1, 50)}周行政许可信息公开",
        f"关于注销{what}的公告",
        f"{what}办理结果",
    )
    draft.para(
        f"下列申请人的{what}申请符合规定条件，依法准予许可，现予公告。",
        "根据《中华人民共和国行政许可法》，现将行政许可决定公开如下：",
    )
    heads = draft.random.choice(
        (
            ("申请人", "统一社会信用代码", "许可证编号", "有效期至"),
            ("单位名称", "法定代表人", "住所", "许可内容"),
            ("注册号", "名称", "经营场所", "发证日期"),
            ("许可编号", "申请人", "项目名称", "建设地点"),
        )
    )
    rows = []
    for _ in range(draft.number(1, 8)):
        cells = {
            "申请人": words.firm(draft.random),
            "统一社会信用代码": words.credit_code(draft.random),
            "许可证编号": f"JY2{draft.number(10**12, 10**13 - 1)}",
            "有效期至": draft.date(2031),
            "单位名称": words.firm(draft.random),
            "法定代表人": draft.person(),
            "住所": words.address(draft.random),
            "许可内容": draft.one("热食类食品制售", "内科、外科、口腔科", "普通货运"),
            "注册号": words.registration(draft.random),
            "名称": f"示例县{draft.one('好又多', '聚源')}商行",
            "经营场所": words.address(draft.random),
            "发证日期": draft.date(),
            "许可编号": f"410305{draft.number(10**11, 10**12 - 1)}",
            "项目名称": draft.one("标准化厂房", "安置房二期"),
            "建设地点": f"{draft.one(*words.TOWNS)}{draft.one(*words.VILLAGES)}",
        }
        rows.append([cells[head] for head in heads])
    draft.rows(heads, rows)
    if draft.maybe():
        draft.head("说明")
        draft.items(
            draft.some(
                (
                    "许可证遗失的，应及时申请补办",
                    "利害关系人可申请查阅，申请人商业秘密除外",
                    "许可有效期届满30日前申请延续",
                    "取得许可后应当接受监督检查",
                ),
                2,
                4,
            )
        )
    bureau = words.bureau(draft.random)
    if draft.maybe(0.5):
        draft.contact(draft.organisation("undertaker", bureau, "许可机关"), mobile=0)
    draft.sign(bureau)


def acceptance(draft: Draft) -> None:
    firm = words.firm(draft.random)
    draft.title = draft.one(
        f"{firm}年产{draft.number(1, 90)}万吨项目环境影响评价文件受理公示",
        f"{firm}建设项目竣工环境保护验收公示",
        f"关于拟作出{firm}环评审批意见的公示",
    )
    draft.para(
        f"根据建设项目环境保护管理有关规定，现将{firm}建设项目有关情况公示如下。",
        f"公示期为{draft.date()}至{draft.date()}（5个工作日）。",
    )
    maker = draft.organisation("undertaker", firm, "建设单位")
    draft.sections(
        2,
        4,
        lambda: (
            draft.head("项目概况"),
            draft.pairs(
                ("项目名称", "生产线技术改造项目"),
                ("建设地点", f"示例县{draft.one(*words.TOWNS)}工业集中区"),
                ("建设单位", firm),
                ("环评机构", words.agent(draft.random)),
                ("总投资", draft.money()),
                ("占地面积", f"{draft.number(1000, 90000)}平方米"),
            ),
        ),
        lambda: (
            draft.head("主要环境影响及对策"),
            draft.items(
                draft.some(
                    (
                        f"废水经处理后COD浓度不高于{draft.number(20, 60)}mg/L",
                        f"厂界噪声昼间{draft.number(50, 64)}.{draft.number(0, 9)}dB(A)",
                        "危险废物委托有资质单位处置",
                        "卫生防护距离内无居民",
                        "颗粒物排放浓度满足标准",
                    ),
                    2,
                    4,
                )
            ),
        ),
        lambda: (
            draft.head("监测结果"),
            draft.rows(
                ("点位", "污染物", "监测值", "标准"),
                [
                    [
                        f"{at}#",
                        draft.one("SO2", "NOx", "颗粒物"),
                        f"{draft.number(1, 99)}",
                        draft.one("50", "100", "150"),
                    ]
                    for at in range(1, draft.number(3, 6))
                ],
            ),
        ),
        lambda: (
            draft.head("公众反馈意见方式"),
            draft.para(
                "公众可以信函、电子邮件方式提出意见，涉及商业秘密的内容不予公开。",
                "听证权利告知：自公示起五日内申请人、利害关系人可提出听证申请。",
            ),
        ),
    )
    draft.contact(maker, draft.organisation("supervisor", "示例县生态环境局", "审批机关"), mobile=0.4)
    draft.sign(draft.one("示例县生态环境局", firm))


GENRES = {"hearing": hearing, "licence": licence, "acceptance": acceptance}

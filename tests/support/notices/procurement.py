"""Notices of procurement and prices: tender, award, contract, price list."""

from __future__ import annotations

import functools

from support.notices import words
from support.notices.draft import Draft

_GOODS = (
    "办公设备",
    "校园食堂食材",
    "污水管网改造工程",
    "农村公路养护服务",
    "医疗设备",
    "绿化养护服务",
    "信息化运维服务",
    "印刷服务",
    "智慧水务平台",
    "物业服务",
)


def _project(draft: Draft) -> tuple[str, str]:
    good = draft.one(*_GOODS)
    return f"{words.bureau(draft.random)}{good}采购项目", draft.one(
        f"SLCG-2026-{draft.number(1, 400):03}",
        f"示采公开〔2026〕{draft.number(1, 99)}号",
        f"SLX2026{draft.number(1000, 9999)}",
        f"E41030500{draft.number(10**8, 10**9)}",
    )


def tender(draft: Draft) -> None:
    project, number = _project(draft)
    draft.title = draft.one(f"{project}公开招标公告", f"{project}竞争性磋商公告", f"关于{project}的招标公告")
    draft.summary = f"{project}公开招标，邀请供应商投标。"
    draft.para(
        f"{project}的潜在投标人应在示例县公共资源交易中心获取招标文件，并于{draft.date()}9时30分（北京时间）前递交投标文件。",
        f"受委托，对{project}进行国内公开招标，欢迎合格的投标人参加。",
    )
    parts = [functools.partial(one, draft, project, number) for one in (_basics, _demands, _steps, _money)]
    draft.sections(2, 4, *parts)
    draft.head(draft.one("联系方式", "对本次采购提出询问，请按以下方式联系", "凡对本次招标提出询问，请与下列单位联系"))
    purchaser = draft.organisation("purchaser", words.bureau(draft.random))
    if draft.maybe(0.7):
        draft.contact(purchaser, draft.organisation("agent", words.agent(draft.random)), mobile=0.6)
    else:
        draft.contact(purchaser, mobile=0.5)
    draft.sign(purchaser.name)


def _basics(draft: Draft, project: str, number: str) -> None:
    draft.head(draft.one("项目基本情况", "采购项目概况", "招标内容"))
    pairs = [
        ("项目编号", number),
        ("项目名称", project),
        ("预算金额", draft.money()),
        ("采购方式", draft.one("公开招标", "竞争性磋商", "询价")),
    ]
    if draft.maybe():
        pairs += [("最高限价", draft.money()), ("合同履行期限", f"自合同签订之日起{draft.number(30, 365)}日内")]
    draft.pairs(*pairs)


def _demands(draft: Draft, project: str, number: str) -> None:
    draft.head(draft.one("申请人的资格要求", "投标人资格条件", "供应商资格要求"))
    draft.items(
        draft.some(
            (
                "满足《中华人民共和国政府采购法》第二十二条规定",
                "未被列入失信被执行人、重大税收违法失信主体名单",
                "投标人须提供法定代表人身份证明或授权委托书、被授权人身份证复印件",
                "本项目不接受联合体投标",
                f"成立于{draft.number(2010, 2020)}年1月1日以前，具有相应业绩",
                "投标文件中涉及商业秘密的内容，投标人应当注明",
                "参加采购活动前三年内，在经营活动中没有重大违法记录",
            ),
            3,
            5,
        )
    )


def _steps(draft: Draft, project: str, number: str) -> None:
    draft.head(draft.one("获取招标文件", "提交投标文件截止时间、开标时间和地点"))
    draft.pairs(
        ("时间", f"{draft.date()}至{draft.date()}，每天8:30至12:00，14:30至18:00"),
        ("地点", words.address(draft.random)),
        ("方式", "现场获取或登录http://ggzy.shili.gov.cn下载"),
        ("售价", draft.one("0元", "免费")),
    )


def _money(draft: Draft, project: str, number: str) -> None:
    draft.head("投标保证金")
    draft.pairs(
        ("金额", draft.money()),
        ("收款单位", "示例县公共资源交易中心"),
        ("开户银行", "中国农业银行示例县支行"),
        ("账号", words.account(draft.random)),
    )


def award(draft: Draft) -> None:
    project, number = _project(draft)
    draft.title = draft.one(f"{project}中标（成交）结果公告", f"{project}中标公告", f"{project}成交公告")
    if draft.maybe():
        draft.head("项目概况")
        draft.pairs(("项目编号", number), ("项目名称", project))
    else:
        draft.para(f"{project}（项目编号：{number}）已于{draft.date()}完成评审，现将结果公告如下：")
    draft.head(draft.one("中标（成交）信息", "评审结果"))
    winner = words.firm(draft.random)
    draft.organisations[winner] = draft.organisation("supplier", winner)
    draft.rows(
        ("供应商名称", "供应商地址", "中标金额", "统一社会信用代码"),
        [
            [name, words.address(draft.random), draft.money(), words.credit_code(draft.random)]
            for name in [winner, words.firm(draft.random)][: draft.number(1, 2)]
        ],
    )
    if draft.maybe(0.6):
        draft.head("评审专家名单")
        draft.para(
            "、".join(draft.person() for _ in range(5)) + "（采购人代表）",
            "评审委员会成员：" + "，".join(draft.person() for _ in range(5)) + "。",
        )
    if draft.maybe(0.6):
        draft.head("代理服务收费标准及金额")
        draft.para(f"按规定收取，共{draft.money()}。", f"代理费用：{draft.money()}，由中标人支付。")
    draft.head("公告期限")
    draft.para(
        "自本公告发布之日起1个工作日。",
        f"公示期为{draft.date()}至{draft.date()}，对结果有异议的，请以书面形式提出质疑。",
    )
    purchaser = draft.organisation("purchaser", words.bureau(draft.random))
    found = [purchaser, draft.organisation("agent", words.agent(draft.random)), draft.organisations[winner]]
    draft.head("联系方式")
    draft.contact(*found[: draft.number(1, 3)], mobile=0.6)
    draft.sign(purchaser.name)


def contract(draft: Draft) -> None:
    project, number = _project(draft)
    draft.title = draft.one(f"{project}合同公告", f"{project}政府采购合同公开")
    purchaser = draft.organisation("purchaser", words.bureau(draft.random), "采购人（甲方）")
    supplier = draft.organisation("supplier", words.firm(draft.random), "供应商（乙方）")
    pairs = [
        ("合同编号", f"{number}-HT"),
        ("合同名称", f"{project}合同"),
        ("项目编号", number),
        ("合同金额", draft.money()),
    ]
    if draft.maybe():
        pairs += [("履约期限", f"{draft.date()}至{draft.date(2027)}"), ("履约地点", words.address(draft.random))]
    draft.head(draft.one("合同基本信息", "合同概况"))
    draft.pairs(*pairs)
    if draft.maybe():
        draft.head(draft.one("主要标的信息", "标的"))
        draft.rows(
            ("主要标的名称", "数量", "单价"),
            [[draft.one(*_GOODS), str(draft.number(1, 90)), draft.money()] for _ in range(draft.number(1, 4))],
        )
    draft.head("合同主体")
    draft.contact(purchaser, supplier, mobile=0.6)
    if draft.maybe():
        draft.para(
            "合同中涉及国家秘密、商业秘密的内容已依法处理，其余内容予以公开。",
            f"合同签订日期：{draft.date()}；合同公告日期：{draft.date()}。",
        )
    draft.sign(purchaser.name)


def prices(draft: Draft) -> None:
    bureau = draft.one("示例县发展和改革局", "示例县市场监督管理局")
    what = draft.one("居民生活必需品", "机动车停放服务", "县级公立医院医疗服务项目", "农村客运票价", "殡葬服务")
    draft.title = draft.one(
        f"{what}价格公示", f"关于公布{what}收费标准的通知", f"{draft.number(1, 12)}月{what}价格监测情况"
    )
    draft.para(
        f"根据价格管理有关规定，现将{what}价格公布如下。",
        f"经成本监审并报县政府同意，{what}标准自{draft.date()}起执行。",
    )
    names = {
        "居民生活必需品": ("大米", "面粉", "菜籽油", "鸡蛋", "猪肉", "白菜"),
        "县级公立医院医疗服务项目": ("普通门诊诊查费", "糖尿病足换药", "心电图检查", "血压监测", "阑尾切除术"),
    }.get(what, ("首小时", "超出部分每小时", "全天", "月票", "年票"))
    if draft.maybe():
        draft.head("收费项目和标准")
    draft.rows(
        ("项目", "单位", "价格（元）"),
        [[name, draft.one("次", "500克", "辆", "项"), f"{draft.number(100, 9000) / 100:.2f}"] for name in names],
    )
    if draft.maybe():
        draft.head("有关要求")
        draft.items(
            draft.some(
                (
                    "实行明码标价，不得价外收费",
                    "上述标准含税",
                    "对现役军人、残疾人按规定减免",
                    "原有规定与本通知不一致的，以本通知为准",
                    "有效期5年",
                ),
                2,
                4,
            )
        )
    if draft.maybe(0.6):
        draft.para(
            f"价格举报电话：12345、12315。咨询电话：{draft.own_line()}。",
            f"监督电话：{draft.line(mobile=0)}（{bureau}）",
        )
        draft.organisation("supervisor", bureau)
    draft.sign(bureau)


GENRES = {"tender": tender, "award": award, "contract": contract, "prices": prices}

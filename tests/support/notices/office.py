"""Notices of an office about its own work: reports, opinions, meetings."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def work_report(draft: Draft) -> None:
    bureau = words.bureau(draft.random)
    draft.title = draft.one(
        f"{bureau}2025年法治政府建设年度报告",
        f"{bureau}2026年上半年工作总结",
        "政府工作报告（节选）",
        f"{bureau}关于2025年政务公开工作情况的报告",
    )
    draft.para(
        f"2025年，{bureau}坚持以人民为中心，各项工作取得新成效，现报告如下。", "现将有关工作情况报告如下，请予审议。"
    )
    facts = (
        f"办理行政许可{draft.number(100, 9000)}件，行政处罚{draft.number(10, 300)}件，罚没{draft.money()}",
        f"受理群众来信来访{draft.number(10, 300)}件次，群众反映的突出问题全部办结，信访人满意率达98.{draft.number(0, 9)}%",
        "加强保密教育，落实定密、解密制度，未发生失泄密事件，内部资料管理规范",
        f"救助困难群众{draft.number(100, 9000)}人次，其中因病致贫{draft.number(10, 900)}户",
        f"开展艾滋病、肺结核防治宣传{draft.number(3, 30)}场，为{draft.number(100, 900)}名精神障碍患者落实以奖代补",
        "健全商业秘密保护工作机制，培育示范企业3家",
        f"收到政府信息公开申请{draft.number(1, 90)}件，予以公开{draft.number(1, 60)}件，不予公开{draft.number(0, 9)}件",
        f"全年办理人大代表建议{draft.number(5, 60)}件",
    )
    for one in draft.some(("主要工作", "存在的问题", "下一步打算", "基本情况", "经验做法"), 2, 4):
        draft.head(one)
        if draft.maybe(0.6):
            draft.items(draft.some(facts, 2, 4))
        else:
            draft.para(f"{draft.one(*facts)}。{draft.one(*facts)}。")
    if draft.maybe(0.4):
        draft.rows(
            ("指标", "2024年", "2025年"),
            [
                [one, str(draft.number(10, 9000)), str(draft.number(10, 9000))]
                for one in draft.some(("行政许可（件）", "行政处罚（件）", "信访事项（件）", "公开信息（条）"), 2, 4)
            ],
        )
    draft.sign(bureau)


def solicitation(draft: Draft) -> None:
    bureau = words.bureau(draft.random)
    what = draft.one(
        "《示例县养犬管理办法（征求意见稿）》",
        "《城区停车管理规定（草案）》",
        "“十五五”规划编制",
        "《示例县节约用水条例实施细则》",
    )
    draft.title = draft.one(f"关于公开征求{what}意见的公告", f"{what}公开征求意见", f"关于{what}征求意见采纳情况的反馈")
    draft.para(
        f"为提高决策质量，{bureau}起草了{what}，现向社会公开征求意见。", f"现就{what}公开征求意见，有关事项如下："
    )
    if draft.maybe():
        draft.head("征求意见时间")
        draft.para(f"{draft.date()}至{draft.date()}。", "自公布之日起30日。")
    ways = [
        "信函请寄：" + words.address(draft.random),
        "电子邮箱：office@ceshi.example",
        f"电话：{draft.own_line()}",
        f"传真：{draft.own_line()}",
        "登录县政府门户网站“意见征集”栏目提交",
    ]
    draft.head(draft.one("反馈方式", "提出意见的途径"))
    if draft.maybe():
        draft.items(ways[: draft.number(3, 5)])
    else:
        draft.pairs(*[(one.split("：")[0], one.split("：")[1]) for one in ways[:4]])
    draft.organisation("undertaker", bureau, "起草单位")
    draft.blocks.append(f"起草单位：{bureau}")
    if draft.maybe():
        draft.head("起草说明")
        draft.items(
            draft.some(
                (
                    "必要性：现行规定施行于2010年，已不适应需要",
                    "起草过程：调研座谈6次，书面征求意见32家",
                    "主要内容：共六章四十二条",
                    "提出意见的个人信息仅用于核实，不予公开",
                ),
                2,
                4,
            )
        )
    if draft.maybe(0.4):
        draft.rows(
            ("意见来源", "意见内容", "采纳情况"),
            [
                [
                    draft.one("网民", "某企业", f"{draft.masked()}（市民）"),
                    draft.one("建议增加罚则", "建议明确主管部门"),
                    draft.one("采纳", "部分采纳", "不采纳，理由是上位法已有规定"),
                ]
                for _ in range(draft.number(1, 5))
            ],
        )
    draft.sign(bureau)


def meeting(draft: Draft) -> None:
    bureau = words.bureau(draft.random)
    draft.title = draft.one(
        "关于召开全县安全生产工作会议的通知",
        f"县政府第{draft.number(1, 60)}次常务会议",
        "关于举办政务公开培训班的通知",
        f"关于开展{draft.one('春季防火', '汛前检查', '保密宣传月')}活动的通知",
    )
    if draft.maybe():
        draft.blocks.append("::: 主送\n各镇人民政府，县政府各部门：\n:::")
    draft.para(
        f"定于{draft.date()}召开会议，现将有关事项通知如下。",
        f"经研究，决定于{draft.date()}举办，现通知如下：",
        f"{draft.date()}，县长{draft.person()}主持召开会议，研究有关工作。",
    )
    draft.sections(
        2,
        4,
        lambda: (
            draft.head("时间和地点"),
            draft.pairs(
                ("时间", f"{draft.date()}上午9:00，会期半天"),
                ("地点", f"县行政中心{draft.number(1, 5)}号楼{draft.number(101, 520)}会议室"),
            ),
        ),
        lambda: (
            draft.head("参加人员"),
            draft.items(
                draft.some(
                    ("各镇镇长、分管负责人", "县直各部门主要负责人", "重点企业负责人", "邀请人大代表、政协委员列席"),
                    2,
                    4,
                )
            ),
        ),
        lambda: (
            draft.head("议题"),
            draft.items(
                draft.some(
                    (
                        "听取上半年经济运行情况汇报",
                        "审议《公共机构节能管理办法》",
                        "学习《中华人民共和国保守国家秘密法》",
                        "研究处理信访积案",
                    ),
                    2,
                    4,
                )
            ),
        ),
        lambda: (
            draft.head("有关要求"),
            draft.items(
                draft.some(
                    (
                        "请于会前报送参会人员名单",
                        "会议期间手机调至静音",
                        "确因病因事不能参加的，履行请假手续",
                        "涉密会议不得携带手机",
                    ),
                    2,
                    4,
                )
            ),
        ),
        lambda: (
            draft.head("议程"),
            draft.rows(
                ("时间", "内容", "主持"),
                [
                    [
                        f"{draft.number(8, 11)}:{draft.number(10, 59)}",
                        draft.one("工作部署", "交流发言", "观看警示片"),
                        draft.person(),
                    ]
                    for _ in range(draft.number(2, 4))
                ],
            ),
        ),
    )
    if draft.maybe(0.6):
        draft.contact(draft.organisation("undertaker", bureau, "承办单位"), mobile=0.5)
    draft.sign(draft.one(bureau, "示例县人民政府办公室"))


GENRES = {"work_report": work_report, "solicitation": solicitation, "meeting": meeting}

"""Notices of every day: water, traffic, weather."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def outage(draft: Draft) -> None:
    what = draft.one("停水", "停电", "停气")
    firm = draft.organisation(
        "undertaker", draft.one("示例县供水有限公司", "示例县供电公司", "示例县燃气有限公司"), "服务单位"
    )
    draft.title = draft.one(
        f"关于{draft.one(*words.ROADS)}{what}的通知",
        f"{what}公告（{draft.number(1, 12)}月{draft.number(1, 28)}日）",
        f"计划{what}通知",
    )
    draft.para(
        f"因管线改造，{draft.date()}8时至20时{what}，请提前做好准备。",
        f"为保障安全，现将{what}安排通知如下，给您带来不便，敬请谅解。",
    )
    if draft.maybe(0.7):
        draft.head(f"{what}时间和范围")
        draft.rows(
            ("时间", "范围", "原因"),
            [
                [
                    f"{draft.date()} {draft.number(6, 9)}:00—{draft.number(15, 22)}:00",
                    f"{draft.one(*words.ROADS)}{draft.number(1, 99)}号至{draft.number(100, 199)}号、锦绣花园{draft.number(1, 9)}幢",
                    draft.one("管网抢修", "设备检修", "改造施工"),
                ]
                for _ in range(draft.number(1, 5))
            ],
        )
    if draft.maybe():
        draft.head("注意事项")
        draft.items(
            draft.some(
                (
                    "恢复后水质短时浑浊，请放水至清澈",
                    "医院、学校等重点用户提前储备",
                    "关闭阀门和电器开关",
                    "家中有透析等特殊需要的病人，请提前联系",
                    "遇雨顺延",
                ),
                2,
                4,
            )
        )
    if draft.maybe():
        draft.para(
            f"24小时服务热线：{draft.own_line()}。",
            f"抢修电话：{draft.line()}，联系人：{draft.person()}（{firm.name}）。",
        )
    else:
        draft.contact(firm, mobile=0.5)
    draft.sign(firm.name)


def traffic(draft: Draft) -> None:
    road = draft.one(*words.ROADS)
    draft.title = draft.one(
        f"关于{road}施工期间实行交通管制的通告",
        f"{road}交通管制通告",
        "关于调整部分路段货车禁行时间的通告",
        f"S{draft.number(201, 350)}线交通管制公告",
    )
    draft.para(
        f"为确保{road}改造工程顺利实施，决定自{draft.date()}至{draft.date()}实行交通管制。",
        "根据《中华人民共和国道路交通安全法》第三十九条，现通告如下：",
    )
    if draft.maybe(0.7):
        draft.head("管制路段和措施")
        draft.items(
            draft.some(
                (
                    f"{road}（K{draft.number(1, 90)}+{draft.number(100, 900)}至K{draft.number(91, 99)}+{draft.number(100, 900)}）半幅封闭",
                    "黄牌货车每日7时至21时禁止通行",
                    "公交1路、3路临时绕行",
                    f"限高{draft.number(2, 4)}.5米、限速30公里/小时",
                    "途经车辆由引导员指挥通行",
                ),
                2,
                5,
            )
        )
    if draft.maybe(0.5):
        draft.head("绕行路线")
        draft.rows(
            ("方向", "绕行线路"),
            [
                [
                    draft.one("东向西", "南向北", "进城方向"),
                    f"{draft.one(*words.ROADS)}→{draft.one(*words.ROADS)}→{road}",
                ]
                for _ in range(draft.number(1, 4))
            ],
        )
    if draft.maybe(0.4):
        draft.head("处罚")
        draft.para("违反本通告的，由公安机关交通管理部门依法处罚。", "对拒不服从指挥的，处警告或者200元以下罚款。")
    if draft.maybe(0.6):
        draft.contact(draft.organisation("undertaker", "示例县公安局交通警察大队", "咨询单位"), mobile=0.2)
    draft.sign(draft.one("示例县公安局交通警察大队", "示例县交通运输局"))


def weather(draft: Draft) -> None:
    level, what = (
        draft.one("蓝色", "黄色", "橙色", "红色"),
        draft.one("暴雨", "大风", "寒潮", "高温", "大雾", "道路结冰"),
    )
    draft.title = draft.one(
        f"示例县气象台发布{what}{level}预警信号", f"{what}{level}预警", f"重要天气报告（第{draft.number(1, 30)}期）"
    )
    draft.para(
        f"示例县气象台{draft.date()}{draft.number(0, 23)}时{draft.number(10, 59)}分发布{what}{level}预警信号："
        f"预计未来{draft.number(6, 24)}小时，{'、'.join(draft.some(words.TOWNS, 2, 5))}"
        f"将出现{what}天气，请注意防范。",
        f"受冷空气影响，预计{draft.date()}起我县有{what}过程，"
        f"过程降水量{draft.number(10, 150)}毫米，最大风力{draft.number(6, 9)}～{draft.number(10, 11)}级。",
    )
    if draft.maybe():
        draft.head("天气预报")
        draft.rows(
            ("日期", "天气", "气温（℃）"),
            [
                [
                    draft.date(),
                    draft.one("多云", "小雨转阴", "大到暴雨", "晴"),
                    f"{draft.number(-9, 10)}～{draft.number(11, 38)}",
                ]
                for _ in range(draft.number(3, 7))
            ],
        )
    if draft.maybe(0.7):
        draft.head(draft.one("防御指南", "防范建议"))
        draft.items(
            draft.some(
                (
                    "减少外出，远离河道和低洼地带",
                    "加固棚架、广告牌",
                    "学校可根据情况停课",
                    "高血压、冠心病等慢性病人注意保暖",
                    "农业大棚及时排涝",
                    "值班人员24小时在岗，险情电话0000-6660101",
                ),
                2,
                5,
            )
        )
    if draft.maybe(0.5):
        draft.para(f"签发：{draft.person()}　预报员：{draft.person()}", "预报信息请以最新发布为准。")
    draft.sign("示例县气象局")


GENRES = {
    "outage": outage,
    "traffic": traffic,
    "weather": weather,
}

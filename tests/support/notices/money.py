"""Notices with figures: budget, accounts, statistics."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft

_SUBJECTS = (
    ("201", "一般公共服务支出"),
    ("20103", "政府办公厅（室）及相关机构事务"),
    ("2010301", "行政运行"),
    ("205", "教育支出"),
    ("208", "社会保障和就业支出"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("210", "卫生健康支出"),
    ("2101101", "行政单位医疗"),
    ("213", "农林水支出"),
    ("221", "住房保障支出"),
    ("20402", "公安"),
    ("2040250", "事业运行"),
)


def _figures(draft: Draft, count: int) -> list[list[str]]:
    return [
        [code, name, f"{draft.number(1, 90000) / 100:.2f}", f"{draft.number(1, 90000) / 100:.2f}"]
        for code, name in draft.random.sample(_SUBJECTS, count)
    ]


def budget(draft: Draft) -> None:
    bureau = words.bureau(draft.random)
    draft.title = draft.one(
        f"{bureau}2026年部门预算公开", f"2026年度{bureau}预算公开说明", f"{bureau}2026年“三公”经费预算"
    )
    draft.sections(
        3,
        5,
        lambda: (
            draft.head("部门概况"),
            draft.items(
                draft.some(
                    (
                        "贯彻落实有关法律法规，拟订规划并组织实施",
                        "承担机关保密、信访、政务公开工作",
                        "负责行业安全生产监督管理",
                        "完成县委、县政府交办的其他任务",
                    ),
                    3,
                    4,
                )
            ),
        ),
        lambda: (
            draft.head("收支预算总表"),
            draft.rows(("科目编码", "科目名称", "基本支出", "项目支出"), _figures(draft, draft.number(3, 8))),
        ),
        lambda: (
            draft.head("“三公”经费"),
            draft.pairs(
                ("因公出国（境）费", "0万元"),
                ("公务接待费", f"{draft.number(1, 90) / 10}万元"),
                ("公务用车购置及运行费", f"{draft.number(1, 300) / 10}万元"),
                ("比上年", draft.one("-0.5%", "持平", "下降3.2%")),
            ),
        ),
        lambda: (
            draft.head("名词解释"),
            draft.items(
                (
                    "基本支出：保障机构正常运转的支出",
                    "项目支出：为完成特定任务发生的支出",
                    "机关运行经费：按规定扣除涉密事项后的公用经费",
                )
            ),
        ),
        lambda: (
            draft.head("涉密事项说明"),
            draft.para("按照保密规定，涉及国家秘密的内容不予公开。", "本部门无涉密的预算事项。"),
        ),
    )
    if draft.maybe(0.4):
        draft.para(f"联系电话：{draft.line(mobile=0)}（{bureau}）")
        draft.organisation("undertaker", bureau)
    draft.sign(bureau)


def accounts(draft: Draft) -> None:
    bureau = words.bureau(draft.random)
    draft.title = draft.one(
        f"{bureau}2025年度部门决算", f"关于公开{bureau}2025年度决算的说明", f"2025年度{bureau}决算公开"
    )
    draft.sections(
        3,
        5,
        lambda: (
            draft.head("收入支出决算总体情况"),
            draft.para(
                f"2025年度收入总计{draft.money()}，支出总计{draft.money()}，与上年相比增加{draft.number(1, 99)}.{draft.number(0, 9)}%。"
            ),
        ),
        lambda: (
            draft.head("支出决算表"),
            draft.table(("功能分类科目编码", "科目名称", "年初预算", "决算数"), _figures(draft, draft.number(4, 9))),
        ),
        lambda: (
            draft.head("财政拨款支出"),
            draft.rows(("编码", "名称", "基本支出", "项目支出"), _figures(draft, draft.number(2, 6))),
        ),
        lambda: (
            draft.head("预算绩效情况"),
            draft.items(
                (
                    f"对{draft.number(2, 20)}个项目开展自评，涉及资金{draft.money()}",
                    "其中优秀等次占90%以上",
                    "存在的问题：个别项目执行进度偏慢",
                )
            ),
        ),
        lambda: (
            draft.head("国有资产占用情况"),
            draft.pairs(
                ("车辆", f"{draft.number(1, 9)}辆"),
                ("单价50万元以上设备", f"{draft.number(0, 5)}台"),
                ("房屋", f"{draft.number(900, 9000)}平方米"),
                ("其中：机要通信用车", f"{draft.number(0, 1)}辆"),
            ),
        ),
    )
    draft.sign(bureau)


def bulletin(draft: Draft) -> None:
    draft.title = draft.one(
        "示例县2025年国民经济和社会发展统计公报",
        f"2026年1—{draft.number(2, 11)}月全县经济运行情况",
        "第七次全国人口普查主要数据公报",
    )
    draft.para(
        f"初步核算，全年地区生产总值{draft.number(100, 900)}.{draft.number(10, 99)}亿元，"
        f"按不变价格计算，比上年增长{draft.number(1, 9)}.{draft.number(0, 9)}%。[^1]",
        "今年以来，全县经济运行总体平稳、稳中有进。[^1]",
    )
    draft.sections(
        2,
        5,
        lambda: (
            draft.head("农业"),
            draft.para(
                f"全年粮食播种面积{draft.number(10, 90)}.{draft.number(0, 9)}万公顷，"
                f"产量{draft.number(100000, 900000)}吨；生猪出栏{draft.number(10000, 900000)}头。"
            ),
        ),
        lambda: (
            draft.head("工业和投资"),
            draft.rows(
                ("指标", "绝对数", "比上年增长（%）"),
                [
                    [one, f"{draft.number(10**4, 10**8)}", draft.one("-0.5", "3.2", "+12.0", "0.0")]
                    for one in draft.some(
                        (
                            "规模以上工业增加值",
                            "固定资产投资",
                            "社会消费品零售总额",
                            "发电量（万千瓦时）",
                            "水泥（吨）",
                        ),
                        3,
                        5,
                    )
                ],
            ),
        ),
        lambda: (
            draft.head("人口和社会保障"),
            draft.items(
                (
                    f"年末常住人口{draft.number(10, 90)}.{draft.number(10, 99)}万人，出生率{draft.number(4, 9)}.{draft.number(10, 99)}‰",
                    f"高血压患者管理{draft.number(1000, 90000)}人，糖尿病患者管理{draft.number(1000, 30000)}人，肺结核病例{draft.number(1, 90)}例",
                    f"持证残疾人{draft.number(1000, 9000)}人，其中精神残疾{draft.number(100, 900)}人",
                )
            ),
        ),
        lambda: (
            draft.head("财政金融"),
            draft.pairs(
                ("一般公共预算收入", draft.money()),
                ("金融机构存款余额", draft.money()),
                ("贷款余额", draft.money()),
                ("保费收入", draft.money()),
            ),
        ),
    )
    draft.sign("示例县统计局")
    draft.blocks.append("[^1]: 本公报数据为初步统计数，部分数据因四舍五入，分项合计与总计可能不等。")


GENRES = {
    "budget": budget,
    "accounts": accounts,
    "bulletin": bulletin,
}

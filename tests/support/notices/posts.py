"""Notices about appointments and places at school."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def appointment(draft: Draft) -> None:
    draft.title = draft.one(
        "干部任前公示公告", f"示例县人民政府关于{draft.person()}等同志职务任免的通知", "县政府任免工作人员"
    )
    draft.para(
        (draft.title.startswith("干部") and "为进一步扩大民主，现对拟任职干部进行任前公示。")
        or "经研究决定，任免下列同志职务：",
        "现将有关人事任免事项公布如下：",
    )
    people = [
        (
            draft.person(),
            draft.one("男", "女"),
            f"{draft.number(1968, 1992)}{draft.one('年', '.')}{draft.number(1, 12):02}",
            draft.one("中央党校大学", "大学本科", "硕士研究生"),
            draft.one("县财政局副局长", "青石镇镇长", "县教育局党组成员"),
            draft.one("县水务局局长", "县审计局局长", "云山乡党委书记"),
        )
        for _ in range(draft.number(1, 5))
    ]
    how = draft.number(0, 2)
    if how == 0:
        draft.rows(("姓名", "性别", "出生年月", "学历", "现任职务", "拟任职务"), [list(one) for one in people])
    elif how == 1:
        draft.items(
            [
                f"{one[0]}，{one[1]}，汉族，{one[2]}{'月' if '年' in one[2] else ''}生，"
                f"{one[3]}，中共党员，现任{one[4]}，拟任{one[5]}"
                for one in people
            ]
        )
    else:
        draft.items([f"任命{one[0]}同志为{one[5]}，免去其{one[4]}职务" for one in people])
    agency = draft.organisation("supervisor", "中共示例县委组织部", "受理部门")
    if how != 2:
        if draft.maybe():
            draft.head("公示时间和受理方式")
        draft.para(
            f"公示时间：{draft.date()}至{draft.date()}。公示期间可通过来信、来访、来电等形式反映，组织部门对举报人严格保密。"
        )
        draft.contact(agency, mobile=0)
    draft.sign(draft.one("中共示例县委组织部", "示例县人民政府"))


def admission(draft: Draft) -> None:
    level = draft.one("小学", "幼儿园", "初中", "普通高中")
    draft.title = draft.one(
        f"示例县2026年{level}招生入学工作公告", f"2026年秋季{level}招生简章", f"关于公布{level}服务区划分的通知"
    )
    draft.para(f"现将2026年{level}招生入学有关事项公告如下。", f"按照免试就近入学原则，{level}招生工作安排如下：")

    def who() -> None:
        draft.head("招生对象")
        draft.items(
            draft.some(
                (
                    "年满6周岁（2020年8月31日前出生）的适龄儿童",
                    f"2019年9月1日至2020年8月31日出生，户籍在{draft.one(*words.TOWNS)}的儿童",
                    "进城务工人员随迁子女",
                    "因身体健康等原因需延缓入学的，由监护人提出申请",
                    "烈士子女、现役军人子女按规定优待",
                ),
                2,
                4,
            )
        )

    def areas() -> None:
        draft.head("服务区")
        draft.rows(
            ("学校", "服务区范围", "班数"),
            [
                [
                    f"示例县第{at}{draft.one('小学', '实验小学')}",
                    f"{draft.one(*words.ROADS)}以东、{draft.one(*words.ROADS)}以北，含{draft.one(*words.VILLAGES)}1至{draft.number(3, 9)}组",
                    str(draft.number(2, 8)),
                ]
                for at in draft.some("一二三四五六", 2, 5)
            ],
        )

    def papers() -> None:
        draft.head("报名材料")
        draft.items(
            draft.some(
                (
                    "户口簿、监护人身份证、出生医学证明原件",
                    "不动产权证书或购房合同",
                    "预防接种证",
                    "居住证、劳动合同",
                    "家庭住址与户籍不一致的，提交居住证明",
                ),
                3,
                5,
            )
        )

    draft.sections(2, 3, who, areas, papers)
    draft.head(draft.one("咨询电话", "联系方式"))
    schools = [draft.organisation("undertaker", f"示例县第{at}小学", "学校") for at in draft.some("一二三四", 1, 3)]
    if draft.maybe():
        draft.table(("学校", "咨询电话"), [[one.name, draft.line(mobile=0.2)] for one in schools])
    else:
        draft.contact(*schools, mobile=0.2)
    draft.sign("示例县教育局")


GENRES = {"appointment": appointment, "admission": admission}

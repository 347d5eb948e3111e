"""Notices about recruitment: announcement, results, civil service."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft

_POSTS = (
    "会计",
    "综合管理",
    "临床医师",
    "护理",
    "小学语文教师",
    "幼儿教师",
    "规划管理",
    "信息技术",
    "法律事务",
    "社区工作者",
)


def recruitment(draft: Draft) -> None:
    unit = draft.one("示例县人民医院", "示例县第一中学", "示例县融媒体中心", "示例县供水有限公司", *words.BUREAUS[:4])
    draft.title = draft.one(
        f"{unit}2026年公开招聘工作人员公告", f"2026年{unit}招聘简章", f"{unit}关于引进急需紧缺人才的公告"
    )
    draft.para(
        f"因工作需要，{unit}面向社会公开招聘工作人员{draft.number(3, 40)}名，现将有关事项公告如下。",
        f"根据事业单位公开招聘有关规定，经批准，{unit}拟公开招聘。",
    )

    def conditions() -> None:
        draft.head(draft.one("招聘条件", "报考条件", "应聘资格条件"))
        draft.items(
            draft.some(
                (
                    f"年龄在35周岁以下（{draft.number(1990, 1992)}年1月1日以后出生）",
                    f"毕业生于{draft.number(2024, 2026)}年8月31日前取得学历学位证书",
                    "具有中华人民共和国国籍，遵守宪法和法律",
                    "身体健康，无影响履行职责的疾病；恶性肿瘤、精神病等按体检标准执行",
                    "2026届毕业生可凭学生证、身份证和就业推荐表报名",
                    f"退役军人、残疾人报考者年龄放宽至{draft.number(38, 40)}周岁",
                    "在读的全日制研究生不得以本科学历报考",
                    "工作经历须产生于2026年1月1日之前",
                ),
                3,
                6,
            )
        )

    def posts() -> None:
        draft.head(draft.one("招聘岗位", "岗位及人数"))
        draft.rows(
            ("岗位", "人数", "学历", "专业"),
            [
                [
                    post,
                    str(draft.number(1, 5)),
                    draft.one("大专", "本科", "硕士研究生"),
                    draft.one("不限", "会计学", "临床医学", "法学"),
                ]
                for post in draft.some(_POSTS, 2, 6)
            ],
        )

    def steps() -> None:
        draft.head(draft.one("报名办法", "招聘程序"))
        draft.para(
            f"报名时间：{draft.date()}至{draft.date()}。报名时提交身份证、毕业证原件及复印件，近期免冠照片2张。",
            f"采取现场报名方式，地点：{words.address(draft.random)}。每人限报一个岗位，笔试、面试成绩各占50%。",
        )

    draft.sections(2, 3, conditions, posts, steps)
    draft.head(draft.one("咨询方式", "联系方式", "其他事项"))
    draft.contact(draft.organisation("recruiter", unit), mobile=0.4)
    if draft.maybe():
        draft.para(f"监督电话：{draft.own_line()}。", "本公告由人力资源和社会保障部门负责解释。")
    draft.sign(unit)


def exam(draft: Draft) -> None:
    what = draft.one("事业单位公开招聘笔试", "教师招聘面试", "专业技术人员考核", "城市社区工作者招录考试")
    draft.title = draft.one(f"2026年{what}成绩公告", f"关于公布{what}成绩及进入下一环节人员的通知")
    draft.para(
        f"2026年{what}已结束，现将成绩公布如下，公示期5个工作日。",
        "现将有关人员成绩予以公示，准考证号、身份证号已作部分隐藏。",
    )
    count = draft.number(3, 12)
    heads = draft.random.choice(
        (
            ("姓名", "准考证号", "成绩"),
            ("准考证号", "身份证号（后四位）", "笔试成绩", "排名"),
            ("报考岗位", "姓名", "身份证号", "总成绩"),
            ("考号", "成绩"),
        )
    )
    rows = []
    for at in range(count):
        cells = {
            "姓名": draft.masked(),
            "准考证号": f"2026{draft.number(10**7, 10**8 - 1)}",
            "考号": f"4103052026{draft.number(10000, 99999)}",
            "成绩": f"{draft.number(4000, 9500) / 100:.2f}",
            "身份证号（后四位）": f"{draft.number(1000, 9999)}",
            "笔试成绩": f"{draft.number(40, 95)}",
            "排名": str(at + 1),
            "报考岗位": draft.one(*_POSTS),
            "身份证号": words.masked_id(draft.random),
            "总成绩": f"{draft.number(40, 95)}.5",
        }
        rows.append([cells[head] for head in heads])
    if draft.maybe():
        draft.head("成绩")
    draft.rows(heads, rows)
    if draft.maybe():
        draft.head("资格复审")
        draft.items(
            draft.some(
                (
                    "本人身份证、准考证原件",
                    "学历学位证书",
                    "所在单位同意报考证明",
                    f"于{draft.date()}前到{words.address(draft.random)}复审",
                    f"考生于2026年{draft.number(3, 9)}月{draft.number(1, 28)}日凭准考证入场",
                ),
                2,
                4,
            )
        )
    bureau = draft.one("示例县人力资源和社会保障局", "示例县教育局")
    if draft.maybe(0.7):
        draft.para(
            f"对成绩有异议的，请于公示期内向{bureau}反映，联系电话：{draft.line(mobile=0)}。",
            f"查分申请电话：{draft.own_line()}，逾期不再受理。",
        )
        draft.organisation("supervisor", bureau)
    draft.sign(bureau)


def civil_service(draft: Draft) -> None:
    draft.title = draft.one(
        "2026年考试录用公务员拟录用人员公示",
        "拟录用公务员公示公告",
        f"示例县2026年度选调公务员拟选调人员名单（第{draft.one('一', '二')}批）",
    )
    draft.para(
        "根据公务员录用有关规定，经考试、体检和考察，现将拟录用人员予以公示。",
        "按照《公务员录用规定》，下列人员拟录用为公务员，现予公示，接受社会监督。",
    )
    heads = draft.random.choice(
        (
            ("招考单位", "职位", "姓名", "性别", "准考证号"),
            ("姓名", "性别", "毕业院校或工作单位", "拟录用单位"),
            ("职位代码", "姓名", "准考证号", "总成绩"),
        )
    )
    rows = []
    for _ in range(draft.number(2, 9)):
        cells = {
            "招考单位": words.bureau(draft.random),
            "职位": draft.one("一级科员", "综合文秘", "执法岗位"),
            "姓名": draft.person(),
            "性别": draft.one("男", "女"),
            "准考证号": f"1141{draft.number(10**7, 10**8 - 1)}",
            "毕业院校或工作单位": draft.one("某某大学", "某某师范学院", "示例县青石镇人民政府"),
            "拟录用单位": words.bureau(draft.random),
            "职位代码": f"{draft.number(10**7, 10**8 - 1)}01",
            "总成绩": f"{draft.number(6000, 8500) / 100}",
        }
        rows.append([cells[head] for head in heads])
    draft.rows(heads, rows)
    agency = draft.organisation("supervisor", "中共示例县委组织部", "受理单位")
    if draft.maybe():
        draft.head("公示时间和受理方式")
        draft.para(
            f"公示期为5个工作日（{draft.date()}至{draft.date()}）。反映问题应实事求是，提倡署实名，举报人信息严格保密。"
        )
    draft.contact(agency, mobile=0)
    draft.sign(agency.name)


GENRES = {
    "recruitment": recruitment,
    "exam": exam,
    "civil_service": civil_service,
}

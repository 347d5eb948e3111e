"""The forms for applying for information and for asking for a correction: one table for the page, the blank and the check.

What an applicant has to state follows from the legal regime: 五·11 and 五·13, article 20 of the regulation of 2007, article 29
of that of 2019.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.site.interface import Words

_SOURCE = ("source",)
_NATIONAL = ("2007", "2019")
_ALL = (*_SOURCE, *_NATIONAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to fill in. ``kind`` is what is checked; ``choices`` are those of a list; ``complete`` what a browser may offer."""

    id: str
    label: str
    kind: str = "text"  # text, lines, date, choice, agency, identity, passport, phone, email
    required: bool = True
    hint: str = ""
    choices: tuple[str, ...] = ()
    complete: str = "off"
    regimes: tuple[str, ...] = _ALL


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """``signed`` is what stands above the line for signature or seal."""

    id: str
    title: str
    lead: str
    signed: str
    sections: tuple[Section, ...]

    def under(self, regime: str) -> Form:
        """The form with what a legal regime asks for."""
        sections = (replace(s, entries=tuple(e for e in s.entries if regime in e.regimes)) for s in self.sections)
        return replace(self, sections=tuple(sections))

    def said(self, words: Words) -> Form:
        """The form in another language."""

        def entry(one: Entry) -> Entry:
            hint = words(one.hint) if one.hint else ""
            return replace(one, label=words(one.label), hint=hint, choices=tuple(map(words, one.choices)))

        sections = tuple(Section(words(s.title), tuple(map(entry, s.entries))) for s in self.sections)
        return replace(
            self, title=words(self.title), lead=words(self.lead), signed=words(self.signed), sections=sections
        )


_SEX = ("男", "女")
_REACHED = (
    Entry("address", "通信地址", complete="address-line1"),
    Entry("phone", "联系电话", "phone", complete="tel", hint="手机或者固定电话，固定电话请加区号。"),
    Entry("email", "电子邮箱", "email", required=False, complete="email"),
)
_WANTED = Section(
    "所需信息",
    (
        Entry("agency", "受理机构", "agency", hint="产生该信息的机构。不能确定的，可以向网站主办机构咨询。"),
        Entry("number", "索引号或者文号", required=False, hint="目录中已列出的信息，填写索引号即可。"),
        Entry("content", "所需信息的内容", "lines", hint="写明名称，或者其他便于查找的特征。"),
        Entry("purpose", "所需信息的用途", "lines", regimes=_SOURCE),
        Entry(
            "delivery",
            "获取信息的方式",
            "choice",
            choices=("电子邮件", "邮寄", "当面领取"),
            regimes=_NATIONAL,
        ),
        Entry("date", "申请日期", "date"),
    ),
)
_CITIZEN = Section(
    "申请人",
    (
        Entry("name", "姓名", complete="name"),
        Entry("sex", "性别", "choice", choices=_SEX, regimes=_SOURCE),
        Entry("birth", "出生日期", "date", complete="bday", regimes=_SOURCE),
        Entry("identity", "身份证号码", "identity", hint="18位。"),
        *_REACHED,
    ),
)
_ORGANISATION = Section(
    "申请单位",
    (
        Entry("name", "单位名称", complete="organization"),
        Entry("code", "统一社会信用代码", regimes=_NATIONAL),
        Entry("office", "办公处所", regimes=_SOURCE),
        Entry("head", "法定代表人姓名"),
        Entry("sex", "法定代表人性别", "choice", choices=_SEX, regimes=_SOURCE),
        Entry("birth", "法定代表人出生年月", hint="例如1975年6月。", regimes=_SOURCE),
        *_REACHED,
    ),
)
_FOREIGNER = Section(
    "申请人",
    (
        Entry("name", "姓名", complete="name"),
        Entry("nationality", "国籍", complete="country-name"),
        Entry("passport", "护照号码", "passport"),
        *_REACHED,
    ),
)
_RECORD = Section(
    "需要更正的信息",
    (
        Entry("agency", "记录该信息的机构", "agency"),
        Entry("number", "索引号或者文号", required=False),
        Entry("content", "信息的名称和有关内容", "lines"),
        Entry("fault", "存在的问题", "choice", choices=("不准确", "不完整", "不适时", "不相关")),
        Entry("change", "要求怎样更正", "lines"),
        Entry("evidence", "理由和所附证明", "lines"),
        Entry("date", "申请日期", "date"),
    ),
)
FORMS = (
    Form(
        "citizen", "公民申请公开政府信息申请表", "公民个人申请公开政府信息时使用。", "申请人签名", (_CITIZEN, _WANTED)
    ),
    Form(
        "organisation",
        "法人或者其他组织申请公开政府信息申请表",
        "企业、事业单位、社会组织等申请公开政府信息时使用，须加盖公章。",
        "申请单位（公章）",
        (_ORGANISATION, _WANTED),
    ),
    Form(
        "foreigner",
        "外国人申请公开政府信息申请表",
        "外国人申请公开政府信息时使用。",
        "申请人签名",
        (_FOREIGNER, _WANTED),
    ),
    Form(
        "correction",
        "更正政府信息申请表",
        "发现有关自身的信息记录不准确、不完整、不适时或者不相关，要求更正时使用。",
        "申请人签名",
        (_CITIZEN, _RECORD),
    ),
)

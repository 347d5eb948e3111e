"""A catalog item (目录条目): the fields of the design's table, in its order."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from gongkai.documents.about import About, about
from gongkai.documents.blocks import Funds, Service
from gongkai.documents.values import (
    AgencyRef,
    Count,
    Date,
    DocumentNumber,
    FileName,
    Hex64,
    IndexNumber,
    ItemRef,
    Language,
    Line,
    Model,
    Prose,
    Ref,
    Title,
    YesNo,
)


class Declassified(Model):
    on: Date
    by: Line
    ref: Line


class Marking(Model):
    """The original once carried a classification mark (一·四·1). Never rendered.

    ``basis_level`` is what the scope or list of secrets says its level should have been (三·7).
    """

    level: Literal["top-secret", "secret", "confidential"]
    basis_level: Literal["top-secret", "secret", "confidential", "none"] | None = None
    term: Line
    marked_on: Date
    expires_on: Date
    declassified: Declassified | None = None


class Declassification(Model):
    organ: Line
    leader: Line
    on: Date
    ref: Line


class ScopeCheck(Model):
    """Whether unmarked text falls within the scope of secrets (一·四·2). Never rendered."""

    in_scope: YesNo
    note: Line | None = None
    declassification: Declassification | None = None


class Determination(Model):
    """The answer of the competent organ in a disputed case (一·四·3). Never rendered."""

    organ: Line
    ref: Line
    asked_on: Date
    answered_on: Date | None = None
    result: Literal["public", "partial", "secret"] | None = None


class Redaction(Model):
    """What was treated before release (一·四·3); shown to the public as a notice."""

    done_by: Line
    on: Date
    parts: tuple[Line, ...]
    reason: Line
    stage: Literal["partial", "final"]
    next_review: Date | None = None


class Privacy(Model):
    """Whether personal data stands in the text and what was done about it. Never rendered."""

    personal_data: YesNo
    treatment: Line | None = None
    consent: Line | None = None


class OriginConsent(Model):
    """Another organ's consent to the release of its information. Never rendered."""

    organ: Line
    on: Date
    ref: Line


class Attachment(Model):
    """A file in the folder of the document's name."""

    path: FileName
    title: Title
    sha256: Hex64


class Revision(Model):
    revision: Count
    on: Date
    note: Line


class Waiver(Model):
    """What a rule found and may stand all the same, for a reason and a time. Never rendered.

    ``where`` is as the finding shows it; ``whose`` says whose number, name or contact it is (P01-P03).
    """

    rule: Line
    where: Line
    reason: Line
    until: Date
    whose: Line | None = None


class Contact(Model):
    """An organisation whose contacts the item publishes because it has to. Never rendered.

    ``of`` is what it is in this matter, ``name`` its full name as the text has it, ``basis`` what demands publication.
    """

    of: Literal["purchaser", "agent", "supplier", "tenderer", "recruiter", "undertaker", "supervisor"]
    name: Line
    basis: Line


class Item(Model):
    """A catalog item. ``INTERNAL`` are the fields that never leave the office."""

    INTERNAL: ClassVar[frozenset[str]]

    # fmt: off
    index_number: Annotated[IndexNumber, About("索引号", "index number",
        "信息在全目录中唯一的编号，由机构代码、年份和流水号组成", "Its number: code of the agency, year, serial", "100000101/2026-00012")]
    title: Annotated[Title, About("信息名称", "title",
        "文件的正式标题，不得改动", "The official title, as it was issued", "示例县2026年稳岗补贴申领公告")]
    summary: Annotated[Line, About("内容概述", "summary",
        "用一两句话说明内容，说得比标题多", "One or two sentences that say more than the title", "说明补贴对象、标准和申领办法。")]
    agency: Annotated[AgencyRef, About("发布机构", "agency",
        "发布信息的机构，写它的代号", "The publishing agency, by its identifier", "finance")]
    joint_agencies: Annotated[tuple[AgencyRef, ...], About("联合发布机构", "joint agencies",
        "联合发文的其他机构，各自审查同意", "Agencies that publish it together with the first; each reviews it", "[civil-affairs]")] = ()
    origin_consent: Annotated[OriginConsent | None, About("来源机关同意", "consent of origin",
        "其他机关制作的信息，写明该机关何时以何文同意公开", "Another organ's consent to the release of its information", public=False)] = None
    produced_on: Annotated[Date, About("产生日期", "produced on",
        "信息形成的日期", "The day on which the information came into being", "2026-03-02")]
    issued_on: Annotated[Date | None, About("成文日期", "issued on",
        "文件签发或会议通过的日期", "The day of signing or adoption", "2026-03-05")] = None
    effective_on: Annotated[Date | None, About("生效日期", "effective on",
        "开始施行的日期", "The first day on which it applies", "2026-04-01")] = None
    expires_on: Annotated[Date | None, About("有效期至", "expires on",
        "最后一个有效的日子", "The last day on which it applies", "2031-03-31")] = None
    document_number: Annotated[DocumentNumber | None, About("文号", "document number",
        "发文字号，年份写在六角括号内", "The number of the document, its year in the prescribed brackets", "示财发〔2026〕5号")] = None
    genre: Annotated[Annotated[str, Ref("genre")], About("体裁", "genre",
        "公文的种类，用登记表中的代号", "The kind of paper, by its identifier in the registry", "notice")]
    category: Annotated[Annotated[str, Ref("category")], About("公开类别", "category",
        "十一类之一", "One of the eleven categories", "funds")]
    topics: Annotated[tuple[Annotated[str, Ref("topic")], ...], About("主题分类", "topics",
        "所属主题，用登记表中的代号", "Topics, by their identifiers in the registry", "[employment]")] = ()
    keywords: Annotated[tuple[Line, ...], About("关键词", "keywords",
        "便于检索的词", "Words by which it is found", "[稳岗补贴, 失业保险]")] = ()
    audience: Annotated[Line | None, About("公开对象", "audience",
        "主要面向哪些人", "Whom it is meant for", "参保企业", row=True)] = None
    nature: Annotated[Literal["general", "policy", "business"], About("信息性质", "nature",
        "一般、政策性或者业务性；后两种先由业务科室审查", "Of the last two the section reviews first", "business", public=False)]
    carrier: Annotated[Literal["paper", "film", "tape", "disk", "electronic"], About("载体", "carrier",
        "原件的载体", "What the original is on", "electronic")]
    disclosure: Annotated[Literal["proactive", "on_request"], About("公开属性", "disclosure",
        "主动公开或者依申请公开", "Published proactively or on request", "proactive")]
    validity: Annotated[Literal["in_force", "amended", "repealed", "expired"] | None, About("有效性", "validity",
        "签发时写明的效力状态；到期、被替代由程序推算", "As signed; expiry and replacement are computed", "in_force")] = None
    supersedes: Annotated[tuple[ItemRef, ...], About("替代", "supersedes",
        "本件取代的条目的索引号", "The index numbers of the items that this one replaces", "[100000101/2024-00003]")] = ()
    corrects: Annotated[tuple[ItemRef, ...], About("更正", "corrects",
        "本件更正的条目的索引号", "The index numbers of the items that this one corrects", "[100000101/2026-00011]")] = ()
    channels: Annotated[tuple[Annotated[str, Ref("channel")], ...], About("公开渠道", "channels",
        "在哪些渠道公开", "By which channels it is published", "[website]")]
    cadence: Annotated[Literal["periodic", "as-needed", "prompt"] | None, About("公开时限", "cadence",
        "定期、及时或者按需公开", "Whether it is published periodically, promptly or as needed", "prompt")] = None
    review_by: Annotated[Date | None, About("复核日期", "review by",
        "内部约定再次核对内容的日期", "By when the office wants to look at it again", "2027-03-01")] = None
    marking: Annotated[Marking | None, About("原密级标志", "marking",
        "原件曾有的密级标志和解密情况", "The classification mark that the original once had, and its end", public=False)] = None
    scope_check: Annotated[ScopeCheck, About("保密范围核对", "scope check",
        "没有密级标志的，是否属于国家秘密范围", "Whether unmarked text falls within the scope of secrets", public=False)]
    determination: Annotated[Determination | None, About("争议的确定", "determination",
        "是否属于国家秘密有争议的，有权机关的答复", "The answer of the competent organ in a disputed case", public=False)] = None
    redaction: Annotated[Redaction | None, About("技术处理", "redaction",
        "公开前作了哪些处理，为什么", "What was treated before release, and why")] = None
    privacy: Annotated[Privacy, About("个人信息核对", "privacy",
        "正文中是否有个人信息，怎样处理", "Whether personal data stands in the text, and what was done about it", public=False)]
    attachments: Annotated[tuple[Attachment, ...], About("附件", "attachments",
        "随正文公开的文件，连同校验值", "The files that are published with it, with their digests")] = ()
    revisions: Annotated[tuple[Revision, ...], About("修订", "revisions",
        "公开以后的每次修改", "Each change after publication")] = ()
    language: Annotated[Language, About("语言", "language",
        "正文的语言", "The language of the body", "zh-CN")] = "zh-CN"
    fee: Annotated[Line | None, About("收费", "fee",
        "提供该信息是否收费", "What the information costs", "不收费", row=True)] = None
    focus: Annotated[Line | None, About("重点领域", "focus",
        "所属的重点公开领域", "The field of emphasis that it belongs to")] = None
    service: Annotated[Service | None, About("办事指南", "service",
        "办理一件事项的对象、条件、材料、程序和期限", "For whom, on what conditions, with what papers and until when a matter is handled")] = None
    funds: Annotated[Funds | None, About("资金信息", "funds",
        "资金的名称、依据、规模、分配和用途", "Name, basis, amount, distribution and use of funds")] = None
    reason: Annotated[Prose | None, About("不主动公开的理由", "reason",
        "依申请公开的，为什么不主动公开", "Why it is not published proactively")] = None
    exemption: Annotated[Annotated[str, Ref("exemption")] | None, About("免予公开的情形", "exemption",
        "依据哪种情形不主动公开，用登记表中的代号", "Under which exemption, by its identifier in the registry")] = None
    contacts: Annotated[tuple[Contact, ...], About("依法公布的联系方式", "contacts",
        "依法必须公布其联系方式的单位", "Organisations whose contacts the law has published", public=False)] = ()
    waivers: Annotated[tuple[Waiver, ...], About("豁免", "waivers",
        "检查提出、经领导看过仍可公开的内容和理由", "What the check found and may stand all the same, with the reason", public=False)] = ()
    # fmt: on


Item.INTERNAL = frozenset(key for key, one in about(Item).items() if not one.public)

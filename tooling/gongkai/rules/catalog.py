"""C01–C03, C06, L03: what a catalog item has to say about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Severity, Text
from gongkai.documents.card import Card
from gongkai.documents.document import Document, Reading
from gongkai.documents.pages import Page
from gongkai.documents.registries import Vocabularies
from gongkai.rules.content import nothing_shown
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.secrecy import lacking
from gongkai.signing.context import SiteContext

SUMMARY_LIMIT = 100  # 字; the standard's limit of 内容概述
_WORD = re.compile(
    r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+"
)  # counted as word processors count 字: a word of letters is one
CATEGORY_COUNT = 11  # 五·7(一)–(十一)


@rule("C01", zh="须有标题、内容概述、产生日期和内容，概述不得重复标题", basis="五·10", on=Reading)
def description(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Title, summary, day of production and content are there, and the summary says more than the title."""
    yield from file.reported("C01")
    if file.document is not None:
        yield from nothing_shown(file.document)
    fields = file.document.fields if file.document else None
    title, summary = getattr(fields, "title", None), getattr(fields, "summary", None)
    if not title or not summary:
        return
    if title == summary:
        yield Finding(
            "summary",
            Text("内容概述与标题相同", "the summary repeats the title"),
            Text("用一两句话概括内容，不要重复标题", "say in a sentence or two what the document contains"),
        )
    if (length := len(_WORD.findall(summary))) > SUMMARY_LIMIT:
        yield Finding(
            "summary",
            Text(
                f"内容概述有 {length} 字，超过 {SUMMARY_LIMIT} 字",
                f"the summary has {length} characters, more than {SUMMARY_LIMIT}",
            ),
            Text("压缩到 100 字以内", "shorten it to 100 characters"),
            Severity.WARNING,
        )


@rule("C02", zh="索引号须规范、与文件位置一致、不重复", basis="五·10", on=Reading)
def index_number(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The index number has the required form, equals the path and stands once."""
    yield from file.reported("C02")
    document = file.document
    if document is None:
        return
    if document.kind.prefix == "report" and isinstance(document.fields, Page):
        yield from _report_path(document)
    if (item := document.item) is None:
        return
    parts = document.path_parts
    agency = county.agencies.get(parts["agency"])
    code, _, rest = item.index_number.partition("/")
    year, _, serial = rest.partition("-")
    if agency is not None and item.agency not in county.agencies:
        return  # rule C07 says which agencies there are
    if agency is None or item.agency != parts["agency"]:
        yield Finding(
            "agency",
            Text(
                f"发布机构“{item.agency}”与文件所在目录“{parts['agency']}”不一致",
                f"agency `{item.agency}` differs from the folder `{parts['agency']}`",
            ),
            Text("把文件移到发布机构的目录，或改正发布机构", "move the file to the agency's folder or mend the agency"),
        )
    elif (code, year[:4], serial) != (agency.code, parts["year"], parts["serial"]):
        right = f"{agency.code}/{parts['year']}-{parts['serial']}"
        yield Finding(
            "index_number",
            Text(
                f"索引号“{item.index_number}”与文件位置不一致，应为“{right}”",
                f"index number `{item.index_number}` does not fit the path, expected `{right}`",
            ),
            Text("改正索引号，或把文件放到索引号对应的位置", "mend the index number or move the file"),
        )


def _report_path(document: Document) -> Iterator[Finding]:
    fields, parts = document.fields, document.path_parts
    if getattr(fields, "agency", None) != parts["agency"] or getattr(fields, "year", None) != parts["year"]:
        yield Finding(
            "agency",
            Text("年度报告的机构、年度与文件位置不一致", "agency and year of the report do not fit its path"),
            Text("改正机构、年度，或移动文件", "mend agency and year, or move the file"),
        )


@index_number.across
def same_index_number(corpus: Corpus) -> Iterator[Finding]:
    seen: dict[str, Card] = {}
    for document in corpus.documents:
        if document.kind != "item":
            continue
        first = seen.setdefault(document.name, document)
        if first is not document:
            yield Finding(
                At(document.path, "index_number"),
                Text(f"索引号与 {first.path} 重复", f"the index number is used by {first.path} too"),
                Text("索引号不得重复使用，改用新的流水号", "an index number is never reused; take a new serial number"),
            )


@rule("C03", zh="类别须为 11 类之一", basis="五·7", on=Reading)
def category(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The category is one of the eleven."""
    yield from file.reported("C03")
    document = file.document
    if document is None:
        return
    if isinstance(document.fields, Vocabularies) and len(document.fields.categories) != CATEGORY_COUNT:
        yield Finding(
            "categories",
            Text(
                f"主动公开类别应为 11 类，现有 {len(document.fields.categories)} 类",
                f"there must be 11 categories, not {len(document.fields.categories)}",
            ),
            Text("按实施细则第七条补齐 11 类", "list the eleven categories of article 7"),
        )
    if document.item and document.item.category not in county.terms["category"]:
        words = county.vocabularies.categories
        meant = next((word.id for word in words if word.name == document.item.category), None)
        names = "、".join(f"{word.id}（{word.name}）" for word in words)
        yield Finding(
            "category",
            Text(
                f"类别“{document.item.category}”不在 11 类之内",
                f"category `{document.item.category}` is not one of the eleven",
            ),
            Text(f"此处写代号：{meant}", f"write its identifier here: {meant}")
            if meant
            else Text(f"从下列类别中选择：{names}", f"choose one of: {', '.join(sorted(county.terms['category']))}"),
        )


@rule("C06", zh="不主动公开的须写明理由", basis="五·3", on=Document)
def reason_to_withhold(document: Document, county: SiteContext) -> Iterator[Finding]:
    """What is not published proactively names an exemption or a reason."""
    item = document.item
    if item and item.disclosure == "on_request" and not item.reason and not item.exemption:
        yield Finding(
            "disclosure",
            Text("依申请公开的信息没有写明理由", "an item published on request gives no reason"),
            Text(
                "政务信息以公开为原则：写明 reason（理由）或 exemption（免予公开的情形），否则改为主动公开",
                "openness is the rule: give `reason` or `exemption`, or publish proactively",
            ),
        )


@rule("L03", zh="依申请公开的条目不得有正文和附件，国家秘密不得列入目录", basis="一·四·4", on=Document)
def on_request_is_a_record(document: Document, county: SiteContext) -> Iterator[Finding]:
    """An item on request is a catalog record without body and attachments; a state secret is not even that."""
    yield from lacking(document, county, "L03")
    item = document.item
    if item is None or item.disclosure != "on_request":
        return
    remedy = Text(
        "依申请公开的条目只登记目录信息；删去正文和附件后重新送审",
        "an item on request has catalog data only; remove body and attachments, then have it reviewed again",
    )
    if document.body.strip():
        yield Finding("disclosure", Text("依申请公开的条目不得有正文", "an item on request must have no body"), remedy)
    if item.attachments or document.attached:
        yield Finding(
            "disclosure", Text("依申请公开的条目不得有附件", "an item on request must have no attachments"), remedy
        )

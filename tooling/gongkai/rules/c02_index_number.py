"""C02: the index number has the required form, equals the path and stands once."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Text
from gongkai.documents.card import Card
from gongkai.documents.document import Document, Reading
from gongkai.documents.pages import Page
from gongkai.rules.change import Change, Revised
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.published_state import is_published
from gongkai.signing.context import SiteContext


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


@index_number.between
def number_for_life(change: Change) -> Iterator[Finding]:
    """An index number stays with its document, and is not given to another one after a withdrawal."""
    for one in change.revised:
        if one.before and one.after and one.before.name != one.after.name and is_published(one.before):
            yield Finding(
                At(one.path, "index_number"),
                Text(
                    f"索引号由“{_number(one.before)}”改为“{_number(one.after)}”",
                    f"the index number was changed from `{_number(one.before)}`",
                ),
                Text("索引号终身不变：恢复原索引号", "an index number never changes: restore it"),
            )
        if _reused(one, change):
            assert one.after is not None
            yield Finding(
                At(one.path, "index_number"),
                Text(
                    f"索引号“{_number(one.after)}”已用于撤下的文档", "the index number belonged to a withdrawn document"
                ),
                Text("改用新的流水号", "take a new serial number"),
            )


def _reused(one: Revised, change: Change) -> bool:
    """Also where the number is spelled otherwise (with a month): page and address would be those of the old one."""
    taken = {change.before.path_of(name) for name in change.before.withdrawals}
    return one.before is None and one.after is not None and one.path in taken


def _number(document: Document | Card) -> str:
    return document.name.partition(":")[2]

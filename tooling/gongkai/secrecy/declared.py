"""Contacts of organisations that an item declares to publish because it has to: which hits they cover."""

from __future__ import annotations

import re

from gongkai.documents.document import Document
from gongkai.documents.item import Contact
from gongkai.secrecy.folding import essence
from gongkai.secrecy.scan import Hit
from gongkai.secrecy.vocabulary import SURNAMES
from gongkai.secrecy.waivable import OF_SOMEBODY, says_something

# What an organisation is in a matter, as an officer says it; the first word is the usual one.
KINDS: dict[str, tuple[str, ...]] = {
    "purchaser": ("采购人", "采购单位", "招标人", "招标单位", "出让人", "转让方", "建设单位", "业主单位", "发包人"),
    "agent": ("代理机构", "采购代理机构", "招标代理机构", "代理单位", "拍卖机构"),
    "supplier": (
        "供应商",
        "中标供应商",
        "成交供应商",
        "中标人",
        "成交人",
        "中标单位",
        "成交单位",
        "承包人",
        "施工单位",
    ),
    "tenderer": ("投标人", "中标候选人", "竞买人", "响应供应商"),
    "recruiter": ("招聘单位", "用人单位", "招聘咨询", "报名咨询"),
    "undertaker": ("承办单位", "项目单位", "项目联系人", "服务单位", "办理单位", "经办单位"),
    "supervisor": ("监督单位", "监督部门", "主管部门", "受理单位"),
}
# A person's name by its length and first character, or a word that names nobody; an organisation's full name is longer.
_PERSON = re.compile(
    rf"(?:[{SURNAMES}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{1,3}}|[\u4e00-\u9fff]*(?:先生|女士|同志|本人|某某))"
)


def is_organisation(name: str) -> bool:
    """Whether a name can be the full one of an organisation, as far as its form tells."""
    plain = essence(name)
    return len(plain) >= 4 and not plain.isdigit() and not _PERSON.fullmatch(plain) and says_something(name)


def declaring(hit: Hit, document: Document) -> Contact | None:
    """The declared organisation in whose contact block a hit stands; only an item declares any."""
    item = document.item
    if item is None or "contacts" in document.damaged or not hit.organisation:
        return None
    if not hit.detector.own or hit.detector.code not in OF_SOMEBODY:
        return None  # what offices have, too, is covered; all else is a person's
    of = essence(hit.organisation)
    return next((one for one in item.contacts if of == essence(one.name) or of in map(essence, KINDS[one.of])), None)


def may_be_declared(hit: Hit) -> bool:
    """Whether a declaration could cover a hit."""
    return bool(hit.organisation) and hit.detector.own and hit.detector.code in OF_SOMEBODY


def kind_called(word: str) -> str:
    """The kind of organisation that a word is a label of, or nothing."""
    of = essence(word)
    return next((kind for kind, words in KINDS.items() if of in map(essence, words)), "")

"""Contacts of organisations that an item declares to publish because it has to: which hits they cover."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.pattern import pattern
from gongkai.documents.document import Document
from gongkai.documents.item import Contact
from gongkai.secrecy.people import is_name
from gongkai.secrecy.scan import Hit
from gongkai.secrecy.waivable import says_something
from gongkai.source.folding import fold_key

MOST_MOBILES = 4  # numbers below one organisation; more are a list of people
_LABELS = {
    "agent": pattern(r"代理|拍卖"),
    "purchaser": pattern(r"采购|招标|出让|出租|业主|建设单位|转让方|发包|项目法人"),
    "tenderer": pattern(r"投标"),
    "supplier": pattern(r"中标|成交|供应商|施工|监理|设计|勘察|供货"),
    "recruiter": pattern(r"招聘|用人|报名"),
    "supervisor": pattern(r"监督|投诉|举报|受理|监管|主管|信访"),
    "undertaker": pattern(
        r"承办|主办|协办|项目|咨询|服务|值班|业务|政策|技术|联系|预约|实施|征收|责任|发布|起草|编制|组织|管理|运营|检测|评估|评价|供水|供电|供气|维保|抢修|报修|办理|经办|代建|"
        r"许可|审批|听证|登记|作出|处罚|复议|发证|公示|执法|决定|认定|学校"
    ),
}
_OFFICE = pattern(r"[\u4e00-\u9fff]{0,14}(?:科|股|处|室|组|窗口|专班|部|中心)")  # below an organisation
OF_PERSONS = frozenset({"P01", "P03"})  # rules about numbers and names that only persons have
_NOT_ONE = pattern(r"[\u4e00-\u9fff]{0,6}(?:先生|女士|同志|老师|经理|主任|本人|某某)|[0-9]+")


def is_organisation(name: str) -> bool:
    """Return whether a name can be the full one of an organisation, as far as its form tells: no person's, and not a short one."""
    plain = fold_key(name)
    return len(plain) >= 4 and not is_name(plain) and not _NOT_ONE.fullmatch(plain) and says_something(name)


def may_be_declared(hit: Hit) -> bool:
    """Return whether a declaration could cover a hit."""
    return bool(hit.organisation) and hit.detector.contact


def kind_called(word: str) -> str:
    """The kind of organisation that a word is a label of; nothing for a name."""
    if is_organisation(word) and len(word) > 6:
        return ""
    return next((kind for kind, label in _LABELS.items() if label.search(word)), "")


def passes(hits: Sequence[Hit]) -> bool:
    """Return whether a value is what an organ of the state publishes about itself, at all its places: its landline, fax or mailbox."""
    return all(hit.block.public and hit.detector.contact and hit.detector.code not in OF_PERSONS for hit in hits)


def declaring(hits: Sequence[Hit], document: Document) -> Contact | None:
    """The declared organisation in whose contact blocks a value stands, at all its places (``hits``); only an item declares any.

    A place where an organ of the state publishes it about itself needs no declaration.
    """
    item = document.item
    if item is None or "contacts" in document.damaged or not item.contacts:
        return None
    found = [(_covering(hit, item.contacts), passes([hit])) for hit in hits]
    return next((one for one, _ in found if one), None) if all(one or public for one, public in found) else None


def _covering(hit: Hit, contacts: Sequence[Contact]) -> Contact | None:
    if not may_be_declared(hit):
        return None
    of, kind = fold_key(hit.organisation), kind_called(hit.organisation)
    return next((one for one in contacts if _is_called(of, fold_key(one.name)) or one.of == kind), None)


def _is_called(of: str, name: str) -> bool:
    """Return whether a block is of the organisation of that name, which it may shorten or follow by an office below it."""
    if of.endswith(name) or (len(of) >= 4 and name.endswith(of)):
        return True
    return _OFFICE.fullmatch(of.rpartition(name)[2]) is not None if name in of else False

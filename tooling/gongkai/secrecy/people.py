"""Names of people and of organisations: what reads as one. Folded text."""

from __future__ import annotations

from gongkai.core.pattern import pattern
from gongkai.core.surnames import SURNAMES
from gongkai.secrecy.vocabulary import COMPOUND_SURNAMES, GIVEN, NO_NAMES, WORDS_FIRST

HAN = r"\u4e00-\u9fff"
# Characters that end a name rather than belong to one.
_GIVEN = rf"(?![某的了是或及被须不未已者称诉予患系于与病症癌炎瘤县乡镇局厅])[{HAN}]"
_PROSE = "".join(one for one in SURNAMES if one not in WORDS_FIRST)
_COMPOUND = f"(?:{'|'.join(COMPOUND_SURNAMES)})(?:{_GIVEN}){{1,2}}"
NAME = rf"(?:{_COMPOUND}|[{_PROSE}](?:{_GIVEN}){{1,2}})"
# What nobody may stand before: a name begins a word.
BEGINS = rf"(?<![{HAN}])"
_FULL_NAME = pattern(rf"(?:{_COMPOUND}|[{SURNAMES}](?:{_GIVEN}){{1,2}})")
_ORGANISATION_END = (
    r"(?:公司|集团|企业|工厂|[厂店局委办社所院校站处队行馆]|中心|部门|机关|政府|协会|学会|商会|基金会|委员会|管委会|合作社|支行|分行|分局|"
    r"事务所|工程部|经营部|服务部|代办处|药房|超市|酒楼|宾馆|商行|农场|办公室|医院|学校|幼儿园|小学|中学|大学|村委会|居委会|街道办|单位|法人|组织)"
)
_ORGANISATION = pattern(rf"[{HAN}A-Za-z0-9()]{{1,40}}?{_ORGANISATION_END}(?:\([^()]{{0,12}}\))?")
_FAMILY = frozenset(SURNAMES)
_NO_NAMES = frozenset(NO_NAMES)
_COMPOUNDS = frozenset(COMPOUND_SURNAMES)
_CALLED = frozenset(GIVEN)
# How people are spoken of whose name is not told.
FORMS = frozenset(
    ["先生", "女士", "小姐", "老师", "同志", "师傅", "大爷", "大妈", "阿姨", "经理", "主任", "医生", "警官", "总"]
)


def is_name(text: str) -> bool:
    """Return whether the whole text is the full name of a person; a mask (张某, 张*) is none."""
    text = text.replace(" ", "")
    whole = _FULL_NAME.fullmatch(text) is not None and text[1:] not in FORMS
    return whole and begins_as_name(text) and not is_organisation(text)


def begins_as_name(text: str) -> bool:
    """Return whether what reads as a name is not a word that begins like one (申请, 管理)."""
    return text[:2] not in _NO_NAMES


def names_somebody(text: str) -> bool:
    """Return whether a text that begins as a name begins with one that people bear, in running text: 张三, and not 白酒 or 王女士."""
    given = text[2:3] if text[:2] in _COMPOUNDS else text[1:2]
    return begins_as_name(text) and given in _CALLED and text[1:3] not in FORMS


def is_called(name: str) -> bool:
    """The same of a whole name: all its characters are such."""
    given = name[2:] if name[:2] in _COMPOUNDS else name[1:]
    return names_somebody(name) and all(one in _CALLED for one in given)


def is_organisation(text: str) -> bool:
    """Return whether the whole text names an organisation. Two characters are a person (王行), three with a family name mostly."""
    text = text.replace(" ", "")
    if len(text) < 3 or _ORGANISATION.fullmatch(text) is None:
        return False
    return len(text) > 3 or text[0] not in _FAMILY or text[-1] in "局厂店委"


def organisation_in(text: str) -> str:
    """The first name of an organisation in a text, or nothing."""
    for found in _NAMED.finditer(text):
        if len(found.group()) > 3:
            return found.group()
    return ""


_NAMED = pattern(
    rf"[{HAN}()]{{2,30}}(?:公司|集团|[局厂院校店]|中学|小学|大学|幼儿园|中心|政府|办公室|街道办|协会|学会|商会|委员会|村委会|居委会|合作社|银行|支行|"
    rf"事务所|派出所|管理所|管理处|管理站|服务站|服务部|经营部|指挥部|大队|支队|药房|超市|宾馆|农场)(?![{HAN}])"
)

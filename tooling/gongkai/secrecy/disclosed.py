"""Whether a value below or beside its head discloses what the head announces: it is there, it is not masked, and it is a person's."""

from __future__ import annotations

import re

from gongkai.core.pattern import pattern
from gongkai.secrecy import digits, numbers
from gongkai.secrecy.complaints import in_row
from gongkai.secrecy.heads import Head, head_of
from gongkai.secrecy.labelled import Labelled
from gongkai.secrecy.people import FORMS, HAN, is_name, is_organisation
from gongkai.secrecy.vocabulary import NOBODY

_NOTHING = pattern(
    r"[\s\-/\\.*×xX_—~()|]*|无|暂无|没有|略|不详|不明|未知|未提供|未填|空|保密|不公开|不予公开|已隐去|隐去|匿名|同上|详见.*|见附.*|另附|"
    r"必填|选填|填写.*|请.*填.*|如.*|例.*"
)
_MASK = pattern(r"[*●■□#]|[×xX_]{2,}|某")
_NUMBER = pattern(r"[0-9A-Za-zХхΧχ×〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖 \t\-_./、()+,]{6,60}")
_ROUNDED = pattern(r"[1-9]\.[0-9]{4,16}E\+?1[67]", re.IGNORECASE)  # what a sheet makes of a long number
_HIDES_LITTLE, _MOST_OF_IT = 3, 14  # stars and digits of an ID that is no longer masked
_PASSPORT = pattern(r"[A-Za-z]{1,2} ?(?:[0-9][ -]?){5,8}[0-9]")
_OPENS, _HOLDS = "([{【〖「『〔<《“\"'", "()[]{}【】〖〗「」『』〔〕<>《》“”\"' "
_PASSPORT_WITHIN = pattern(r"(?<![0-9A-Za-z])[A-Za-z](?:[^\w*]{0,2}[A-Za-z])?(?:[^\w*]{0,2}[0-9]){7,8}(?![0-9A-Za-z])")
_FOREIGN_PASSPORT = pattern(r"[A-Za-z0-9]{0,3}(?:[ -]?[0-9]){5,9}[A-Za-z]{0,2}")
_DAY = pattern(
    r"(?:19|20)\d\d ?(?:[年./-] ?\d{1,2}|(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d))|(?<!\d)\d{2}年\d{1,2}月|(?<!\d)\d{2}[./-]\d{1,2}[./-]\d{1,2}(?!\d)|"
    r"[一二][〇零一二三四五六七八九]{3}年|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d"
)
_MONTH = pattern(
    r"(?:(?:19|20)\d\d(?: ?[年./-] ?\d{1,2} ?月?|(?:0[1-9]|1[0-2]))|[一二][〇零一二三四五六七八九]{3}年[一二三四五六七八九十〇]{1,3}月)"
    r"(?! {0,2}[\d一二三四五六七八九十廿初月]|[./-] ?\d)"
)
_BOUND = pattern(r"(?:以后|以前|之后|之前|及以|后|前|至|起|期间)|期限")
_COARSE = pattern(rf"[{HAN}]{{1,12}}(?:省|市|县|(?<![小社园])区|镇|乡|街道|自治州|自治县)")
_VILLAGE = pattern(rf"[{HAN}]{{2,20}}(?:村|社区)")  # beside a masked name it is nobody's home
_FOR_FIRM = pattern("负责人|法定代表人|法人代表|法人:")
_PATIENT = pattern("患者|病人|患儿|残疾人|伤者|受检者|献血者|孕妇|产妇|密接")
_PLACE = pattern(r"村|社区|小区|花园|新村|路|街|巷|弄|里|组|号|室|幢|栋|单元|苑|庄|屯|寨|坊|胡同|公寓|宿舍|\d")
_WELL = pattern(r"良好|健康|一般|正常|较好|较差|否|是|有|合格|稳定|尚可|优秀?|良|差|√|符合")
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = rf"[{PROVINCES}][A-HJ-NP-Z][ -]?[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
_PLATE = pattern(PLATE)
_ANY_NAME = pattern(
    rf"[{HAN}]{{1,2}}(?![人者员民众户方友群组会处类型位体属])[{HAN}]|[{HAN}]{{1,8}}(?:-[{HAN}]{{1,8}}){{1,3}}|"
    rf"[A-Z][a-z]{{1,14}}(?:[ .-][A-Z][a-z]{{0,14}}){{1,3}}"
)
_OTHER_NAME = pattern(rf"[{HAN}]{{2,8}}(?:-[{HAN}]{{1,8}}){{1,3}}")  # with a point between its parts
_SEVERAL = pattern(r"(?:等|及其?|和)[^,]{0,6}[人户名]?$")


def _there(value: str) -> bool:
    return _NOTHING.fullmatch(value) is None and head_of(value) is None


def _masked(value: str) -> bool:
    return _MASK.search(value) is not None


def _digits(one: Labelled) -> str:
    """The digits of a value that is a number and nothing else; a note behind it does not count."""
    value = re.sub(rf"\([^()]*[{HAN}][^()]*\)", "", one.value)
    found = _NUMBER.match(value)
    if found is None or "*" in value:
        return ""
    return digits.plain(found.group())


def resident_id(one: Labelled) -> bool:
    """15 or 18 digits whatever their checksum, and what a sheet has rounded; an organisation has no resident ID."""
    if _ROUNDED.fullmatch(one.value.strip()):
        return True
    if 0 < one.value.count("*") <= _HIDES_LITTLE and sum(map(str.isdigit, one.value)) >= _MOST_OF_IT:
        return True
    plain = _digits(one)
    if len(plain) not in (15, 17, 18, 19) or not plain[:-1].isdigit():
        return False
    return numbers.resident_id(plain) or not (one.with_organisation and not one.with_person)


def passport(one: Labelled) -> bool:
    value = one.value.strip()
    if value[:1] in _OPENS:
        value = value.strip(_HOLDS)
    value = re.sub(rf"\([^()]*\)?$|[{HAN}]$", "", value).strip()
    if one.head is not Head.PASSPORT:
        return _PASSPORT.fullmatch(value) is not None
    return _FOREIGN_PASSPORT.fullmatch(value) is not None or _PASSPORT_WITHIN.search(value) is not None


def account(one: Labelled) -> bool:
    """A card by its checksum, another account by the person that it stands with."""
    plain = _digits(one)
    if not 10 <= len(plain) <= 22 or not plain.isdigit():
        return False
    card = numbers.bank_card(plain) or (plain.startswith("62") and 16 <= len(plain) <= 19)
    return one.with_person or (card and not one.with_organisation)


def mobile(one: Labelled) -> bool:
    return re.fullmatch(r"(?:(?:00)?86|0)?1[3-9][0-9]{9}", _digits(one)) is not None


def landline(one: Labelled) -> bool:
    return re.fullmatch(r"(?:0\d{2,3})?[2-8]\d{6,7}", _digits(one)) is not None


def address(one: Labelled) -> bool:
    """Anything below 镇 and 街道; beside a head that offices have as well, only with a person."""
    value = one.value.replace(" ", "")
    if not _there(value) or _masked(value) or _COARSE.fullmatch(value):
        return False
    if one.row is not None and any(map(_masked, one.row.cells)) and _VILLAGE.fullmatch(value):
        return False
    if one.head is Head.ADDRESS:
        return one.in_column or (_PLACE.search(value) is not None and len(value) >= 4)
    if not one.in_column and _FOR_FIRM.search(one.around):
        return False
    return (
        _PLACE.search(value) is not None and one.with_person and not (one.with_organisation or is_organisation(value))
    )


def birth_month(one: Labelled) -> bool:
    """Year and month alone, which an announcement of appointments has to state."""
    return _MONTH.match(one.value) is not None and _BOUND.search(one.value) is None and not _masked(one.value)


def birth(one: Labelled) -> bool:
    return (
        _DAY.match(one.value) is not None
        and _MONTH.match(one.value) is None
        and _BOUND.search(one.value) is None
        and not _masked(one.value)
    )


def complainant(one: Labelled) -> bool:
    """A full name. In a column almost anything of two to four characters is one, of a foreigner more.

    Below a head that names people it is one where the row tells a complaint.
    """
    if one.head is Head.PERSON:
        return in_row(one)
    value = _SEVERAL.sub("", re.sub(r"\(.*", "", one.value)).strip()
    first = re.split(r"[、,/ ](?=\S)", value)[0] if not is_name(value) else value
    first = first.strip()
    if (
        not first
        or _masked(first)
        or first in NOBODY
        or first[1:] in FORMS
        or not _there(first)
        or is_organisation(first)
    ):
        return False
    return (
        is_name(first)
        or _OTHER_NAME.fullmatch(first) is not None
        or (one.in_column and _ANY_NAME.fullmatch(first) is not None)
    )


def health(one: Labelled) -> bool:
    """Return what a head announces of a person's health, or who stands in a column of the ill."""
    value = one.value.strip()
    if one.head is Head.PERSON:
        return one.row is not None and one.in_column and is_name(value) and _PATIENT.search(one.above) is not None
    return _there(value) and not _masked(value) and not _WELL.fullmatch(value) and one.with_person


def plate(one: Labelled) -> bool:
    return _PLATE.search(one.value) is not None and (
        one.with_person or (one.table is not None and bool(one.table.heads & {Head.PERSON, Head.COMPLAINANT}))
    )


def minor(one: Labelled) -> bool:
    """The full name of a child in a list of aid or penalties, as the lines above the list say."""
    return one.in_column and one.of_minors and is_name(one.value)

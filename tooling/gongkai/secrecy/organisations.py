"""Whose contact block, or whose account, something stands in: of a purchaser, a supplier, an office, or of a person."""

from __future__ import annotations

import re

from gongkai.secrecy.heads import Head
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import is_name, organisation_in
from gongkai.secrecy.tables import Table
from gongkai.secrecy.vocabulary import SURNAMES

_UP = 12  # lines that a block has at most above a number
_BEFORE = 240  # characters of its own line that say whose a number is
_LONG = 160  # characters; a longer line is a paragraph and ends a block
# Whose block it is, by the label that begins it.
_LABEL = re.compile(
    r"采购人|采购单位|(?:采购|招标|政府采购)?代理机构|招标人|招标单位|中标(?:人|单位|供应商)|成交(?:人|单位|供应商)|供应商|投标人|"
    r"建设单位|施工单位|监理单位|设计单位|勘察单位|"
    r"招聘单位|用人单位|主办单位|承办单位|受理单位|受理机构|出让人|拍卖人|拍卖机构|出租人|业主单位|"
    r"(?:项目|质疑|异议|投诉|采购|招标|代理|监督|技术)联系(?:人|方式|电话)|[\u4e00-\u9fff]{0,8}(?:咨询|监督|投诉|举报|受理|值班|服务)(?:举报|投诉|监督)?"
    r"(?:电话|热线|方式|地址|人(?!姓名))|[\u4e00-\u9fff]{0,8}咨询(?=[: ])"
)
# Where something is: a hall or a centre there is no party to the matter.
_HOUSE = re.compile(r"(?:地 {0,4}[址点]|住所|位于|邮寄|[前请]到)[^,;。\n]{0,60}|\d号[^,;。\n]{0,20}|行政中心")
_TO_ASK = re.compile(
    rf"(?<=[司局厂院校店心府室会社行所站部队处办学园])[{SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:先生|女士|老师|同志|主任|经理|工)?[,:;( ]{{0,3}}$"
)
_KEY_AND_VALUE = frozenset([Head.OTHER])
_GENERAL = re.compile(r"联系(?:人|方式|电话)|联系地址|办公(?:地址|电话)")
# What stands before a number in a block; a name and a number alone are a line of a list.
_CONTACT = re.compile(r"联系|电 {0,6}话|手机|方式|邮箱|传真|咨询|热线|[Tt][Ee][Ll]|[Ee]-?[Mm]ail")
# Where a person speaks for himself.
_PERSON = re.compile(
    r"姓 {0,4}名|身份证|户主|当事人|(?<!代理)申请人|(?:举报|投诉|信访|来信|来访|检举|控告|反映|申诉)人|家庭|住址|性别|出生|(?:男|"
    r"女)[,、。]|患者|学生|本人"
)
_PERSONAL_HEADS = frozenset(
    [Head.PERSON, Head.COMPLAINANT, Head.RESIDENT_ID, Head.ADDRESS, Head.BIRTH, Head.HEALTH, Head.ACCOUNT]
)


def organisation_at(page: Page, number: int, column: int) -> str:
    """The organisation in whose contact block that place of a line stands, by name or by label; "" where it stands in none."""
    if found := page.row(number):
        return _of_row(page, *found)
    text = page.line(number)[max(0, column - _BEFORE) : column]
    if _PERSON.search(text[-80:]):
        return ""
    label = _last_label(text)
    if name := _named(text[-120:]):
        return name if label or _GENERAL.search(text) or _ends_with_name(text, name) else ""
    above = _above(page, number) if _CONTACT.search(text) else None
    return above or label


def of_organisation(page: Page, start: int) -> bool:
    """Whether an account belongs to an organisation: one is named with it, and no person is."""
    number, column = page.at(start)
    if found := page.row(number):
        row = found[0].rows[found[1]]
        return bool(row.organisations) and not row.names_person
    if organisation_in(page.line(number)[column : column + 60]):
        return True
    for line in (number, number - 1, number - 2, number - 3):
        text = page.line(line)[: column if line == number else None][-160:]
        if any(is_name(word) for word in re.findall(r"(?:户名|姓名|收款人|持卡人)[: ]{1,3}([^\s,;。()]+)", text)):
            return False
        if organisation_in(re.sub(r"开户(?:行|银行)[: ]{0,3}[^\s,;。]*", "", text)):
            return True
        if not text.strip():
            break
    return False


def _of_row(page: Page, table: Table, place: int) -> str:
    row = table.rows[place]
    if row.heads and not row.kinds <= _KEY_AND_VALUE:
        return "" if row.kinds & _PERSONAL_HEADS else row.organisation
    for one in (row, *reversed(table.rows[max(0, place - _UP) : place])):
        if _PERSON.search(one.text):
            return ""
        if name := one.organisation or _last_label(one.text):
            return name
    return ""


def _above(page: Page, number: int) -> str | None:
    """The organisation named in the lines above, as far as they are of one block; None where a person's block is met first."""
    label = ""
    blanks = 0
    for line in range(number - 1, max(-1, number - 1 - _UP), -1):
        text = page.line(line).strip()
        blanks = blanks + 1 if not text else 0
        if blanks > 1 or len(text) > _LONG or page.row(line):
            break
        if _PERSON.search(text):
            return label or None
        if name := _named(text):
            return name
        label = label or _last_label(text)
        if text.startswith("#") and label:
            break
    return label


def _named(text: str) -> str:
    """The organisation that a text names, not the house that it is in, nor with the one to ask for there."""
    text = _HOUSE.sub(" ", text)
    return organisation_in(text[:-16] + _TO_ASK.sub(" ", text[-16:]))


def _last_label(text: str) -> str:
    labels = _LABEL.findall(text[-80:])
    return labels[-1] if labels else ""


def _ends_with_name(text: str, name: str) -> bool:
    """Whether nothing but a word for a telephone stands between a name and its number."""
    return len(text) - text.rfind(name) - len(name) <= 12

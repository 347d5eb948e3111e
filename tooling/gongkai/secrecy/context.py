"""What the surroundings of a number say that it is: the word before it, the head above, the unit behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.core.pattern import pattern
from gongkai.secrecy.heads import Head, head_of
from gongkai.secrecy.page import Page
from gongkai.secrecy.tables import Row

_DIGITS = 19  # of the longest number, one a cell
_NEAR, _CLOSE = 20, 6  # characters between a word and its number; one that says "no number of a person" stands close
_WORDS = {
    Head.THING: (
        r"合同(?:编?号)?|型号|规格|零件号|件号|图号|货号|款号|料号|订单|单号|运单|快递|EMS|邮政|邮编|流水|编号|编码|代码|条形?码|批号|批次|序列号|设备号|资产号|电?表号|水表|电表|"
        r"气表|户号|注册号|登记号|信用代码|"
        r"税号|识别号|许可证|资质证|产权证?|案号|文号|索引号?|发票|票号|考号|准考证|学号|工号|时间戳|[Tt]imestamp|[Nn]once|版本|ISBN|"
        r"IMEI|VIN|IP|MAC|车架号|发动机号|营业执照|"
        r"总值|产值|金额|总额|合计|小计|数值|面积|产量|电量|水量|总量|收入|支出|余额|销售额|投资|营业额|存款|贷款|税收|人口|(?<![\u4e00-\u9fff])第"
    ),
    Head.RESIDENT_ID: r"身份证|公民身份|身份号|证件|证号|身份|(?<![A-Za-z])ID(?=[^0-9A-Za-z])|[Ii]dentity",
    Head.ACCOUNT: r"银行卡|卡号|账号|帐号|账户|存折|转账|汇款|打款|收款|农行|工行|建行|中行|银行(?=$)|信用社(?=$)|"
    r"(?i:(?<![a-z])(?:card|account|a/c)(?![a-z]))",
    Head.PHONE: (
        r"手机|移动电话|联系|电话|致电|拨打|来电|咨询|热线|微信|号段|[Tt][Ee][Ll]|[Pp]hone|[Mm]obile|联络|机主|短信|座机|传真|宅电|[Ff]ax|FAX|PHONE|MOBILE|(?:老师|先生|女士|"
        r"经理|主任|工)(?=[ (:]{0,2}$)"
    ),
}
_WORD = pattern("|".join(f"(?P<{kind.value}>{pattern})" for kind, pattern in _WORDS.items()))
_STOPS = pattern(r"[。;!?|]")
_UNIT = (
    r"(?:\.\d+)? ?(?:元|万|亿|美元|港元|吨|千克|公斤|克|公里|千?米|平方|立方|亩|公顷|千瓦|度(?!假)|人次|人(?![\u4e00-\u9fff])|件(?!人)|"
    r"辆|台(?!州)|股|份|册|%|岁|"
    r"次(?!日)|字节|[KMG]B|ms|毫秒|秒|kWh|m[23]?(?![a-z]))"
)
_AFTER = pattern(_UNIT)
# What makes it part of a code: letters and digits joined to it (SL-2025-).
_CODE = pattern(
    r"(?:[A-Za-z]{1,10}[0-9]{0,10}[-/_.]){1,3}(?:[0-9]{1,8}[-/_.]){1,3}$|(?<![0-9])(?:19|20)[0-9]{2}-$|[A-Z]{1,6}[0-9]{1,10}-$"
)
_ADDRESS = pattern(r"(?://|www\.)[!-~]{0,200}$|[?&][A-Za-z_]{1,20}=$|%$")
_DECIMAL = pattern(r"(?<![0-9.])(?!(?:19|20)[0-9]{2}\.)[0-9]{1,20}\.$")
_MONEY = pattern(r"(?:CNY|RMB|USD|HKD|EUR|JPY|人民币|[¥￥$€]) ?$")
_LISTED = pattern(r"^[ \t]{0,4}[0-9]{1,2}\.$")


@dataclass(frozen=True, slots=True)
class Context:
    """``says`` is what the nearest word or head announces, if any does; ``head`` whether it is a head above."""

    says: Head | None = None
    refused: bool = False
    row: Row | None = None

    @property
    def of_thing(self) -> bool:
        return self.refused or self.says is Head.THING


def context(page: Page, start: int, end: int) -> Context:
    """The context of a number that stands in ``page.text`` from ``start`` to ``end``. Looks at its line, row and the line before."""
    line, column = page.at(start)
    last, until = page.at(end)
    text, behind = page.line(line), page.line(last)[until : until + 12]
    before = text[max(0, column - 240) : column]
    found = page.row(line)
    row = found[0].rows[found[1]] if found else None
    refused = (
        _AFTER.match(behind) is not None
        or _CODE.search(before[-40:]) is not None
        or _ADDRESS.search(before) is not None
        or _MONEY.search(before) is not None
        or (_DECIMAL.search(before[-24:]) is not None and not _LISTED.search(before))
        or re.match(r"\.\d", behind) is not None
    )
    says = _said(before)
    if row is not None:
        place = page.cell(line, column)
        above = head_of(row.head(place))
        beside = head_of(row.cells[place - 1]) if 0 < place < len(row.cells) else None
        refused = refused or row.is_measured
        own = says if _said(before.rpartition("|")[2]) else None
        says = own or _telling(above) or _telling(beside) or _across(row, place)
    elif says is None and not before.strip(" \t*>#-:"):
        says = _said(page.line(line - 1).rstrip()[-24:])
    return Context(says, refused, row)


def _across(row: Row, place: int) -> Head | None:
    """The head of a row whose number is spread over its cells."""
    if row.heads:
        return None
    return next(
        (_telling(kind) for cell in row.cells[max(0, place - _DIGITS) : place][::-1] if (kind := head_of(cell))), None
    )


def _telling(kind: Head | None) -> Head | None:
    return kind if kind in (*_WORDS, Head.PASSPORT) else None


def _said(before: str) -> Head | None:
    """Return what the last telling word before a number announces, unless it is too far away to speak of it."""
    start = max(0, len(before) - _NEAR - 6)
    for stop in _STOPS.finditer(before, start):
        start = stop.end()
    words = list(_WORD.finditer(before, start))
    if not words:
        return None
    last = words[-1]
    kind = Head(last.lastgroup or Head.THING.value)
    gap = before[last.end() :]
    if kind is Head.THING and (len(gap) > _CLOSE or "," in gap or "、" in gap):
        return None
    return kind

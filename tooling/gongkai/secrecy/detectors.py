"""What the scan looks for. A detector is one pattern over folded text, with the words that make it worth trying.

None fires on a bare word: one official text in five speaks of secrets, insiders or illness without giving anything away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.findings import Text
from gongkai.secrecy import numbers
from gongkai.secrecy.folding import folded
from gongkai.secrecy.vocabulary import COMPLAINANTS, CONFIDENCES, ILLNESSES, MARKS, SELLING, SURNAMES
from gongkai.starter import EXAMPLE_CODE, EXAMPLE_HOST, PLACEHOLDERS


@dataclass(frozen=True, slots=True)
class Detector:
    """One thing to look for, under the rule ``code``.

    Each alternative of ``pattern`` (a regular expression over lines) has one group: what leaks, and what is masked.
    One of ``words`` has to stand in a text that is worth trying; without words, digits have to. ``holds`` has the last word
    on a value (letters and digits alone). A repetition without bound begins in one place only (a look behind) or gives nothing
    back (``++``), so that no text takes longer than it is long.
    ``hard``: no waiver excuses it. ``confirmed``: a waiver does, once the leader has confirmed that one by itself. ``own``: an
    office's own contact passes. ``warns``: it is shown and does not block. ``blank``: it is something left to fill in, not
    something to delete. ``form``: an attachment may hold it, because that is where forms are.
    """

    name: str
    code: str
    kind: Text
    pattern: str
    words: tuple[str, ...] = ()
    hard: bool = False
    confirmed: bool = False
    own: bool = False
    warns: bool = False
    blank: bool = False
    form: bool = False
    holds: Callable[[str], bool] = lambda value: True


def _any(*alternatives: str) -> str:
    return "|".join(alternatives)


_HAN = r"\u4e00-\u9fff"
_NAME = rf"[{SURNAMES}](?!某)[{_HAN}]{{1,2}}"
_SEX = rf"[,、( ]{{1,2}}(?:男|女)(?![{_HAN}])"
_LEVEL = r"(?:绝 ?密|机 ?密|秘 ?密)"
_TERM = r"(?:\d{1,3} ?(?:年|个月|月|天|日)|长 ?期)"
# What may stand around a mark that has a line for itself.
_OPEN, _CLOSE = r"^[ \t>#*\[【(“\"]{0,6}", r"[\]】)”\"*!。 \t]{0,5}$"
_MARK, _ILLNESS, _COMPLAINANT = "|".join(MARKS), "|".join(ILLNESSES), "|".join(COMPLAINANTS)
# A number stands free: not inside a longer one, a decimal, a code or an address.
_FREE, _END = r"(?<![0-9A-Za-z.%_=])(?<![A-Za-z]/)", r"(?![0-9A-Za-z%_]|\.\d)"
_GAP = r"[ \t-]{0,2}"
_ID18, _ID15 = rf"[1-9](?:{_GAP}\d){{16}}{_GAP}[0-9Xx]", rf"[1-9](?:{_GAP}\d){{14}}"
_DAY = r"(?:19|20)\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?"
_DWELLING = r"(?:村|社区|居委会|小区|花园|新村|街道|镇|乡|路|街|巷)"
# What stands in a date instead of digits; whatever is left to fill in is short.
_BLANK = r"[ \t_×xX*]"
_NUMBER = rf"{_BLANK}{{0,8}}[0-9]{{0,4}}{_BLANK}{{0,8}}"
_HOLLOW = rf"{_BLANK}{{1,16}}"
_HOLLOW_DAY = _any(
    rf"年{_HOLLOW}月{_NUMBER}日",
    rf"年{_NUMBER}月{_HOLLOW}日",
)
_IN_FORCE = r"起(?:施行|实施|执行|生效|试行)"
_HOLLOWS = tuple(f"{unit}{blank}" for unit in "年月" for blank in " \t_×xX*")
_STARTERS = tuple(map(folded, PLACEHOLDERS.values()))
_DOOR = r"\d{1,4}(?:组|号|室|幢|栋|单元|户)[0-9号室单元幢-]{0,10}"

DETECTORS = (
    Detector(
        "mark",
        "S01",
        Text("密级标志", "classification mark"),
        _any(rf"(?<![业司术])({_LEVEL}\s{{0,3}}(?:★\s{{0,3}}{_TERM}?|\*\s{{0,3}}{_TERM}))"),
        words=("★", "密*", "密 *"),
        hard=True,
    ),
    Detector(
        "mark_alone",
        "S01",
        Text("密级标志", "classification mark"),
        _any(rf"{_OPEN}(?:密 ?级:?[ \t]{{0,3}})?({_LEVEL}(?:[ \t]{{0,3}}{_TERM})?){_CLOSE}"),
        words=("绝密", "机密", "秘密", "绝 密", "机 密", "秘 密"),
        hard=True,
    ),
    Detector(
        "mark_internal",
        "S01",
        Text("内部标志", "internal mark"),
        _any(
            rf"{_OPEN}((?:{_MARK})(?:[ ,、。;]{{0,2}}(?:{_MARK}|仅供参考|请勿转载))*){_CLOSE}",
            rf"[\[【(]({_MARK})[\]】)]",
        ),
        words=MARKS,
    ),
    Detector(
        "secret_list",
        "S09",
        Text("国家秘密事项清单", "list of secrets"),
        _any(
            r"((?:事项|名称|内容|文件)[^\n。,]{0,24}[ |\t]密 ?级[ |\t]++(?:[^\n|。,]{0,8}[ |\t]++)?(?:保密期限|知悉范围|定密依据))"
        ),
        words=("密级", "密 级"),
        hard=True,
    ),
    Detector(
        "resident_id",
        "P01",
        Text("公民身份号码", "resident ID number"),
        _any(rf"{_FREE}({_ID18}|{_ID15}){_END}"),
        hard=True,
        holds=numbers.resident_id,
    ),
    Detector(
        "bank_card",
        "P01",
        Text("银行卡号", "bank card number"),
        _any(rf"{_FREE}(\d{{4}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?|\d(?: \d){{15,18}}){_END}"),
        hard=True,
        holds=numbers.bank_card,
    ),
    Detector(
        "mobile",
        "P01",
        Text("移动电话号码", "mobile phone number"),
        _any(rf"{_FREE}(?:\+?86{_GAP})?(1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}|1 [3-9](?: \d){{9}}){_END}"),
        own=True,
    ),
    Detector(
        "passport",
        "P01",
        Text("护照号码", "passport number"),
        _any(r"护照[^\n]{0,12}?(?<![0-9A-Za-z])([A-Za-z][0-9A-Za-z]?\d{7})(?![0-9A-Za-z])"),
        words=("护照",),
        hard=True,
    ),
    Detector(
        "landline",
        "P02",
        Text("固定电话号码", "telephone number"),
        _any(
            rf"(?<![0-9A-Za-z.%_=-])(?<![A-Za-z]/)(?<!\d )((?:\(0\d{{2,3}}\)[ -]{{0,2}}|0\d{{2,3}}[ -]{{1,2}})\d{{3,4}}[ -]?\d{{4}}){_END}",
        ),
        own=True,
    ),
    Detector(
        "local_line",
        "P02",
        Text("固定电话号码", "telephone number"),
        _any(rf"(?:电话|传真|座机|热线|Tel|TEL|Fax)[^\n0-9]{{0,6}}((?:0\d{{2,3}})?\d{{7,8}}){_END}"),
        words=("电话", "传真", "座机", "热线", "Tel", "TEL", "Fax"),
        own=True,
    ),
    Detector(
        "email",
        "P02",
        Text("电子邮箱", "e-mail address"),
        _any(r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)"),
        words=("@",),
        own=True,
    ),
    Detector(
        "birth_date",
        "P02",
        Text("出生日期", "date of birth"),
        _any(rf"((?:出生(?:日期|年月日|于)?|生于|生日)[ :|]{{0,3}}{_DAY})", rf"({_DAY}(?:出)?生(?![{_HAN}]))"),
        words=("出生", "生于", "生日", "日生"),
    ),
    Detector(
        "address",
        "P02",
        Text("住址", "home address"),
        _any(
            rf"(?:家庭住址|住址|家住|现住|户籍(?:所在)?地?址?|居住地?址?|(?<![{_HAN}])住)[:|于在 ]{{0,3}}"
            rf"([{_HAN}]{{0,16}}?{_DWELLING}[{_HAN}0-9-]{{0,12}}?{_DOOR})",
            rf"({_NAME}{_SEX}[^\n。]{{0,20}}?(?:村|社区)[{_HAN}0-9]{{0,6}}?\d{{1,4}}(?:组|号|室|幢))",
        ),
        words=(
            "住址",
            "家住",
            "现住",
            "户籍",
            "居住",
            ",住",
            "、住",
            "。住",
            ":住",
            " 住",
            "(住",
            ",男",
            ",女",
            "、男",
            "、女",
            "(男",
            "(女",
        ),
    ),
    Detector(
        "health",
        "P02",
        Text("个人健康信息", "health of a person"),
        _any(
            rf"((?:(?<![{_HAN}]){_NAME}(?:{_SEX}| {{0,3}}\|)|(?:患者|病人|姓名)[: ]{{1,3}}{_NAME})"
            rf"[^\n。;]{{0,40}}?(?:{_ILLNESS})[{_HAN}]{{0,4}})"
        ),
        words=ILLNESSES,
        confirmed=True,
    ),
    Detector(
        "applicant",
        "P03",
        Text("申请人、投诉人的姓名", "name of an applicant or complainant"),
        _any(rf"(?:{_COMPLAINANT})(?:姓名)? {{0,3}}[:|] {{0,3}}({_NAME})(?![{_HAN}])"),
        words=COMPLAINANTS,
        confirmed=True,
    ),
    Detector(
        "trade_secret",
        "P04",
        Text("商业秘密标志", "mark of a trade secret"),
        _any(
            r"((?:商业[秘机]密|技术秘密) {0,2}★)",
            rf"{_OPEN}((?:商业|公司|企业)[秘机]密|技术秘密|(?:STRICTLY )?CONFIDENTIAL|(?:Strictly )?[Cc]onfidential){_CLOSE}",
            r"((?:本|此)(?:文件|材料|资料|报告|件|附件)(?:含有|包含|属于|涉及|系)[^\n。]{0,12}(?:商业[秘机]密|技术秘密))",
        ),
        words=CONFIDENCES,
    ),
    Detector(
        "advertising",
        "W01",
        Text("广告或转载痕迹", "advertising or a trace of copying"),
        _any(
            r"((?<![0-9A-Za-z+/=])(?:QQ|qq)(?:群|号|客服)?[ :]{0,3}\d{5,11})",
            r"((?:企鹅号|旺旺|微信号|加微信)[ :]{0,3}[0-9A-Za-z_-]{5,20})",
            r"(更多(?:文章|资料|范文|精彩)[^\n。]{0,12}(?:登陆|登录|访问|关注|点击|下载|请见|尽在))",
            r"((?:免费下载|文档下载)[^\n。]{0,8}(?:网|www|http)|百度文库|豆丁网|道客巴巴|转载请注明|本文来(?:自|源))",
            r"(扫(?:码|描二维码)关注|点击关注|加盟热线|代办证件|淘宝(?:店|旺铺|网店))",
        ),
        words=SELLING,
    ),
    Detector(
        "foreign_address",
        "W01",
        Text("站外网址", "address of another site"),
        _any(r"((?:https?://|ftp://|(?<![A-Za-z0-9.@/-])www\.)[A-Za-z0-9.-]+(?::\d+)?)"),
        words=("http://", "https://", "ftp://", "www."),
        own=True,
    ),
    Detector(
        "starter",
        "W01",
        Text("建站时待填写的内容", "something that a new site leaves to be filled in"),
        _any(
            rf"(?<![{_HAN}])({'|'.join(map(re.escape, _STARTERS))})",
            rf"^base_url:[ \"']{{1,3}}https?://({re.escape(EXAMPLE_HOST)})/",
            rf"^  [- ] code:[ \"']{{1,3}}({EXAMPLE_CODE})[\"' ]{{0,2}}$",
        ),
        words=(*_STARTERS, EXAMPLE_HOST, EXAMPLE_CODE),
        blank=True,
    ),
    Detector(
        "blank_date",
        "W01",
        Text("未填写的日期", "a date left to fill in"),
        _any(
            rf"(自{_BLANK}{{0,16}}{_IN_FORCE})",
            rf"(自{_NUMBER}(?:{_HOLLOW_DAY}){_BLANK}{{0,4}}{_IN_FORCE})",
            rf"(自{_HOLLOW}年{_NUMBER}月{_NUMBER}日{_BLANK}{{0,4}}{_IN_FORCE})",
        ),
        words=tuple(f"起{act}" for act in ("施行", "实施", "执行", "生效", "试行")),
        blank=True,
    ),
    Detector(
        "blank_day",
        "W01",
        Text("未填写的日期", "a date left to fill in"),
        _any(
            rf"^[ \t>#|:]{{0,8}}({_NUMBER}(?:{_HOLLOW_DAY}))[ \t|]{{0,8}}$",
            rf"^[ \t>#|:]{{0,8}}([_×xX]{{1,4}}年{_NUMBER}月{_NUMBER}日)[ \t|]{{0,8}}$",
        ),
        words=_HOLLOWS,
        blank=True,
        form=True,
    ),
    Detector(
        "blank_day_within",
        "W01",
        Text("未填写的日期", "a date left to fill in"),
        _any(
            # In a line with other words; else it is a blank day.
            rf"[^\s0-9>#|_×xX*][ \t|:(]{{0,8}}((?:[0-9]{{4}})?{_BLANK}{{0,8}}(?:{_HOLLOW_DAY}))(?!{_BLANK}{{0,4}}{_IN_FORCE})",
            rf"^[ \t>#|:]{{0,8}}({_NUMBER}(?:{_HOLLOW_DAY}))[ \t]{{0,8}}[^\s|起]",
        ),
        words=_HOLLOWS,
        blank=True,
        warns=True,
        form=True,
    ),
    Detector(
        "placeholder",
        "W01",
        Text("未填写的内容", "something left to fill in"),
        _any(
            r"(?<![×xX])([×xX]{3,}(?![0-9A-Za-z])(?:年|号|元|万元|人|户|单位|局|镇|村|公司|日|月)?)",
            r"((?<!_)_{3,}+ {0,2}(?:年|月|日|号|元)|[〔\[](?: {1,2}|[×xX]{2,4})[〕\]] ?[×xX]*号|待(?:补充|填写|定稿)|TODO|TBD)",
            r"(【[ \t_×xX*]{0,16}】|【(?:请|此处|待)[^\n】]{0,24}】)",
        ),
        words=("×××", "xxx", "XXX", "___", "〔 ", "【", "待补充", "待填写", "待定稿", "TODO", "TBD"),
        blank=True,
        warns=True,
    ),
)

"""What a template leaves to be filled in: placeholders, blank dates, the values that a new site begins with."""

from __future__ import annotations

import re

from gongkai.core.findings import Text
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.people import HAN
from gongkai.source.folding import folded
from gongkai.starter import EXAMPLE_CODE, EXAMPLE_HOST, PLACEHOLDERS

# What stands in a date instead of digits; whatever is left to fill in is short.
_BLANK = r"[ \t_×xX*□○◯]"
_NUMBER = rf"{_BLANK}{{0,8}}[0-9]{{0,4}}{_BLANK}{{0,8}}"
_HOLLOW = rf"{_BLANK}{{1,16}}"
_HOLLOW_DAY = alternatives(
    rf"年{_HOLLOW}月{_NUMBER}日",
    rf"年{_NUMBER}月{_HOLLOW}日",
)
_IN_FORCE = r"(?:起|开始|起开始)(?:正式)?(?:施行|实施|执行|生效|试行)"
_HOLE = r"[ \t_×xX*□○◯.?()\[\]【】〔〕-]"  # what is left open where no day is begun
_FROM = r"(?:自|从|于)"
_HOLLOWS = tuple(f"{unit}{blank}" for unit in "年月" for blank in " \t_×xX*□○◯")
_STARTERS = tuple(map(folded, PLACEHOLDERS.values()))


DETECTORS = (
    Detector(
        "starter",
        "W01",
        Text("建站时待填写的内容", "something that a new site leaves to be filled in"),
        alternatives(
            rf"(?<![{HAN}])({'|'.join(map(re.escape, _STARTERS))})",
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
        alternatives(
            rf"(自{_HOLE}{{0,16}}{_IN_FORCE})",
            rf"({_FROM}{_HOLE}{{1,16}}{_IN_FORCE})",
            rf"({_FROM}(?:\.{{3,12}}|_{{2,12}}|[×xX]{{2,8}}|[□○◯]{{1,8}}|\( {{0,8}}\)|【 {{0,8}}】)起)(?![{HAN}])",
            rf"({_FROM}{_NUMBER}(?:{_HOLLOW_DAY}){_BLANK}{{0,4}}{_IN_FORCE})",
            rf"({_FROM}(?:{_HOLLOW}|[0-9]{{1,3}}{_HOLLOW})年{_NUMBER}月(?:{_NUMBER}日)?{_BLANK}{{0,4}}{_IN_FORCE})",
            rf"({_FROM}(?:\({_HOLLOW}\)|\(\)|【{_BLANK}{{0,8}}】)年[^\n。]{{0,16}}?{_IN_FORCE})",
        ),
        words=(
            *(
                f"{from_}{act}"
                for from_ in ("起", "开始", "起正式")
                for act in ("施行", "实施", "执行", "生效", "试行")
            ),
            *(f"{hole}起" for hole in ("...", "_", "×", "X", "x", "□", "○", "◯", ")", "】")),
        ),
        blank=True,
    ),
    Detector(
        "blank_day",
        "W01",
        Text("未填写的日期", "a date left to fill in"),
        alternatives(
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
        alternatives(
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
        alternatives(
            r"(?<![×xX])([×xX]{3,}(?![0-9A-Za-z])(?:年|号|元|万元|人|户|单位|局|镇|村|公司|日|月)?)",
            r"((?<!_)_{3,}+ {0,2}(?:年|月|日|号|元)|[〔\[](?: {1,2}|[×xX]{2,4})[〕\]] ?[×xX]*号|待(?:补充|填写|定稿)|TODO|TBD)",
            r"(【[ \t_×xX*]{0,16}】|【(?:请|此处|在此|待|暂缺|空缺|占位)[^\n】]{0,24}】|[\[〔](?:待定|待补|暂缺)[\]〕])",
            r"([(\[〔<{](?:请在)?(?:此处|在此)(?:处)?(?:填|补|插入|输入|完善|添加|修改|替换|写)[^\n)\]〕>}]{0,24}[)\]〕>}])",
        ),
        words=(
            "×××",
            "xxx",
            "XXX",
            "___",
            "〔 ",
            "【",
            "待补充",
            "待填写",
            "待定稿",
            "待定",
            "待补",
            "暂缺",
            "此处",
            "在此",
            "TODO",
            "TBD",
        ),
        blank=True,
        warns=True,
    ),
)

"""What crept in: advertising and traces of copying, foreign addresses, and what a template leaves to be filled in."""

from __future__ import annotations

import re

from gongkai.findings import Text
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.folding import folded
from gongkai.secrecy.people import HAN
from gongkai.secrecy.vocabulary import SELLING
from gongkai.starter import EXAMPLE_CODE, EXAMPLE_HOST, PLACEHOLDERS

# What stands in a date instead of digits; whatever is left to fill in is short.
_BLANK = r"[ \t_×xX*]"
_NUMBER = rf"{_BLANK}{{0,8}}[0-9]{{0,4}}{_BLANK}{{0,8}}"
_HOLLOW = rf"{_BLANK}{{1,16}}"
_HOLLOW_DAY = alternatives(
    rf"年{_HOLLOW}月{_NUMBER}日",
    rf"年{_NUMBER}月{_HOLLOW}日",
)
_IN_FORCE = r"起(?:施行|实施|执行|生效|试行)"
_HOLLOWS = tuple(f"{unit}{blank}" for unit in "年月" for blank in " \t_×xX*")
_STARTERS = tuple(map(folded, PLACEHOLDERS.values()))

DETECTORS = (
    Detector(
        "advertising",
        "W01",
        Text("广告或转载痕迹", "advertising or a trace of copying"),
        alternatives(
            r"((?<![0-9A-Za-z+/=])(?:Q ?Q|qq|扣扣|[Qq](?=群))(?:群号?|号码?|客服|交流群)?(?:为|是)?[ :]{0,3}\d(?:[ -]{0,2}\d){4,10})",
            r"((?:企鹅号|旺旺|微信|V信|薇信|(?<![A-Za-z])(?:VX|Vx|vx|WX|wx)(?![A-Za-z]))(?:号|为|是)?[ :]{0,3}[0-9A-Za-z][0-9A-Za-z_-]{4,19})",
            rf"((?:文章|本文|稿件|资料|内容)来(?:源|自)[ :于]{{0,3}}[{HAN}A-Za-z]{{1,16}}(?:网|网站|论坛|博客|文库|公众号|贴吧))",
            rf"((?:来源|原载)[: ]{{1,3}}[{HAN}]{{0,8}}(?:法律|律师|文秘|范文|论文|文库|百科|贴吧|论坛)[{HAN}]{{0,6}}(?:网|站)?)",
            rf"((?:本文|版权|文章|资料)(?:权属|权归|归属|属于|归|著作权归)[ :于]{{0,2}}[{HAN}A-Za-z]{{1,16}}(?:网|网站|论坛|公司|文库|所有))",
            rf"((?:本文|文章|资料)?(?:转自|转载自|摘自|转载于|复制自)[ :]{{0,3}}[{HAN}A-Za-z]{{1,16}}(?:网|网站|论坛|博客|文库|公众号|百科))",
            r"(更多(?:文章|资料|范文|精彩)[^\n。]{0,12}(?:登陆|登录|访问|关注|点击|下载|请见|尽在))",
            r"((?:免费下载|文档下载)[^\n。]{0,8}(?:网|www|http)|百度文库|豆丁网|道客巴巴|转载请注明|本文来(?:自|源))",
            r"(扫(?:码|描二维码)关注|点击关注|加盟热线|代办证件|淘宝(?:店|旺铺|网店))",
        ),
        words=(*SELLING, "Q Q"),
    ),
    Detector(
        "foreign_address",
        "W01",
        Text("站外网址", "address of another site"),
        alternatives(r"((?:https?://|ftp://|(?<![A-Za-z0-9.@/-])www\.)[A-Za-z0-9.-]+(?::\d+)?)"),
        words=("http://", "https://", "ftp://", "www."),
        own=True,
    ),
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
            r"(【[ \t_×xX*]{0,16}】|【(?:请|此处|待)[^\n】]{0,24}】)",
        ),
        words=("×××", "xxx", "XXX", "___", "〔 ", "【", "待补充", "待填写", "待定稿", "TODO", "TBD"),
        blank=True,
        warns=True,
    ),
)

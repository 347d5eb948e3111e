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
_MARKETS = "淘宝|天猫|京东|拼多多|闲鱼|咸鱼|微店|抖店|有赞|阿里巴巴|转转"
_LIBRARIES = (
    "百度文库|百度百科|百度知道|百度贴吧|豆丁|道客巴巴|原创力文档|人人文库|金锄头|爱问|学科网|菁优网|知乎|简书|CSDN|博客园|百家号|搜狐号|头条号|"
    "网易号|大鱼号|360文库|360doc|MBA智库|维基百科|新浪博客|天涯|豆瓣|小红书|抖音|微信公众号|第一范文|范文网|文秘"
)
_STARTERS = tuple(map(folded, PLACEHOLDERS.values()))

# The domains that addresses end in without a scheme before them. None is how the name of a file ends.
_TOPS = (
    *(
        "com",
        "cn",
        "net",
        "org",
        "edu",
        "gov",
        "mil",
        "info",
        "biz",
        "top",
        "xyz",
        "vip",
        "club",
        "site",
        "shop",
        "online",
        "store",
    ),
    *(
        "app",
        "dev",
        "wang",
        "ren",
        "link",
        "work",
        "tech",
        "fun",
        "pro",
        "mobi",
        "ltd",
        "asia",
        "icu",
        "ink",
        "live",
        "cloud",
        "wiki",
    ),
    *(
        "cc",
        "tv",
        "me",
        "io",
        "co",
        "us",
        "uk",
        "jp",
        "kr",
        "hk",
        "tw",
        "mo",
        "ru",
        "de",
        "fr",
        "la",
        "ly",
        "gl",
        "im",
        "ai",
        "example",
    ),
)
_TOP = rf"(?i:{'|'.join(_TOPS)})"
_NO_MORE = r"(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])"
_SPELT_DOT = r" ?(?:点|[(\[【](?:点|dot|DOT|\.)[)\]】]) ?"
_SCHEME = r"(?i:h[tx]{2}ps?|ftps?) {0,2}: {0,2}[/\\] ?[/\\]"
_NAMES = r" ?[A-Za-z0-9-]{1,63}(?: ?\. ?[A-Za-z0-9-]{1,63}){1,5}"
_IS_WORD = frozenset(["aspnet", "vbnet", "adonet", "colde"])  # programs, and a firm's Co. before its country


def _is_host(value: str) -> bool:
    return value.lower() not in _IS_WORD


DETECTORS = (
    Detector(
        "advertising",
        "W01",
        Text("广告或转载痕迹", "advertising or a trace of copying"),
        alternatives(
            r"((?<![0-9A-Za-z+/=])(?:Q ?Q|qq|扣扣|[Qq](?=群))(?:群号?|号码?|客服|交流群)?(?:为|是)?[ :]{0,3}\d(?:[ -]{0,2}\d){4,10})",
            r"((?:企鹅号|旺旺|[微威薇徽维围]信|卫星号|[VvWwＶ]信|(?<![A-Za-z])(?i:vx|wx|v-x|we ?chat|weixin)(?![A-Za-z])|"
            r"[加+➕]\s?(?:我|客服|老师)?\s?(?:[微薇威]|[vVqQ]|[vV][xX信]|[wW][xX]|扣扣))"
            r"(?:号码?|ID|id|账号|客服)?(?:为|是)?[ :\-]{0,3}[0-9A-Za-z][0-9A-Za-z_-]{4,19})",
            rf"((?:{_MARKETS})(?:小|网|旺|企业|官方)?(?:店铺?|铺|商铺|旗舰店|专营店|专卖店|商城|橱窗)(?:名称?|地址|"
            rf"链接)? ?(?:[:搜]|有售|购买|下单|同款))",
            rf"((?:{_MARKETS}|百度|抖音|快手|小红书)(?:搜索?|上搜)[ :“\"「《])",
            rf"((?:本文|此文|文章|稿件|资料|文档|范文|图文|内容|本资料)(?:由|系|为)[{HAN}A-Za-z0-9]{{1,16}}?(?:网|站|文库|论坛|博客|公众号|贴吧|小编|平台)(?:收集|搜集|整理|提供|发布|编辑|上传|原创|转载|分享|首发|独家){{1,3}})",
            r"((?:来源于?|来自|整理自|摘编自|转自)(?:互联)?网络|(?:如有|若有|如)侵权|侵权?(?:请联系)?(?:立删|必删|删除)|联系(?:我们|小编|本站)删除)",
            rf"((?:版权|著作权)归(?:原)?作者|小编(?:整理|推荐|为[您你大])|本站(?:资源|内容|文章|资料)[{HAN}]{{0,8}}(?:网络|收集|整理)|收藏本站)",
            rf"((?:来源|来自|转自|摘自|出处|原载|原文)[于: ]{{0,3}}(?:{_LIBRARIES}))",
            r"((?:长按|识别)(?:识别|扫描|图中|下方|上方|下图|此|该){0,3}二维码|扫一扫(?:下方|上方|"
            r"图中)?(?:二维码)?[ ,]?(?:关注|添加|加|领取)|扫(?:码|描二维码)(?:添加|加微|加好友|加群|领取)|点击(?:阅读原文|"
            r"下方(?:链接|名片|卡片))|一键三连)",
            rf"((?:文章|本文|稿件|资料|内容)来(?:源|自)[ :于]{{0,3}}[{HAN}A-Za-z]{{1,16}}(?:网|网站|论坛|博客|文库|公众号|贴吧))",
            rf"((?:来源|原载)[: ]{{1,3}}[{HAN}]{{0,8}}(?:法律|律师|文秘|范文|论文|文库|百科|贴吧|论坛)[{HAN}]{{0,6}}(?:网|站)?)",
            rf"((?:本文|版权|文章|资料)(?:权属|权归|归属|属于|归|著作权归)[ :于]{{0,2}}[{HAN}A-Za-z]{{1,16}}(?:网|网站|论坛|公司|文库|所有))",
            rf"((?:本文|文章|资料)?(?:转自|转载自|摘自|转载于|复制自)[ :]{{0,3}}[{HAN}A-Za-z]{{1,16}}(?:网|网站|论坛|博客|文库|公众号|百科))",
            r"(更多(?:文章|资料|范文|精彩)[^\n。]{0,12}(?:登陆|登录|访问|关注|点击|下载|请见|尽在))",
            r"((?:免费下载|文档下载)[^\n。]{0,8}(?:网|www|http)|百度文库|豆丁网|道客巴巴|原创力文档|人人文库|转载(?:请|须|需|时请|务请)(?:注明|标明|联系)|本文来(?:自|源))",
            r"(扫(?:码|描二维码)关注|点击关注|加盟热线|代办证件|淘宝(?:店|旺铺|网店))",
        ),
        words=(*SELLING, "Q Q", *_MARKETS.split("|"), *_LIBRARIES.split("|"), "小红书", "快手"),
    ),
    Detector(
        "foreign_address",
        "W01",
        Text("站外网址", "address of another site"),
        alternatives(
            rf"({_SCHEME}(?:[^\s/@<>()\"'，。]{{1,64}}@)?[A-Za-z0-9.-]+(?::\d+)?)",
            rf"({_SCHEME} {{1,2}}{_NAMES})",
            rf"((?<![A-Za-z0-9.@/-])(?i:www)(?:\.[A-Za-z0-9.-]+(?::\d+)?| ?\. ?{_NAMES}))",
            rf"(?<![A-Za-z0-9.@_%-])(?<![^/]/)((?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}{_TOP}){_NO_MORE}",
            rf"(?<![A-Za-z0-9.@_%/-])([A-Za-z0-9-]{{3,63}}(?: \. ?|\. |{_SPELT_DOT}){_TOP}){_NO_MORE}",
            rf"([{HAN}]{{2,12}}\.(?:{_TOP}|中国|公司|网络|网址|在线|中文网|集团)){_NO_MORE}(?![{HAN}])",
            r"(?:网址|网站|登录|登陆|访问|链接|打开)[: ]{0,3}((?:[0-9]{1,3}\.){3}[0-9]{1,3})(?![0-9.])",
        ),
        words=(
            *(
                "http",
                "HTTP",
                "Http",
                "hxxp",
                "ftp",
                "FTP",
                "www",
                "WWW",
                "Www",
                "网址",
                "网站",
                "登录",
                "登陆",
                "访问",
                "链接",
                "打开",
            ),
            *(
                f"{dot}{top}"
                for top in _TOPS
                for dot in (".", ". ", "点", "点)", "点]", "dot)", "dot]", "DOT)", "DOT]")
            ),
            *(f".{top.upper()}" for top in _TOPS),
            *(".中国", ".公司", ".网络", ".网址", ".在线", ".中文网", ".集团"),
        ),
        holds=_is_host,
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

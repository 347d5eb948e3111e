"""Addresses of other sites, of machines and of what is shared on them, however they are written."""

from __future__ import annotations

from gongkai.core.findings import Text
from gongkai.secrecy import reached_values
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN

# The domains that addresses end in without a scheme before them. None is how the name of a file ends.
_TOPS = [
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
    "page",
    "space",
    "website",
    "group",
    "art",
    "host",
    "press",
    "news",
    "blog",
    "video",
    "games",
    "world",
    "today",
    "life",
    "plus",
    "team",
    "city",
    "red",
    "kim",
    "love",
    "win",
    "bid",
    "loan",
    "men",
    "date",
    "party",
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
    "eu",
    "ca",
    "au",
    "sg",
    "fm",
    "ws",
    "gg",
    "example",
]
_TOP = rf"(?i:{'|'.join(_TOPS)})"
_COMMON = r"(?i:com|cn|net|org|example|top|xyz|vip|cc)"
_OF_OFFICE = r"(?i:docx?|xlsx?|pptx?|pdf|ofd|wps|txt|jpe?g|png|zip|rar|csv)"
_NO_MORE = rf"(?![A-Za-z0-9@_-]|\.(?!{_OF_OFFICE}(?![A-Za-z0-9.]))[A-Za-z0-9])"  # a file may be named after it
_SPELT_DOT = r" ?(?:点|[(\[【](?:点|dot|DOT|\.)[)\]】]) ?"
_SCHEME = r"(?i:(?<![a-z])h?[tx]{1,3}ps?|ftps?|sftp|smb|file) {0,2}[:;]? {0,2}[/\\] ?[/\\]"
_NAMES = r" ?[A-Za-z0-9-]{1,63}(?: ?\. ?[A-Za-z0-9-]{1,63}){1,5}"
_IP = r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}"
_FILE = r"(?i:docx?|xlsx?|pptx?|pdf|ofd|wps|txt|jpe?g|png|gif|zip|rar|csv|html?|mp[34]|exe|dll|ini|xml|js|py)"
# A word for an address: what stands behind it is one whatever it ends in.
_SAYS = r"(?:网址|网站(?:地址)?|官网|链接(?:地址)?|短链接?|域名|主页|网盘|下载地址|系统地址|登[录陆]|访问|打开|浏览|进入)[^\nA-Za-z0-9|]{0,4}"
_MACHINE = r"(?:网址|网站|登[录陆]|访问|链接|打开|(?:内网|系统|服务器|外网|平台|共享|FTP|后台)(?:地址)?)[: ]{0,3}"
_DOT = r" {0,2}(?:[.。,-]|点|[(\[【](?:点|dot|DOT|\.)[)\]】]| dot ) {0,2}"
_IS_WORD = frozenset(["aspnet", "vbnet", "adonet", "colde"])  # programs, and a firm's Co. before its country


def _is_host(value: str) -> bool:
    return value.lower() not in _IS_WORD


DETECTORS = (
    Detector(
        "foreign_address",
        "W01",
        Text("站外网址", "address of another site"),
        alternatives(
            rf"({_SCHEME}(?:[^\s/@<>()\"'，。]{{1,64}}@)?[A-Za-z0-9.-]+(?::\d+)?)",
            rf"({_SCHEME} {{1,2}}{_NAMES})",
            rf"({_SCHEME}[/\[][A-Za-z0-9:\]]{{2,40}})",
            r"((?i:(?<![a-z])h[tx]{2}ps?)(?: ?: ?[/\\](?=[A-Za-z])| {1,2}//)[A-Za-z0-9.-]{3,80})",
            r"(?<![A-Za-z0-9:/.\\])(//[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})",
            rf"((?<![A-Za-z0-9.@/-])(?i:w{{2,4}})(?:\.[A-Za-z0-9.-]+(?::\d+)?| ?[.。] ?{_NAMES}|"
            rf"[。,-] ?[A-Za-z0-9-]{{2,63}}[。,.-] ?{_COMMON}{_NO_MORE}|"
            rf" {{1,2}}\.? ?[A-Za-z0-9-]{{2,63}} {{1,2}}\.? ?{_COMMON}{_NO_MORE}))",
            rf"((?i:w{{2,4}}|3w|三w|三达不溜){_DOT}[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,3}}{_DOT}{_TOP}){_NO_MORE}",
            r"((?i:(?:w ){2,3}(?:[.。] ?[A-Za-z0-9](?: [A-Za-z0-9.。-]){2,60}))|(?i:h ?t ?t ?p ?s? : ?/ ?/ ?[a-z](?: [a-z0-9.]){2,60}))",
            rf"(?<![A-Za-z0-9.@_%-])(?<![^/]/)((?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}{_TOP}){_NO_MORE}",
            rf"(?<![A-Za-z0-9.@_%/-])([A-Za-z0-9-]{{3,63}}(?: \. ?|\. |{_SPELT_DOT}| dot | \.|[。]){_COMMON}){_NO_MORE}",
            rf"([{HAN}]{{2,12}}\.(?:{_TOP}|中国|公司|网络|网址|在线|中文网|集团|商城|手机|商店|网店)){_NO_MORE}(?![{HAN}])",
            rf"{_MACHINE}({_IP}(?::\d{{2,5}})?)(?![0-9.])",
            rf"(?<![0-9.])({_IP}:\d{{2,5}})(?![0-9.])",
            r"((?i:localhost|127\.0\.0\.1)(?::\d{2,5})?)(?![A-Za-z0-9.])",
            r"(\\{2,4}[A-Za-z0-9.-]{3,63}\\[A-Za-z0-9$_\u4e00-\u9fff-]{2,40}(?:\\[A-Za-z0-9$_\u4e00-\u9fff-]{1,40}){0,4})",
            r"(?:提取码|网盘密码|分享密码)(?:为|是)?[: ]{0,2}([A-Za-z0-9]{4})(?![A-Za-z0-9])",
            rf"{_SAYS}((?:[A-Za-z0-9-]{{1,63}}{_DOT}){{1,5}}(?!{_FILE}{_NO_MORE})(?:[A-Za-z]{{2,24}}|c0m|康姆)){_NO_MORE}",
            rf"{_SAYS}([{HAN}]{{2,8}}(?:[.。]|点)(?:中国|公司|网络|网址|{_COMMON}))(?![{HAN}A-Za-z0-9])",
        ),
        words=(
            *(
                "http",
                "HTTP",
                "Http",
                "hxxp",
                "hXXp",
                "ttp",
                "htp",
                "h t t",
                "ftp",
                "FTP",
                "smb:",
                "file:",
                "www",
                "WWW",
                "Www",
                "ww.",
                "w w",
                "3w",
                "三w",
                "三达",
                "//",
                "\\",
            ),
            *(
                "网址",
                "网站",
                "官网",
                "网盘",
                "域名",
                "主页",
                "短链",
                "登录",
                "登陆",
                "访问",
                "链接",
                "打开",
                "地址",
                "提取码",
                "网盘密码",
                "localhost",
            ),
            *(f"{dot}{top}" for top in _TOPS for dot in (".", "点")),
            *(
                f"{dot}{top}"
                for top in ("com", "cn", "net", "org", "example")
                for dot in (". ", " .", "。", "点 ", "点)", "点]", "dot)", "dot]", "dot ", "DOT)", "DOT]")
            ),
            *(f".{top.upper()}" for top in _TOPS),
            *(".中国", ".公司", ".网络", ".网址", ".在线", ".中文网", ".集团", ".商城", ".手机"),
        ),
        heads=(Head.SITE,),
        discloses=reached_values.site,
        holds=_is_host,
        own=True,
    ),
)

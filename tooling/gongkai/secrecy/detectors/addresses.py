"""Addresses of other sites, however they are written."""

from __future__ import annotations

from gongkai.findings import Text
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.people import HAN

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
)

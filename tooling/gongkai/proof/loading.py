"""What a browser would load or run by itself: the tags of a page, the addresses of a style sheet.

Stricter than any browser: a tag that is not written by the book, which browsers would mend each in its own way, is
itself a finding, so that nothing can hide behind a quotation mark.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from gongkai.core.findings import Text

_ATTRIBUTE = r"""\s++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_ATTRIBUTES = re.compile(r"""(?<!\s)\s++([^\s"'<>/=]++)(?:=(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
TAG = re.compile(
    rf"(<[a-zA-Z][a-zA-Z0-9:-]*+(?:{_ATTRIBUTE})*+\s*+/?>|</[a-zA-Z][a-zA-Z0-9:-]*+\s*+>|<!--(?:(?!-->)[^<>])*+-->"
    r"|<!doctype html>|<\?xml [^<>?]*+\?>)"
)
# What needs no look: an end, a tag without addresses that runs nothing, a link within the site.
PLAIN = re.compile(
    r"""</[a-zA-Z0-9:-]+>|<a href="[\w./%#-]*">|<link rel="canonical" href="[^"]*">"""
    r"""|<(?:p|li|h[1-6]|td|th|tr|div|span|strong|dd|dt|time|meta|nav|section)"""
    r"""(?: (?:class|id|name|content|datetime|title|lang)="[^"]*")*>"""
)
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*)")
# Attributes whose address is fetched without anybody following a link; of link and a only some are.
_FETCHED = frozenset(
    {"src", "srcset", "poster", "data", "background", "imagesrcset", "archive", "codebase", "manifest"}
)
_LEADING = ("href", "src", "action", "data", "to", "values", "from")  # addresses, those of SVG animations among them
_FOLLOWED = frozenset({"canonical", "alternate", "next", "prev", "author", "license", "help", "search", "self", "up"})
_ACTIVE = frozenset({"iframe", "object", "embed", "applet", "frame", "base", "style"})
_STYLE = re.compile(r"""@import\s*["']?([^"';)]*)|url\(\s*["']?([^"')]*)""", re.IGNORECASE)

INLINE = Text("网页内嵌脚本、样式或事件处理", "an inline script, style or event handler")
ACTIVE = Text("网页嵌入了其他页面或对象", "an embedded page or object, or a base address")
MALFORMED = Text("网页标记不规范，浏览器可能另作理解", "a tag that browsers may read in another way")


def foreign(address: str) -> Text:
    """Return what to say of an address that a browser loads by itself from elsewhere."""
    host = urlsplit(address.strip()).netloc or address[:40]
    return Text(f"网页自动从站外加载内容：{host}", f"loads from elsewhere by itself: {host}")


def in_tag(tag: str, home: str) -> Text | None:
    """Return what is wrong with one tag; ``home`` is the origin of the site."""
    found = _NAME.match(tag)
    if found is None:
        return None
    name = found[1].lower().rpartition(":")[2]
    values = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTES.finditer(tag)}
    if _runs(name, values):
        return INLINE
    if name in _ACTIVE or (name == "meta" and values.get("http-equiv", "").lower() == "refresh"):
        return ACTIVE
    fetched = (_elsewhere(value, key, home) for key, value in values.items() if _fetches(name, key, values))
    return next((foreign(address) for address in fetched if address), None)


def _runs(name: str, values: dict[str, str]) -> bool:
    """Return whether a tag brings code or style of its own."""
    if name == "style" or (name == "script" and not (values.get("src") or values.get("href"))):
        return True
    if any(key.startswith("on") or key in ("style", "srcdoc") for key in values):
        return True
    led = (value for key, value in values.items() if key.endswith(_LEADING))
    schemes = {re.sub(r"[\x00-\x20]", "", value).lower().partition(":")[0] for value in led}
    return bool(schemes & {"javascript", "vbscript"}) or (name == "script" and "data" in schemes)


def in_style(text: str, home: str) -> Text | None:
    """Return what a style sheet loads from elsewhere."""
    for match in _STYLE.finditer(text):
        if address := _elsewhere(match[1] or match[2] or "", "src", home):
            return foreign(address)
    return None


def _fetches(name: str, key: str, values: dict[str, str]) -> bool:
    if key.rpartition(":")[2] in _FETCHED:
        return True
    if key not in ("href", "xlink:href"):
        return False
    if name == "link":
        return not set(values.get("rel", "").lower().split()) <= _FOLLOWED or not values.get("rel")
    return name not in ("a", "area")


def _elsewhere(value: str, key: str, home: str) -> str:
    """The first address of another host; ``data:`` is no host."""
    candidates = [part.split()[0] for part in value.split(",") if part.split()] if "srcset" in key else [value]
    for address in candidates:
        plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
        if plain.lower().startswith("data:") or plain.startswith(home):
            continue
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", plain):
            return plain
    return ""

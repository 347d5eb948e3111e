"""Where links and images of a body may point, and where they point on the site.

Sources and pages lie in the same tree (``items/finance/2026/00012.md`` becomes ``….html``), so a relative address
that works in the repository works on the site.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from gongkai.core.findings import Text

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LINK = re.compile(r"https?://[^/?#]|mailto:.|tel:.", re.IGNORECASE)
# What stands before an @ looks like the host and is not.
_USER = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\\<>\"'`^{}|]")
_UNSAFE_PATH = re.compile(r'[\x00-\x1f\x7f\\<>"`^{}|]')
_HOST = re.compile(r"(?:www\.[^/\s]|[A-Za-z0-9.-]{1,80}\.(?:cn|com|net|org)(?:[/:]|\Z))", re.IGNORECASE)
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """An address that may not stand: the code of the rule, what is wrong and what to do."""

    code: str
    message: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved address: what to print, the document path it leads to, if it leads to one, and the place in it."""

    href: str
    document: str | None = None
    fragment: str = ""


_ATTACH = Text(
    "把文件放入与条目同名的文件夹，在 attachments 中登记，再重新送审",
    "put the file into the folder of the document's name, list it under `attachments`, then have it reviewed again",
)


def page_url(path: str) -> str:
    """The address of a document's page below the site root; it mirrors the source path (design)."""
    return quote(path.removeprefix("content/").removesuffix(".md") + ".html")


def resolve_link(href: str, path: str, listed: frozenset[str]) -> Target:
    """Resolve a link of the document at ``path`` whose attachments are ``listed``. Raises Refused."""
    if href.startswith("#"):
        return Target(href, None, unquote(href[1:]))
    if _SCHEME.match(href):
        if not _LINK.match(href) or _UNSAFE.search(href) or _USER.match(href):
            raise _refused_scheme(href)
        return Target(href)
    before, hash_, fragment = href.partition("#")
    address, end = unquote(before), hash_ + quote(unquote(fragment), safe="/=&")
    if href.startswith(("/", "?")) or _UNSAFE_PATH.search(href) or _UNSAFE_PATH.search(address):
        raise _refused_scheme(href)
    if address.endswith(".md"):
        document = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        if not document.startswith("content/"):
            raise Refused(
                "C07",
                Text(f"链接指向目录之外：{href}", f"the link leads outside the content: {href}"),
                Text("链接只能指向本站文档", "link to a document of this site"),
            )
        # By the shortest way: a detour over the folders above content/ would leave the site.
        page = posixpath.relpath(document, posixpath.dirname(path)).removesuffix(".md") + ".html"
        return Target(quote(page) + end, document, unquote(fragment))
    return Target(_attachment(address, path, listed) + end)


def resolve_image(src: str, path: str, listed: frozenset[str]) -> str:
    """Resolve an image; only a listed attachment that is an image may be shown. Raises Refused (B05, B03)."""
    if _SCHEME.match(src) or src.startswith(("/", "?", "#")) or _UNSAFE_PATH.search(src):
        raise Refused("B05", Text(f"正文引用了站外图片：{src}", f"an image from elsewhere: {src}"), _ATTACH)
    if not src.lower().endswith(_IMAGES):
        raise Refused("B05", Text(f"不是可显示的图片：{src}", f"not an image that can be shown: {src}"), _ATTACH)
    return _attachment(unquote(src), path, listed)


def _attachment(address: str, path: str, listed: frozenset[str]) -> str:
    folder = posixpath.basename(path).removesuffix(".md")
    if not address:
        raise Refused(
            "B03",
            Text("链接没有写地址", "a link without an address"),
            Text("在“(”和“)”之间写地址", "write the address between the parentheses"),
        )
    if _HOST.match(address):
        raise Refused(
            "B05",
            Text(f"网址不完整：{address}", f"an incomplete address: {address}"),
            Text(f"写成 https://{address}", f"write https://{address}"),
        )
    if posixpath.normpath(address) != address or not address.startswith(f"{folder}/"):
        raise Refused(
            "B03",
            Text(
                f"链接的文件不在本条目的附件文件夹中：{address}",
                f"not in the attachment folder of this document: {address}",
            ),
            _ATTACH,
        )
    if address.removeprefix(f"{folder}/") not in listed:
        raise Refused("B03", Text(f"链接的附件未登记：{address}", f"the attachment is not listed: {address}"), _ATTACH)
    return quote(address)


def _refused_scheme(href: str) -> Refused:
    return Refused(
        "B05",
        Text(f"不允许的链接地址：{href}", f"an address that is not allowed: {href}"),
        Text(
            "链接只能是 http、https、mailto、tel 地址，或本站文档、附件的相对路径",
            "use http, https, mailto or tel, or the relative path of a document or attachment",
        ),
    )

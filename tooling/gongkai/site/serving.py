"""How a web server has to answer for a site: the part of an nginx configuration that belongs into a ``server`` block.

Files, headers and errors are fixed; what was wrongly published answers 410, what was merged 301 (design, taking away).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlsplit

# For all pages; each page has a narrower one of its own.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_TYPES = {
    "application/json": "json",
    "application/ld+json": "jsonld",
    "application/msword": "doc",
    "application/pdf": "pdf",
    "application/vnd.ms-excel": "xls",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/zip": "zip",
    "image/gif": "gif",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "text/css": "css",
    "text/csv": "csv",
    "text/html": "html",
    "text/javascript": "js",
    "text/plain": "txt",
    "text/xml": "xml",
}
_PACKED = "text/css text/csv text/javascript text/plain text/xml application/json application/ld+json image/svg+xml"
_INTERNAL = "/_gongkai_gone/"  # within the server, and never asked for from outside


def locations(base_url: str, folder: str, gone: Sequence[str], moved: Mapping[str, str]) -> str:
    """The ``location`` blocks of the site at ``base_url`` whose files lie in ``folder`` (absolute, on the server).

    ``gone`` and ``moved`` are pages without ``.html``, below the site; their attachments and data go with them.
    """
    root = urlsplit(base_url).path
    common = _common(secure=base_url.startswith("https:"))
    blocks = [_site(root, folder, common)]
    if gone:
        blocks.append(_tombstones(folder, common))
    for page in gone:
        inside = f"error_page 410 {_quoted(f'{_INTERNAL}{page}.html')}; return 410;"
        blocks.append(_of_document(root + page, inside))
    for page, into in sorted(moved.items()):
        blocks.append(_of_document(root + page, f"return 301 {_quoted(quote(f'{root}{into}.html'))};"))
    return "\n".join(blocks)


def _site(root: str, folder: str, common: str) -> str:
    return f"""# 政府信息公开网站。放进所在网站的 server 段；HTTPS、域名和端口由该 server 段设置。
location ^~ {_quoted(root)} {{
    alias {_quoted(folder.rstrip("/") + "/")};
    index index.html;
{common}
    # 隐藏文件和符号链接一律不提供。
    disable_symlinks on;
    if ($uri ~ "/\\.") {{ return 404; }}
    # 只读取，不接收任何内容。
    if ($request_method !~ ^(GET|HEAD)$) {{ return 405; }}
    error_page 404 {_quoted(f"{root}404.html")};
}}
"""


def _common(*, secure: bool) -> str:
    lines = ["charset utf-8;", "charset_types text/css text/csv text/javascript text/plain text/xml application/json;"]
    lines += ["types {", *(f"    {name} {endings};" for name, endings in _TYPES.items()), "}"]
    lines += ["default_type application/octet-stream;", f"gzip on; gzip_vary on; gzip_types {_PACKED};"]
    lines += ["# 每次使用前向服务器核对，内容更新后立即可见；没有变化的不重复下载。", "etag on;"]
    lines += ["# 不记录访问者（隐私声明）。", "access_log off;", "server_tokens off;", "autoindex off;"]
    # A server's own headers do not count where a location has some, so this one is repeated here.
    lasting = {"Strict-Transport-Security": "max-age=31536000"} if secure else {}
    headers = {**_HEADERS, **lasting, "Cache-Control": "no-cache"}
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    return "\n".join(f"    {line}" for line in lines)


def _tombstones(folder: str, common: str) -> str:
    return f"""# 误公开的信息：答复“已不再公开”（410）。
location ^~ {_INTERNAL} {{
    internal;
    alias {_quoted(folder.rstrip("/") + "/")};
{common}
}}
"""


def _of_document(address: str, inside: str) -> str:
    """Its page, its data, and everything in its folder."""
    exact = [f"location = {_quoted(address + ending)} {{ access_log off; {inside} }}" for ending in (".html", ".json")]
    return "\n".join([*exact, f"location ^~ {_quoted(address + '/')} {{ access_log off; {inside} }}", ""])


def _quoted(value: str) -> str:
    """A word of the configuration. Raises ValueError for one that could end it."""
    if any(character in value for character in '"\\$;{}\n\r'):
        raise ValueError(value)
    return f'"{value}"'

"""What the rules about the finished site say, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from gongkai.core.findings import Finding, Place, Severity, Text
from gongkai.proof.output import Trace

BUILD_AGAIN = Text(
    "运行 gongkai build，重新生成网站；不要在网站文件夹中直接增删、修改文件",
    "run gongkai build again; never add, delete or change files of the site by hand",
)


def said(
    traces: Iterable[Trace], zh: str, en: str, remedy: Text, severity: Severity | None = None
) -> Iterator[Finding]:
    for trace in traces:
        message = Text(zh + trace.what.zh, en + trace.what.en)
        yield Finding(Place(trace.path, trace.line, trace.column), message, remedy, severity)


def page_of(address: str) -> str:
    return unquote(address).removesuffix(".html")

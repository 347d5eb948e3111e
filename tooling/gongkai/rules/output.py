"""O: what a citizen gets is what was approved, all of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from gongkai.core.findings import Finding, Place, Severity, Text
from gongkai.proof.output import Output, Trace
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

_AGAIN = Text(
    "运行 gongkai build，重新生成网站；不要在网站文件夹中直接增删、修改文件",
    "run gongkai build again; never add, delete or change files of the site by hand",
)
_THEME = Text(
    "改正主题模板或静态文件后重新生成；正文中的问题由 B05 报告",
    "mend the template or static file of the theme and build again; B05 speaks for the bodies",
)
_SOURCE = Text(
    "查明这段文字的来处（主题、附件属性或人工改动），去掉后重新生成；附件须清除属性后重新送审",
    "find where it came from (theme, metadata of an attachment, a change by hand), take it out and build again; "
    "an attachment is cleaned and reviewed again",
)
_GONE = Text(
    "运行 gongkai build，重新生成网站并立即发布；同时从备用服务器和缓存中清除",
    "run gongkai build again and publish at once; clear mirrors and caches too",
)


def _say(
    traces: Iterable[Trace], zh: str, en: str, remedy: Text, severity: Severity | None = None
) -> Iterator[Finding]:
    for trace in traces:
        message = Text(zh + trace.what.zh, en + trace.what.en)
        yield Finding(Place(trace.path, trace.line, trace.column), message, remedy, severity)


def _page(address: str) -> str:
    return unquote(address).removesuffix(".html")


@rule(
    "O01",
    zh="网站的每个文件都须来自已审定的内容，已审定的内容都须在网站上，网页不得从站外加载",
    basis="一·三",
    on=Output,
)
def accounted_for(output: Output, county: SiteContext) -> Iterator[Finding]:
    """Every file traces to an approved document or the theme, everything approved is there, nothing loads from elsewhere.

    Also no inline script, style or event handler: what runs or loads on a page is a file of the theme. What an
    approved body could carry of this kind is refused by B05 before it is signed; what is found here came from a
    template or a hand.
    """
    for path in output.irregular:
        yield Finding(path, Text("不是普通文件（链接等）", "not a regular file (a link or the like)"), _AGAIN)
    for path in sorted(output.found.keys() - output.wanted.keys()):
        if not output.of_gone(path):
            message = Text("网站中有来历不明的文件", "a file that nothing approved accounts for")
            yield Finding(path, message, _AGAIN)
    for path in sorted(output.wanted.keys() - output.found.keys()):
        name = output.wanted[path].document
        what = Text(f"（{name}）", f" ({name})") if name else Text("", "")
        message = Text(f"网站缺少应有的文件{what.zh}", f"a file that has to be there is missing{what.en}")
        yield Finding(path, message, _AGAIN)
    yield from _say(output.loads, "", "", _THEME)
    yield from _entries(output)


def _entries(output: Output) -> Iterator[Finding]:
    """The search index holds every item once, in the shard for its day, and nothing else."""
    if output.entries is None:
        return
    there: set[str] = set()
    for path, address, _ in output.fragments:
        wanted = output.entries.get(address)
        if wanted is None:
            if _page(address) not in output.gone:
                message = Text("检索索引中有来历不明的条目", "an entry of the search index that nothing accounts for")
                yield Finding(path, message, _AGAIN)
        elif not wanted.may_be_in(path):
            message = Text(
                f"检索条目放在了别的分片中（{address}）",
                f"a search entry lies in another shard than its own ({address})",
            )
            yield Finding(path, message, _AGAIN)
        elif address in there:
            message = Text(f"检索条目重复（{address}）", f"the search index holds this item twice ({address})")
            yield Finding(path, message, _AGAIN)
        else:
            there.add(address)
    for address in sorted(output.entries.keys() - there):
        yield Finding(address, Text("检索索引缺少这一条目", "the search index lacks this item"), _AGAIN)


@rule("O02", zh="网站、订阅、导出、检索索引和附件属性中不得有内部信息", basis="三·6", on=Output)
def nothing_internal(output: Output, county: SiteContext) -> Iterator[Finding]:
    """No officer, opinion, sign-off, ledger text or internal field shows in pages, feed, exports, index or attachments."""
    yield from _say(output.internal, "出现内部信息：", "internal information: ", _SOURCE)
    yield from _say(output.unreadable, "", "", _SOURCE, Severity.WARNING)


@rule("O03", zh="网站内容须与审定内容生成的结果逐字节一致", basis="一·二", on=Output)
def as_approved(output: Output, county: SiteContext) -> Iterator[Finding]:
    """Every file is, byte for byte, what this program makes of the approved documents and the theme."""
    other = (
        path
        for path, wanted in output.wanted.items()
        if wanted.sha256 and output.found.get(path, wanted.sha256) != wanted.sha256
    )
    for path in sorted(other):
        yield Finding(path, Text("内容与审定内容不一致", "the content is not what was approved"), _AGAIN)
    for path, address, digest in output.fragments:
        wanted_entry = (output.entries or {}).get(address)
        if wanted_entry and wanted_entry.sha256 not in ("", digest):
            message = Text(
                f"检索条目与审定内容不一致（{address}）", f"the search entry is not what was approved ({address})"
            )
            yield Finding(path, message, _AGAIN)


@rule(
    "O04", zh="已撤下、作废的信息不得留在检索、订阅、网站地图、导出和列表中，附件须一并撤下", basis="一·五", on=Output
)
def gone_everywhere(output: Output, county: SiteContext) -> Iterator[Finding]:
    """What was withdrawn, merged or voided is in no list, feed, map, export or index, and its attachments are gone."""
    yield from _say(output.lingering, "仍有已撤下的信息：", "still there although taken away: ", _GONE)
    for path in sorted(output.found.keys() - output.wanted.keys()):
        if output.of_gone(path):
            yield Finding(path, Text("已撤下信息的附件仍在", "an attachment of a document that was taken away"), _GONE)
    for path, address, _ in output.fragments:
        if _page(address) in output.gone and address not in (output.entries or {}):
            message = Text("检索索引中仍有已撤下的信息", "a document that was taken away is still in the search index")
            yield Finding(path, message, _GONE)

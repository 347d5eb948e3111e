"""O01: every file traces to an approved document or the theme, everything approved is there, nothing loads from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.proof.output import Output
from gongkai.rules.engine import rule
from gongkai.rules.output_findings import BUILD_AGAIN, page_of, said
from gongkai.signing.context import SiteContext

_THEME = Text(
    "改正主题模板或静态文件后重新生成；正文中的问题由 B05 报告",
    "mend the template or static file of the theme and build again; B05 speaks for the bodies",
)


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
        yield Finding(path, Text("不是普通文件（链接等）", "not a regular file (a link or the like)"), BUILD_AGAIN)
    for path in sorted(output.found.keys() - output.wanted.keys()):
        if not output.of_gone(path):
            message = Text("网站中有来历不明的文件", "a file that nothing approved accounts for")
            yield Finding(path, message, BUILD_AGAIN)
    for path in sorted(output.wanted.keys() - output.found.keys()):
        name = output.wanted[path].document
        what = Text(f"（{name}）", f" ({name})") if name else Text("", "")
        message = Text(f"网站缺少应有的文件{what.zh}", f"a file that has to be there is missing{what.en}")
        yield Finding(path, message, BUILD_AGAIN)
    yield from said(output.loads, "", "", _THEME)
    yield from _entries(output)


def _entries(output: Output) -> Iterator[Finding]:
    """The search index holds every item once, in the shard for its day, and nothing else."""
    if output.entries is None:
        return
    there: set[str] = set()
    for path, address, _ in output.fragments:
        wanted = output.entries.get(address)
        if wanted is None:
            if page_of(address) not in output.gone:
                message = Text("检索索引中有来历不明的条目", "an entry of the search index that nothing accounts for")
                yield Finding(path, message, BUILD_AGAIN)
        elif not wanted.may_be_in(path):
            message = Text(
                f"检索条目放在了别的分片中（{address}）",
                f"a search entry lies in another shard than its own ({address})",
            )
            yield Finding(path, message, BUILD_AGAIN)
        elif address in there:
            message = Text(f"检索条目重复（{address}）", f"the search index holds this item twice ({address})")
            yield Finding(path, message, BUILD_AGAIN)
        else:
            there.add(address)
    for address in sorted(output.entries.keys() - there):
        yield Finding(address, Text("检索索引缺少这一条目", "the search index lacks this item"), BUILD_AGAIN)

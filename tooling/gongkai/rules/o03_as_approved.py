"""O03: every file is, byte for byte, what this program makes of the approved documents and the theme."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.proof.output import Output
from gongkai.rules.engine import rule
from gongkai.rules.output_findings import BUILD_AGAIN
from gongkai.signing.context import SiteContext


@rule("O03", zh="网站内容须与审定内容生成的结果逐字节一致", basis="一·二", on=Output)
def as_approved(output: Output, county: SiteContext) -> Iterator[Finding]:
    """Every file is, byte for byte, what this program makes of the approved documents and the theme."""
    other = (
        path
        for path, wanted in output.wanted.items()
        if wanted.sha256 and output.found.get(path, wanted.sha256) != wanted.sha256
    )
    for path in sorted(other):
        yield Finding(path, Text("内容与审定内容不一致", "the content is not what was approved"), BUILD_AGAIN)
    for path, address, digest in output.fragments:
        wanted_entry = (output.entries or {}).get(address)
        if wanted_entry and wanted_entry.sha256 not in ("", digest):
            message = Text(
                f"检索条目与审定内容不一致（{address}）", f"the search entry is not what was approved ({address})"
            )
            yield Finding(path, message, BUILD_AGAIN)

"""B01–B03, B05, R05: what is published is what was approved, and nothing lies there unapproved."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from gongkai.core.findings import Finding, Place, Text
from gongkai.documents.document import Document, Reading
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.opened import faults
from gongkai.signing.context import SiteContext
from gongkai.source.text import stream_safe

# What a browser only shows or saves. Never HTML or SVG: a server would run them as pages of this site.
ATTACHMENT_TYPES = (
    ".pdf", ".docx", ".xlsx", ".pptx", ".ofd", ".csv", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".webp",
)  # fmt: skip


@rule("B01", zh="内容须与复审时逐字节一致", basis="一·二", on=Document)
def approved_bytes(document: Document, county: SiteContext) -> Iterator[Finding]:
    """The document is, byte for byte, the one that the final review approved."""
    final = document.review.final
    if _listing_damaged(document) or not document.digest:
        return
    if final and final.digest != document.digest:
        yield Finding(
            "review.final.digest",
            Text(
                "内容或附件与复审时不一致，审批已失效",
                f"text or attachments differ from what was approved (now {document.digest})",
            ),
            Text(
                "恢复审批时的内容；确需修改的，修改后重新初审、复审",
                "restore what was approved, or have the change reviewed at both levels",
            ),
        )


@rule("B02", zh="各级审查须为同一份内容", basis="一·二", on=Document)
def one_text(document: Document, county: SiteContext) -> Iterator[Finding]:
    """All levels reviewed the same bytes: those of the final review, or those that await it."""
    if _listing_damaged(document) or not document.digest:
        return
    final = document.review.final
    expected = final.digest if final else document.digest
    for at, _, signoff in document.review.levels():
        if signoff.digest != expected:
            yield Finding(
                f"{at}.digest",
                Text("各级审查的不是同一份内容", "this level reviewed other bytes"),
                Text("以最终文本重新逐级签署", "sign the final text again, level by level"),
            )


@rule("B03", zh="附件须登记、存在、未变且类型可公开", basis="一·二", on=Reading)
def attachments(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Every attachment is listed, there, unchanged and of a kind that can be published."""
    yield from file.reported("B03")
    document = file.document
    if document is None or _listing_damaged(document):
        return
    there = {attached.path: attached for attached in document.attached}
    names = Counter(_folded(entry.path) for entry in document.attachments)
    for position, entry in enumerate(document.attachments):
        at = f"attachments.{position}"
        found = there.get(entry.path)
        if names[_folded(entry.path)] > 1:
            yield Finding(
                f"{at}.path",
                Text(
                    f"附件“{entry.path}”与另一附件同名，或仅大小写、全半角不同",
                    f"`{entry.path}` collides with another attachment",
                ),
                Text("改用不同的文件名", "choose another name"),
            )
        elif found is None:
            yield Finding(
                f"{at}.path",
                Text(f"附件“{entry.path}”不存在", f"attachment `{entry.path}` is missing"),
                Text(
                    f"把文件放入 {document.folder}/，或删去该项后重新送审",
                    f"put it into {document.folder}/, or unlist it and have the document reviewed again",
                ),
            )
        elif found.sha256 != entry.sha256:
            yield Finding(
                f"{at}.sha256",
                Text(
                    f"附件“{entry.path}”与登记的内容不一致",
                    f"attachment `{entry.path}` is not the file that was listed (sha256 {found.sha256})",
                ),
                Text(
                    "恢复送审时的附件，或更新登记后重新送审",
                    "restore the file, or update the listing and have it reviewed again",
                ),
            )
        if PurePosixPath(entry.path).suffix.lower() not in ATTACHMENT_TYPES:
            yield Finding(
                f"{at}.path",
                Text(
                    f"不能公开这种类型的附件：{entry.path}",
                    f"an attachment of this kind cannot be published: {entry.path}",
                ),
                Text(
                    f"转换为下列类型之一：{' '.join(ATTACHMENT_TYPES)}",
                    f"convert it to one of: {' '.join(ATTACHMENT_TYPES)}",
                ),
            )
    yield from faults(document, county, "B03")
    for path in there.keys() - {entry.path for entry in document.attachments}:
        yield Finding(
            Place(f"{document.folder}/{path}"),
            Text("附件未经登记和审查", "the attachment is not listed and was not reviewed"),
            Text(
                f"在 {document.path} 的 attachments 中登记后重新送审，或移走该文件",
                f"list it in {document.path} and have it reviewed, or move it away",
            ),
        )


def _listing_damaged(document: Document) -> bool:
    """Whether the list of attachments could not be read; that is reported, and what follows from it would mislead."""
    return "attachments" in document.damaged


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", stream_safe(name)).casefold()


@rule("B05", zh="正文不得有 HTML 代码、脚本地址、站外图片，以及显示与所写不同的内容", basis="一·二", on=Reading)
def self_contained(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The body holds no raw HTML, script address or remote image, and nothing that shows otherwise than it is written."""
    yield from file.reported("B05")


@rule("R05", zh="不得有未经审查的文件", basis="三·5；一·三", on=Corpus)
def nothing_unreviewed(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """Nothing lies under content/ or catalog/ that is not part of a reviewed document or a ledger."""
    for path in corpus.unknown:
        yield Finding(
            Place(path),
            Text("该文件不属于任何经过审查的文档", "the file belongs to no reviewed document"),
            Text(
                "移出 content/、catalog/；要公开的，按条目或附件登记后送审",
                "move it away; to publish it, make it an item or an attachment and have it reviewed",
            ),
        )
    for one in corpus.irregular:
        yield Finding(
            Place(one.path, one.line),
            one.reason,
            Text(
                "用内容已审查、名称清楚的普通文件代替，或移走",
                "replace it with a regular file of a plain name, or move it away",
            ),
        )

"""B03: every attachment is listed, there, unchanged and of a kind that can be published."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from gongkai.core.findings import Finding, Place, Text
from gongkai.documents.document import Reading
from gongkai.rules.attachment_listing import listing_damaged
from gongkai.rules.engine import rule
from gongkai.rules.opened import faults
from gongkai.signing.context import SiteContext
from gongkai.source.text import stream_safe

# What a browser only shows or saves. Never HTML or SVG: a server would run them as pages of this site.
ATTACHMENT_TYPES = (
    ".pdf", ".docx", ".xlsx", ".pptx", ".ofd", ".csv", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".webp",
)  # fmt: skip


@rule("B03", zh="附件须登记、存在、未变且类型可公开", basis="一·二", on=Reading)
def attachments(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Every attachment is listed, there, unchanged and of a kind that can be published."""
    yield from file.reported("B03")
    document = file.document
    if document is None or listing_damaged(document):
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


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", stream_safe(name)).casefold()

"""S09: no list of secrets lies in the repository, neither by its name nor by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import Corpus, rule
from gongkai.secrecy.leaks import Scanned
from gongkai.signing.context import SiteContext

# The lists that 三·7 has offices keep, by their names.
_LISTS = re.compile(
    r"(?:国家秘密事项?|涉密(?:事项|文件|人员|载体)|定密事项|秘密事项)[^/\n]{0,6}(?:一览表|目录|清单|台账|备案表|登记表)"
)


_POINTER = Text(
    "移出仓库，连同历史一并清除，并报告保密工作机构；登记簿 withheld 中只登记编号、日期和保管人",
    "take it out of the repository and its history and tell the secrecy office; the ledger `withheld` holds number, day and "
    "keeper only",
)


@rule("S09", zh="国家秘密事项一览表等清单不得进入仓库", basis="三·7", on=Scanned)
def no_lists(scanned: Scanned, county: SiteContext) -> Iterator[Finding]:
    """No list of secrets lies in the repository, neither by its name nor by its shape."""
    for leak in scanned.leaks:
        if leak.hit.detector.code == "S09":
            yield Finding(
                leak.at,
                Text(
                    f"{leak.where.zh}中有列明密级和保密期限的清单",
                    f"a list with levels and terms in the {leak.where.en}",
                ),
                _POINTER,
            )
    subject = scanned.subject
    for position, one in enumerate(subject.attachments if isinstance(subject, Document) else ()):
        if _LISTS.search(one.path) or _LISTS.search(one.title):
            yield Finding(
                f"attachments.{position}.path",
                Text("附件是国家秘密事项清单", "the attachment is named as a list of secrets"),
                _POINTER,
            )


@no_lists.across
def no_files(corpus: Corpus) -> Iterator[Finding]:
    for path in corpus.unknown:
        if _LISTS.search(path):
            yield Finding(
                Place(path), Text("文件名为国家秘密事项清单", "the file is named as a list of secrets"), _POINTER
            )

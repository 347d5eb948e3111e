"""How much of anything is read at the most, and what to say where there is more.

Every limit is looked at before the thing is parsed, by counting alone, so that no input costs more than its size warrants. All of
them lie far above what offices publish: the longest of 712 real regulations has 52,000 characters, its longest line 2,762.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Text
from gongkai.source.problems import Problem

# A file under content/ or catalog/.
DOCUMENT_BYTES = 4 * 1024 * 1024
REGISTRY_BYTES = 8 * 1024 * 1024  # 70,000 publications in one year of a ledger
FILE_BYTES = 200 * 1024 * 1024  # of any other; far more than a citizen would fetch
PATH_BYTES = 1_000
TREE_ENTRIES = 2_000_000  # of a commit; a county with a million items has as many
# What stands in one.
FRONT_MATTER = 256 * 1024
LINE = 20_000
YAML_NODES = 600_000  # keys and values of a registry
LIST_ENTRIES = 1_000  # of one list in front matter: attachments, supersedes, revisions
PROBLEMS = 100  # of one kind in one file that are listed one by one
MARKS_IN_A_ROW = 30  # accents on one letter (UAX 15, stream-safe text); more take longer than they are many

_SPLIT = Text(
    "拆分为几份文档，或改为附件后重新送审",
    "split it into several documents, or attach it as a file, then have it reviewed again",
)
_BREAK = Text("分为几段书写", "write it in several paragraphs")
_SHORTEN = Text("删去多余的各项，或分到几份文档中", "delete what is not needed, or put it into several documents")


def too_large(data: bytes, most: int) -> Problem | None:
    """A file of more bytes than are read (rule Y01)."""
    if len(data) <= most:
        return None
    message = Text(
        f"文件有 {_mb(len(data))} MB，超过上限 {_mb(most)} MB，没有读取",
        f"the file has {_mb(len(data))} MB, more than {_mb(most)}, and was not read",
    )
    return Problem("Y01", 1, 1, message, _SPLIT)


def front_matter(text: str) -> Problem | None:
    """Front matter of more characters than any document needs (rule Y01)."""
    if len(text) <= FRONT_MATTER:
        return None
    message = Text(
        f"文件头有 {len(text)} 个字符，超过上限 {FRONT_MATTER} 个",
        f"the front matter has {len(text)} characters, more than {FRONT_MATTER}",
    )
    return Problem("Y01", 2, 1, message, _SHORTEN)


def long_lines(text: str, first_line: int) -> Iterator[Problem]:
    """Lines of more characters than a paragraph may have (rule Y01)."""
    if len(text) <= LINE:
        return
    start = 0
    number = first_line
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > LINE:
            message = Text(
                f"一行有 {end - start} 个字符，超过上限 {LINE} 个",
                f"a line has {end - start} characters, more than {LINE}",
            )
            yield Problem("Y01", number, 1, message, _BREAK)
        start, number = end + 1, number + 1


def long_list(key: str, entries: int, line: int) -> Problem | None:
    """A list in front matter that nobody can have looked through (rule Y01)."""
    if entries <= LIST_ENTRIES:
        return None
    message = Text(
        f"“{key}”列了 {entries} 项，超过上限 {LIST_ENTRIES} 项", f"`{key}` lists {entries}, more than {LIST_ENTRIES}"
    )
    return Problem("Y01", line, 1, message, _SHORTEN)


def too_many(more: int, line: int) -> Problem:
    """Return what is wrong besides, where so much is wrong that it is not listed one by one (rule Y03)."""
    message = Text(f"还有 {more} 处错误，没有逐一列出", f"{more} more errors are not listed")
    return Problem(
        "Y03", line, 1, message, Text("先改正已列出的错误，再检查一次", "mend what is listed and check again")
    )


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"

"""What can be wrong with a file before any rule has looked at its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.findings import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect found while reading: the code of the rule that reports it, a position, the two texts.

    ``line`` and ``column`` count from 1 inside the file.
    """

    code: str
    line: int
    column: int
    message: Text
    remedy: Text


REWRITE_AS_UTF8 = Text(
    "另存为 UTF-8 编码（无 BOM、换行符 LF）后重试", "save the file as UTF-8 without BOM, with LF line ends"
)
DELETE_CHARACTER = Text("删除该字符后重新送审", "delete the character and have the file reviewed again")

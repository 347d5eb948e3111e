"""What can be wrong with a file before any rule has looked at its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.findings import Text

FILE = "{FILE}"  # stands in a remedy for the path of the file, which its reader does not know


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

    def remedy_for(self, path: str) -> Text:
        """Return what to do, with the path of the file in the commands that are to be run."""
        return Text(self.remedy.zh.replace(FILE, path), self.remedy.en.replace(FILE, path))


TIDY = Text(f"运行 gongkai tidy {FILE}，自动改好", f"run gongkai tidy {FILE}, which mends it")
REWRITE_AS_UTF8 = Text(
    "另存为 UTF-8 编码（无 BOM、换行符 LF）后重试", "save the file as UTF-8 without BOM, with LF line ends"
)
DELETE_CHARACTER = Text("删除该字符后重新送审", "delete the character and have the file reviewed again")

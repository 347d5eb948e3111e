"""What may stand in a tree: plain files under names that everybody sees the same way, on every system.

A link, a filter of git or two names that a Windows disk takes for one would let a checkout differ from what was
reviewed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.core.characters import shown
from gongkai.core.findings import Text
from gongkai.source.text import stream_safe

# A name of a device with whatever behind a dot, a character, or an end that Windows drops.
_ON_NO_WINDOWS = re.compile(
    r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?$|[<>:\"|?*\\]|[. ]$",
    re.IGNORECASE | re.DOTALL,
)

LINK = Text("是链接，不是普通文件", "it is a link, not a regular file")
NOT_REGULAR = Text("不是普通文件", "it is not a regular file")
TOO_DEEP = Text("文件夹层次过深，其中的内容未查看", "it lies too deep in folders; what is in it was not looked at")
UNPORTABLE = Text(
    '名称在 Windows 上无法使用（保留的设备名，含有 < > : " | ? * \\，或以点、空格结尾），请改名',
    'Windows cannot hold this name (a device, one of < > : " | ? * \\, a dot or blank at its end); rename it',
)
UNSHOWABLE = Text("名称含有看不见的字符", "its name holds an invisible character")
SUBMODULE = Text("是子模块（另一个仓库）", "it is a submodule, a repository of its own")
EXECUTABLE = Text("带有可执行权限", "it is marked executable")
TWICE = Text("在同一目录中出现两次", "it stands twice in its folder")
MISPLACED = Text(
    "在提交的目录对象中位置或名称不合 git 的规则，有的程序看得见、有的看不见",
    "it stands out of order in its folder, or under a name that git does not write; some programs see it and some do not",
)
SPARSE = Text(
    "这份工作目录只检出了一部分文件（稀疏检出），未检出的会被当作已删除；请先运行 git sparse-checkout disable",
    "git keeps a part of the files back (a sparse checkout), which would pass for deleted; run git sparse-checkout disable first",
)
HIDDEN_NAME = Text("是隐藏文件（名称以“.”开头）", "it is a hidden file (its name begins with a dot)")
POINTER = Text("是 Git LFS 指针，文件本身不在仓库中", "it is a Git LFS pointer; the file itself is elsewhere")

_POINTER = b"version https://git-lfs.github.com/spec/"
# Attributes with which git gives out other bytes, or other files, than those that were committed.
_ALTERING = ("filter", "export-ignore", "export-subst", "ident", "working-tree-encoding")


@dataclass(frozen=True, slots=True)
class Irregular:
    """A path that may not be there, or a line of ``.gitattributes``, and why."""

    path: str
    reason: Text
    line: int = 1


def hidden_name(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def is_pointer(data: bytes) -> bool:
    """Return whether a file is the stand-in that Git LFS commits in place of a large one."""
    return data.startswith(_POINTER)


def collisions(paths: Iterable[str]) -> Iterator[Irregular]:
    """Paths that some file system, or a reader, takes for another one: the same after NFKC and case folding."""
    spelled: dict[str, str] = {}
    for path in paths:
        part = path
        while part:
            folded = _folded(part)
            other = spelled.get(folded)
            if other == part:
                break  # a folder that is known, and with it all folders above
            if other is not None:
                message = Text(
                    f"与 {other} 仅大小写、全半角不同，在有的系统上是同一个文件",
                    f"it differs from {other} in case or width only; some systems take them for one",
                )
                yield Irregular(path, message)
                break
            spelled[folded] = part
            part = part.rpartition("/")[0]


def unportable(paths: Iterable[str]) -> Iterator[Irregular]:
    """Files, or the topmost folders above them, that a checkout on Windows lacks, or writes somewhere else."""
    good: set[str] = set()
    bad: set[str] = set()
    for path in paths:
        parts = path.split("/")
        if good.issuperset(parts):
            continue  # folders are few, and many files have one name
        for position, part in enumerate(parts):
            if part not in good and _ON_NO_WINDOWS.search(part):
                topmost = "/".join(parts[: position + 1])
                if topmost not in bad:
                    bad.add(topmost)
                    yield Irregular(shown(topmost), UNPORTABLE)
                break
            good.add(part)


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFKC", stream_safe(path)).casefold()


def altering_attributes(path: str, text: str) -> Iterator[Irregular]:
    """Lines of a ``.gitattributes`` by which a checkout or an archive would differ from what was committed and signed."""
    for number, line in enumerate(text.split("\n"), 1):
        words = [] if line.lstrip().startswith("#") else line.split()[1:]
        for word in words:
            name, _, value = word.partition("=")
            if name in _ALTERING or (name == "eol" and value == "crlf"):
                message = Text(
                    f"git 属性 {shown(word)} 会使签出或打包的文件与提交的不同",
                    f"the git attribute {shown(word)} makes a checkout or an archive differ from what was committed",
                )
                yield Irregular(path, message, number)

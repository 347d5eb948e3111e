"""``gongkai tidy``: mend in a file what needs no judgement, and show what was changed."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.cli import common, county_files
from gongkai.core.confined import replace
from gongkai.core.findings import CannotRun, Text
from gongkai.documents.kinds import kind_of
from gongkai.markup.tidy import tidied
from gongkai.signing.block import with_review
from gongkai.source.envelope import open_document, open_registry
from gongkai.source.tidy import Tidied, sign_offs_fall, tidy

_FALL = "改动后，已有的审签失效，须重新初审、复审"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="文档（.md）或登记表（.yaml）")
    parser.add_argument("--check", action="store_true", help="只看要改什么，不改文件")
    parser.add_argument("--yes", action="store_true", help="不再询问")


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    worst = 0
    for given in options.path:
        worst = max(worst, _one(root, county_files.inside(root, given), options))
    return worst


def _one(root: Path, path: str, options: argparse.Namespace) -> int:
    """Exit code 1 where something remains to be done: with ``--check``, or without consent."""
    data = (root / path).read_bytes()
    found = tidy(data, _is_document(path), tidied)
    if found.after.encode() == data:
        sys.stdout.write(f"{path}：不需要整理\n{_remaining(path, data)}")
        return 0
    fall = sign_offs_fall(found.before, found.after)
    sys.stdout.write(_shown(path, found) + (f"  注意：{_FALL}\n" if fall else ""))
    if options.check:
        return 1
    if fall and not common.confirmed(options, Text("继续吗？", "Go on?")):
        sys.stdout.write(f"{path}：没有改动\n")
        return 1
    after = with_review(found.after.encode(), {}) if fall else found.after.encode()
    replace(root, path, after, data)
    sys.stdout.write(f"已整理：{path}{'（原有审签已去掉）' if fall else ''}\n{_remaining(path, after)}")
    return 0


def _is_document(path: str) -> bool:
    if path.endswith((".md", ".yaml")):
        return path.endswith(".md")
    raise CannotRun(
        f"{path} 不是文档或登记表。CSV、文本附件请用“记事本”或 WPS 打开，另存为，编码选 UTF-8",
        f"{path} is no document and no registry; save CSV and text attachments as UTF-8 with the program they came from",
    )


def _shown(path: str, found: Tidied) -> str:
    lines = [f"{path}：", *(f"  {one}" for one in found.converted), *_differences(found.before, found.after)]
    return "\n".join(lines) + "\n"


def _differences(before: str, after: str) -> Iterator[str]:
    """Yield what changed, line by line; the numbers are those of the file as it was."""
    old, new = before.split("\n"), after.split("\n")
    for what, start, stop, new_start, new_stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        added = new[new_start:new_stop]
        if what == "insert" and not any(added):
            yield f"  第 {start} 行后：加空行"
            continue
        yield f"  第 {start + 1} 行：" if what != "insert" else f"  第 {start} 行后："
        yield from (f"    原为 {line}" for line in old[start:stop])
        yield from (f"    改为 {line}" for line in added)


def _remaining(path: str, data: bytes) -> str:
    """How many problems are left of those that keep a file from being read."""
    found = kind_of(path)
    opened = open_registry(data) if path.endswith(".yaml") else open_document(data)
    count = len(opened.problems) if found else 0
    return f"  还有 {count} 处须由人改正，运行 gongkai check 查看\n" if count else ""

"""The output audit: every file of the new site is accounted for, and everything approved is there.

Runs on the finished tree before it is swapped in, independently of who wrote what (promise 3).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from gongkai.findings import CannotRun

PAGEFIND = "pagefind/"


def audit(output: Path, pages: Iterable[str], attachments: Mapping[str, str], theme: Path, search: bool) -> int:
    """Compare the tree with what it should hold; returns the number of files. Raises CannotRun (O01).

    ``pages`` are the planned paths, ``attachments`` maps paths to the approved sha256; theme files must be the
    theme's bytes; the search index has its own folder.
    """
    expected = set(pages) | set(attachments)
    static = {f"theme/{path}": theme / "static" / path for path in _files(theme / "static")}
    if linked := {path for path in theme.rglob("*") if path.is_symlink()}:
        # What a link leads to, an internal registry perhaps, would be published as a part of the theme.
        names = _some({path.relative_to(theme).as_posix() for path in linked})
        raise CannotRun(f"主题中不得有链接（O01）：{names}", f"the theme must not hold links (O01): {names}")
    found = set(_files(output))
    index = {path for path in found if path.startswith(PAGEFIND)} if search else set()
    unexplained = found - expected - set(static) - index
    missing = (expected | set(static)) - found
    if unexplained or missing or (search and not index):
        raise CannotRun(
            f"输出核对不符（O01）：多出：{_some(unexplained)}；缺少：{_some(missing)}",
            f"the output does not match (O01): unexplained: {_some(unexplained)}; missing: {_some(missing)}",
        )
    for path, digest in attachments.items():
        if hashlib.sha256((output / path).read_bytes()).hexdigest() != digest:
            raise CannotRun(f"附件 {path} 与审批内容不一致（O03）", f"attachment {path} is not what was approved (O03)")
    for path, source in static.items():
        if (output / path).read_bytes() != source.read_bytes():
            raise CannotRun(
                f"主题文件 {path} 与源文件不一致（O01）", f"theme file {path} differs from its source (O01)"
            )
    return len(found)


def _files(folder: Path) -> Iterable[str]:
    prefix = f"{folder}{os.sep}"
    for place, _, names in os.walk(folder):
        for name in names:
            yield f"{place}{os.sep}{name}".removeprefix(prefix).replace(os.sep, "/")


def _some(paths: set[str]) -> str:
    shown = ", ".join(sorted(paths)[:5])
    return f"{shown} … ({len(paths)})" if len(paths) > 5 else shown or "0"

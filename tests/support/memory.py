"""A county in memory, for tests that try thousands of changes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.executors import InlineExecutor
from gongkai.gate.check import Verdict, check
from gongkai.source.tree import Inventory
from support import county


@dataclass(frozen=True, slots=True)
class Memory:
    """Files by path; there are no links and no devices here."""

    content: Mapping[str, bytes]

    def files(self, *tops: str) -> Inventory:
        return Inventory(tuple(sorted(path for path in self.content if path.split("/")[0] in tops)), ())

    def read(self, path: str) -> bytes:
        return self.content[path]

    def has(self, path: str) -> bool:
        return path in self.content


def load(root: Path) -> dict[str, bytes]:
    """The regular files of a county on disk."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def store(root: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


@functools.cache
def good() -> Mapping[str, bytes]:
    """The good county."""
    return load(county.base())


def judge(files: Mapping[str, bytes]) -> Verdict:
    return check(Memory(files), county.TODAY, executor=InlineExecutor())

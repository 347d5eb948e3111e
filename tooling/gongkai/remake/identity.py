"""What a remembered build depends on besides the county's own files: program, libraries, theme, settings, place."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.remake.trees import digest_of

_OF_COUNTY = ("pelicanconf.py", ".gitattributes")


def identity(root: Path, target: Path, theme: Path, search: bool) -> str:
    """A digest (hex) of all of it; with another one, nothing remembered counts."""
    program = Path(__file__).resolve().parents[1]
    parts = [
        sys.version,
        list(_libraries()),
        [str(root), str(target), str(theme), search],
        list(_digests(program, "*.py")),
        list(_digests(theme, "*")),
        [digest_of(f"{root}/{name}") for name in _OF_COUNTY],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _digests(folder: Path, pattern: str) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob(pattern)):
        if path.is_symlink() or path.is_file():
            yield str(path.relative_to(folder)), digest_of(str(path))


def _libraries() -> Iterator[str]:
    """Whatever is installed, with its version, as the names of the folders say it that installers leave."""
    for folder in sys.path:
        with contextlib.suppress(OSError):
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - names only

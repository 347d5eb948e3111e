"""What a remembered build depends on besides the county's own files: program, libraries, theme, settings, place."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from gongkai.remake.trees import digest_of

# Those whose output is on a page, or that decide what is let through.
_LIBRARIES = (
    "pelican",
    "markdown",
    "jinja2",
    "markupsafe",
    "pyyaml",
    "pagefind-bin",
    "cryptography",
    "pynacl",
    "nh3",
    "pydantic",
)
_OF_COUNTY = ("pelicanconf.py", ".gitattributes")


def identity(root: Path, target: Path, theme: Path, search: bool) -> str:
    """A digest (hex) of all of it; with another one, nothing remembered counts."""
    program = Path(__file__).resolve().parents[1]
    parts = [
        sys.version,
        [version(name) for name in _LIBRARIES],
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

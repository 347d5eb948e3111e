"""New internal texts and pages that stay as they are: rule O02 asks whether one of them stands there.

No file can hold a text that does not hold all its characters, and hardly a page holds all of a given sentence. Those that do
are examined like new ones.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from html.entities import html5
from pathlib import Path

from gongkai.proof.internal import Internal

# What may be written otherwise: by name, as white space of another kind, or escaped in JSON and CSV.
_OTHERWISE = frozenset("".join(html5.values())) | frozenset("\\\"/'")
_BY_NUMBER = re.compile(r"&#[0-9A-Za-z]{1,8};")


def characters(texts: Sequence[Internal], theme: Path) -> list[tuple[bytes, ...]]:
    """Of each text those characters that stand for themselves wherever they stand, the rarer ones first, by and large."""
    otherwise = _OTHERWISE | _numbered(theme)
    return [
        tuple(one.encode() for one in sorted(set(text.text) - otherwise, reverse=True) if one.isprintable())
        for text in texts
    ]


def attachments(texts: Sequence[Internal], known: Mapping[str, str]) -> Iterator[str]:
    """Attachments whose properties, by their characters, may hold one of the texts."""
    wanted = [frozenset(text.text) for text in texts]
    for path, there in known.items():
        if any(one.issubset(there) for one in wanted):
            yield path


def _numbered(theme: Path) -> frozenset[str]:
    """Characters that a template writes by their numbers."""
    files = (path.read_text(encoding="utf-8", errors="replace") for path in theme.rglob("*") if path.is_file())
    return frozenset(html.unescape(one) for text in files for one in _BY_NUMBER.findall(text))

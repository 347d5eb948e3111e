"""New internal texts and pages that stay as they are: rule O02 asks whether one of them stands there.

No file can hold a text that does not hold all its characters, and hardly a page holds all of a given sentence. Those that do
are examined like new ones.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.entities import html5
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.proof import loading, texts
from gongkai.remake.trees import Sought

if TYPE_CHECKING:  # workers load this module; it has to stay light
    from gongkai.proof.internal import Internal

# What may be written otherwise: by name, as white space of another kind, or escaped in JSON and CSV.
_OTHERWISE = frozenset("".join(html5.values())) | frozenset("\\\"/'")
_BY_NUMBER = re.compile(r"&#[0-9A-Za-z]{1,8};")


def sought(new: Sequence[Internal], theme: Path) -> list[Sought]:
    """The texts with those of their characters that stand for themselves wherever they stand, the rarer first, by and large."""
    otherwise = _OTHERWISE | _numbered(theme)
    found = []
    for text in (one.text for one in new):
        characters = (one for one in sorted(set(text) - otherwise, reverse=True) if one.isprintable())
        found.append(Sought(text, tuple(characters), stands))
    return found


def stands(path: str, contents: str, text: str) -> bool:
    """Return whether a file holds a text as the proof of the output sees it, or perhaps would not: no boundaries of words are asked for."""
    if path.endswith(texts.MARKUP):
        parts = loading.TAG.split(contents)
        views: Iterable[texts.View] = (texts.of_page(set(parts[1::2]), parts[0::2]),)
    else:
        views = texts.of_file(path, contents.encode(), len(text.encode()))
    return any(text in view.text or text in view.apart for view in views)


def attachments(new: Sequence[Internal], known: Mapping[str, str]) -> Iterator[str]:
    """Attachments whose properties, by their characters, may hold one of the texts."""
    wanted = [frozenset(one.text) for one in new]
    for path, there in known.items():
        if any(one.issubset(there) for one in wanted):
            yield path


def _numbered(theme: Path) -> frozenset[str]:
    """Characters that a template writes by their numbers."""
    files = (path.read_text(encoding="utf-8", errors="replace") for path in theme.rglob("*") if path.is_file())
    return frozenset(html.unescape(one) for text in files for one in _BY_NUMBER.findall(text))

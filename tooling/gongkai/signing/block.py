"""Writing the review block: the one part of a reviewed file that the program writes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from gongkai.source.envelope import review_span

# Text that reads as itself without quotes, whatever YAML reader looks at it.
_BARE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff+/=:._\-，。、；（）]*")
_LIKE_A_KEY = re.compile(r":(\s|$)")


def scalar(text: str) -> str:
    """A YAML scalar for any text; JSON's quoting is valid YAML."""
    if _BARE.fullmatch(text) and not _LIKE_A_KEY.search(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def emit(value: Mapping[str, Any], indent: int = 0) -> str:
    """A mapping of texts, lists and mappings as block-style YAML, keys in the given order."""
    pad = " " * indent
    lines = []
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            lines.append(f"{pad}{key}:\n{emit(inner, indent + 2)}" if inner else f"{pad}{key}: {{}}\n")
        elif isinstance(inner, list):
            lines.append(f"{pad}{key}:\n{_items(inner, indent + 2)}" if inner else f"{pad}{key}: []\n")
        else:
            lines.append(f"{pad}{key}: {scalar(inner)}\n")
    return "".join(lines)


def _items(values: list[Any], indent: int) -> str:
    pad = " " * indent
    lines = []
    for value in values:
        if isinstance(value, Mapping):
            lines.append(f"{pad}- {emit(value, indent + 2).lstrip()}")
        else:
            lines.append(f"{pad}- {scalar(value)}\n")
    return "".join(lines)


def with_review(data: bytes, review: Mapping[str, Any]) -> bytes:
    """A file's bytes with ``review`` as its review block; the reviewed bytes stay what they are."""
    text = data.decode()
    start, end = review_span(text)
    block = emit({"review": review}) if review else ""
    return f"{text[:start]}{block}{text[end:]}".encode()

"""What the documentation names in code type: whether it is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FILES = (".py", ".html", ".yaml", ".md")
_PLACEHOLDER = re.compile(r"<[a-z]+>")


def is_there(name: str) -> bool:
    """Whether the project has a path (from its root or the package's; ``<…>`` is any name), or a module, class or field in the package."""
    if "/" in name or name.endswith(_FILES):
        pattern = _PLACEHOLDER.sub("*", name).rstrip("/")
        return any(any(folder.glob(pattern)) for folder in (ROOT, ROOT / "tooling" / "gongkai"))
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(("gongkai", *parts[:length])))
        except ModuleNotFoundError:
            continue
        return _has(found, parts[length:])
    return False


def _has(found: object, names: list[str]) -> bool:
    for name in names:
        fields: dict[str, object] = getattr(found, "model_fields", {}) | getattr(found, "__dataclass_fields__", {})
        if not hasattr(found, name) and name not in fields:
            return False
        found = getattr(found, name, None)
    return True

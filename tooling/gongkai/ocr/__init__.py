"""Words in pictures, recognised as advice to whoever has not signed yet: warnings, never a verdict (the extra ``gongkai[ocr]``)."""

from __future__ import annotations

from importlib.util import find_spec

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
SCANS = PICTURES | {".pdf"}  # what may be nothing but a picture
SUFFIXES = SCANS | {".docx", ".xlsx", ".pptx", ".ofd"}  # what may hold pictures
_NEEDED = ("rapidocr", "onnxruntime", "pypdfium2")


def installed() -> bool:
    """Return whether the extra is installed; nothing of it is loaded."""
    return all(find_spec(name) is not None for name in _NEEDED)

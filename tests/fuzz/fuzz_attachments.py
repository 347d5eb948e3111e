"""Fuzzer: attachments. Whatever the bytes are, they are looked into or refused with a fault that an officer is told about."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["gongkai.attachments"]):
    from gongkai.attachments.examined import Examined
    from gongkai.attachments.faults import FAULTS
    from gongkai.attachments.inspect_file import inspect_file

SUFFIXES = (".docx", ".xlsx", ".pptx", ".ofd", ".pdf", ".png", ".jpg", ".gif", ".webp", ".csv", ".txt")


def one(data: bytes) -> None:
    """The first byte chooses the name, so that every reader is given every kind of file."""
    if not data:
        return
    examined = inspect_file(f"x{SUFFIXES[data[0] % len(SUFFIXES)]}", data[1:])
    assert all(fault in FAULTS for fault, _ in examined.faults)
    assert Examined.unpacked(examined.packed()) == examined


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()

"""``gongkai check`` without the leak scan and without opening attachments: what the scan is measured against, and no way to run it.

Nothing in the program can switch the scan off; here its two entrances are replaced before the check begins. Workers are forked
and inherit that.
"""

from __future__ import annotations

import sys
from typing import Any

import gongkai.documents.document as documents
from gongkai.attachments.examined import Examined
from gongkai.cli import main
from gongkai.rules import engine
from gongkai.secrecy.leaks import Scanned


def _nothing(subject: Any, county: Any) -> Scanned:
    return Scanned(subject, ())


def _unopened(name: str, data: bytes, sha256: str) -> Examined:
    return Examined()


if __name__ == "__main__":
    engine.scanned = _nothing  # type: ignore[attr-defined]
    documents.examine = _unopened  # type: ignore[attr-defined]
    sys.exit(main())

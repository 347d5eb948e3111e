"""How long an attachment may take, by its size."""

from __future__ import annotations

_ONCE_MORE = 10 * 1024 * 1024  # bytes
_MOST = 3.0


def patience(size: int) -> float:
    """How many times as long as a small file one of ``size`` bytes may take: once more for each 10 MiB, three times at most."""
    return min(1 + size / _ONCE_MORE, _MOST)

"""What the last build left: its memory, and what its site says of its items."""

from __future__ import annotations

import functools
from pathlib import Path

from gongkai.remake.exported import Stated, stated
from gongkai.remake.memory import Memory
from gongkai.remake.order import Rows


class Last:
    """Each part is read when it is asked for, and held to the digest that was remembered. Raises NotAsRemembered, OSError."""

    def __init__(self, memory: Memory, site: Path) -> None:
        self.memory, self._site = memory, site

    @functools.cached_property
    def rows(self) -> Rows:
        """All items, in the order of lists."""
        return Rows.of(self.memory, self._site)

    @functools.cached_property
    def stated(self) -> Stated:
        """The lines of the manifest; whoever makes the next one changes them."""
        return stated(self._site, self.memory.files)

    def read(self) -> None:
        """Read all of it now."""
        _ = self.rows, self.stated

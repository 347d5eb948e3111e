"""The place for the search figures: whatever ``searching.py`` beside this file measures, as plain rows.

``searching.rows(county: Path)`` gets a generated county with its site built (without the search index) and returns
rows: mappings from column heading to value, the same headings in each. Without that module the page says so.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path

MEMORY = "peak memory of the build, MiB"
Rows = tuple[Mapping[str, object], ...]


def rows(county: Path) -> Rows:
    """The rows of the search table; none where there is nothing that measures them."""
    if importlib.util.find_spec("searching") is None:
        return ()
    return tuple(importlib.import_module("searching").rows(county))


def section(found: Sequence[tuple[int, Rows]]) -> list[str]:
    """The part of the report, as lines; ``found`` has the rows of each size."""
    head = ["## Search", ""]
    every = [{"items": items, **row} for items, rows in found for row in rows]
    if not every:
        return [*head, "Not measured by this run.", ""]
    columns = list(every[0])
    lines = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    lines += [f"| {' | '.join(str(row[column]) for column in columns)} |" for row in every]
    return [*head, *lines, ""]

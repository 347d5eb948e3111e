"""What is measured, as data. In a round the scenarios come in this order, and in each the tools take turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import changes


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation in which a site is built."""

    name: str
    title: str
    fresh: bool  # nothing of an earlier build is left to any tool; else only to the peers
    change: Callable[[Path, int], str] | None  # what happens to the county before
    peers: bool  # whether the peers build, too
    against: str  # whose peers' times this one is compared with
    passing: bool = False  # what was added is taken away again


SCENARIOS = (
    Scenario("cold", "from nothing", True, None, True, "cold"),
    Scenario("edited", "one item edited", False, changes.edit, True, "edited"),
    Scenario("nothing", "nothing changed", False, None, False, "edited"),
    Scenario("added", "one item added", False, changes.add, False, "edited", passing=True),
)

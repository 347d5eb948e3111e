"""From runs to figures: medians, ratios within a round, growth per item."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from measure import Run


@dataclass(frozen=True, slots=True)
class Series:
    """What one tool took for one scenario at one size: a run a round; ``memory`` (MiB) is from a run of its own."""

    runs: tuple[Run, ...]
    memory: float

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        return statistics.median(run.processor for run in self.runs)

    def of(self, other: Series) -> float:
        """The median of the ratios of wall times, each within one round.

        A run is compared with its neighbour in time, so that a slow minute of the machine weighs on both.
        """
        pairs = zip(self.runs, other.runs, strict=True)
        return statistics.median(mine.seconds / theirs.seconds for mine, theirs in pairs)


def growth(small: Series, few: int, large: Series, many: int) -> float:
    """Seconds an item at the larger size as a multiple of those at the smaller."""
    return (large.seconds / many) / (small.seconds / few)

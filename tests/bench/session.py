"""One size measured: the county generated, every site written, checked to be the same, and timed."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import changes
import contenders
import floor
import gate
import profiling
import rounds
import search_rows
from measure import run
from peer import Peer
from sameness import Census, census, differences
from source_county import SourceCounty

_MANY = 10_000  # items; from more on a size takes long


@dataclass(frozen=True, slots=True)
class Options:
    """What the bench was asked for."""

    rounds: int
    chars: int
    texts: Path | None

    def rounds_at(self, items: int) -> int:
        """A third of the rounds where one takes a quarter of an hour; long runs vary less, too."""
        return self.rounds if items <= _MANY else max(1, self.rounds // 3)


@dataclass(frozen=True, slots=True)
class Size:
    """Everything found out at one size."""

    items: int
    titles: dict[str, str]
    results: rounds.Results
    sites: dict[str, Census]
    gate: gate.Cost
    phases: tuple[tuple[str, float], ...]
    edited: tuple[tuple[str, float], ...]
    all_read: float  # seconds to read and hash sources and site
    shares: tuple[tuple[str, float], ...]
    search: search_rows.Rows


_SEARCHED_FROM = 10_000


class NotTheSame(Exception):
    """A peer has not done the same work; to compare times would be wrong."""


def measure(items: int, peers: Sequence[Peer], folder: Path, options: Options, deep: bool) -> Size:
    """Measure one size below the new folder ``folder``; ``deep`` adds the shares of processor time."""
    folder.mkdir()
    county = folder / "county"
    texts = ["--texts", str(options.texts)] if options.texts else []
    _gongkai("demo", str(county), "--items", str(items), "--chars", str(options.chars), *texts)
    source = SourceCounty.of(county)
    ours = contenders.ours(county)
    phases = profiling.phases(ours.cold)
    floor.sizes(ours.output, folder / "sizes.json")
    building = [ours, *(contenders.theirs(peer, source, folder / peer.name) for peer in peers)]
    sites = _sites(building, folder)
    shares = profiling.shares(ours.cold, folder) if deep else ()
    every = [*building, contenders.floor(county, folder)]
    results = rounds.measure(county, every, folder, options.rounds_at(items))
    run(ours.again, folder)  # what was added last is gone again
    _compared(building)
    changes.edit(county, options.rounds + 1)
    edited = profiling.phases(ours.again)
    reads = [run(contenders.reading(county, ours.output), folder).seconds for _ in range(options.rounds)]
    search = search_rows.rows(county) if items >= _SEARCHED_FROM or deep else ()
    titles = {one.name: one.title for one in every}
    cost = gate.measure(county, items, options.rounds_at(items))
    return Size(items, titles, results, sites, cost, phases, edited, statistics.median(reads), shares, search)


def _gongkai(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "gongkai", *arguments], check=True, stdout=subprocess.DEVNULL)


def _sites(building: Sequence[contenders.Contender], folder: Path) -> dict[str, Census]:
    """Every site built once and looked at, before anything is timed."""
    for contender in building:
        if contender.name != contenders.OURS:
            run(contender.cold, folder)
    return _compared(building)


def _compared(building: Sequence[contenders.Contender]) -> dict[str, Census]:
    """Raises NotTheSame where a site is another than ours."""
    sites = {one.name: census(one.output) for one in building}
    ours = sites[contenders.OURS]
    for one in building:
        site = sites[one.name]
        if said := differences(ours, site) if one.beyond else differences(ours.core, site.core):
            raise NotTheSame(f"{one.name} has built another site:\n" + "\n".join(said))
    return sites

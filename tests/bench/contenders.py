"""Who takes part: Gongkai, its peers and the floor, each as commands and the folders that they fill."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peer import OUTPUT, Peer
from source_county import SourceCounty

OURS, FLOOR = "gongkai", "floor"
_FLOOR = Path(__file__).parent / "floor.py"


@dataclass(frozen=True, slots=True)
class Contender:
    """One that builds. ``made`` are the folders that are moved aside before a build from nothing."""

    name: str
    title: str
    cold: list[str]
    again: list[str]  # when something is there already
    output: Path
    made: tuple[Path, ...]
    beyond: bool = True  # whether its site is to be the whole of ours, not the core alone
    put: Callable[[str], None] | None = None  # takes over a changed item of the county; peers only


def gongkai(county: Path, *arguments: str) -> list[str]:
    """The command line of ours."""
    return [sys.executable, "-m", "gongkai", "--root", str(county), *arguments]


def ours(county: Path) -> Contender:
    """A release build keeps no cache, where there is such a thing; what comes after a change may use what is there."""
    release = ["--release"] if releases() else []
    build = gongkai(county, "build", "--no-search")
    made = (county / "output", county / ".output.spare", county / "build")  # site, its spare, what it remembers
    return Contender(OURS, "Gongkai: check and build", [*build, *release], build, county / "output", made)


@functools.cache
def releases() -> bool:
    """Whether ``gongkai build`` tells a release from other builds."""
    said = subprocess.run(
        [sys.executable, "-m", "gongkai", "build", "--help"], capture_output=True, text=True, check=True
    )
    return "--release" in said.stdout


def theirs(peer: Peer, county: SourceCounty, site: Path) -> Contender:
    """A peer with its sources written. None of them keeps anything between builds: after a change it builds again."""
    peer.make(county, site)

    def put(path: str) -> None:
        peer.put(county.item(path), site)

    command = peer.command(site)
    return Contender(peer.name, peer.title, command, command, site / OUTPUT, (site / OUTPUT,), peer.beyond, put)


def reading(county: Path, *more: Path) -> list[str]:
    """The command that reads and hashes all sources, and the files of further folders."""
    return [sys.executable, "-S", str(_FLOOR), "read", str(county), *map(str, more)]


def floor(county: Path, folder: Path) -> Contender:
    """Reading and hashing, and for a build from nothing, writing as much as our site has."""
    target = folder / "floor"
    write = [sys.executable, "-S", str(_FLOOR), "write", str(county), str(folder / "sizes.json"), str(target)]
    read = reading(county)
    return Contender(FLOOR, "floor: read, hash and write as much", write, read, target, (target,))

"""What a peer is to the bench: how it is installed, how a county becomes its site, what builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from source_county import Entry, SourceCounty

# Every peer builds into this folder of its site.
OUTPUT = "public"
FURNITURE = Path(__file__).parent / "jinja"


class Missing(Exception):
    """A peer cannot be had on this machine; the bench says so and goes on without it."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator that makes the same site from the same items."""

    name: str
    title: str
    install: Callable[[], object]  # raises Missing
    make: Callable[[SourceCounty, Path], None]  # writes all sources into a new folder
    put: Callable[[Entry, Path], None]  # writes the source of one item into that folder
    command: Callable[[Path], list[str]]  # builds that folder, from nothing, into its OUTPUT
    version: Callable[[], str]
    beyond: bool = False  # whether it makes more than the core of the site, too (sameness.py)
    differs: str = ""  # what it does not do, or does otherwise: sentences of the report

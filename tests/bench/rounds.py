"""Running it: rounds in which the tools alternate, one round for the memory and the rest for the time."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from contenders import FLOOR, OURS, Contender
from figures import Series
from measure import Run, peak_memory, run
from scenarios import SCENARIOS, Scenario

Results = dict[tuple[str, str], Series]  # by scenario and tool


def measure(county: Path, contenders: Sequence[Contender], folder: Path, rounds: int) -> Results:
    """All scenarios, ``rounds`` times for the wall time and once before for the memory, which warms the file cache.

    Each round begins with another tool, so that none always has the same one before it.
    """
    memory: dict[tuple[str, str], float] = {}
    runs: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for number in range(rounds + 1):
        turn = number % len(contenders)
        for scenario in SCENARIOS:
            added = _change(scenario, county, contenders, number, folder)
            for contender in [*contenders[turn:], *contenders[:turn]]:
                if not scenario.peers and contender.name not in (OURS, FLOOR):
                    continue
                key = (scenario.name, contender.name)
                command = _ready(scenario, contender, folder)
                if number:
                    runs[key].append(run(command, folder))
                    _say(f"round {number}, {scenario.title}: {contender.name} {runs[key][-1].seconds:.2f} s")
                else:
                    memory[key] = peak_memory(command, folder)
                    _say(f"{scenario.title}: {contender.name} {memory[key]:.0f} MiB")
            if scenario.passing and added:
                (county / added).unlink()
    return {key: Series(tuple(runs[key]), peak) for key, peak in memory.items()}


def _change(scenario: Scenario, county: Path, contenders: Sequence[Contender], number: int, folder: Path) -> str:
    """Let happen to the county, and to the sources of all who build, what the scenario says."""
    if scenario.change is None:
        return ""
    ours = next(one for one in contenders if one.name == OURS)
    if scenario.name == "edited" and ours.again != ours.cold:
        run(ours.again, folder)  # a release leaves nothing to build upon; an everyday build was there before
    path = scenario.change(county, number)
    for contender in contenders:
        if scenario.peers and contender.put:
            contender.put(path)
    return path


def _ready(scenario: Scenario, contender: Contender, folder: Path) -> list[str]:
    """The command, after what an earlier run made is out of its way.

    It is moved aside and deleted at the end of all: a file system that has just deleted thousands of files makes new
    ones at a third of its speed, and would bill one tool for the other's rubbish.
    """
    if scenario.fresh or contender.name != OURS:
        rubbish = folder / "rubbish"
        rubbish.mkdir(exist_ok=True)
        for made in contender.made:
            if made.exists():
                made.rename(rubbish / str(len(list(rubbish.iterdir()))))
    return contender.cold if scenario.fresh else contender.again


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")

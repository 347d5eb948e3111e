"""``make bench``: the same county built by Gongkai (all signatures and rules checked) and by its peers (rendered alone).

Without ``--peers`` all take part up to 1,000 items and Hugo alone above. The page goes to the terminal; a
run without ``--items`` and ``--peers``, or one with ``--write``, is also the page in ``docs/reference/``.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import sys
import sysconfig
import tempfile
from importlib.metadata import version
from pathlib import Path

import session
from hugo_site import PEER as HUGO
from peer import Peer
from peers import PEERS, present
from report import page

import gongkai

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "regulations.jsonl.gz"
REPORT = ROOT / "docs" / "reference" / "benchmarks.md"
_SIZES = [1_000, 10_000]
_ALL_UP_TO = 1_000
_PROFILED_UP_TO = 10_000


def main() -> int:
    options = _parser().parse_args()
    compileall.compile_dir(str(Path(gongkai.__file__).parent), quiet=1)  # as pip does with what it installs
    sizes = sorted(options.items or _SIZES)
    found, missing = present(options.peers or list(PEERS))
    corpus = CORPUS if CORPUS.is_file() else None
    asked = session.Options(options.rounds, options.chars, corpus)
    deep = max((size for size in sizes if size <= _PROFILED_UP_TO), default=sizes[0])
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        try:
            measured = [
                session.measure(
                    size, _taking_part(found, size, bool(options.peers)), Path(name, str(size)), asked, size == deep
                )
                for size in sizes
            ]
        except session.NotTheSame as error:
            sys.exit(str(error))
        notes = [f"{peer.title}: {peer.differs}" for peer in found] + [f"Left out: {reason}." for reason in missing]
        text = page(measured, asked, [*(peer.version() for peer in found), _own()], notes, _machine())
        sys.stdout.write(text)
        # Written before the folder is cleared up, which takes minutes at a large size.
        if options.write or not (options.items or options.peers):
            REPORT.write_text(text, encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--items", type=_numbers, help="sizes, with commas (1000,10000)")
    parser.add_argument("--peers", type=_names, help=f"with commas, at every size; of {', '.join(PEERS)}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chars", type=int, default=1000, help="length of a body, about")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)} whatever the sizes are")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(PEERS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return names


def _taking_part(found: list[Peer], size: int, named: bool) -> list[Peer]:
    if named or size <= _ALL_UP_TO:
        return found
    return [peer for peer in found if peer is HUGO]


def _own() -> str:
    return f"Gongkai with {', '.join(f'{name} {version(name)}' for name in ('pelican', 'markdown', 'jinja2'))}"


def _machine() -> str:
    """Python, processor and memory, as far as the system tells."""
    model = memory = ""
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            model = f" ({line.partition(':')[2].strip()})"
            break
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal:"):
            memory = f", {int(line.split()[1]) / 1024 / 1024:.0f} GiB of memory"
    return f"Python {platform.python_version()} ({_origin()}), {platform.system()}, {os.cpu_count()} processors{model}{memory}"


def _origin() -> str:
    """Whose build of Python it is: distributions optimise theirs, a build from source does not unless told to."""
    if Path(sys.base_prefix) == Path("/usr"):
        return "the system's package"
    optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    return f"{'optimised' if optimised else 'plain'} build"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())

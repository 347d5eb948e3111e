"""Where our time goes: the phases of a build as it is run, and the processor time of one on a single core."""

from __future__ import annotations

import pstats
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PHASE = re.compile(r"^\s*(\d+\.\d+) s\s+(.+)$", re.MULTILINE)
_PROFILED = Path(__file__).parent / "profiled.py"
_LEAST = 0.01  # shares below are summed up


@dataclass(frozen=True, slots=True)
class Profile:
    """Wall seconds by phase; shares of the processor time by package, largest first."""

    phases: tuple[tuple[str, float], ...]
    shares: tuple[tuple[str, float], ...]


def phases(build: list[str]) -> tuple[tuple[str, float], ...]:
    """What ``--timings`` says of a build; the last line is the sum."""
    done = subprocess.run([*build, "--timings"], capture_output=True, text=True, check=True)
    return tuple((name, float(seconds)) for seconds, name in _PHASE.findall(done.stderr))


def shares(build: list[str], folder: Path) -> tuple[tuple[str, float], ...]:
    """Shares of a build that may use one core only, and so does all its work in one process."""
    target = folder / "profile"
    arguments = build[build.index("gongkai") + 1 :]
    subprocess.run([sys.executable, str(_PROFILED), str(target), *arguments], check=True, stdout=subprocess.DEVNULL)
    stats: dict[tuple[str, int, str], Any] = vars(pstats.Stats(str(target)))["stats"]
    return by_package(stats)


def by_package(stats: dict[tuple[str, int, str], Any]) -> tuple[tuple[str, float], ...]:
    """Own time summed by package. A function written in C counts where it is called from."""
    spent: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if file == "~":
            for (caller, _, _), (_, _, part, _) in callers.items():
                spent[package(caller)] += part
        else:
            spent[package(file)] += own
    total = sum(spent.values()) or 1.0
    ranked = sorted(((name, seconds / total) for name, seconds in spent.items()), key=lambda row: -row[1])
    rest = sum(share for _, share in ranked if share < _LEAST)
    return (*(row for row in ranked if row[1] >= _LEAST), ("all others", rest))


def package(file: str) -> str:
    """``gongkai.<package>``, the library, or Python itself."""
    parts = Path(file).parts
    library = parts[parts.index("site-packages") + 1] if "site-packages" in parts else ""
    if library not in ("", "gongkai"):
        return library.removesuffix(".py")
    if "gongkai" in parts:
        inner = parts[len(parts) - parts[::-1].index("gongkai") :]
        return f"gongkai.{inner[0].removesuffix('.py')}"
    if file.startswith("<frozen importlib"):
        return "loading modules"
    return "a template of the theme" if file.endswith((".html", ".xml")) else "Python's own library"

"""``profiled.py TARGET ARGUMENTS…``: run ``gongkai`` on one core, and write its profile."""

from __future__ import annotations

import cProfile
import os
import sys
from pathlib import Path

from gongkai.cli import main

if __name__ == "__main__":
    target, arguments = Path(sys.argv[1]), sys.argv[2:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    profile = cProfile.Profile()
    code = profile.runcall(main, arguments)
    profile.dump_stats(target)
    sys.exit(code)

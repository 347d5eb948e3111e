"""`make soak`: the corpus against a remembered site; then half the time for the property tests with new examples, half for the
fuzzers, in equal shares.

Exit code 1 if anything was found; what a fuzzer stumbled over is kept under ``build/soak/``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support import county
from support.memory import good
from support.mutation import review_block

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "soak"
_LARGEST = 40_000  # bytes of a file that is given to the fuzzers of attachments
_OF_FILES = frozenset({"fuzz_attachments", "fuzz_parts"})
SUFFIXES = (".docx", ".xlsx", ".pptx", ".ofd", ".pdf", ".png", ".jpg", ".gif", ".webp", ".csv", ".txt")  # as there
FUZZERS = sorted((ROOT / "tests" / "fuzz").glob("fuzz_*.py"))


def _properties(seconds: float) -> bool:
    """Whole rounds, so that nothing found is cut off while it is made smaller; the first in any case."""
    end, took, rounds = time.monotonic() + seconds, 0.0, 0
    command = [sys.executable, "-m", "pytest", "tests/property", "--hypothesis-profile=soak", "--hypothesis-seed"]
    while not rounds or time.monotonic() + took <= end:
        start = time.monotonic()
        if subprocess.run([*command, str(time.time_ns() % 10**9)], cwd=ROOT, check=False).returncode:
            return False
        took, rounds = time.monotonic() - start, rounds + 1
    print(f"property tests: {rounds} round(s), nothing found", flush=True)
    return True


def _memories() -> bool:
    """The whole corpus against a site that was built and remembered, of which ``make test`` draws a sixth."""
    command = [sys.executable, "-m", "pytest", "tests/remake/test_refused.py"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"EVERY_MEMORY": "1"}, check=False).returncode == 0


def _seeds(fuzzer: str) -> list[bytes]:
    """Something genuine to begin with."""
    files = [data for path, data in good().items() if path.endswith((".md", ".yaml"))]
    if fuzzer == "fuzz_bodies":
        return [data.rpartition(b"\n---\n")[2] for data in files if data.startswith(b"---\n")] + [
            "- 甲\n- **乙** `丙`\n\n| a | b |\n| - | -: |\n| c | d |\n\n> [x](a.md) ![y](00001/p.png)\n\n[z]: https://e.example/".encode()
        ]  # fmt: skip
    if fuzzer in _OF_FILES:
        there = [path for path in sorted((ROOT / "tests" / "files").iterdir()) if path.stat().st_size < _LARGEST]
        named = [
            (path.suffix, path.read_bytes())
            for path in there
            if path.suffix in SUFFIXES[: 9 if fuzzer == "fuzz_parts" else None]
        ]
        return [bytes([SUFFIXES.index(suffix)]) + data for suffix, data in named]
    if fuzzer == "fuzz_signatures":
        key = county.officer_key("another").public.blob
        return [
            key,
            b"SSHSIG\x00\x00\x00\x01" + len(key).to_bytes(4, "big") + key + b"\x00\x00\x00\x10gongkai/final@v1",
        ]
    return [data for data in files if len(data) < 2000 and review_block(data)]


def _fuzz(fuzzer: Path, seconds: float) -> bool:
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gongkai-soak-") as folder:
        for number, seed in enumerate(_seeds(fuzzer.stem)):
            (Path(folder) / str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={max(5, int(seconds))}",
            f"-max_len={5 * _LARGEST if fuzzer.stem in _OF_FILES else 2000}",
            "-timeout=30",
            "-verbosity=0",
        ]
        print(f"{fuzzer.stem}: {int(seconds)} s", flush=True)
        command = [
            sys.executable,
            "-Wignore",  # Pillow's, one for each broken picture
            str(fuzzer),
            folder,
            *options,
            "-print_final_stats=1",
            f"-artifact_prefix={KEPT}/{fuzzer.stem}-",
        ]
        return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="make soak", description="look for what the tests have not thought of")
    parser.add_argument("--minutes", type=float, default=5)
    seconds = parser.parse_args().minutes * 60
    fuzzing = importlib.util.find_spec("atheris") is not None
    if not fuzzing:
        print("atheris is not available here: property tests only", flush=True)
    good_so_far = _memories() and _properties(seconds / 2 if fuzzing else seconds)
    if fuzzing:
        outcomes = [_fuzz(fuzzer, seconds / 2 / len(FUZZERS)) for fuzzer in FUZZERS]  # all of them, whatever one finds
        good_so_far = good_so_far and all(outcomes)
    return 0 if good_so_far else 1


if __name__ == "__main__":
    sys.exit(main())

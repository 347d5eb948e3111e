"""The floor under every build: read and hash all sources, and write as many bytes in as many files as the site has.

``floor.py read COUNTY [SITE]`` or ``floor.py write COUNTY SIZES TARGET``; it is timed like a tool, start of Python included,
and works in as many processes as there are cores. SIZES is what ``sizes`` of a built site has written.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

_CHUNK = 500
_FILLER = "政务公开".encode() * 4096


def sizes(site: Path, listing: Path) -> None:
    """Write down the path and the size of every file of a site."""
    files = [(str(path.relative_to(site)), path.stat().st_size) for path in sorted(site.rglob("*")) if path.is_file()]
    listing.write_text(json.dumps(files), encoding="utf-8")


def hashed(paths: list[str]) -> int:
    """Read and hash files; how many bytes they had."""
    total = 0
    for path in paths:
        data = Path(path).read_bytes()
        hashlib.sha256(data).digest()
        total += len(data)
    return total


def written(target: str, files: list[tuple[str, int]]) -> None:
    """Write files of these sizes."""
    for name, size in files:
        path = Path(target, name)
        try:
            path.write_bytes(_filling(size))
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_filling(size))


def _filling(size: int) -> bytes:
    return (_FILLER * (size // len(_FILLER) + 1))[:size]


def _files(*tops: Path) -> list[str]:
    return [f"{folder}/{name}" for top in tops for folder, _, names in os.walk(top) for name in names]


def main(what: str, county: str, *rest: str) -> None:
    sources = _files(Path(county, "content"), Path(county, "catalog"))
    if what == "read":
        sources += _files(*map(Path, rest))
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        jobs = [executor.submit(hashed, sources[n : n + _CHUNK]) for n in range(0, len(sources), _CHUNK)]
        for job in jobs:
            job.result()
        if what == "write":
            files = json.loads(Path(rest[0]).read_text(encoding="utf-8"))
            more = [executor.submit(written, rest[1], files[n : n + _CHUNK]) for n in range(0, len(files), _CHUNK)]
            for done in more:
                done.result()


if __name__ == "__main__":
    main(*sys.argv[1:])

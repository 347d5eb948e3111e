"""What Pagefind takes for a shard of the largest size, with the texts that cost it most: two at a time bound the build."""

import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.search import Entry
from gongkai.search.shards import BESIDES, MAX_CHARACTERS
from search.built import build
from search.corpus import entries

MOST = 400  # MiB


def short_entries(length: int) -> list[Entry]:
    """About as many pieces of real regulations as one shard may hold."""
    found: list[Entry] = []
    room = MAX_CHARACTERS
    for item in entries():
        for at in range(0, len(item.text) - length, length):
            room -= length + len(item.title) + BESIDES
            if room < 0:
                return found
            number = f"990000101/2024-{len(found):05}"
            found.append(replace(item, index_number=number, text=item.text[at : at + length], date="2024-01-02"))
    raise AssertionError("the corpus is too small")


@pytest.mark.parametrize("length", [300, 700])
def test_the_largest_shard(length: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, __file__, str(length), str(tmp_path / "pagefind")],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    shards, peak = map(int, done.stdout.split()[-2:])
    assert shards == 1
    assert peak < MOST


def main(length: int, out: Path) -> None:
    """In a process of its own: what its children took is known of all of them together."""
    built = build(short_entries(length), out, {})
    print(len(built.shards), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

"""What is kept in a spool comes back to the byte, here and in workers; a disk without room costs memory, not the build."""

from __future__ import annotations

import pickle
import platform
import resource
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.core.executors import InlineExecutor, processes
from gongkai.core.spool import Kept, Spool
from gongkai.core.trim_memory import give_back
from gongkai.documents.card import Content
from gongkai.gate import check, parallel_check
from gongkai.source.tree import Disk
from sample_county import TODAY

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [f"第{number}件".encode() * number for number in range(200)]


def test_everything_comes_back_in_any_order() -> None:
    spool = Spool()
    kept = [spool.keep(text) for text in TEXTS]
    assert [one.read() for one in reversed(kept)] == TEXTS[::-1]
    assert [one.size for one in kept] == [len(text) for text in TEXTS]


def test_threads_do_not_disturb_each_other() -> None:
    spool = Spool()
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda text: spool.keep(text).read(), TEXTS * 20)
        assert list(found) == TEXTS * 20


def _read(kept: list[Kept]) -> list[bytes]:
    return [one.read() for one in kept]


def test_workers_get_the_bytes_themselves() -> None:
    spool = Spool()
    kept = [spool.keep(text) for text in TEXTS]
    with processes() as pool:
        assert pool.submit(_read, kept).result() == TEXTS
    travelled = pickle.loads(pickle.dumps(kept))
    del spool, kept
    assert _read(travelled) == TEXTS


def test_nobody_else_finds_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool()
    kept = spool.keep(b"text")
    assert not list(tmp_path.iterdir()) and kept.read() == b"text"


def test_where_there_is_no_room_memory_holds_it() -> None:
    program = (
        "import signal\n"
        "from gongkai.core.spool import Spool\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "spool = Spool()\n"
        "kept = [spool.keep(bytes([n]) * 1000) for n in range(10)]\n"
        "assert [one.read() for one in kept] == [bytes([n]) * 1000 for n in range(10)]\n"
        "print([isinstance(one._where, bytes) for one in kept])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4500, 4500)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[-1] == "True]" and done.stdout.startswith("[False, False, False, False, True")


def test_a_disk_that_lost_something_is_an_error_not_less_text() -> None:
    spool = Spool()
    kept = spool.keep(b"a whole text")
    spool._file.truncate(5)
    with pytest.raises(OSError, match="5 of 12 bytes"):
        kept.read()


def test_a_check_hands_contents_over_as_they_arrive_and_holds_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of a document in memory is its card; 100,000 contents would be half a gigabyte."""
    held: list[int] = []

    def looked_at(*arguments: object, **more: object) -> list[parallel_check.Judged]:
        found = judge_all(*arguments, **more)  # type: ignore[arg-type]
        held.extend(len(one.content) for one in found)
        return found

    judge_all = parallel_check.judge_all
    monkeypatch.setattr("gongkai.gate.check.judge_all", looked_at)
    spool = Spool()
    aside = check.check(Disk(ROOT), TODAY, InlineExecutor(), keep=spool.keep)
    assert len(held) > 80 and not any(held)
    in_memory = check.check(Disk(ROOT), TODAY, InlineExecutor())
    assert aside.passed and [one.content for one in aside.approved] == [one.content for one in in_memory.approved]
    assert all(isinstance(one.content, Content) and one.size for one in aside.approved)


_HOLES = """
import sys
from pathlib import Path
from gongkai.core.trim_memory import give_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

blocks = [bytearray(b"x") * 100_000 for _ in range(1000)]
del blocks[:-1]
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells what a process holds")
def test_freed_memory_goes_back_although_something_is_left_above_it() -> None:
    done = subprocess.run([sys.executable, "-c", _HOLES], capture_output=True, text=True, check=True)
    # Other C libraries have no such call, and nothing may depend on it.
    assert int(done.stdout) > 80_000_000 or platform.libc_ver()[0] != "glibc"
    give_back()

"""What a colleague or an editor saves while a command waits for an answer is not overwritten."""

from __future__ import annotations

import os
import pty
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS
from support import county as good

PAGE = "content/pages/about.md"


class BuildRequest:
    """A command on a terminal of its own, up to the question that it asks."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        command = [str(PROGRAMS / "gongkai"), "--root", str(root), *arguments]
        self._process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self._said = b""
        deadline = time.monotonic() + 60
        while b"?" not in self._said.rpartition(b"\n")[2] and "？".encode() not in self._said.rpartition(b"\n")[2]:
            assert time.monotonic() < deadline, self._said.decode()
            self._said += os.read(self._ours, 65536)

    def answer(self, text: str) -> tuple[int, str]:
        os.write(self._ours, f"{text}\n".encode())
        while True:
            try:
                more = os.read(self._ours, 65536)
            except OSError:
                break
            if not more:
                break
            self._said += more
        os.close(self._ours)
        return self._process.wait(60), self._said.decode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return good.copy_to(tmp_path / "county")


def _signing(root: Path, key: Path) -> tuple[Path, tuple[str, ...]]:
    given = ("sign", PAGE, "--level", "first", "--as", "office-info-a", "--key", str(key))
    return root / PAGE, given


def _recording(root: Path, key: Path) -> tuple[Path, tuple[str, ...]]:
    given = ("record", "publications", "document=page:about", "on=2026-04-30", "channel=website")
    year = time.strftime("%Y", time.gmtime(time.time() + 8 * 3600))
    return root / f"catalog/ledgers/publications/{year}.yaml", given


@pytest.mark.parametrize("what", [_signing, _recording])
@pytest.mark.parametrize("saved", ["another text\n", ""])
def test_what_was_saved_meanwhile_stays(
    root: Path, tmp_path: Path, what: Callable[[Path, Path], tuple[Path, tuple[str, ...]]], saved: str
) -> None:
    path, given = what(root, good.key_file(tmp_path / "keys", "office-info-a"))
    asked = BuildRequest(root, *given)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(saved)
    code, said = asked.answer("y")
    # A ledger is read again after the answer, so that an entry may still be added to what was saved.
    assert code == 2 or what is _recording, said
    assert path.read_text() == saved or (code == 0 and path.read_text().startswith(saved)), said
    assert "Traceback" not in said and "内部错误" not in said
    assert not list(path.parent.glob(".gongkai-*"))


@pytest.mark.parametrize("what", [_signing, _recording])
def test_what_nobody_touched_is_written(
    root: Path, tmp_path: Path, what: Callable[[Path, Path], tuple[Path, tuple[str, ...]]]
) -> None:
    path, given = what(root, good.key_file(tmp_path / "keys", "office-info-a"))
    before = path.read_bytes() if path.exists() else b""
    code, said = BuildRequest(root, *given).answer("y")
    assert code == 0, said
    assert path.read_bytes() != before


def test_two_runs_of_a_publisher_do_not_break_the_chain_of_its_log(root: Path, tmp_path: Path) -> None:
    """Whoever comes second is told, and the log stays one that can be read."""
    log = tmp_path / "seen.log"
    command = [str(PROGRAMS / "gongkai"), "--root", str(root), "remember", str(log)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    said = [one.communicate(timeout=60)[0].decode() for one in both]
    assert 0 in [one.returncode for one in both], said
    assert subprocess.run(command, check=False).returncode == 0
    assert len(log.read_text().splitlines()) == len(set(log.read_text().splitlines()))

"""Somebody at a terminal sees how far a long run is; a pipe gets the report and nothing else."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS, Witness, run, tree
from support.repository import git

_SHOWN = "检查", "生成网页", "核对网站", "换入网站"


def _on_a_terminal(folder: Path, *command: str, interrupt: bool = False) -> tuple[int, str, str]:
    """Exit code, standard output, and what stood on the terminal."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": ""}
    process = subprocess.Popen(
        [str(PROGRAMS / command[0]), *command[1:]], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # on Linux, how a terminal says that nobody writes any more
            break
        if not piece:
            break
        said += piece
        if interrupt and "生成网页".encode() in said:
            interrupt = False
            time.sleep(0.05)
            process.send_signal(signal.SIGINT)
    os.close(ours)
    out = process.communicate()[0].decode()
    return process.returncode, out, said.decode("utf-8", "replace")


def test_a_terminal_shows_phases_and_counts(county: Path) -> None:
    code, out, said = _on_a_terminal(county, "gongkai", "build", "--no-search", "--release")
    assert code == 0, said
    assert all(phase in said for phase in _SHOWN), said
    checked = int(out.split(" 份文件")[0])
    assert any(f"{done}/{done}" in said for done in range(checked - 10, checked + 1)), said
    assert said.rstrip().endswith("\x1b[?25h"), "the cursor stays hidden"


def test_a_pipe_gets_nothing_but_the_report(county: Path) -> None:
    done = subprocess.run(
        [str(PROGRAMS / "gongkai"), "build", "--no-search", "--release"], cwd=county, capture_output=True, check=True
    )
    assert done.stderr == b""
    assert len(done.stdout.decode().splitlines()) == 2
    assert b"\x1b" not in done.stdout


def test_the_time_of_each_phase(county: Path) -> None:
    done = run(county, "gongkai", "build", "--no-search", "--release", "--timings")
    assert done.code == 0
    rows = [line.split(" s  ") for line in done.said.splitlines() if " s  " in line]
    assert [name for _, name in rows][-1] == "合计"
    assert {name for _, name in rows} >= {*_SHOWN, "启动"}
    assert sum(float(seconds) for seconds, _ in rows[:-1]) == pytest.approx(float(rows[-1][0]), abs=0.05)


def test_an_interruption_gives_the_terminal_back(county: Path, witness: Witness) -> None:
    code, _, said = _on_a_terminal(county, "gongkai", "build", "--release", interrupt=True)
    assert code == 130, said
    assert "已中断，没有改动已有网站" in said and "\x1b[?25h" in said
    assert tree(county / "output") == witness.site


def test_a_person_without_hooks_is_told_once(county: Path) -> None:
    assert "hooks install" not in _on_a_terminal(county, "gongkai", "check")[2], "a county in no repository"
    git(county, "init", "--quiet", "--initial-branch", "main")
    code, out, said = _on_a_terminal(county, "gongkai", "check")
    assert code == 0 and "hooks" not in out
    assert said.count("gongkai hooks install") == 1
    done = run(county, "gongkai", "check")
    assert "hooks" not in done.said, "nobody reads it in a log"
    assert run(county, "gongkai", "hooks", "install").code == 0
    assert "hooks install" not in _on_a_terminal(county, "gongkai", "check")[2]

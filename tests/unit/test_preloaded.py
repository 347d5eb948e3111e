"""A run in a process that has loaded the program is a run of the program."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from support import county
from support.preloaded import PROGRAMS, loadable, preloaded, run_program


@pytest.mark.parametrize("command", [["--version"], ["check", "--root", "nowhere"], ["no-such-command"], ["check"]])
def test_it_says_and_answers_what_a_program_started_for_it_does(command: list[str], tmp_path: Path) -> None:
    county.copy_to(tmp_path / "county")
    real = subprocess.run(
        [str(PROGRAMS / "gongkai"), *command],
        cwd=tmp_path / "county", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run_program(["gongkai", *command], tmp_path / "county") == (real.returncode, real.stdout, real.stderr)


def test_one_run_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    county.copy_to(tmp_path / "county")
    (tmp_path / "empty").mkdir()
    command = ["gongkai", "check", "--today", str(county.TODAY)]
    first = run_program(command, tmp_path / "county", {"NO_COLOR": "1"})
    assert first[0] == 0
    assert run_program(command, tmp_path / "empty")[0] == 2
    assert run_program(command, tmp_path / "county", {"NO_COLOR": "1"}) == first


def test_what_the_start_decides_is_started() -> None:
    assert loadable("gongkai", {"NO_COLOR": "1"})
    assert not loadable("gongkai", {"LC_ALL": "zh_CN.gbk"})
    assert not loadable("python", {})


def test_a_run_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    county.copy_to(tmp_path / "county")
    with pytest.raises(subprocess.TimeoutExpired):
        run_program(["gongkai", "check"], tmp_path / "county", timeout=0.01)
    assert run_program(["gongkai", "--version"], tmp_path)[0] == 0
    assert preloaded() is preloaded()

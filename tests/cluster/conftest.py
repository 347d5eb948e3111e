"""A real Dask scheduler and real workers on this machine, started as anybody starts them."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from acceptance.conftest import Done, copy_county, run

ROOT = Path(__file__).resolve().parents[2]
_QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error", "PYTHONPATH": ""}
_START = 40.0  # seconds; machines that test are often busy


@dataclass(slots=True)
class Dask:
    """A scheduler and its workers; ``folder`` is for their files."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        address = str(json.loads(self.file.read_text())["address"])
        return address.replace("tcp://", "dask://").replace("tls://", "dask+tls://")

    @property
    def lie(self) -> Path:
        return self.folder / "lie.py"

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command, "--scheduler-file", str(self.file)],
                cwd=self.folder,
                env=os.environ | _QUIET | self.environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def worker(self, preload: str = "") -> subprocess.Popen[bytes]:
        """One worker; ``preload`` is Python that it runs before anything else."""
        more = []
        if preload:
            script = self.folder / f"preload{len(self.processes)}.py"
            script.write_text(preload, encoding="utf-8")
            more = ["--preload", str(script)]
        return self.start("worker", "--no-nanny", "--nthreads", "1", "--no-dashboard", *more)

    def expect(self, workers: int) -> None:
        """Wait until so many workers are there."""
        code = (
            "import sys, distributed\n"
            "client = distributed.Client(scheduler_file=sys.argv[1], timeout=30)\n"
            "int(sys.argv[2]) and client.wait_for_workers(int(sys.argv[2]), timeout=30)\n"
        )
        end = time.monotonic() + _START
        while not self.file.exists():
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.05)
        subprocess.run(
            [sys.executable, "-c", code, str(self.file), str(workers)],
            check=True,
            env=os.environ | _QUIET | self.environment,
        )

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


@contextlib.contextmanager
def cluster(folder: Path, preloads: Sequence[str], environment: dict[str, str] | None = None) -> Iterator[Dask]:
    """A scheduler with a worker for each preload."""
    folder.mkdir()
    dask = Dask(folder, environment or {})
    try:
        protocol = ["--protocol", "tls"] if environment else []
        dask.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *protocol)
        for preload in preloads:
            dask.worker(preload)
        dask.expect(len(preloads))
        yield dask
    finally:
        dask.stop()


def build(county: Path, *arguments: str, **settings: float) -> Done:
    """``gongkai build`` in a process of its own, in small pieces; ``settings`` are ``module__NAME`` to be set before."""
    lines = ["import importlib, sys"]
    for name, value in {"gate_parallel_check___CHUNK": 20, "site_render___ITEMS": 25, **settings}.items():
        module, _, constant = name.partition("__")
        lines.append(f"importlib.import_module('gongkai.{module.replace('_', '.', 1)}').{constant} = {value}")
    lines.append("from gongkai.cli.main import main\nsys.exit(main(sys.argv[1:]))")
    return run(county, "python", "-c", "\n".join(lines), "build", "--no-search", *arguments)


# What a worker runs before anything else so that a test can change, in a file, what its functions do. Dask runs a preload
# more than once.
_CHANGEABLE = """
import dataclasses, datetime, functools, hashlib, importlib, json, os, pathlib, time
import gongkai.cluster.worker as worker
FUNCTIONS = {
    "judge_documents": "gate.parallel_check", "render_items": "site.render", "render_jobs": "site.render",
    "facts": "cluster.worker", "_fit": "cluster.worker",
}
KEPT = worker.__dict__.setdefault("kept_for_tests", {})
def whole(name):
    return KEPT[name]
def change(name, path):
    module = importlib.import_module(f"gongkai.{FUNCTIONS[name]}")
    if name in KEPT:
        return
    KEPT[name] = getattr(module, name)
    def changed(*arguments):
        now = {**globals(), "judged": KEPT["judge_documents"], "items": KEPT["render_items"], "jobs": KEPT["render_jobs"]}
        exec(pathlib.Path(path).read_text() if os.path.exists(path) else "", now)
        return now.get(name, KEPT[name])(*arguments)
    setattr(module, name, functools.wraps(KEPT[name])(changed))
    changed.cache_clear = getattr(KEPT[name], "cache_clear", None)
for name in FUNCTIONS:
    change(name, PATH)
"""


def changeable(path: Path) -> str:
    """The preload of a worker in which the functions that ``path`` defines take the place of the program's."""
    return f"PATH = {str(path)!r}\n{_CHANGEABLE}"


@pytest.fixture(scope="session")
def _liar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    folder = tmp_path_factory.mktemp("dask") / "liar"
    with cluster(folder, [changeable(folder / "lie.py")]) as dask:
        yield dask


@pytest.fixture
def liar(_liar: Dask) -> Iterator[Dask]:
    """One worker that does what a test writes into ``lie``, and what it should where nothing is written."""
    yield _liar
    _liar.lie.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county with its site, built on this machine; never changed by a test."""
    county = copy_county(tmp_path_factory.mktemp("sample"))
    done = run(county, "gongkai", "build", "--no-search")
    assert done.code == 0, done.said
    return county


@pytest.fixture
def county(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "county"))


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """Two workers that do what they should."""
    with cluster(tmp_path_factory.mktemp("dask") / "honest", ["", ""]) as dask:
        yield dask

"""The sample county's site, built once, served as a column of a portal, and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.cli import main
from search.served import Traffic, serve

ROOT = Path(__file__).resolve().parents[2]
COLUMN = "/zfxxgk/"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the sample county."""
    folder = tmp_path_factory.mktemp("sample") / "output"
    assert main(["--root", str(ROOT), "build", "--output", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def served(output: Path) -> Iterator[tuple[str, Traffic]]:
    """The site's address, below a column, with the strictest content security policy it promises to work under."""
    with serve(output, COLUMN) as (base, traffic):
        yield base, traffic

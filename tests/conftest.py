"""One browser for a whole run (Playwright allows one at a time in a process), and a count of what was tried."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Error, expect, sync_playwright

from support import attacks
from support.effort import register

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]

# The same examples in every run, and no deadline; ``--hypothesis-profile=soak`` tries ten times as much, and new ones each time.
register()
settings.load_profile("county")
# A machine with other work on it takes its time; what never comes fails all the same.
expect.set_options(timeout=60_000)
# A shell that puts the run into the background has it ignore interruptions, and so would the programs under test.
signal.signal(signal.SIGINT, signal.default_int_handler)
_CLOSING = 60  # seconds
# Files that take longest come first, so that no worker is left alone with one of them at the end of a run.
_LONGEST = (
    "acceptance/test_attacks.py",
    "acceptance/test_audit_output.py",
    "remake/test_attacked.py",
    "search/test_search_browser.py",
    "site/test_accessibility.py",
    "remake/test_refused.py",
    "cluster/test_cluster.py",
    "acceptance/test_fails_closed.py",
    "docs/test_docs.py",
    "search/test_shards_browser.py",
    "site/test_regulations.py",
    "remake/",
    "acceptance/",
    "site/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        name = item.path.relative_to(tests).as_posix()
        return next((at for at, start in enumerate(_LONGEST) if name.startswith(start)), len(_LONGEST))

    items.sort(key=place)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, None]:
    """Where CI runs nothing is skipped: what cannot run there is a failure of the set-up, and says so."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"CI never skips: {report.longrepr}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = os.environ.get("GONGKAI_CHROMIUM") or shutil.which("chromium")
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        # Closing waits for programs that may never answer; without the driver it ends, and the browser ends with it.
        late = threading.Timer(
            _CLOSING, subprocess.run, [["pkill", "-KILL", "-P", str(os.getpid()), "-f", "run-driver"]]
        )
        late.start()
        with suppress(Error):
            started.close()
    late.cancel()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After a whole run: the attacks by rule and way in, and how many emptied rules their cases have noticed."""
    reports = [report for some in terminalreporter.stats.values() for report in some]
    ran = [report.nodeid for report in reports if getattr(report, "when", "") == "call"]
    if any("test_attacks.py" in name for name in ran):
        terminalreporter.write_sep("-", "attacks")
        terminalreporter.write_line(attacks.matrix())
    mutants = sum("test_rules_mutation.py" in name and "rests_on_its_rule" in name for name in ran)
    if mutants:
        terminalreporter.write_line(f"{mutants} bad cases, each with its rule emptied")

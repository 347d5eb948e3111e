"""Running the Pagefind binary."""

import subprocess
from pathlib import Path

from .bundle import SearchError


def run_pagefind(tree: Path, out: Path) -> None:
    """Index a folder of pages. Pagefind's Python interface is far slower and has left empty files, exit 0."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415  a missing package is reported as missing

        binary = get_executable()
    except (ImportError, FileNotFoundError) as error:
        raise SearchError("the search indexer is missing: install the package pagefind-bin") from error
    command = [str(binary), "--site", str(tree), "--output-path", str(out), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode != 0:
        raise SearchError(
            f"the search indexer failed ({done.returncode}): {(done.stderr or done.stdout).strip()[-800:]}"
        )

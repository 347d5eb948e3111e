"""``make audit-site``: the sample's site behind nginx, judged by the Nu validator (every page) and Lighthouse (some).

Lighthouse's figures are medians of several runs; the site must reach 98 of 100 in each of its four categories. It makes
the processor four times slower, to have a middling phone of a good desktop; a slower machine is slowed down by less, by
Lighthouse's own measure of it (``benchmarkIndex``: 1,600 for that desktop, 400 for that phone).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from support.nginx import PROGRAM, started

_HERE = Path(__file__).parent
ROOT = _HERE.parents[1]
_INSTALLED = ROOT / ".venv" / "audit-site"
_PAGES = {
    "home": "index.html",
    "catalog": "catalog/index.html",
    "list": "catalog/category/budget/index.html",
    "item": "items/finance/2025/00001.html",
    "guide": "guide/index.html",
    "search": "search/index.html?q=预算",
    "report": "reports/government-office/2025.html",
    "form": "guide/forms/citizen/index.html",
}
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_LEAST = 98
# Its policy forbids every connection, so that nothing can be sent; that stops Lighthouse's own request for robots.txt, too.
_SHOWN_ONLY = ("form",)


def main() -> int:
    """Build, serve and judge; 0 where everything holds, 1 where not, 2 where a tool is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    missing = [name for name in ("npm", "node", "java") if shutil.which(name) is None]
    missing += [] if PROGRAM else ["nginx"]
    if missing:
        sys.stderr.write(f"audit-site needs {', '.join(missing)}\n")
        return 2
    _install()
    with tempfile.TemporaryDirectory(prefix="gongkai-audit-site-") as name:
        folder = Path(name)
        site = folder / "output"
        _gongkai("build", "--release", "--output", str(site))
        wrong = _validate(site)
        with started(folder, _gongkai("nginx", "--output", str(site))) as port:
            base = f"http://127.0.0.1:{port}/zfxxgk/"
            rows = {title: _lighthouse(base + path, options.rounds, folder) for title, path in _PAGES.items()}
    print("| page |", " | ".join(_CATEGORIES), "|")
    print("| --- |", " | ".join("---:" for _ in _CATEGORIES), "|")
    for title, scores in rows.items():
        print(f"| {title} |", " | ".join(f"{scores[one]:.0f}" for one in _CATEGORIES), "|")
    low = [title for title, scores in rows.items() if min(scores.values()) < _LEAST and title not in _SHOWN_ONLY]
    print(f"\nNu validator: {len(wrong)} errors; Lighthouse below {_LEAST}: {', '.join(low) or 'none'}")
    return 1 if wrong or low else 0


def _install() -> None:
    """Both judges as locked, where they are not there yet."""
    there, lock = _INSTALLED / "package-lock.json", _HERE / "package-lock.json"
    if there.is_file() and there.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(_INSTALLED, ignore_errors=True)
    _INSTALLED.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_HERE / name, _INSTALLED / name)
    done = subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=_INSTALLED, check=False)
    if done.returncode:
        there.unlink()
        sys.exit("npm could not install Lighthouse and the Nu validator")


def _gongkai(*arguments: str) -> str:
    command = [sys.executable, "-m", "gongkai", "--root", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _validate(site: Path) -> list[str]:
    jar = _INSTALLED / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "gnu", str(site)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    wrong = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    for line in wrong:
        print(line.replace(str(site), "output"))
    return wrong


def _lighthouse(address: str, rounds: int, folder: Path) -> dict[str, float]:
    """The medians of the four categories, of 100."""
    found: dict[str, list[float]] = {one: [] for one in _CATEGORIES}
    chromium = os.environ.get("GONGKAI_CHROMIUM") or shutil.which("chromium") or ""
    slower = 4.0
    for turn in range(rounds + 1):
        command = [
            str(_INSTALLED / "node_modules/.bin/lighthouse"), address, "--quiet", "--output", "json", "--output-path",
            str(folder / "report.json"), "--chrome-flags=--headless=new --no-sandbox",
            f"--throttling.cpuSlowdownMultiplier={slower:.2f}",
        ]  # fmt: skip
        subprocess.run(command, check=True, env=os.environ | ({"CHROME_PATH": chromium} if chromium else {}))
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        slower = max(1.0, min(4.0, report["environment"]["benchmarkIndex"] / 400))
        if turn == 0:
            continue  # it measured the machine
        for one in _CATEGORIES:
            found[one].append(report["categories"][one]["score"] * 100)
        for one in report["audits"].values():
            if one["score"] == 0 and one["scoreDisplayMode"] == "binary":
                print(f"{address}: {one['title']}")
    return {one: statistics.median(scores) for one, scores in found.items()}


if __name__ == "__main__":
    sys.exit(main())

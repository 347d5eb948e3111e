"""What a search costs: the reader, in a real browser and over a real connection, and the office that builds the index.

``rows(county)`` builds the county's site once more, with its index, into a temporary folder. Nothing is compressed on the
way and nothing is in the browser's cache, so that no reader's figures are worse for reasons of ours.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from measure import peak_memory
from playwright.sync_api import Browser, sync_playwright
from search_rows import MEMORY

WORD = "管理"  # in most documents: what a search of everything costs
_ROUNDS = 5
_QUIET = 0.4  # seconds without a request until the page is taken to be ready

# Milliseconds from sending the form to the tenth result, and to the final count.
_SEARCH = """async ([word, sort]) => {
  const [form, list, status] = ["search-form", "search-results", "search-status"].map((id) => document.getElementById(id));
  form.elements.namedItem("q").value = word;
  form.elements.namedItem("sort").value = sort;
  const start = performance.now();
  return new Promise((resolve, reject) => {
    let ten = 0;
    const look = () => {
      if (!ten && list.querySelectorAll("li[data-index-number]").length >= 10) ten = performance.now() - start;
      if (/^(没有|检索)/.test(status.textContent)) reject(new Error(status.textContent));
      if (/^找到/.test(status.textContent)) resolve([ten || performance.now() - start, performance.now() - start]);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    form.requestSubmit();
  });
}"""


def rows(county: Path) -> tuple[Mapping[str, object], ...]:
    """What a search costs on the site of a county, by relevance and by date."""
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as folder:
        site = Path(folder, "site")
        build = [sys.executable, "-m", "gongkai", "--root", str(county), "build", "--release", "--output", str(site)]
        memory = peak_memory(build, Path(folder))
        return tuple({**row, MEMORY: f"{memory:.0f}"} for row in of_site(site))


def of_site(site: Path) -> list[dict[str, object]]:
    """The same for a site with an index, however it was made."""
    shards = [path for path in (site / "pagefind").iterdir() if path.is_dir()]
    size = sum(path.stat().st_size for path in (site / "pagefind").rglob("*") if path.is_file())
    found: list[dict[str, object]] = []
    with sync_playwright() as playwright, _served(site) as (address, sent):
        program = os.environ.get("GONGKAI_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for sort in ("relevance", "date"):
            start, first, ten, every = map(
                statistics.median, zip(*(_round(browser, address, sent, sort) for _ in range(_ROUNDS)), strict=True)
            )
            found.append(
                {
                    f"{WORD}, by": sort,
                    "shards": len(shards),
                    "index, MB": f"{size / 1e6:.1f}",
                    "start-up, KB": f"{start / 1e3:.0f}",
                    "first ten results, ms": f"{ten:.0f}",
                    "everything counted, ms": f"{every:.0f}",
                    "fetched for it, KB": f"{first / 1e3:.0f}",
                }
            )
        browser.close()
    return found


def _round(browser: Browser, address: str, sent: list[int], sort: str) -> tuple[float, float, float, float]:
    """Bytes until a search can begin, bytes of the search, ms to ten results and to all, with an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    sent.clear()
    page.goto(f"{address}search/index.html")
    page.focus("#q")
    _settled(sent)
    start = sum(sent)
    ten, every = page.evaluate(_SEARCH, [WORD, sort])
    first = sum(sent) - start
    context.close()
    return start, first, ten, every


def _settled(sent: list[int]) -> None:
    before = -1
    while len(sent) != before:
        before = len(sent)
        time.sleep(_QUIET)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement
    wbufsize = 65536

    def __init__(self, *args: Any, sent: list[int], **kwargs: Any) -> None:
        self.sent = sent
        super().__init__(*args, **kwargs)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        self.sent.append(len(data) + 250)  # 250 for the head of an answer, about
        outputfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is http.server's
        """Silent."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser that is closed drops its connections
            super().handle_error(request, client_address)


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, list[int]]]:
    """The site's address, and the bytes of every answer."""
    sent: list[int] = []
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site), sent=sent)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()
        thread.join()

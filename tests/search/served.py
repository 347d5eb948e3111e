"""A site with nothing but a search, served over HTTP with the strictest policy it is meant to work under."""

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from support.memory import good, judge
from support.pages import render

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "style-src 'self'; img-src 'self' data:"
)
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>检索</title>
<link rel="icon" href="data:,"><script type="module" src="../theme/search-page.js"></script></head><body>
<form id="search-form" action="" method="get" role="search"><label>检索词 <input type="search" name="q" id="q"></label>
{selects}<button>检索</button></form>
{tags}
<p id="search-status" role="status" aria-live="polite"></p>
<progress id="search-progress" aria-label="检索进度" hidden></progress>{results}
<button type="button" id="search-more" hidden>显示更多结果</button></body></html>"""
SELECTS = {
    "year": ("", *map(str, range(2015, 2024))),
    "agency": ("", "finance", "office", "education"),
    "category": ("", "regulation", "plan"),
    "genre": ("", "normative"),
    "sort": ("relevance", "date"),
}


@dataclass
class Traffic:
    """What the server was asked for; `broken` paths (by their ending) answer 503."""

    paths: list[str] = field(default_factory=list)
    broken: tuple[str, ...] = ()
    held: tuple[str, ...] = ()  # paths (a part of them) that are answered when this is emptied
    sent: int = 0  # bytes of bodies


def write_pages(site: Path, static: Path) -> None:
    """The scripts of the theme, and a search page with the contract of theme/templates/search.html."""
    (site / "theme").mkdir(parents=True)
    for path in (*static.glob("search*.js"), static / "traditional.json"):
        shutil.copy(path, site / "theme" / path.name)
    selects = "".join(
        f'<select name="{name}" aria-label="{name}">'
        + "".join(f'<option value="{value}">{value or "全部"}</option>' for value in values)
        + "</select>"
        for name, values in SELECTS.items()
    )
    (site / "search").mkdir()
    page = render(judge(good()))["search/index.html"]  # for the words that the scripts take from it
    tags, results = (re.search(f'<(ul|ol) id="{name}".*?</\\1>', page) for name in ("search-tags", "search-results"))
    assert tags and results
    (site / "search" / "index.html").write_text(
        PAGE.format(selects=selects, tags=tags[0], results=results[0]), encoding="utf-8"
    )


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement
    wbufsize = 65536

    def __init__(self, *args: Any, prefix: str, traffic: Traffic, **kwargs: Any) -> None:
        self.prefix, self.traffic = prefix, traffic
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.traffic.paths.append(path)
        while any(part in path for part in self.traffic.held):
            time.sleep(0.01)
        if not path.startswith(self.prefix):
            self.send_error(404)
        elif self.traffic.broken and path.endswith(self.traffic.broken):
            self.send_error(503)
        else:
            self.path = "/" + self.path.removeprefix(self.prefix)
            super().do_GET()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        self.traffic.sent += len(data)
        outputfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")  # else a browser guesses how long a file is good by its age
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is http.server's
        """Silent: failures show in the browser."""


@contextmanager
def serve(site: Path, prefix: str) -> Iterator[tuple[str, Traffic]]:
    """Serve `site` below `prefix` (`/` or `/column/`) and nothing else; yields its address and the traffic."""
    traffic = Traffic()
    handler = partial(_Handler, directory=str(site), prefix=prefix, traffic=traffic)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}", traffic
        finally:
            server.shutdown()
            thread.join()

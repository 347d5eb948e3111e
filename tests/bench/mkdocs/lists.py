"""A MkDocs hook: MkDocs has no lists, feed or exports of its own, so they are made from the pages' front matter.

It runs in MkDocs' environment and process, after all pages were read and before the first is rendered.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Set up the templates and write everything that is no page of a document."""
    county = json.loads(Path("county.json").read_text(encoding="utf-8"))
    env.autoescape, env.trim_blocks, env.lstrip_blocks = True, True, True
    env.filters |= {"json": _json, "cell": _cell}
    env.globals["county"] = county
    pages = [file.page for file in files.documentation_pages() if "index_number" in file.page.meta]
    pages.sort(key=lambda page: (page.meta["date"], page.meta["index_number"]), reverse=True)
    site = Path(config["site_dir"])
    lists = {kind: _grouped(pages, kind) for kind in ("category", "agency", "year")}
    counts = {kind: [(id_, len(found)) for id_, found in groups] for kind, groups in lists.items()}
    for kind, groups in lists.items():
        for id_, found in groups:
            _pages(env, county, site, kind, id_, found)
    shared = {"items": pages, "counts": counts}
    for name, template in _ONCE.items():
        _write(site / name, env.get_template(template).render(shared))
    return env


_ONCE = {
    "index.html": "home.html",
    "catalog/index.html": "catalog.html",
    "feed.xml": "feed.xml",
    "catalog.json": "catalog.json",
    "catalog.csv": "catalog.csv",
}


def _pages(env: Any, county: Any, site: Path, kind: str, id_: str, found: list[Any]) -> None:
    size, template = county["site"]["page_size"], env.get_template("list.html")
    pages = -(-len(found) // size)
    for number, start in zip(range(1, pages + 1), count(0, size), strict=False):
        url = f"catalog/{kind}/{id_}/" + ("index.html" if number == 1 else f"page-{number}.html")
        shown = {"kind": kind, "id": id_, "items": found[start : start + size], "total": len(found), "url": url}
        _write(site / url, template.render(shown, number=number, pages=pages))


def _grouped(pages: list[Any], kind: str) -> list[tuple[str, list[Any]]]:
    groups = defaultdict(list)
    for page in pages:
        groups[page.meta[kind]].append(page)
    return sorted(groups.items())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cell(value: str) -> Markup:
    return Markup('"' + value.replace('"', '""') + '"')

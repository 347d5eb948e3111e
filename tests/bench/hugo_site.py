"""The county as a Hugo site: nested front matter, taxonomies with pagination, output formats for feed, JSON and CSV."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path

from peer import Missing, Peer
from source_county import STUBS, Entry, SourceCounty, front_matter, write, write_attachments, write_json

from gongkai.site.linked_data import CONTEXT

_TEMPLATES = Path(__file__).parent / "hugo"


def make(county: SourceCounty, site: Path) -> None:
    """Write the Hugo site of ``county`` into the new folder ``site``."""
    shutil.copytree(_TEMPLATES, site)
    names = county.names()
    params = {"owner": names["site"]["owner"], "pageSize": names["site"]["page_size"]}
    settings = {"baseURL": names["site"]["base_url"], "title": names["site"]["name"], "params": params}
    write_json(site / "county.json", settings | {"locale": names["site"]["language"]})
    for name in ("agencies", "categories", "genres", "channels", "labels"):
        write_json(site / f"data/{name}.json", names[name])
    shutil.copytree(county.static, site / "static/theme")
    write_attachments(county, site / "static")
    for item in county.items():
        put(item, site)
    for document in county.documents():
        _page(site, document.path, document.fields["title"], "plain", document.body)
    _page(site, "catalog/index.md", "公开目录", "catalog", "")
    _page(site, "coverage.md", "各机构公开情况", "coverage", "", "catalog/coverage")
    write_json(site / "data/context.json", CONTEXT)
    for folder, title in STUBS.items():
        _page(site, f"{folder}/index.md", title, "plain", "")


def put(item: Entry, site: Path) -> None:
    write(site / "content" / item.path, front_matter(item.fields, item.body))


def _page(site: Path, path: str, title: str, layout: str, body: str, folder: str = "") -> None:
    fields = {"title": title, "layout": layout, "url": f"/{folder or Path(path).parent}/index.html"}
    write(site / "content" / path, front_matter(fields, body))


def program() -> Path:
    """The program itself; the ``hugo`` on the path is a Python script that starts it."""
    try:
        files = importlib.metadata.distribution("hugo").files or ()
    except importlib.metadata.PackageNotFoundError:
        raise Missing("Hugo is not installed (make .venv/.test)") from None
    return Path(str(next(file for file in files if file.parent.name == "binaries").locate()))


def _command(site: Path) -> list[str]:
    start = [str(program()), "--source", str(site), "--config", "hugo.toml,county.json", "--destination", "public"]
    return [*start, "--quiet", "--ignoreCache", "--noBuildLock"]


PEER = Peer(
    name="hugo",
    title="Hugo",
    install=program,
    make=make,
    put=put,
    command=_command,
    version=lambda: f"Hugo {importlib.metadata.version('hugo')}",
    beyond=True,
    differs="All of it but the workbook, in one language; all titles of a year are on one page. Header and footer are rendered once "
    "and shared (`partialCached`); addresses begin at the site's path.",
)

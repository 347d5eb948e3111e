"""The county as a site of stock Pelican: flat metadata, agencies as authors, years as tags."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import sys
from pathlib import Path

from peer import FURNITURE, Peer
from source_county import STUBS, Entry, SourceCounty, write, write_attachments, write_json

_HERE = Path(__file__).parent / "stock_pelican"
_LISTS = ("channels", "attachments", "revisions")


def make(county: SourceCounty, site: Path) -> None:
    """Write the Pelican site of ``county`` into the new folder ``site``."""
    shutil.copytree(_HERE, site, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(FURNITURE / "furniture.html", site / "theme/templates/furniture.html")
    write_json(site / "county.json", county.names())
    shutil.copytree(county.static, site / "theme/static")
    write_attachments(county, site / "content")
    for item in county.items():
        put(item, site)
    for document in county.documents():
        fields = document.fields | {"contacts": "yes"} if document.path.startswith("guide/") else document.fields
        write(site / "content/pages" / document.path, _flat(fields, document.body))
    for folder, title in STUBS.items():
        write(site / "content/pages" / folder / "index.md", _flat({"title": title, "slug": folder}, ""))


def put(item: Entry, site: Path) -> None:
    fields = item.fields
    own = {
        # Titles repeat; what has the same slug is a translation to Pelican.
        "slug": fields["index_number"].replace("/", "-"),
        "date": fields["date"],
        "author": fields["agency"],
        "tags": fields["year"],
    }
    plain = {key: json.dumps(value, ensure_ascii=False) if key in _LISTS else value for key, value in fields.items()}
    write(site / "content" / item.path, _flat(plain | {"approved_on": fields["date"]} | own, item.body))


def _flat(fields: dict[str, str], body: str) -> str:
    return "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"\n{body.lstrip()}"


def _command(site: Path) -> list[str]:
    settings = ["-s", str(site / "pelicanconf.py"), "-o", str(site / "public"), "--quiet", "--fatal", "errors"]
    return [sys.executable, str(site / "stock.py"), str(site / "content"), *settings]


def _version() -> str:
    return f"Pelican {importlib.metadata.version('pelican')} (Markdown {importlib.metadata.version('markdown')})"


PEER = Peer(
    name="pelican",
    title="Pelican",
    install=lambda: None,
    make=make,
    put=put,
    command=_command,
    version=_version,
    differs="Without its guard and without our generator. Its front matter is flat: lists are JSON in one line; agencies are "
    "its authors, years its tags; the feed is Pelican's own, with whole texts. One process, no cache.",
)

"""The county as an Eleventy site: Nunjucks, markdown-it, and pagination over a collection of all list pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from peer import FURNITURE, Missing, Peer
from source_county import STUBS, Entry, SourceCounty, front_matter, write, write_attachments, write_json

_HERE = Path(__file__).parent / "eleventy"
_INSTALLED = Path(__file__).resolve().parents[2] / ".venv" / "bench-eleventy"


def install() -> Path:
    """Eleventy's program, put there by ``npm ci`` where it is not there as locked."""
    lock, there = _HERE / "package-lock.json", _INSTALLED / "package-lock.json"
    program = _INSTALLED / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not (program.is_file() and there.is_file() and there.read_bytes() == lock.read_bytes()):
        npm = shutil.which("npm")
        if npm is None:
            raise Missing("Eleventy needs Node.js and npm")
        _INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(_HERE / name, _INSTALLED / name)
        done = subprocess.run([npm, "ci", "--silent"], cwd=_INSTALLED, capture_output=True, text=True, check=False)
        if done.returncode:
            there.unlink()
            raise Missing(f"npm could not install Eleventy: {done.stderr.strip()[-300:]}")
    return program


def make(county: SourceCounty, site: Path) -> None:
    """Write the Eleventy site of ``county`` into the new folder ``site``."""
    shutil.copytree(_HERE / "site", site)
    shutil.copyfile(FURNITURE / "furniture.html", site / "_includes/furniture.html")
    write_json(site / "_data/county.json", county.names())
    shutil.copytree(county.static, site / "static/theme")
    write_attachments(county, site / "static")
    write_json(site / "items/items.json", {"layout": "item.njk", "tags": "item"})
    for item in county.items():
        put(item, site)
    for document in county.documents():
        fields = document.fields | {"contacts": "yes"} if document.path.startswith("guide/") else document.fields
        _page(site, document.path, fields, document.body)
    for folder, title in STUBS.items():
        _page(site, f"{folder}/index.md", {"title": title}, "")


def put(item: Entry, site: Path) -> None:
    write(site / item.path, front_matter(item.fields, item.body))


def _page(site: Path, path: str, fields: dict[str, str], body: str) -> None:
    write(site / path, front_matter(fields | {"layout": "page.njk"}, body))


def _command(site: Path) -> list[str]:
    node = shutil.which("node") or "node"
    # Eleventy finds its input from where it is started; a shell is the one way to say so on a command line.
    return [
        "sh",
        "-c",
        'cd "$1" && exec "$2" "$3" --quiet --config=eleventy.config.mjs',
        "-",
        str(site),
        node,
        str(install()),
    ]


def _version() -> str:
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    locked = json.loads((_HERE / "package.json").read_text(encoding="utf-8"))
    return f"Eleventy {locked['dependencies']['@11ty/eleventy']} (Node.js {node.removeprefix('v')})"


PEER = Peer(
    name="eleventy",
    title="Eleventy",
    install=install,
    make=make,
    put=put,
    command=_command,
    version=_version,
    differs="All of it, in one process. Tables keep their alignment as a `style`.",
)

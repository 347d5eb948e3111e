"""The county as a MkDocs site: a page an item; lists, feed and exports by a hook, because MkDocs has none."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from peer import FURNITURE, Missing, Peer
from source_county import STUBS, Entry, SourceCounty, front_matter, write, write_attachments, write_json

_HERE = Path(__file__).parent
_LOCK = _HERE / "mkdocs-requirements.txt"
_VENV = Path(__file__).resolve().parents[2] / ".venv" / "bench-mkdocs"


def install() -> Path:
    """MkDocs' program in an environment of its own, made where it is not there as locked."""
    mark, python = _VENV / "lock.txt", _VENV / "bin" / "python"
    if not (mark.is_file() and mark.read_bytes() == _LOCK.read_bytes()):
        quiet = ["--quiet", "--disable-pip-version-check"]
        try:
            subprocess.run([sys.executable, "-m", "venv", str(_VENV)], check=True, capture_output=True, text=True)
            pip = [str(python), "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(_LOCK)]
            subprocess.run(pip, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            raise Missing(f"pip could not install MkDocs: {error.stderr.strip()[-300:]}") from None
        shutil.copyfile(_LOCK, mark)
    return _VENV / "bin" / "mkdocs"


def make(county: SourceCounty, site: Path) -> None:
    """Write the MkDocs site of ``county`` into the new folder ``site``."""
    shutil.copytree(_HERE / "mkdocs", site)
    shutil.copyfile(FURNITURE / "furniture.html", site / "theme/furniture.html")
    names = county.names()
    write_json(site / "county.json", names)
    # JSON is YAML.
    write_json(site / "county.yml", {"site_name": names["site"]["name"], "site_url": names["site"]["base_url"]})
    shutil.copytree(county.static, site / "docs/theme")
    write_attachments(county, site / "docs")
    for item in county.items():
        put(item, site)
    for document in county.documents():
        fields = document.fields | {"contacts": "yes"} if document.path.startswith("guide/") else document.fields
        write(site / "docs" / document.path, front_matter(fields, document.body))
    for folder, title in STUBS.items():
        write(site / "docs" / folder / "index.md", front_matter({"title": title}, ""))


def put(item: Entry, site: Path) -> None:
    write(site / "docs" / item.path, front_matter(item.fields, item.body))


def _command(site: Path) -> list[str]:
    # The hook finds the county from where MkDocs is started; see eleventy_site.
    return ["sh", "-c", 'cd "$1" && exec "$2" build --quiet', "-", str(site), str(install())]


def _version() -> str:
    locked = dict(re.findall(r"^(\w+)==(\S+)", _LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    return f"MkDocs {locked['mkdocs']} (Markdown {locked['markdown']})"


PEER = Peer(
    name="mkdocs",
    title="MkDocs",
    install=install,
    make=make,
    put=put,
    command=_command,
    version=_version,
    differs="It has no lists, feed or exports: a hook of ours writes them from the front matter with the same templates. "
    "It adds identifiers to headings and compresses its sitemap.",
)

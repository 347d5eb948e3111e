"""The same county as a Hugo site: plain front matter, the same bodies, attachments and registries."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from gongkai.publish import labels
from gongkai.publish.settings import theme_of
from gongkai.review.block import emit
from gongkai.source.envelope import open_document, open_registry
from gongkai.source.tree import Disk

CONFIG = "hugo.toml,county.json"
TEMPLATES = Path(__file__).parent / "hugo"
PAGE_SIZE = 20
# What the theme never shows; Hugo need not read it.
_INTERNAL = ("nature", "scope_check", "privacy")
_PAGES = {
    "catalog/index.md": ("公开目录", "catalog"),
    "policies/index.md": ("公开制度", "plain"),
    "reports/index.md": ("年度报告", "plain"),
    "search/index.md": ("信息检索", "plain"),
}


def make(county: Path, site: Path) -> None:
    """Write the Hugo site of ``county`` into the new folder ``site``."""
    shutil.copytree(TEMPLATES, site)
    source = Disk(county)
    _registries(source, site)
    shutil.copytree(theme_of(county) / "static", site / "static/theme")
    for path in source.files("content").regular:
        if not path.endswith(".md"):
            _copy(source, path, site / "static" / path.removeprefix("content/"))
        elif path.startswith("content/items/"):
            _item(source, path, site / path)
        else:
            envelope = open_document(source.read(path))
            _page(site / path, str(envelope.values["title"]), "plain", envelope.body)
    for name, (title, layout) in _PAGES.items():
        _page(site / "content" / name, title, layout, "")


def _registries(source: Disk, site: Path) -> None:
    """The site's settings, and the names that templates look up by identifier."""
    values = {
        name: open_registry(source.read(f"catalog/{name}.yaml")).values for name in ("site", "agencies", "vocabularies")
    }
    county, words = values["site"], values["vocabularies"]
    settings = {
        "baseURL": county["base_url"],
        "title": county["name"],
        "locale": county.get("language", "zh-CN"),
        "params": {"owner": county["owner"], "pageSize": int(county.get("page_size", PAGE_SIZE))},
    }
    agencies = {}
    for agency in values["agencies"]["agencies"]:
        posts = [[labels.ROLES[role], agency["posts"][role]] for role in labels.ROLES if role in agency["posts"]]
        agencies[agency["id"]] = agency | {"posts": posts}
    _json(site / "county.json", settings)
    _json(site / "data/agencies.json", agencies)
    for name in ("categories", "genres", "channels"):
        _json(site / f"data/{name}.json", {word["id"]: word for word in words[name]})
    _json(site / "data/labels.json", labels.DISCLOSURE | labels.CARRIER)


def _item(source: Disk, path: str, target: Path) -> None:
    envelope = open_document(source.read(path))
    fields: dict[str, Any] = {key: value for key, value in envelope.values.items() if key not in _INTERNAL}
    for entry in fields.get("attachments", ()):
        entry["size"] = str(len(source.read(f"{path.removesuffix('.md')}/{entry['path']}")))
    fields["year"] = str(fields["index_number"]).partition("/")[2][:4]
    fields["date"] = envelope.review["final"]["signed_at"][:10] if envelope.review else ""
    _write(target, f"---\n{emit(fields)}---\n{envelope.body}")


def _page(target: Path, title: str, layout: str, body: str) -> None:
    url = f"/{target.parent.name}/index.html"
    _write(target, f"---\n{emit({'title': title, 'layout': layout, 'url': url})}---\n{body}")


def _copy(source: Disk, path: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read(path))


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")


def _json(target: Path, value: Any) -> None:
    _write(target, json.dumps(value, ensure_ascii=False))

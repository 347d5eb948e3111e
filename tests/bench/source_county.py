"""A generated county as every peer gets it: the same items, registries and attachments, without review and internals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gongkai.core.settings import theme_of
from gongkai.documents import labels
from gongkai.signing.block import emit
from gongkai.source.envelope import open_document, open_registry
from gongkai.source.tree import Disk

PAGE_SIZE = 20
# Pages that only the theme makes; a peer writes them as sources.
STUBS = {"policies": "公开制度", "reports": "年度报告", "search": "信息检索"}
# What the theme never shows; no peer need read it.
_INTERNAL = ("nature", "scope_check", "privacy")
_LIKE_A_NUMBER = re.compile(r"^([ -]*[a-z_]+: )(\d[\d-]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document: its path below ``content/``, its public fields and its body."""

    path: str
    fields: dict[str, Any]
    body: str

    @property
    def address(self) -> str:
        """Where its page lies on our site; every peer that can puts it there, too."""
        return self.path.removesuffix(".md") + ".html"


@dataclass(frozen=True, slots=True)
class SourceCounty:
    """The registries, and the documents one after the other; bodies are never all in memory."""

    root: Path
    site: dict[str, Any]
    agencies: dict[str, Any]
    categories: dict[str, Any]
    genres: dict[str, Any]
    channels: dict[str, Any]

    @classmethod
    def of(cls, root: Path) -> SourceCounty:
        disk = Disk(root)
        site, registry, words = (
            open_registry(disk.read(f"catalog/{name}.yaml")).values for name in ("site", "agencies", "vocabularies")
        )
        agencies = {}
        for agency in registry["agencies"]:
            posts = [[labels.ROLES[role], agency["posts"][role]] for role in labels.ROLES if role in agency["posts"]]
            agencies[agency["id"]] = agency | {"posts": posts}
        by_id = {name: {word["id"]: word for word in words[name]} for name in ("categories", "genres", "channels")}
        return cls(root, dict(site), agencies, **by_id)

    @property
    def static(self) -> Path:
        """The files of the theme, the same for all."""
        return theme_of(self.root) / "static"

    def items(self) -> Iterator[Entry]:
        """The catalog items: public fields, attachments with their sizes, and the day of approval."""
        for path in Disk(self.root).files("content/items").regular:
            if path.endswith(".md"):
                yield self.item(path)

    def item(self, path: str) -> Entry:
        """One of them, as it stands now."""
        disk = Disk(self.root)
        envelope = open_document(disk.read(path))
        fields: dict[str, Any] = {key: value for key, value in envelope.values.items() if key not in _INTERNAL}
        for attached in fields.get("attachments", ()):
            attached["size"] = str(len(disk.read(f"{path.removesuffix('.md')}/{attached['path']}")))
            attached["type"] = attached["path"].rpartition(".")[2].upper()
        fields["year"] = str(fields["index_number"]).partition("/")[2][:4]
        review: Any = envelope.review
        fields["date"] = review["final"]["signed_at"][:10]
        return Entry(path.removeprefix("content/"), fields, envelope.body)

    def documents(self) -> Iterator[Entry]:
        """The guide and whatever else is no item: a title and a body."""
        disk = Disk(self.root)
        for path in disk.files("content").regular:
            if path.endswith(".md") and not path.startswith("content/items/"):
                envelope = open_document(disk.read(path))
                yield Entry(path.removeprefix("content/"), {"title": str(envelope.values["title"])}, envelope.body)

    def attachments(self) -> Iterator[tuple[str, bytes]]:
        """Path below ``content/`` and bytes of every attached file."""
        disk = Disk(self.root)
        for path in disk.files("content").regular:
            if not path.endswith(".md"):
                yield path.removeprefix("content/"), disk.read(path)

    def names(self) -> dict[str, Any]:
        """The registries as one value for templates: what they look up by identifier, and the site itself."""
        site = self.site | {
            "root": urlsplit(self.site["base_url"]).path,
            "language": self.site.get("language", "zh-CN"),
        }
        return {
            "site": site | {"page_size": int(self.site.get("page_size", PAGE_SIZE))},
            "agencies": self.agencies,
            "categories": self.categories,
            "genres": self.genres,
            "channels": self.channels,
            "labels": labels.DISCLOSURE | labels.CARRIER,
        }


def front_matter(fields: dict[str, Any], body: str) -> str:
    """A Markdown file with YAML front matter in which every value reads as text."""
    return "---\n" + _LIKE_A_NUMBER.sub(r'\1"\2"', emit(fields)) + f"---\n{body}"


def write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")


def write_json(target: Path, value: Any) -> None:
    write(target, json.dumps(value, ensure_ascii=False))


def write_attachments(county: SourceCounty, folder: Path) -> None:
    for path, data in county.attachments():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

"""What happens to a county between two builds: an item edited, an item added; signed again with the demo's keys.

Both leave a county that ``gongkai check`` passes, and return the path of the item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongkai.core.days import CHINA
from gongkai.documents.digest import document_digest
from gongkai.documents.review import Level
from gongkai.gate.sign_off import Intent, signed_off
from gongkai.signing.block import emit, with_review
from gongkai.signing.signer import signer
from gongkai.source.envelope import open_document, open_registry

_LEVELS = ((Level.BUSINESS, "section"), (Level.FIRST, "info"), (Level.FINAL, "leader"))


def edit(county: Path, number: int) -> str:
    """An item from the middle of the county gets one more paragraph and one more revision."""
    path = _plain_items(county)[-1]
    parts = open_document((county / path).read_bytes())
    fields: dict[str, Any] = dict(parts.values)
    earlier = fields.get("revisions", [])
    revision = str(int(earlier[-1]["revision"]) + 1 if earlier else 2)
    entry = {"revision": revision, "on": _today().isoformat(), "note": f"补充第{number}段说明。"}
    fields["revisions"] = [*earlier, entry]
    _signed(county, path, fields, f"{parts.body}\n本段为第{number}次修订时补充的说明。\n")
    return path


def add(county: Path, number: int) -> str:
    """A further item of the newest year of an agency, with the text of the one before it."""
    last = max(_plain_items(county), key=lambda path: (path.split("/")[3], path))
    folder = (county / last).parent
    serial = int(max(entry.stem for entry in folder.glob("*.md"))) + 1
    parts = open_document((county / last).read_bytes())
    fields: dict[str, Any] = {key: value for key, value in parts.values.items() if key != "revisions"}
    office, _, year = str(fields["index_number"]).partition("/")
    fields["index_number"] = f"{office}/{year[:4]}-{serial:05d}"
    fields["title"] = f"新增信息（第{number}次）"
    fields["document_number"] = f"示增发〔{year[:4]}〕{serial}号"
    path = f"{folder.relative_to(county)}/{serial:05d}.md"
    _signed(county, path, fields, parts.body)
    return path


def _plain_items(county: Path) -> list[str]:
    """Items without attachments: the one edited is the last of the first half of them."""
    items = sorted((county / "content/items").rglob("*.md"))
    plain = [str(path.relative_to(county)) for path in items if not path.with_suffix("").is_dir()]
    return plain[: len(plain) // 2 + 1]


def _signed(county: Path, path: str, fields: Mapping[str, Any], body: str) -> None:
    """Write the item with all the sign-offs it needs, made today."""
    site = open_registry((county / "catalog/site.yaml").read_bytes()).values["site_id"]
    data = f"---\n{emit(fields)}---\n{body}".encode()
    name = f"item:{fields['index_number']}"
    digest = document_digest(name, data, [])
    review: dict[str, Any] = {}
    for minute, (level, role) in enumerate(_LEVELS):
        if level is Level.BUSINESS and fields["nature"] == "general":
            continue
        officer = f"{fields['agency']}-{role}"
        at = dt.datetime.combine(_today(), dt.time(0, minute), tzinfo=CHINA)
        intent = Intent(level, officer, at, opinion=f"同意公开（{name}）。", basis=("disclosure-regulation",))
        key = signer(county / ".keys" / officer)
        review[level], _ = signed_off(str(site), name, digest, intent, key, review.get("first"))
    (county / path).write_bytes(with_review(data, review))


def _today() -> dt.date:
    return dt.datetime.now(CHINA).date()

"""What is signed: canonical JSON, the digest of a document, the statement of a sign-off (design)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.pickling import pickled_by_position

DOCUMENT_STATEMENT = "gongkai-review"
LEDGER_STATEMENT = "gongkai-ledger"
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pickled_by_position
@dataclass(frozen=True, slots=True, order=True)
class AttachedFile:
    """A file beside a document as it lies there: path inside the folder, size in bytes, sha256 in hex."""

    path: str
    size: int
    sha256: str


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """Sorted keys, no spaces, UTF-8 unescaped. Every scalar must be text already; anything else is a bug."""
    return _CANONICAL.encode(value).encode()


def document_digest(name: str, reviewed: bytes, attached: Iterable[AttachedFile]) -> str:
    """sha256 (hex) over the document's name, the reviewed bytes and the attachments, sorted by path."""
    listing = [{"path": f.path, "size": str(f.size), "sha256": f.sha256} for f in sorted(attached)]
    content = hashlib.sha256(reviewed).hexdigest()
    return hashlib.sha256(canonical_json({"document": name, "content": content, "attachments": listing})).hexdigest()


JOINT_UNNAMED = "gongkai/joint@v1"  # of joint statements that do not name their agency; none is made any more
_JOINT = "gongkai/joint@v2"


def namespace(level: str) -> str:
    """The namespace of an OpenSSH signature; a signature for one level never serves for another."""
    return _JOINT if level == "joint" else f"gongkai/{level}@v1"


def review_statement(
    site_id: str,
    document: str,
    level: str,
    signoff: Mapping[str, Any],
    first: Mapping[str, Any] | None,
    first_statement: bytes = b"",
    agency: str = "",
) -> bytes:
    """The bytes an officer signs at a level: all fields of the sign-off but the signature, and what they are about.

    The final statement names the first one (its statement and signature), so that a final review
    stands on one particular first review and falls with it; whoever has that statement hands it in. A joint statement names
    the ``agency`` that consents, because one person may lead several.
    """
    statement: dict[str, Any] = {key: value for key, value in signoff.items() if key != "signature"}
    statement |= {"type": DOCUMENT_STATEMENT, "site_id": site_id, "document": document, "level": level}
    if agency:
        statement["agency"] = agency
    if level == "final":
        statement["first"] = _first_reference(site_id, document, first or {}, first_statement)
    return canonical_json(statement)


def _first_reference(site_id: str, document: str, first: Mapping[str, Any], known: bytes) -> dict[str, str]:
    statement = known or review_statement(site_id, document, "first", first, None)
    signature = str(first.get("signature", ""))
    return {
        "statement": hashlib.sha256(statement).hexdigest(),
        "signature": hashlib.sha256(signature.encode()).hexdigest(),
    }


def ledger_statement(site_id: str, ledger: str, entry: Mapping[str, Any]) -> bytes:
    """The bytes a leader signs for one ledger entry: all its fields but the signature."""
    signed = dict(entry.get("signed", {}))
    signed.pop("signature", None)
    return canonical_json(
        {"type": LEDGER_STATEMENT, "site_id": site_id, "ledger": ledger, "entry": {**entry, "signed": signed}}
    )

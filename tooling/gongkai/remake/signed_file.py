"""A file that only this program, run by the same person on the same machine, can have written.

Named sections of plain text under an HMAC whose key lies in the person's own folder, outside of every county. A file that was
forged, cut short or brought from elsewhere does not open; nothing in it is ever executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

_MAGIC = b"gongkai cache 1\n"
_TAG = hashlib.sha256().digest_size * 2
_KEY_SIZE = 32


def seal(path: Path, sections: Mapping[str, bytes], key: bytes) -> None:
    """Write sections in place of what was there."""
    body = pack(sections)
    put(path, [_MAGIC, _tag(body, key), b"\n", *body])


def unseal(path: Path, key: bytes) -> dict[str, bytes] | None:
    """The sections of a file, or None where it is not there or not ours."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC) + _TAG + 1)
            body = file.read()
    except OSError:
        return None
    if not hmac.compare_digest(start, _MAGIC + _tag([body], key) + b"\n"):
        return None
    return unpack(body)


def pack(sections: Mapping[str, bytes]) -> list[bytes]:
    """Sections one after the other, with a line before them that says where each is; they can be large, and are not copied."""
    head = json.dumps([[name, len(data)] for name, data in sections.items()]).encode() + b"\n"
    return [head, *sections.values()]


def unpack(body: bytes) -> dict[str, bytes]:
    """The reverse of ``pack``, for bytes that are known to be ours."""
    head, _, rest = body.partition(b"\n")
    sections, at = {}, 0
    for name, size in json.loads(head):
        sections[name] = rest[at : at + size]
        at += size
    return sections


def put(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file in place of what was there; a reader finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            aside.chmod(0o600)  # it tells what is internal
            file.writelines(parts)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def own_key() -> bytes | None:
    """The key of whoever runs this, made at the first call; None where it cannot be kept, and nothing is remembered then."""
    home = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    path = Path(home).expanduser() / "gongkai" / "cache.key"
    with contextlib.suppress(OSError, RuntimeError):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = path.with_name(f"{path.name}.{os.getpid()}")
            made.touch(mode=0o600, exist_ok=False)
            made.write_bytes(secrets.token_bytes(_KEY_SIZE))
            # Of two first runs at a time, one key is kept and both use it.
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(made)
            made.unlink()
        key = path.read_bytes()
        if len(key) == _KEY_SIZE:
            return key
    return None


def _tag(body: Iterable[bytes], key: bytes) -> bytes:
    tag = hmac.new(key, digestmod="sha256")
    for part in body:
        tag.update(part)
    return tag.hexdigest().encode()

"""Seals of OFD files (GB/T 33190, chapter 18; GB/T 38540): whether what is shown is what was sealed. Not whose seal it is."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Container

from cryptography.hazmat.primitives import hashes
from lxml import etree

from gongkai.attachments.examined import Notes
from gongkai.attachments.ofd_parts import OfdParts
from gongkai.attachments.package import attribute, local

_SES_HEADER = b"\x16\x02ES"  # an electronic seal's own structure names itself so
_METHODS = {
    "sm3": "sm3", "1.2.156.10197.1.401": "sm3", "1.2.156.10197.1.501": "sm3", "sha256": "sha256", "2.16.840.1.101.3.4.2.1": "sha256",
    "sha384": "sha384", "2.16.840.1.101.3.4.2.2": "sha384", "sha512": "sha512", "2.16.840.1.101.3.4.2.3": "sha512",
    "sha1": "sha1", "1.3.14.3.2.26": "sha1", "md5": "md5", "1.2.840.113549.2.5": "md5",
}  # fmt: skip


def check_seals(parts: OfdParts, pages: Container[str], notes: Notes) -> None:
    """Checks every seal; ``pages`` are the parts that are shown."""
    covered: set[str] = set()
    sealed = False
    for document in parts.xml(parts.root).iter(etree.Element):
        if local(document) == "Signatures" and (index := parts.found(document.text or "", parts.root)):
            for entry in parts.xml(index).iter(etree.Element):
                if local(entry) == "Signature":
                    sealed = True
                    covered |= _seal(parts, attribute(entry, "BaseLoc") or "", index, notes)
    if sealed and any(name in pages and name not in covered for name in parts.package.names):
        notes.fault("changed_after_seal")


def _seal(parts: OfdParts, address: str, index: str, notes: Notes) -> set[str]:
    """The parts that one seal covers, unchanged or not."""
    name = parts.found(address, index)
    if name is None:
        notes.fault("changed_after_seal", address.rpartition("/")[2])
        return set()
    root, covered = parts.xml(name), set()
    method = "md5"
    for element in root.iter(etree.Element):
        kind = local(element)
        if kind == "References":
            method = _method(attribute(element, "CheckMethod"))
        elif kind == "Reference":
            file = attribute(element, "FileRef") or ""
            part = parts.found(file, name)
            if part is not None and not _of_seals(part):
                covered.add(part)
            wanted = next((one.text or "" for one in element if local(one) == "CheckValue"), "")
            if not _of_seals(file) and (part is None or not _agrees(parts.package.read(part), method, wanted)):
                notes.fault("changed_after_seal", file.rpartition("/")[2])
        elif kind == "SignedValue" and (value := parts.found(element.text or "", name)):
            _statement(parts.package.read(name), parts.package.read(value), notes)
    return covered


def _of_seals(address: str) -> bool:
    """Return whether a part is about seals; the next seal changes it."""
    return "/signs/" in f"/{address.lower()}"


def _agrees(data: bytes, method: str, wanted: str) -> bool:
    try:
        return base64.b64decode("".join(wanted.split()), validate=True) == digest(data, method)
    except (binascii.Error, ValueError):
        return False


def _statement(data: bytes, value: bytes, notes: Notes) -> None:
    """A seal in the usual structure holds the digest of the list of what it covers."""
    if _SES_HEADER in value and not any(
        digest(data, method) in value for method in ("sm3", "sha256", "sha1", "sha384", "sha512", "md5")
    ):
        notes.fault("changed_after_seal", "Signature.xml")


def _method(written: str | None) -> str:
    """A digest by its name or number; MD5 where none is named, as the standard has it."""
    return _METHODS.get((written or "md5").strip().lower().replace("-", "").replace("_", ""), "") or _METHODS.get(
        (written or "").strip(), "sm3"
    )


def digest(data: bytes, method: str) -> bytes:
    """A digest by its name; SM3 does not depend on how the system's OpenSSL was built."""
    if method == "sm3":
        hashed = hashes.Hash(hashes.SM3())
        hashed.update(data)
        return hashed.finalize()
    return hashlib.new(method, data, usedforsecurity=False).digest()

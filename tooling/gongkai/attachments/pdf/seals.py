"""Seals of a PDF, which are signatures: whether what was sealed is what is in the file.

It is judged whether the file is whole, not who sealed it: certificates are not followed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from cryptography.hazmat.primitives import hashes

from gongkai.attachments.examined import Notes

_DIGESTS = ("sha256", "sha1", "sha384", "sha512", "sha224")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")  # the attribute of a CMS signature that holds the digest
_MOST = 200
END = 4  # bytes of line ends between the end of a version and what its seal covers


def check_seals(data: bytes, document: pikepdf.Pdf, ends: Sequence[int], notes: Notes) -> tuple[list[int], bool]:
    """Check each seal; ``ends`` are those of the file's versions.

    Returns where the versions that are sealed end, and whether every seal covers one.
    """
    sealed: list[int] = []
    whole = True
    if b"/ByteRange" not in data:
        return sealed, whole
    for number, one in enumerate(_signatures(document)):
        try:
            ranges = [int(part) for part in one["/ByteRange"]]
            contents = bytes(one["/Contents"])
        except (KeyError, TypeError, ValueError):
            notes.fault("broken_seal")
            whole = False
            continue
        end = next((end for end in ends if len(ranges) == 4 and abs(ranges[2] + ranges[3] - end) <= END), None)
        if number > _MOST or end is None or not _leaves_out_itself(data, ranges, contents):
            notes.fault("broken_seal")
            whole = False
            continue
        sealed.append(end)
        covered = data[: ranges[1]], data[ranges[2] : ranges[2] + ranges[3]]
        if not any(_states(contents, digest) for digest in _digests(*covered)):
            if _MESSAGE_DIGEST in contents or not contents.strip(b"\0"):
                notes.fault("broken_seal")
            else:
                notes.cannot_read("签章")
    return sealed, whole


def _signatures(document: pikepdf.Pdf) -> Iterator[Any]:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary):
            value = one.get("/V") if "/ByteRange" not in one else one
            if (
                isinstance(value, pikepdf.Dictionary)
                and "/ByteRange" in value
                and (value is one or not value.is_indirect)
            ):
                yield value


def _leaves_out_itself(data: bytes, ranges: Sequence[int], contents: bytes) -> bool:
    """Return whether nothing but the signature is left out."""
    start, length, again, rest = ranges
    if start != 0 or rest < 0 or not 0 < length < again:
        return False
    gap = data[length:again]
    if not (gap.startswith(b"<") and gap.endswith(b">")):
        return False
    try:
        return bytes.fromhex(gap[1:-1].decode("ascii")) == contents
    except ValueError:
        return False


def _digests(*parts: bytes) -> Iterator[bytes]:
    for name in _DIGESTS:
        digest = hashlib.new(name, usedforsecurity=False)
        for part in parts:
            digest.update(part)
        yield digest.digest()
    national = hashes.Hash(hashes.SM3())  # GB/T 32905, of domestic seals
    for part in parts:
        national.update(part)
    yield national.finalize()


def _states(contents: bytes, digest: bytes) -> bool:
    """Return whether a signature states this digest, as an octet string (CMS) or a bit string (GB/T 38540)."""
    octets, bits = b"\x04" + bytes([len(digest)]) + digest, b"\x03" + bytes([len(digest) + 1]) + b"\0" + digest
    return octets in contents or bits in contents

"""OFD files with electronic seals, as sealing programs write them."""

# ruff: noqa: E501 - an element of XML is one line

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes

from support.office_files import OFD, ofd_parts, ofd_text

CONTENT = "Doc_0/Pages/Page_0/Content.xml"
Parts = dict[str, str | bytes]


def sm3(data: bytes) -> bytes:
    hashed = hashes.Hash(hashes.SM3())
    hashed.update(data)
    return hashed.finalize()


METHODS: dict[str, Callable[[bytes], bytes]] = {
    "1.2.156.10197.1.401": sm3,
    "SM3": sm3,
    "2.16.840.1.101.3.4.2.1": lambda data: hashlib.sha256(data).digest(),
    "SHA-256": lambda data: hashlib.sha256(data).digest(),
    "SHA256": lambda data: hashlib.sha256(data).digest(),
    "MD5": lambda data: hashlib.md5(data).digest(),
}


def as_bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def sealed(method: str = "SM3", *, without: str = "", rounds: int = 1) -> Parts:
    """The parts of a file with as many seals, each over all that was there before it."""
    hashed = METHODS[method]
    parts: Parts = ofd_parts(
        ofd_text("示例县人民政府公告"), body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    )
    entries = ""
    for number in range(rounds):
        folder = f"Doc_0/Signs/Sign_{number}"
        references = "".join(
            f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(hashed(as_bytes(data))).decode()}</ofd:CheckValue></ofd:Reference>'
            for name, data in parts.items()
            if name != without
        )
        entries += f'<ofd:Signature ID="{number + 1}" Type="Seal" BaseLoc="Sign_{number}/Signature.xml"/>'
        parts["Doc_0/Signs/Signatures.xml"] = (
            f"<ofd:Signatures {OFD}><ofd:MaxSignId>9</ofd:MaxSignId>{entries}</ofd:Signatures>"
        )
        signature = (
            f'<ofd:Signature {OFD}><ofd:SignedInfo><ofd:Provider ProviderName="x"/><ofd:References CheckMethod="{method}">{references}</ofd:References>'
            f'<ofd:StampAnnot ID="1" PageRef="1" Boundary="120 200 40 40"/><ofd:Seal><ofd:BaseLoc>/{folder}/Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>'
            f"<ofd:SignedValue>/{folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>"
        )
        parts[f"{folder}/Signature.xml"] = signature
        parts[f"{folder}/SignedValue.dat"] = (
            b"0\x82\x01\x00\x16\x02ES\x03\x21\x00" + hashed(signature.encode()) + b"\x30\x00"
        )
        parts[f"{folder}/Seal.esl"] = b"0\x82\x01\x00\x16\x02ES" + bytes(range(200))
    return parts

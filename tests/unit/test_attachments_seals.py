"""Sealed OFD files: what was sealed is shown; what was changed after the seal is found, and nobody is told to destroy the seal."""

# ruff: noqa: E501 - an element of XML is one line

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import hashes

from gongkai.attachments.faults import FAULTS
from gongkai.attachments.look import look
from gongkai.attachments.ofd_seal import digest
from support.office_files import OFD, ofd_parts, ofd_text, zipped

_CONTENT = "Doc_0/Pages/Page_0/Content.xml"
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


def _bytes(data: str | bytes) -> bytes:
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
            f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(hashed(_bytes(data))).decode()}</ofd:CheckValue></ofd:Reference>'
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


@pytest.mark.parametrize("method", METHODS)
def test_a_sealed_file_passes(method: str) -> None:
    examined = look("x.ofd", zipped(sealed(method)))
    assert examined.faults == ()
    assert examined.shown == "示例县人民政府公告"


def test_a_second_seal_changes_nothing_of_the_first() -> None:
    assert look("x.ofd", zipped(sealed(rounds=2))).faults == ()


def changed(name: str, old: str, new: str) -> Parts:
    parts = sealed()
    return parts | {name: _bytes(parts[name]).decode().replace(old, new)}


def _references_rewritten() -> Parts:
    """Whoever changes a page can also write its new digest into the list; the seal's own statement tells."""
    parts = changed(_CONTENT, "公告", "通告")
    name = "Doc_0/Signs/Sign_0/Signature.xml"
    old, new = (base64.b64encode(sm3(_bytes(one))).decode() for one in (sealed()[_CONTENT], parts[_CONTENT]))
    return parts | {name: str(parts[name]).replace(old, new)}


CHANGED: dict[str, Callable[[], Parts]] = {
    "another word": lambda: changed(_CONTENT, "公告", "通告"),
    "another page list": lambda: changed("Doc_0/Document.xml", "210 297", "210 296"),
    "a blank more": lambda: changed(_CONTENT, "</ofd:Page>", "</ofd:Page> "),
    "a part taken out": lambda: {name: data for name, data in sealed().items() if name != "Doc_0/PublicRes.xml"},
    "the list rewritten": _references_rewritten,
    "a page that no seal covers": lambda: sealed(without=_CONTENT),
    "the list gone": lambda: {name: data for name, data in sealed().items() if not name.endswith("/Signature.xml")},
}


@pytest.mark.parametrize("how", CHANGED)
def test_what_was_changed_after_the_seal_is_found(how: str) -> None:
    assert {fault for fault, _ in look("x.ofd", zipped(CHANGED[how]())).faults} == {"changed_after_seal"}


def test_nobody_is_told_to_destroy_a_seal() -> None:
    remedy = FAULTS["changed_after_seal"].remedy
    assert "不要自行编辑、另存或打印" in remedy.zh
    assert "do not edit, convert or print" in remedy.en
    assert not any(one in remedy.zh for one in ("清理", "重新导出", "另存为新"))


def test_the_digest_of_the_standard() -> None:
    """The first example of GB/T 32905-2016."""
    assert digest(b"abc", "sm3").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

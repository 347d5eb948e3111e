"""Sealed OFD files: what was sealed is shown; what was changed after the seal is found, and nobody is told to destroy the seal."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from gongkai.attachments.faults import FAULTS
from gongkai.attachments.inspect_file import inspect_file
from gongkai.attachments.ofd_seal import digest
from support.office_files import zipped
from support.sealed_files import CONTENT, METHODS, Parts, as_bytes, sealed, sm3


@pytest.mark.parametrize("method", METHODS)
def test_a_sealed_file_passes(method: str) -> None:
    examined = inspect_file("x.ofd", zipped(sealed(method)))
    assert examined.faults == ()
    assert examined.shown == "示例县人民政府公告"


def test_a_second_seal_changes_nothing_of_the_first() -> None:
    assert inspect_file("x.ofd", zipped(sealed(rounds=2))).faults == ()


def changed(name: str, old: str, new: str) -> Parts:
    parts = sealed()
    return parts | {name: as_bytes(parts[name]).decode().replace(old, new)}


def _references_rewritten() -> Parts:
    """Whoever changes a page can also write its new digest into the list; the seal's own statement tells."""
    parts = changed(CONTENT, "公告", "通告")
    name = "Doc_0/Signs/Sign_0/Signature.xml"
    old, new = (base64.b64encode(sm3(as_bytes(one))).decode() for one in (sealed()[CONTENT], parts[CONTENT]))
    return parts | {name: str(parts[name]).replace(old, new)}


CHANGED: dict[str, Callable[[], Parts]] = {
    "another word": lambda: changed(CONTENT, "公告", "通告"),
    "another page list": lambda: changed("Doc_0/Document.xml", "210 297", "210 296"),
    "a blank more": lambda: changed(CONTENT, "</ofd:Page>", "</ofd:Page> "),
    "a part taken out": lambda: {name: data for name, data in sealed().items() if name != "Doc_0/PublicRes.xml"},
    "the list rewritten": _references_rewritten,
    "a page that no seal covers": lambda: sealed(without=CONTENT),
    "the list gone": lambda: {name: data for name, data in sealed().items() if not name.endswith("/Signature.xml")},
}


@pytest.mark.parametrize("how", CHANGED)
def test_what_was_changed_after_the_seal_is_found(how: str) -> None:
    assert {fault for fault, _ in inspect_file("x.ofd", zipped(CHANGED[how]())).faults} == {"changed_after_seal"}


def test_nobody_is_told_to_destroy_a_seal() -> None:
    remedy = FAULTS["changed_after_seal"].remedy
    assert "不要自行编辑、另存或打印" in remedy.zh
    assert "do not edit, convert or print" in remedy.en
    assert not any(one in remedy.zh for one in ("清理", "重新导出", "另存为新"))


def test_the_digest_of_the_standard() -> None:
    """The first example of GB/T 32905-2016."""
    assert digest(b"abc", "sm3").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

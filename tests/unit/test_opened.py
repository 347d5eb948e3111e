"""Whose name in a file's properties is nobody's: an office of the site, or what a program writes by itself."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from gongkai.checker import check
from gongkai.source.tree import Disk
from support import cases, county

ITEM = "content/items/office/2026/00009.md"


@pytest.mark.parametrize(
    ("author", "codes"),
    [
        ("", set()),
        ("县政府办", set()),
        ("Administrator", set()),
        ("WPS Office", set()),
        ("王小明", {"P02"}),
        ("某公司", {"P02"}),
    ],
)
def test_an_author(author: str, codes: set[str], tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    target = ITEM.removesuffix(".md") + "/表.docx"
    (root / target).parent.mkdir(parents=True)
    document = docx.Document()
    document.core_properties.author = author
    document.save(str(root / target))
    lead = ["attachments:", "  - path: 表.docx", "    title: 表", "    sha256: ${sha256:" + target + "}"]
    cases.take(root, "item", {"file": ITEM, "lead": lead})
    cases.take(root, "sign", ITEM)
    assert {found.code for found in check(Disk(root), county.TODAY).diagnostics} == codes

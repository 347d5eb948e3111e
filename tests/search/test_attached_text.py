"""What an attachment says is found under its item, also when only the attachment changed."""

from __future__ import annotations

import contextlib
import io
import json
import zlib
from pathlib import Path

from gongkai.cli import main as gongkai
from support import cases, county

ITEM = county.ITEM_WITH_ATTACHMENT
ONLY_ATTACHED = "办理营业执照"  # stands in the attachment, and in no document


def built(root: Path) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        assert gongkai(["--root", str(root), "build", "--today", str(county.TODAY)]) == 0


def found(root: Path, words: str) -> set[str]:
    """The addresses of the entries of the index that hold some words."""
    urls = set()
    for path in (root / "output").glob("pagefind/*/fragment/*.pf_fragment"):
        entry = json.loads(zlib.decompress(path.read_bytes(), 31).removeprefix(b"pagefind_dcd"))
        if words in entry["meta"]["text"]:
            urls.add(entry["meta"]["url"])
    return urls


def test_the_text_of_an_attachment_is_found_under_its_item(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    assert not any(ONLY_ATTACHED in path.read_text(encoding="utf-8") for path in (root / "content").rglob("*.md"))
    built(root)
    (url,) = found(root, ONLY_ATTACHED)
    assert url == "items/office/2026/00001.html"
    # The attachment alone becomes another one: what it said goes out of the index, what it says now comes in.
    attachment = root / county.ATTACHMENT
    attachment.write_text("序号,事项\n1,换领老年证\n", encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        assert gongkai(["--root", str(root), "attach", str(root / ITEM)]) == 0
    cases.take(root, "sign", ITEM)
    built(root)
    assert found(root, "换领老年证") == {url}
    assert found(root, ONLY_ATTACHED) == set()


def test_a_word_file_is_found_by_its_text_and_not_by_its_properties(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    item = ITEM.replace("00001", "00009")
    target = item.removesuffix(".md") + "/事项表.docx"
    cases.take(root, "copy", {"from": "clean.docx", "to": target})
    lead = ["attachments:", "  - path: 事项表.docx", "    title: 事项表", "    sha256: ${sha256:" + target + "}"]
    cases.take(root, "item", {"file": item, "lead": lead})
    cases.take(root, "sign", item)
    built(root)
    assert "items/office/2026/00009.html" in found(root, "缴纳水费")
    assert found(root, "python-docx") == set()

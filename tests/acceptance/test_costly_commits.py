"""A commit of many costly files: each is a finding of its own, and all of them together take a bounded time."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
from collections.abc import Mapping
from pathlib import Path

from acceptance.conftest import PROGRAMS
from support import county, hostile_files
from support.cases import take
from support.repository import IDENTITY

ITEM = "content/items/office/2026/00400.md"
# Forms that call each other, in each file in another way; painted, one of them takes half a minute.
ENDLESS = {
    "一.pdf": hostile_files.forms(12, 10),
    "二.pdf": hostile_files.forms(30, 4),
    "三.pdf": hostile_files.forms(200, 2),
    "四.pdf": hostile_files.forms(5, 50),
    "五.pdf": hostile_files.form_in_itself(),
}
SHORT = {f"{name}.pdf": hostile_files.forms(levels, 2) for levels, name in enumerate("一二三四五", 1)}
SECONDS = 15.0  # two such files to the end of their time would be more


def committed(root: Path, files: Mapping[str, bytes]) -> None:
    """A county of which the last commit brings an item with these attachments, signed."""
    county.copy_to(root)
    take(root, "repository", "base")
    folder = (root / ITEM).with_suffix("")
    folder.mkdir(parents=True)
    lead = ["attachments:"]
    for name, data in files.items():
        (folder / name).write_bytes(data)
        lead += [f"  - path: {name}", f"    title: {name}", f"    sha256: {hashlib.sha256(data).hexdigest()}"]
    county.write_item(root, ITEM, lead=lead)
    county.resign(root, ITEM)
    take(root, "commit", "新增")


def checked(root: Path) -> tuple[int, list[dict[str, str]], float]:
    """What a check of the commit answers, and the processor time that it took with all it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(PROGRAMS / "gongkai"), "check", "--today", str(county.TODAY), "--base", "base", "--format", "json"]
    done = subprocess.run(command, cwd=root, env=os.environ | IDENTITY, capture_output=True, check=False, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["findings"], seconds


def test_five_files_of_endless_forms_are_five_findings(tmp_path: Path) -> None:
    committed(tmp_path, ENDLESS)
    code, findings, seconds = checked(tmp_path)
    assert code == 1 and seconds < SECONDS
    assert [(one["code"], one["path"]) for one in findings] == [("B03", ITEM)] * len(ENDLESS), findings
    lines = (tmp_path / ITEM).read_text(encoding="utf-8").split("\n")
    named = {
        name for name in ENDLESS for one in findings if name in lines[int(one["line"]) - 1] or name in one["message"]
    }
    assert named == set(ENDLESS)
    assert all("展开后过大" in one["message"] for one in findings), findings


def test_five_files_of_some_forms_pass(tmp_path: Path) -> None:
    committed(tmp_path, SHORT)
    code, findings, _ = checked(tmp_path)
    assert code == 0 and [one["code"] for one in findings] == ["S06"] * len(SHORT), "what is painted nobody reads"

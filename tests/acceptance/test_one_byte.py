"""One byte changed anywhere: the check refuses and says where."""

from __future__ import annotations

import datetime as dt
import functools
import json
import shutil
from pathlib import Path

import pytest

from acceptance.conftest import ITEM, Witness, copy_county, run
from gongkai.core.findings import Severity
from gongkai.documents.document import read
from gongkai.documents.kinds import kind_of
from gongkai.gate.check import basis_of
from gongkai.rules import judge_file
from gongkai.signing.context import SiteContext
from gongkai.source.tree import Disk

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 20)
FILES = Disk(ROOT).files("content", "catalog").regular
DOCUMENTS = [path for path in FILES if kind_of(path)]
ATTACHMENTS = [path for path in FILES if path.startswith("content/") and not kind_of(path)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_county(tmp_path_factory.mktemp("copy"))


@functools.cache
def _basis() -> SiteContext:
    basis = basis_of(Disk(ROOT), TODAY)
    assert basis is not None
    return basis


def _errors(county: Path, path: str) -> set[str]:
    """The errors of one document, judged by the registries as they were."""
    folder = path.removesuffix(".md") + "/"
    attached = tuple(p for p in Disk(county).files("content").regular if p.startswith(folder))
    found = judge_file(read(Disk(county), path, attached), (), _basis())
    return {f"{d.code} {d.place.path}" for d in found if d.severity is Severity.ERROR}


def test_unchanged_everything_passes(copy: Path) -> None:
    assert len(DOCUMENTS) >= 60 + 5 + 1 + 2
    assert len(ATTACHMENTS) >= 10
    assert not [path for path in DOCUMENTS if _errors(copy, path)]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_one_byte_of_a_document(copy: Path, path: str) -> None:
    """In the title or name, and at the end of what is reviewed: both voids the approval."""
    original = (ROOT / path).read_bytes()
    cut = original.index(b"\nreview:")
    first = b"summary: " if b"summary: " in original else b"name: "
    places = [original.index(first) + len(first), cut - 1]
    if path.endswith(".md") and not original.endswith(b"---\n"):
        places.append(len(original) - 4)
    try:
        for place in places:
            changed = bytearray(original)
            changed[place] ^= 0x01
            (copy / path).write_bytes(bytes(changed))
            assert any(error.endswith(path) for error in _errors(copy, path)), f"byte {place} of {path}"
    finally:
        (copy / path).write_bytes(original)


@pytest.mark.parametrize("path", ATTACHMENTS)
def test_one_byte_of_an_attachment(copy: Path, path: str) -> None:
    original = (ROOT / path).read_bytes()
    document = path.rpartition("/")[0] + ".md"
    changed = bytearray(original)
    changed[len(changed) // 2] ^= 0x01
    (copy / path).write_bytes(bytes(changed))
    try:
        assert f"B03 {document}" in _errors(copy, document)
    finally:
        (copy / path).write_bytes(original)


COMMANDED = {
    ITEM: "B01",
    "content/guide/index.md": "B01",
    "content/policies/secrecy-review.md": "B01",
    "content/pages/about.md": "B01",
    "catalog/agencies.yaml": "B01",
    "catalog/vocabularies.yaml": "B01",
    "catalog/site.yaml": "B01",
    "catalog/officers.yaml": "B01",
    "catalog/basis.yaml": "B01",
}


@pytest.mark.parametrize("path", COMMANDED)
def test_the_command_line_names_file_line_and_rule(county: Path, witness: Witness, path: str) -> None:
    text = (county / path).read_text()
    old = "name: " if path.startswith("catalog/") else "summary: "
    at = text.index(old) + len(old)
    (county / path).write_text(text[:at] + "新" + text[at:])
    done = run(county, "gongkai", "check")
    witness.refused(done, 1)
    line = next(line for line in done.said.splitlines() if line.startswith(f"{path}:") and COMMANDED[path] in line)
    number = int(line.split(":")[1])
    assert "digest" in (county / path).read_text().splitlines()[number - 1]
    as_json = json.loads(run(county, "gongkai", "check", "--format", "json").said)
    assert (path, number, COMMANDED[path]) in [(f["path"], f["line"], f["code"]) for f in as_json["findings"]]
    assert as_json["errors"] >= 1


def test_a_changed_attachment_through_the_command_line(county: Path, witness: Witness) -> None:
    path = next(p for p in ATTACHMENTS if p.endswith(".csv"))
    shutil.copy(county / "catalog/site.yaml", county / path)
    done = run(county, "gongkai", "build", "--no-search")
    witness.refused(done, 1)
    assert "B03" in done.said

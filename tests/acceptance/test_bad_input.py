"""What the tool cannot do is one clear line and exit code 2; what is wrong with content is findings and exit code 1."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from acceptance.conftest import Witness, run

CANNOT = [
    ("--root", "missing", "check"),
    ("--root", "empty", "check"),
    ("--root", "empty", "build"),
    ("check", "--no-such-option"),
    ("no-such-command",),
    (),
    ("check", "--today", "someday"),
    ("demo", "demo", "--items", "0"),
    ("demo", "demo", "--items", "3", "--texts", "missing.jsonl"),
    ("demo", "content", "--items", "3"),
    ("init", "content"),
    ("init", "new", "--code", "x"),
    ("explain", "Z99"),
    ("sign", "content/items/finance/2025/00003.md", "--level", "first", "--as", "x", "--key", "missing", "--yes"),
    ("sign", "missing.md", "--level", "first", "--as", "x", "--key", "catalog/site.yaml", "--yes"),
    ("sign", "content/items/finance/2025/00003.md", "--level", "first", "--as", "x", "--key", "catalog/site.yaml"),
    ("record", "absences", "officer=x", "--as", "x", "--key", "missing"),
    ("record", "absences", "nonsense", "--as", "x", "--key", "missing", "--yes"),
    ("attach", "missing.md"),
]


@pytest.mark.parametrize("arguments", CANNOT, ids=lambda a: " ".join(a) or "nothing")
def test_one_line_and_exit_code_2(county: Path, witness: Witness, arguments: tuple[str, ...]) -> None:
    (county / "empty").mkdir()
    done = run(county, "gongkai", *arguments)
    witness.refused(done, 2)
    assert len(done.said.strip().splitlines()) == 1, done.said
    assert done.said.startswith("gongkai: ")
    english = run(county, "gongkai", "--lang", "en", *arguments)
    assert english.code == 2 and english.said.isascii(), english.said
    assert not done.said.isascii(), done.said


@pytest.mark.parametrize("name", ["site", "agencies", "vocabularies", "officers", "basis"])
@pytest.mark.parametrize("damage", ["missing", "empty", "garbage", "list", "folder"])
def test_a_damaged_registry(county: Path, witness: Witness, name: str, damage: str) -> None:
    path = county / f"catalog/{name}.yaml"
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        path.write_bytes({"empty": b"", "garbage": bytes(range(256)), "list": b"- a\n- b\n"}[damage])
    done = run(county, "gongkai", "build", "--no-search")
    witness.refused(done, 1, 2)
    assert f"catalog/{name}.yaml" in done.said


def test_all_errors_of_all_files_in_one_run(county: Path, witness: Witness) -> None:
    broken = {
        "content/items/finance/2025/00001.md": ("title:", "titel:"),
        "content/items/finance/2025/00002.md": ("category: ", "category: no-such-"),
        "content/items/xinhe-town/2025/00001.md": ("produced_on: 2025", "produced_on: 2025-13"),
        "content/policies/secrecy-review.md": ("\nreview:", "\n# 注释\nreview:"),
    }
    for path, (old, new) in broken.items():
        text = (county / path).read_text()
        assert old in text, path
        (county / path).write_text(text.replace(old, new, 1))
    done = run(county, "gongkai", "check")
    witness.refused(done, 1)
    for path in broken:
        assert path in done.said
    assert "Y02 不认识的项“titel”，是否应为“title”？" in done.said
    assert "C03" in done.said and "Y03" in done.said
    assert "C01" not in done.said  # that there is no title follows from its misspelt key


def test_a_very_deep_and_a_very_long_file(county: Path, witness: Witness) -> None:
    shutil.copy(county / "content/pages/about.md", county / "content/pages/deep.md")
    (county / "content/pages/deep.md").write_text("---\na: " + "[" * 50_000 + "\n---\n")
    (county / "content/pages/long.md").write_text("---\ntitle: " + "长" * 2_000_000 + "\n---\n")
    done = run(county, "gongkai", "check")
    witness.refused(done, 1)
    assert "content/pages/deep.md" in done.said and "content/pages/long.md" in done.said

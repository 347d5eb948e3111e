"""``gongkai sign --level joint`` by somebody who leads two of the agencies that issue a document together."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.source.envelope import open_document
from support import county

ITEM = county.POLICY_ITEM


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = county.copy_to(tmp_path / "county")
    roster = folder / county.OFFICERS
    post = "      - agency: office\n        role: secrecy_leader\n        post: A\n        from: 2024-01-01\n"
    before = "  - id: town-leader\n    name: 人员town-leader\n    appointments:\n"
    roster.write_text(roster.read_text().replace(before, before + post))
    county.resign(folder, county.OFFICERS)
    item = folder / ITEM
    item.write_text(item.read_text().replace("joint_agencies:\n  - town\n", "joint_agencies:\n  - town\n  - office\n"))
    county.resign(folder, ITEM, joint={"town": None})
    return folder


def sign(root: Path, folder: Path, *more: str) -> int:
    key = county.key_file(folder / "keys", "town-leader")
    given = ["sign", ITEM, "--level", "joint", "--as", "town-leader", "--key", str(key), "--yes", *more]
    return main(["--root", str(root), *given])


def joint(root: Path) -> set[str]:
    review = open_document((root / ITEM).read_bytes()).review
    assert review is not None
    return set(review.get("joint", {}))


def test_says_for_which_agency(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = joint(root)
    assert sign(root, tmp_path) == 2
    assert "--agency" in capsys.readouterr().err and joint(root) == before
    assert sign(root, tmp_path, "--agency", "finance") == 2
    assert joint(root) == before
    assert sign(root, tmp_path, "--agency", "office") == 0
    assert sign(root, tmp_path, "--agency", "town") == 0
    assert joint(root) == {"office", "town"}


def test_an_agency_is_named_as_people_call_it(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign(root, tmp_path) == 2
    said = capsys.readouterr().err
    assert "县政府办（office）" in said and "青石镇（town）" in said and "人员town-leader" in said
    assert sign(root, tmp_path, "--agency", "县财政局") == 2
    said = capsys.readouterr().err
    assert "县财政局" in said and "--agency" in said, "it is there, and not one of these"
    assert sign(root, tmp_path, "--agency", "没有的局") == 2
    assert "没有的局" in capsys.readouterr().err
    assert sign(root, tmp_path, "--agency", "县政府办") == 0
    assert sign(root, tmp_path, "--agency", "青石镇") == 0
    assert joint(root) == {"office", "town"}

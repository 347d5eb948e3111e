"""Two officers at once, and a county that changes under the hands of somebody who is asked a question."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS
from acceptance.test_lost_writes import BuildRequest
from gongkai.core.days import CHINA
from gongkai.source.envelope import open_document
from support import county as good
from support.repository import git

ITEM, ATTACHED = good.ITEM_WITH_ATTACHMENT, good.ATTACHMENT
FOLDER = ITEM.removesuffix(".md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The good county, in which a listed item is not signed yet."""
    root = good.copy_to(tmp_path / "county")
    good.resign(root, ITEM, first=None, final=None)
    return root


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return good.key_file(tmp_path / "keys", "office-info-a")


def _signing(root: Path, key: Path, *more: str) -> BuildRequest:
    return BuildRequest(root, "sign", ITEM, "--level", "first", "--as", "office-info-a", "--key", str(key), *more)


def signed(root: Path) -> bool:
    return "first" in (open_document((root / ITEM).read_bytes()).review or {})


def _attachment_changed(root: Path) -> None:
    (root / ATTACHED).write_text("序号,事项\n1,别的\n", encoding="utf-8")


def _attachment_gone(root: Path) -> None:
    (root / ATTACHED).unlink()


def _attachment_linked(root: Path) -> None:
    aside = root.parent / "aside.csv"
    (root / ATTACHED).rename(aside)
    (root / ATTACHED).symlink_to(aside)


def _attachment_added(root: Path) -> None:
    (root / FOLDER / "另一份.csv").write_text("序号,事项\n", encoding="utf-8")


def _document_linked(root: Path) -> None:
    (root / ITEM).rename(root.parent / "aside.md")
    (root / ITEM).symlink_to(root.parent / "aside.md")


def _document_gone(root: Path) -> None:
    (root / ITEM).unlink()


def _folder_linked(root: Path) -> None:
    folder = (root / ITEM).parent
    folder.rename(root.parent / "aside")
    folder.symlink_to(root.parent / "aside")


def _roster_gone(root: Path) -> None:
    (root / good.OFFICERS).unlink()


def _signer_removed(root: Path) -> None:
    roster = root / good.OFFICERS
    roster.write_text(roster.read_text().replace("id: office-info-a\n", "id: office-info-z\n"))
    good.resign(root, good.OFFICERS)


def _leader_removed(root: Path) -> None:
    roster = root / good.OFFICERS
    roster.write_text(roster.read_text().replace("id: office-leader\n", "id: office-leader-z\n"))
    good.resign(root, good.OFFICERS)


def _page_gone(root: Path) -> None:
    (root / good.PAGE).unlink()


def _key_exchanged(root: Path) -> None:
    roster = root / good.OFFICERS
    roster.write_text(roster.read_text().replace(good.key_line("office-info-a"), good.key_line("somebody-new")))
    good.resign(root, good.OFFICERS)


def _agency_closed(root: Path) -> None:
    path = root / "catalog/agencies.yaml"
    path.write_text(path.read_text().replace("    name: 县政府办\n", "    name: 县政府办\n    until: 2026-04-30\n"))
    good.resign(root, "catalog/agencies.yaml")


def _recorded_as_absent(root: Path) -> None:
    today = dt.datetime.now(CHINA).date()
    entry = {"officer": "office-info-a", "from": str(today), "until": str(today), "reason": "临时外出"}
    good.record(root, "absences", entry, by="office-leader", at=f"{today}T00:00:01+08:00")


def _other_branch(root: Path) -> None:
    git(root, "switch", "--quiet", "other")


MEANWHILE = [
    _attachment_changed, _attachment_gone, _attachment_linked, _attachment_added, _document_linked, _document_gone, _folder_linked,
    _roster_gone, _signer_removed, _key_exchanged, _recorded_as_absent, _agency_closed,
]  # fmt: skip


@pytest.mark.parametrize("meanwhile", MEANWHILE, ids=lambda one: one.__name__.lstrip("_"))
def test_what_changes_while_somebody_is_asked_is_not_signed(
    root: Path, key: Path, meanwhile: Callable[[Path], None]
) -> None:
    asked = _signing(root, key)
    meanwhile(root)
    code, said = asked.answer("是")
    assert code in (1, 2) and "Traceback" not in said and "内部错误" not in said, said
    assert not (root / ITEM).exists() or not signed(root)
    for folder in (root, root.parent / "aside"):
        assert not list(folder.rglob(".gongkai-*"))


def test_another_branch_that_is_checked_out_meanwhile_is_not_signed(root: Path, key: Path) -> None:
    """The document is the same on both; who may sign is not."""
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "甲")
    git(root, "switch", "--quiet", "--create", "other")
    _signer_removed(root)
    git(root, "commit", "--quiet", "--all", "--message", "乙")
    git(root, "switch", "--quiet", "main")
    asked = _signing(root, key)
    _other_branch(root)
    code, said = asked.answer("是")
    assert code == 1 and not signed(root), said
    assert git(root, "status", "--porcelain") == ""


def test_what_stays_is_signed(root: Path, key: Path) -> None:
    code, said = _signing(root, key).answer("是")
    assert code == 0 and signed(root), said


def test_two_reviews_of_one_document_at_once(root: Path, key: Path) -> None:
    one, other = _signing(root, key), _signing(root, key)
    assert one.answer("是")[0] == 0
    before = (root / ITEM).read_bytes()
    code, said = other.answer("是")
    assert code == 2 and "被改动" in said, said
    assert (root / ITEM).read_bytes() == before


def test_two_refusals_at_once_are_both_kept_or_told(root: Path, key: Path, tmp_path: Path) -> None:
    """Of two documents; their ledger is one."""
    other = "content/pages/about.md"
    given = ["--level", "first", "--as", "office-info-a", "--key", str(key), "--decision", "disagree", "--opinion"]
    asked = [BuildRequest(root, "sign", path, *given, f"{path[-6:-3]}缺少附表，请补充") for path in (ITEM, other)]
    ended = [one.answer("是") for one in asked]
    ledger = root / f"catalog/ledgers/refusals/{dt.datetime.now(CHINA).year}.yaml"
    assert [code for code, _ in ended] == [0, 0], ended
    assert ledger.read_text().count("  - reviewed: ") == 2


def test_two_absences_at_once(root: Path, tmp_path: Path) -> None:
    key = good.key_file(tmp_path / "keys", "office-leader")
    year = dt.datetime.now(CHINA).year
    ledger = root / f"catalog/ledgers/absences/{year}.yaml"
    asked = [
        BuildRequest(root, "record", "absences", f"officer={who}", "from=2026-11-02", "until=2026-11-03", "--as", "office-leader", "--key", str(key))
        for who in ("office-info-a", "office-section")
    ]  # fmt: skip
    ended = [one.answer("是") for one in asked]
    codes = [code for code, _ in ended]
    assert codes == [0, 2] and "被改动" in ended[1][1], ended
    assert "office-info-a" in ledger.read_text() and "office-section" not in ledger.read_text()


@pytest.mark.parametrize(
    "meanwhile", [_roster_gone, _leader_removed, _page_gone], ids=lambda one: one.__name__.lstrip("_")
)
def test_what_changes_while_somebody_is_asked_is_not_recorded(
    root: Path, tmp_path: Path, meanwhile: Callable[[Path], None]
) -> None:
    key = good.key_file(tmp_path / "keys", "office-leader")
    entry = ("document=page:about", "kind=withdrawn", f"on={dt.datetime.now(CHINA).date()}")
    asked = BuildRequest(root, "record", "withdrawals", *entry, "--as", "office-leader", "--key", str(key))
    meanwhile(root)
    code, said = asked.answer("是")
    assert code in (1, 2) and "Traceback" not in said and "内部错误" not in said, said
    assert not (root / "catalog/ledgers/withdrawals").exists()


@pytest.mark.parametrize(
    "command", [["attach", ITEM], ["tidy", ITEM], ["clean", "附件.docx", "-o", "清理.docx"]], ids=lambda one: one[0]
)
def test_one_command_many_times_at_once(root: Path, command: list[str]) -> None:
    """One of them writes; nobody finds half a file, and nobody falls over."""
    shutil.copy(Path(__file__).resolve().parents[1] / "files/author.docx", root / "附件.docx")
    text = (root / ITEM).read_text()
    (root / ITEM).write_text(
        text.replace("title: 测试县", "title：测试县").replace("sha256: ", "sha256: 0")
    ) if command[0] == "tidy" else (root / ATTACHED).write_text("序号,事项\n1,别的\n")
    given = [str(PROGRAMS / "gongkai"), "--root", str(root), *command]
    runs = [
        subprocess.Popen(given, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=120)[0].decode() for one in runs]
    codes = sorted(one.returncode for one in runs)
    assert codes[0] == 0 and set(codes) <= {0, 2}, said
    assert not any("Traceback" in one or "内部错误" in one for one in said), said
    assert not list(root.rglob(".gongkai-*"))
    assert open_document((root / ITEM).read_bytes()).values["summary"] == "列出全县便民服务事项。"

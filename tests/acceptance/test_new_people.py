"""A new head and a new leader, by the commands that docs/how-to/new-head.zh-CN.md names, as an office types them."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest

from gongkai.core.days import CHINA
from support import county as good
from support.preloaded import run_program
from support.repository import IDENTITY, git

NEW = "content/items/office/2026/00009.md"


def today() -> dt.date:
    return dt.datetime.now(CHINA).date()


class Office:
    """A clone with its keys; each command is what stands in the how-to."""

    def __init__(self, root: Path, keys: Path) -> None:
        self.root, self.keys = root, keys

    def run(self, *arguments: str) -> tuple[int, str]:
        code, output, complaint = run_program(["gongkai", "--root", str(self.root), *arguments], self.root, IDENTITY)
        return code, output + complaint

    def signs(self, path: str, level: str, who: str, *more: str) -> tuple[int, str]:
        key = good.key_file(self.keys, who)
        return self.run("sign", path, level, "--as", who, "--key", str(key), "--yes", *more)

    def done(self, done: tuple[int, str]) -> str:
        assert done[0] == 0, done[1]
        return done[1]

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self, message: str) -> str:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message", message)
        time.sleep(1)  # sign-offs are told apart by their seconds, and no person signs the same file twice in one
        return git(self.root, "rev-parse", "HEAD")

    def codes(self, *arguments: str) -> set[str]:
        code, said = self.run("check", *arguments)
        assert code in (0, 1), said
        return set(re.findall(r"^\S+:\d+:\d+: ([A-Z]\d\d) ", said, re.MULTILINE))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    root = good.copy_to(tmp_path / "county")
    office = Office(root, tmp_path / "keys")
    git(root, "init", "--quiet", "--initial-branch", "main")
    office.commit("建站")
    return office


def _post(who: str, role: str = "head", post: str = "A", since: str = "2024-01-01", until: str = "") -> str:
    lines = [
        f"  - id: {who}",
        f"    name: 人员{who}",
        "    appointments:",
        "      - agency: office",
        f"        role: {role}",
    ]
    lines += [f"        post: {post}", f"        from: {since}", *([f"        until: {until}"] if until else [])]
    return "\n".join([*lines, "    keys:", f"      - key: {good.key_line(who)}", f"        from: {since}", ""])


def test_a_head_hands_over(office: Office) -> None:
    """Somebody who leaves in order approves the successor before."""
    base = git(office.root, "rev-parse", "HEAD")
    day, next_day = today(), today() + dt.timedelta(days=1)
    office.replace(
        good.OFFICERS,
        _post("office-head"),
        _post("office-head", until=str(day)) + _post("new-head", since=str(next_day)),
    )
    office.done(office.signs(good.OFFICERS, "初审", "office-info-a"))
    code, said = office.signs(good.OFFICERS, "复审", "new-head")
    assert code == 1 and "R09" in said, said
    office.done(office.signs(good.OFFICERS, "复审", "office-head"))
    office.commit("主要领导交接")
    assert office.codes("--base", base) == set()
    assert office.codes() == set()


def test_a_head_who_is_away_has_a_deputy(office: Office) -> None:
    office.replace(good.OFFICERS, _post("office-head"), _post("office-head") + _post("head-b", post="B"))
    office.done(office.signs(good.OFFICERS, "初审", "office-info-a"))
    office.done(office.signs(good.OFFICERS, "复审", "office-head"))
    base = office.commit("设 B 岗")
    day = str(today())
    key = str(good.key_file(office.keys, "office-leader"))
    office.done(
        office.run(
            "record",
            "absences",
            "officer=office-head",
            f"from={day}",
            f"until={day}",
            "reason=离任",
            "--as",
            "office-leader",
            "--key",
            key,
            "--yes",
        )
    )
    office.replace(good.OFFICERS, _post("office-head"), _post("office-head", until=day) + _post("new-head", since=day))
    office.done(office.signs(good.OFFICERS, "初审", "office-info-a"))
    assert office.signs(good.OFFICERS, "复审", "head-b")[0] == 1
    office.done(office.signs(good.OFFICERS, "复审", "head-b", "--acting-for", "office-head"))
    office.commit("主要领导变动")
    assert office.codes("--base", base) == set()


def test_the_last_resort_works_as_it_is_written(office: Office) -> None:
    """Nobody is left who could approve the roster: the engineer vouches for one commit."""
    base = git(office.root, "rev-parse", "HEAD")
    git(office.root, "switch", "--quiet", "--create", "new-head")
    day = str(today())
    office.replace(
        good.OFFICERS,
        _post("office-head"),
        _post("office-head", until=str(today() - dt.timedelta(days=1))) + _post("new-head", since=day),
    )
    office.done(office.signs(good.OFFICERS, "初审", "office-info-a"))
    office.done(office.signs(good.OFFICERS, "复审", "new-head"))
    office.commit("主要领导变动")
    assert office.codes("--base", base) == {"R09", "R12"}
    said = office.done(office.run("check"))
    assert re.search(r"人员登记表 sha256 [0-9a-f]{64}", said)
    git(office.root, "switch", "--quiet", "main")
    git(office.root, "merge", "--quiet", "--no-ff", "--message", "核实并入", "new-head")
    merged = git(office.root, "rev-parse", "HEAD")
    assert office.codes("--base", merged) == set()
    # From here on as ever: the new head appoints a leader, who reviews.
    former = _post("office-leader", role="secrecy_leader")
    office.replace(
        good.OFFICERS,
        former,
        _post("office-leader", role="secrecy_leader", until=str(today() - dt.timedelta(days=1)))
        + _post("new-leader", role="secrecy_leader", since=day),
    )
    office.done(office.signs(good.OFFICERS, "初审", "office-info-a"))
    assert office.signs(good.OFFICERS, "复审", "office-head")[0] == 1
    office.done(office.signs(good.OFFICERS, "复审", "new-head"))
    appointed = office.commit("分管领导变动")
    assert office.codes("--base", merged) == set()
    good.write_item(office.root, NEW)
    office.done(office.signs(NEW, "初审", "office-info-a"))
    code, said = office.signs(NEW, "复审", "office-leader")
    assert code == 1 and "R09" in said, said
    office.done(office.signs(NEW, "复审", "new-leader"))
    office.commit("新增")
    assert office.codes("--base", appointed) == set()
    assert office.codes("--base", merged) == set()
    # What the former leader approved stands.
    assert office.codes() == set()


def test_the_publisher_keeps_its_log(office: Office, tmp_path: Path) -> None:
    log = tmp_path / "seen.log"
    office.done(office.run("remember", str(log)))
    test_the_last_resort_works_as_it_is_written(office)
    office.done(office.run("remember", str(log)))
    office.done(office.run("check", "--first-seen", str(log)))


AGENCIES = "catalog/agencies.yaml"
FINANCE = "    name: 县财政局\n"


def test_an_agency_is_renamed(office: Office) -> None:
    """In a step of its own; what it issued before keeps the name of its day, its people go on as ever."""
    base = git(office.root, "rev-parse", "HEAD")
    yesterday = today() - dt.timedelta(days=1)
    office.replace(
        AGENCIES,
        FINANCE,
        f"    name: 县财政和国资局\n    former_names:\n      - name: 县财政局\n        until: {yesterday}\n",
    )
    office.done(office.signs(AGENCIES, "初审", "office-info-a"))
    office.done(office.signs(AGENCIES, "复审", "office-leader"))
    renamed = office.commit("县财政局更名")
    assert office.codes("--base", base) == set()
    item = "content/items/finance/2026/00009.md"
    good.write_item(office.root, item, produced_on=str(today()))
    office.done(office.signs(item, "初审", "finance-info-a"))
    office.done(office.signs(item, "复审", "finance-leader"))
    office.commit("新增")
    assert office.codes("--base", renamed) == set()
    office.done(office.run("build", "--no-search"))
    pages = office.root / "output/items/finance/2026"
    assert "县财政局（现为县财政和国资局）" in re.sub("<[^>]*>", "", (pages / "00001.html").read_text(encoding="utf-8"))
    assert "县财政局" not in (pages / "00009.html").read_text(encoding="utf-8")


def test_an_agency_is_closed_and_another_takes_over(office: Office) -> None:
    base = git(office.root, "rev-parse", "HEAD")
    yesterday = today() - dt.timedelta(days=1)
    office.replace(AGENCIES, FINANCE, f"{FINANCE}    until: {yesterday}\n    successor: town\n")
    office.done(office.signs(AGENCIES, "初审", "office-info-a"))
    code, said = office.signs(AGENCIES, "复审", "office-leader")
    assert code == 1 and "主要领导" in said, said
    office.done(office.signs(AGENCIES, "复审", "office-head"))
    closed = office.commit("撤销县财政局")
    assert office.codes("--base", base) == set()
    # A revision of what it left behind is reviewed by whoever took over, and by nobody else.
    item = good.POLICY_ITEM
    office.replace(
        item, "scope_check:", f"revisions:\n  - revision: 2\n    on: {today()}\n    note: 更正附表。\nscope_check:"
    )
    code, said = office.signs(item, "业务审查", "finance-section")
    assert code == 1 and "青石镇" in said, said
    for level, who in (
        ("业务审查", "town-section"),
        ("初审", "town-info-a"),
        ("联合审查", "town-leader"),
        ("复审", "town-leader"),
    ):
        office.done(office.signs(item, level, who))
    office.commit("修订")
    assert office.codes("--base", closed) == set()
    entry = ["document=item:100000102/2026-00002", "kind=withdrawn", f"on={today()}", "--yes"]
    for who, code in (("finance-leader", 1), ("town-leader", 0)):
        done = office.run("record", "withdrawals", *entry, "--as", who, "--key", str(good.key_file(office.keys, who)))
        assert done[0] == code, done
    office.commit("撤下")
    assert office.codes("--base", closed) == set()
    assert office.codes() == set()

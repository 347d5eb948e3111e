"""The hooks in real repositories: clone, branch, commit, merge, rebase, force-push, worktree."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS
from support import county
from support.cases import take
from support.repository import IDENTITY

TODAY = str(county.TODAY)
LATE = {"first": {"at": "2026-05-04T09:00:00+08:00"}, "final": {"at": "2026-05-05T16:00:00+08:00"}}


@dataclass(frozen=True, slots=True)
class Clone:
    """A clone with the hooks of its owner."""

    root: Path

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command,
            cwd=self.root,
            env=os.environ | IDENTITY | {"PYTHONPATH": ""},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def git(self, *arguments: str) -> str:
        code, said = self.run("git", *arguments)
        assert code == 0, said
        return said

    def commit(self, message: str, *options: str) -> tuple[int, str]:
        self.git("add", "--all")
        return self.run("git", "commit", "--quiet", "--message", message, *options)

    def publish(self, *options: str) -> tuple[int, str]:
        return self.run("git", "push", "--quiet", *options, "origin", "HEAD")

    def edit(self, new: str, signed: bool) -> None:
        """The page says something new, with a revision; its sign-offs hold or do not."""
        page = {"file": county.PAGE}
        take(self.root, "replace", page | {"old": "本站公布测试县的政府信息。", "new": new})
        notes = "produced_on: 2026-01-08\nrevisions:\n  - revision: 2\n    on: 2026-05-04\n    note: 文字有改动。"
        take(self.root, "replace", page | {"old": "produced_on: 2026-01-08", "new": notes})
        if signed:
            self.sign()

    def sign(self) -> None:
        take(self.root, "sign", {"file": county.PAGE, "levels": LATE})


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published county in a bare repository; never changed, every test has its own copy."""
    folder = tmp_path_factory.mktemp("origin")
    work = Clone(county.copy_to(folder / "work"))
    work.git("init", "--quiet", "--initial-branch", "main")
    assert work.commit("建站")[0] == 0
    work.git("clone", "--quiet", "--bare", ".", str(folder / "bare.git"))
    return folder / "bare.git"


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> Clone:
    subprocess.run(["git", "clone", "--quiet", "--bare", str(origin), str(tmp_path / "bare.git")], check=True)
    subprocess.run(["git", "clone", "--quiet", str(tmp_path / "bare.git"), str(tmp_path / "work")], check=True)
    clone = Clone(tmp_path / "work")
    code, said = clone.run(str(PROGRAMS / "gongkai"), "hooks", "install")
    assert code == 0 and "已安装" in said, said
    return clone


def at_origin(clone: Clone, branch: str = "main") -> str:
    return clone.git("ls-remote", "origin", f"refs/heads/{branch}").split("\t")[0].strip()


def test_a_signed_change_is_committed_and_pushed(clone: Clone) -> None:
    clone.edit("本站公布测试县各机关的政府信息。", signed=True)
    assert clone.commit("修订") == (0, "")
    code, said = clone.publish()
    assert code == 0, said
    assert at_origin(clone) == clone.git("rev-parse", "HEAD").strip()


def test_an_unsigned_change_is_not_committed_on_the_protected_branch(clone: Clone) -> None:
    before = clone.git("rev-parse", "HEAD")
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    code, said = clone.commit("未审")
    assert code == 1
    assert f"{county.PAGE}:" in said and "B01" in said and "没有提交" in said and "Traceback" not in said
    assert clone.git("rev-parse", "HEAD") == before


def test_only_what_is_staged_is_judged(clone: Clone) -> None:
    """A change that is not staged neither blocks nor rides along; one that is staged is judged as staged."""
    clone.edit("本站公布测试县各机关的政府信息。", signed=True)
    clone.git("add", county.PAGE)
    (clone.root / county.POLICY).write_text("没有暂存的草稿")
    assert clone.run("git", "commit", "--quiet", "-m", "修订")[0] == 0
    clone.git("checkout", "--", county.POLICY)
    page = clone.root / county.PAGE
    good = page.read_text()
    page.write_text(good.replace("各机关", "各单位"))
    clone.git("add", county.PAGE)
    page.write_text(good)
    code, said = clone.run("git", "commit", "--quiet", "-m", "暂存的是另一份")
    assert code == 1 and "B01" in said


def test_commit_with_all_uses_gits_temporary_index(clone: Clone) -> None:
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    code, said = clone.run("git", "commit", "--all", "--quiet", "-m", "未审")
    assert code == 1 and "B01" in said


DRAFT = "content/items/town/2026/00009.md"
MOVED = "content/items/town/2026/00010.md"


@pytest.fixture
def drafting(clone: Clone) -> Clone:
    """An officer's branch with a draft that is committed, and a note and a script beside the county's own files."""
    clone.git("switch", "--quiet", "--create", "mine")
    take(clone.root, "item", {"file": DRAFT})
    take(clone.root, "write", {"file": "docs/说明.txt", "text": "说明\n"})
    assert clone.commit("草稿") == (0, "")
    return clone


STAGED: dict[str, tuple[tuple[str, ...], ...]] = {
    "deleted": (("git", "rm", "--quiet", DRAFT),),
    "deleted from the index alone": (("git", "rm", "--quiet", "--cached", DRAFT),),
    "renamed": (("git", "mv", DRAFT, MOVED),),
    "moved out of content": (("mkdir", "drafts"), ("git", "mv", DRAFT, "drafts/a.md")),
    "renamed outside of content": (("git", "mv", "docs/说明.txt", "docs/其他说明.txt"),),
    "deleted outside of content": (("git", "rm", "--quiet", "docs/说明.txt"),),
    "folder deleted": (("git", "rm", "-r", "--quiet", "content/items/town/2026/00009.md", "docs"),),
    "a script": (("sh", "-c", "echo exit >run.sh; chmod +x run.sh; git add run.sh"),),
    "a link outside of content": (("sh", "-c", "ln -s docs/说明.txt link; git add link"),),
    "a file becomes a link outside of content": (
        ("sh", "-c", "rm docs/说明.txt; ln -s ../LICENSE docs/说明.txt; git add docs"),
    ),
    "a file becomes a folder": (
        ("sh", "-c", "git rm -q docs/说明.txt; mkdir -p docs/说明.txt; echo a >docs/说明.txt/a.txt; git add docs"),
    ),
}


@pytest.mark.parametrize("name", STAGED)
def test_every_staged_state_is_judged_by_what_it_leaves(drafting: Clone, name: str) -> None:
    for command in STAGED[name]:
        code, said = drafting.run(*command)
        assert code == 0, said
    assert drafting.run("git", "commit", "--quiet", "-m", name) == (0, "")
    assert drafting.run("git", "push", "--quiet", "origin", "HEAD:refs/heads/mine")[0] == 0


REFUSED_STATES = {
    "a draft becomes a link": "rm {draft}; ln -s ../../../pages/about.md {draft}; git add {draft}",
    "a draft becomes executable": "chmod +x {draft}; git add {draft}",
    "renamed and a link": "git mv {draft} {moved}; rm {moved}; ln -s 00001.md {moved}; git add {moved}",
    "renamed to a hidden name": "git mv {draft} content/items/town/2026/.00009.md",
}


@pytest.mark.parametrize("name", REFUSED_STATES)
def test_what_may_not_lie_in_content_is_refused_however_it_is_staged(drafting: Clone, name: str) -> None:
    drafting.git("config", "core.fileMode", "true")
    drafting.run("sh", "-c", REFUSED_STATES[name].format(draft=DRAFT, moved=MOVED))
    code, said = drafting.run("git", "commit", "--quiet", "-m", name)
    assert code == 1 and " R05 " in said and "没有提交" in said, said


def test_what_is_only_intended_to_be_added_does_not_ride_along(clone: Clone) -> None:
    take(clone.root, "item", {"file": DRAFT})
    clone.git("add", "--intent-to-add", DRAFT)
    clone.edit("本站公布测试县各机关的政府信息。", signed=True)
    clone.git("add", county.PAGE)
    assert clone.run("git", "commit", "--quiet", "-m", "修订") == (0, "")
    assert DRAFT not in clone.git("ls-tree", "-r", "--name-only", "HEAD")
    code, said = clone.run("git", "commit", "--all", "--quiet", "-m", "连同草稿")
    assert code == 1 and DRAFT in said and "R01" in said


def test_what_was_published_does_not_go_by_a_deletion(clone: Clone) -> None:
    clone.git("rm", "--quiet", county.POLICY)
    code, said = clone.run("git", "commit", "--quiet", "-m", "删除")
    assert code == 1 and "B04" in said and "R05" not in said


def test_between_the_sign_offs_a_branch_takes_drafts_and_the_merge_is_judged(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--create", "mine")
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    assert clone.commit("草稿") == (0, "")
    assert clone.publish()[0] == 0
    clone.git("switch", "--quiet", "main")
    code, said = clone.run("git", "merge", "--no-ff", "--quiet", "-m", "合并", "mine")
    assert code != 0 and "B01" in said and "没有合并" in said, said
    clone.git("merge", "--abort")
    clone.git("switch", "--quiet", "mine")
    clone.sign()
    assert clone.commit("审签") == (0, "")
    clone.git("switch", "--quiet", "main")
    assert clone.run("git", "merge", "--no-ff", "--quiet", "-m", "合并", "mine")[0] == 0
    code, said = clone.publish()
    assert code == 0, said


def test_a_draft_that_cannot_be_read_is_not_committed_anywhere(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--create", "mine")
    (clone.root / county.PAGE).write_text("没有文件头")
    code, said = clone.commit("草稿")
    assert code == 1 and "Y01" in said
    clone.git("checkout", "--quiet", "HEAD", "--", county.PAGE)
    (clone.root / "content/links.md").symlink_to("../catalog/officers.yaml")
    code, said = clone.commit("链接")
    assert code == 1 and "R05" in said


def test_a_fast_forward_with_drafts_is_not_pushed(clone: Clone) -> None:
    """Committed past the first hook; the second one sees every commit that would be published."""
    before = at_origin(clone)
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    assert clone.commit("未审", "--no-verify")[0] == 0
    clone.sign()
    assert clone.commit("后补", "--no-verify")[0] == 0
    code, said = clone.publish()
    assert code != 0 and "B01" in said and "没有推送" in said, said
    assert at_origin(clone) == before


def test_rebased_drafts_can_go_on_and_be_merged(clone: Clone, tmp_path: Path) -> None:
    clone.git("switch", "--quiet", "--create", "mine")
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    assert clone.commit("草稿")[0] == 0
    clone.sign()
    assert clone.commit("审签")[0] == 0
    clone.git("switch", "--quiet", "main")
    take(clone.root, "item", {"file": "content/items/town/2026/00009.md"})
    take(clone.root, "sign", "content/items/town/2026/00009.md")
    assert clone.commit("新增条目") == (0, "")
    clone.git("switch", "--quiet", "mine")
    clone.git("rebase", "--quiet", "main")
    clone.git("switch", "--quiet", "main")
    assert clone.run("git", "merge", "--no-ff", "--quiet", "-m", "合并", "mine")[0] == 0
    code, said = clone.publish()
    assert code == 0, said


def test_a_forced_push_over_the_protected_branch_is_refused(clone: Clone) -> None:
    clone.edit("本站公布测试县各机关的政府信息。", signed=True)
    assert clone.commit("修订")[0] == 0
    assert clone.publish()[0] == 0
    published = at_origin(clone)
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    code, said = clone.publish("--force")
    assert code != 0 and "主线" in said, said
    code, said = clone.run("git", "push", "--quiet", "origin", ":main")
    assert code != 0 and "不能删除受保护的分支" in said, said
    assert at_origin(clone) == published


def test_who_pushes_second_is_told_what_to_do_and_it_works(clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", str(tmp_path / "bare.git"), str(tmp_path / "colleague"))
    colleague = Clone(tmp_path / "colleague")
    take(colleague.root, "item", {"file": "content/items/finance/2026/00009.md"})
    take(colleague.root, "sign", "content/items/finance/2026/00009.md")
    assert colleague.commit("同事的条目")[0] == 0
    assert colleague.publish()[0] == 0
    clone.edit("本站公布测试县的全部政府信息。", signed=True)
    assert clone.commit("修改页面")[0] == 0
    code, said = clone.publish()
    assert code != 0 and "有人先推送了 main" in said and "git pull --rebase" in said, said
    clone.git("pull", "--quiet", "--rebase")
    code, said = clone.publish()
    assert code == 0, said


def test_an_officers_own_branch_may_be_forced_and_deleted(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--create", "mine")
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    assert clone.commit("草稿")[0] == 0
    assert clone.publish()[0] == 0
    assert clone.commit("改写", "--amend")[0] == 0
    assert clone.publish("--force")[0] == 0
    assert clone.run("git", "push", "--quiet", "origin", ":mine")[0] == 0
    assert at_origin(clone, "mine") == ""


def test_the_hooks_hold_in_a_worktree(clone: Clone, tmp_path: Path) -> None:
    clone.git("switch", "--quiet", "--create", "mine")
    clone.git("worktree", "add", "--quiet", str(tmp_path / "second"), "main")
    second = Clone(tmp_path / "second")
    second.edit("本站公布测试县各机关的政府信息。", signed=False)
    code, said = second.commit("未审")
    assert code == 1 and "B01" in said, said
    second.sign()
    assert second.commit("审签") == (0, "")
    code, said = second.publish()
    assert code == 0, said


def test_a_county_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    root = tmp_path / "big"
    site = Clone(county.copy_to(root / "网站/site"))
    whole = Clone(root)
    whole.git("init", "--quiet", "--initial-branch", "main")
    assert whole.commit("建站")[0] == 0
    code, said = site.run(str(PROGRAMS / "gongkai"), "hooks", "install")
    assert code == 0, said
    site.edit("本站公布测试县各机关的政府信息。", signed=False)
    code, said = site.commit("未审")
    assert code == 1 and f"{county.PAGE}:" in said and "B01" in said, said
    site.sign()
    assert site.commit("审签") == (0, "")
    (root / "其他.txt").write_text("与网站无关")
    assert whole.commit("无关") == (0, "")


def test_a_first_push_to_an_empty_remote_is_judged_whole(clone: Clone, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "empty.git")], check=True)
    clone.git("remote", "set-url", "origin", str(tmp_path / "empty.git"))
    code, said = clone.publish()
    assert code == 0, said
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    clone.commit("未审", "--no-verify")
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "second.git")], check=True)
    clone.git("remote", "set-url", "origin", str(tmp_path / "second.git"))
    code, said = clone.publish()
    assert code != 0 and "B01" in said


def test_other_protected_branches_can_be_named(clone: Clone) -> None:
    code, said = clone.run(str(PROGRAMS / "gongkai"), "hooks", "install", "--protected", "publish", "main")
    assert code == 0 and "publish、main" in said
    clone.git("switch", "--quiet", "--create", "publish")
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    assert clone.commit("未审")[0] == 1


def test_another_programs_hook_is_not_overwritten(clone: Clone) -> None:
    hook = clone.root / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\necho mine\n")
    code, said = clone.run(str(PROGRAMS / "gongkai"), "hooks", "install")
    assert code == 2 and "pre-push" in said
    assert hook.read_text() == "#!/bin/sh\necho mine\n"


def test_a_program_that_is_gone_blocks(clone: Clone) -> None:
    """The hook names its interpreter; without it nothing is committed, rather than everything."""
    hook = clone.root / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace(sys.executable, "/nowhere/python"))
    clone.edit("本站公布测试县各机关的政府信息。", signed=True)
    assert clone.commit("修订")[0] != 0


def test_the_pre_commit_framework_says_what_is_pushed_in_the_environment(clone: Clone) -> None:
    clone.edit("本站公布测试县各机关的政府信息。", signed=False)
    assert clone.commit("未审", "--no-verify")[0] == 0
    env = {
        "PRE_COMMIT_LOCAL_BRANCH": "refs/heads/main",
        "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/main",
        "PRE_COMMIT_FROM_REF": clone.git("rev-parse", "HEAD~1").strip(),
        "PRE_COMMIT_TO_REF": clone.git("rev-parse", "HEAD").strip(),
    }
    done = subprocess.run(
        [str(PROGRAMS / "gongkai"), "hooks", "run", "pre-push"],
        cwd=clone.root,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "B01" in done.stderr


# Two officers, one ledger -----------------------------------------------------------------------------------


def two_officers(clone: Clone, first_year: bool) -> None:
    """Two branches in which two leaders recorded an absence each, merged as far as git can."""
    if first_year:
        for name in (clone.root / "catalog/ledgers/absences").iterdir():
            name.unlink()
        take(
            clone.root,
            "sign",
            {
                "file": county.DEPUTISED_ITEM,
                "levels": {"first": {"by": "town-info-a", "written": {"acting_for": None}}},
            },
        )
        assert clone.commit("没有登记簿", "--no-verify")[0] == 0
    clone.git("branch", "mine")
    for branch, agency in (("main", "office"), ("mine", "finance")):
        clone.git("switch", "--quiet", branch)
        entry = {"officer": f"{agency}-info-a", "from": "2026-05-11", "until": "2026-05-15", "reason": "外出培训"}
        take(clone.root, "record", {"ledger": "absences", "entry": entry, "by": f"{agency}-leader"})
        code, said = clone.commit("登记")
        assert code == 0, said
    code, said = clone.run("git", "merge", "--no-ff", "--quiet", "-m", "合并", "main")
    assert code != 0 and "CONFLICT" in said, said


@pytest.mark.parametrize("first_year", [False, True])
def test_two_entries_in_one_ledger_are_put_together(clone: Clone, first_year: bool) -> None:
    two_officers(clone, first_year)
    ledger = "catalog/ledgers/absences/2026.yaml"
    program = str(PROGRAMS / "gongkai")
    code, said = clone.run(program, "check", "--today", TODAY)
    assert code == 1 and f"{ledger}:" in said and "合并冲突" in said and "gongkai record absences --resolve" in said, (
        said
    )
    code, said = clone.run(program, "record", "absences", "--resolve")
    assert code == 0 and f"git add {ledger}" in said, said
    written = (clone.root / ledger).read_text("utf-8")
    assert "<<<<<<<" not in written and "finance-info-a" in written and "office-info-a" in written
    clone.git("add", ledger)
    code, said = clone.run("git", "commit", "--quiet", "--no-edit")
    assert code == 0, said
    code, said = clone.run(program, "check", "--today", TODAY)
    assert code == 0, said
    code, said = clone.run(program, "check", "--base", "main", "--merge", "--head", "mine", "--today", TODAY)
    assert code == 0, said
    code, said = clone.run(program, "record", "absences", "--resolve")
    assert code == 2 and "没有未解决的合并冲突" in said, said


def test_nothing_is_recorded_into_a_conflict(clone: Clone, tmp_path: Path) -> None:
    two_officers(clone, False)
    key = str(county.key_file(tmp_path / "keys", "office-leader"))
    fields = "--yes", "officer=office-info-b", "from=2026-05-11", "until=2026-05-12"
    code, said = clone.run(
        str(PROGRAMS / "gongkai"), "record", "absences", *fields, "--as", "office-leader", "--key", key
    )
    assert code == 2 and "gongkai record absences --resolve" in said, said


def test_a_conflict_in_a_document_is_named(clone: Clone) -> None:
    page = clone.root / county.PAGE
    text = page.read_text("utf-8")
    page.write_text(
        text.replace("本站公布", "<<<<<<< HEAD\n本站公布\n=======\n本站发布\n>>>>>>> mine\n本站公布"), "utf-8"
    )
    code, said = clone.run(str(PROGRAMS / "gongkai"), "check", "--today", TODAY)
    assert code == 1 and f"{county.PAGE}:" in said and "合并冲突" in said and "git merge --abort" in said, said

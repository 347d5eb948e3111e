"""Clones of every kind that git can make: each is judged rightly, or refused in one clear line; none passes in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support import county
from support.cases import take
from support.preloaded import run_program
from support.repository import IDENTITY, git

NEW = "content/items/town/2026/00009.md"


def check(root: Path, base: str = "base", *more: str) -> tuple[int, str]:
    arguments = ["gongkai", "--root", str(root), "check", "--today", str(county.TODAY), "--base", base, *more]
    code, output, complaint = run_program(arguments, root, IDENTITY)
    return code, output + complaint


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A published county, and one signed item more."""
    root = county.copy_to(tmp_path / "site")
    take(root, "repository", "base")
    add(root)
    return root


def add(root: Path, path: str = "content/items/town/2026/00008.md", *, signed: bool = True) -> None:
    take(root, "item", {"file": path})
    if signed:
        take(root, "sign", path)
    take(root, "commit", "新增")


def edit_without_revision(root: Path) -> None:
    """What was published says something else, signed again at the old times and without an entry in ``revisions``."""
    take(root, "replace", {"file": county.PAGE, "old": "本站公布测试县的", "new": "本站公布测试县各机关的"})
    take(root, "sign", county.PAGE)
    take(root, "commit", "改动")


def partial(root: Path, tmp_path: Path, kind: str) -> Path:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", f"--filter={kind}", f"file://{root}", "partial")
    git(tmp_path / "partial", "remote", "set-url", "origin", f"file://{tmp_path}/gone")
    return tmp_path / "partial"


# Partial clones ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["blob:none", "blob:limit=1", "tree:0"])
def test_what_a_partial_clone_lacks_does_not_pass_for_absent(root: Path, tmp_path: Path, kind: str) -> None:
    """A checkout fetches what lies there now; what lay there before is missing, and an edit would look like an addition."""
    edit_without_revision(root)
    assert check(root)[0] == 1 and "B04" in check(root)[1]
    code, said = check(partial(root, tmp_path, kind))
    assert code == 2 and said.count("\n") == 1 and "历史不完整" in said and "--refetch" in said, said


def test_a_deletion_in_a_partial_clone_does_not_pass_in_silence(root: Path, tmp_path: Path) -> None:
    take(root, "delete", county.DEPUTISED_ITEM)
    take(root, "commit", "删去")
    assert check(root)[0] == 1
    code, said = check(partial(root, tmp_path, "blob:none"))
    assert code == 2 and "历史不完整" in said, said


def test_a_partial_clone_that_fetched_the_rest_is_judged(root: Path, tmp_path: Path) -> None:
    clone = partial(root, tmp_path, "blob:none")
    git(clone, "remote", "set-url", "origin", f"file://{root}")
    git(clone, "fetch", "--quiet", "--refetch", "--no-filter", "origin")
    assert check(clone)[0] == 0
    edit_without_revision(root)
    git(clone, "pull", "--quiet")
    code, said = check(clone)
    assert code == 1 and "B04" in said, said


@pytest.mark.parametrize(
    "path, old",
    [
        (county.PAGE, "本站公布"),
        ("catalog/officers.yaml", "人员town-leader\n"),
        ("catalog/agencies.yaml", "青石镇主要领导"),
    ],
)
def test_an_object_that_somebody_removed_does_not_pass_for_absent(root: Path, path: str, old: str) -> None:
    blob = git(root, "rev-parse", f"base:{path}")
    take(root, "replace", {"file": path, "old": old, "new": f"{old.strip()}甲\n" if old[-1] == "\n" else f"{old}甲"})
    take(root, "sign", path)
    take(root, "commit", "改动")
    (root / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    code, said = check(root)
    assert code == 2 and said.count("\n") == 1 and "历史不完整" in said, said


# SHA-256 -----------------------------------------------------------------------------------------------------


@pytest.fixture
def sha256(tmp_path: Path) -> Path:
    root = county.copy_to(tmp_path / "sha256")
    git(root, "init", "--quiet", "--initial-branch", "main", "--object-format", "sha256")
    take(root, "commit", "建站")
    git(root, "tag", "base")
    add(root)
    return root


def test_a_repository_of_sha256_is_judged(sha256: Path) -> None:
    code, said = check(sha256)
    assert code == 0, said
    assert check(sha256, git(sha256, "rev-parse", "base"))[0] == 0
    assert check(sha256, git(sha256, "rev-parse", "base")[:10])[0] == 0
    assert check(sha256, "0" * 64)[0] == 0
    edit_without_revision(sha256)
    code, said = check(sha256)
    assert code == 1 and "B04" in said, said
    add(sha256, NEW, signed=False)
    code, said = check(sha256)
    assert code == 1 and f"{NEW}:" in said and "R02" in said, said


def test_a_repository_of_sha256_holds_nothing_irregular(sha256: Path) -> None:
    (sha256 / "content/pages/link.md").symlink_to("about.md")
    take(sha256, "commit", "链接")
    (sha256 / "content/pages/link.md").unlink()
    take(sha256, "commit", "去掉")
    code, said = check(sha256)
    assert code == 1 and "R05" in said and "link.md" in said, said


def test_an_object_of_sha256_that_is_not_what_it_is_named_after_is_refused(sha256: Path) -> None:
    add(sha256, NEW, signed=False)
    good, bad = (
        git(sha256, "rev-parse", f"{at}:content/items/town/2026/0000{n}.md") for at, n in (("HEAD", 8), ("HEAD", 9))
    )
    there = sha256 / ".git/objects"
    target = there / bad[:2] / bad[2:]
    target.chmod(0o644)
    target.write_bytes((there / good[:2] / good[2:]).read_bytes())
    code, said = check(sha256)
    assert code == 2 and "损坏或被调换" in said, said


def test_the_hooks_of_a_repository_of_sha256_work(sha256: Path) -> None:
    run = ["gongkai", "--root", str(sha256), "hooks", "run", "pre-commit"]
    take(sha256, "item", {"file": NEW})
    git(sha256, "add", "--all")
    code, output, complaint = run_program(run, sha256, IDENTITY)
    assert code == 1 and "R02" in output + complaint


# Other ways in which history travels ---------------------------------------------------------------------------


def test_a_clone_of_a_bundle_is_judged(root: Path, tmp_path: Path) -> None:
    edit_without_revision(root)
    git(root, "bundle", "create", "--quiet", str(tmp_path / "all.bundle"), "--all")
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(tmp_path / "all.bundle"), "clone")
    code, said = check(tmp_path / "clone")
    assert code == 1 and "B04" in said, said


def test_what_a_bundle_brings_is_judged_before_it_is_merged(root: Path, tmp_path: Path) -> None:
    """An officer without a network hands over the new commits only."""
    git(tmp_path, "clone", "--quiet", str(root), "clone")
    add(root, NEW, signed=False)
    git(root, "bundle", "create", "--quiet", str(tmp_path / "new.bundle"), "base..main")
    clone = tmp_path / "clone"
    git(clone, "fetch", "--quiet", str(tmp_path / "new.bundle"), "main:from-bundle")
    code, said = check(clone, "base", "--head", "from-bundle")
    assert code == 1 and f"{NEW}:" in said, said
    assert check(clone, "base")[0] == 0


@pytest.mark.parametrize("how", ["--shared", "--reference", "chain"])
def test_borrowed_objects_are_judged(root: Path, tmp_path: Path, how: str) -> None:
    edit_without_revision(root)
    if how == "chain":
        git(tmp_path, "clone", "--quiet", "--shared", str(root), "between")
        git(tmp_path, "clone", "--quiet", "--shared", str(tmp_path / "between"), "clone")
        git(tmp_path / "clone", "tag", "--force", "base", "origin/main~2")
    else:
        given = [how] if how == "--shared" else [how, str(root)]
        git(tmp_path, "clone", "--quiet", *given, str(root), "clone")
    code, said = check(tmp_path / "clone")
    assert code == 1 and "B04" in said, said
    if how == "--reference":
        return  # it has copies of its own
    root.rename(tmp_path / "elsewhere")
    code, said = check(tmp_path / "clone")
    assert code == 2 and "Traceback" not in said and "内部错误" not in said, said


def test_a_work_tree_of_another_branch_is_judged_by_its_own_head(root: Path, tmp_path: Path) -> None:
    git(root, "branch", "draft")
    git(root, "worktree", "add", "--quiet", str(tmp_path / "tree"), "draft")
    add(tmp_path / "tree", NEW, signed=False)
    code, said = check(tmp_path / "tree")
    assert code == 1 and f"{NEW}:" in said, said
    assert check(root)[0] == 0
    git(root, "config", "extensions.worktreeConfig", "true")
    git(tmp_path / "tree", "config", "--worktree", "core.worktree", str(root))
    code, said = check(tmp_path / "tree")
    assert code != 0, said


def test_a_replacement_of_a_blob_is_not_read(root: Path) -> None:
    add(root, NEW, signed=False)
    other = git(root, "rev-parse", "HEAD:content/items/town/2026/00008.md")
    git(root, "replace", git(root, "rev-parse", f"HEAD:{NEW}"), other)
    git(root, "replace", git(root, "rev-parse", "HEAD^{tree}"), git(root, "rev-parse", "HEAD~1^{tree}"))
    code, said = check(root)
    assert code == 1 and f"{NEW}:" in said, said


@pytest.mark.parametrize("under", ["content/pages", "content/items/town/2026/00008", "catalog/ledgers", "docs"])
def test_a_submodule_entry_is_no_file(root: Path, under: str) -> None:
    """In docs/ it is nobody's business; elsewhere it would bring in what no commit shows."""
    entry = f"160000,{git(root, 'rev-parse', 'base')},{under}/sub"
    git(root, "update-index", "--add", "--cacheinfo", entry)
    git(root, "commit", "--quiet", "--message", "子模块")
    code, said = check(root)
    assert (code, "R05" in said) == ((0, False) if under == "docs" else (1, True)), said


def test_a_submodule_in_the_place_of_a_document_does_not_pass_for_its_removal_alone(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", county.PAGE)
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'base')},{county.PAGE}")
    git(root, "commit", "--quiet", "--message", "子模块")
    code, said = check(root)
    assert code == 1 and "R05" in said, said


def test_a_bare_repository_is_told_what_to_do(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    code, said = check(tmp_path / "bare.git")
    assert code == 2 and said.count("\n") == 1 and os.fspath(tmp_path) in said, said


def test_a_withdrawal_of_what_a_partial_clone_lacks_is_no_withdrawal_of_nothing(root: Path, tmp_path: Path) -> None:
    """Its file is gone; the proof that it was there lies in the history, which such a clone does not have."""
    path, name = "content/items/town/2026/00008.md", "item:100000103/2026-00008"
    entry = {"document": name, "kind": "withdrawn", "on": "2026-05-06"}
    county.record(root, "withdrawals", entry, by="town-leader", at="2026-05-06T09:00:00+08:00")
    take(root, "delete", path)
    take(root, "commit", "撤下")
    assert check(root, "HEAD~1")[0] == 0
    checked = ["check", "--today", str(county.TODAY)]
    code, output, complaint = run_program(["gongkai", "--root", str(root), *checked], root, IDENTITY)
    assert code == 0, output + complaint
    clone = partial(root, tmp_path, "blob:none")
    code, output, complaint = run_program(["gongkai", "--root", str(clone), *checked], clone, IDENTITY)
    assert code == 2 and "历史不完整" in complaint, output + complaint
    code, said = check(clone, "HEAD~1")
    assert code == 2 and "历史不完整" in said, said


def test_a_merge_for_which_a_partial_clone_lacks_files_is_no_conflict(root: Path, tmp_path: Path) -> None:
    git(root, "switch", "--quiet", "--create", "draft")
    take(root, "replace", {"file": "catalog/vocabularies.yaml", "old": "词语11", "new": "词语甲"})
    take(root, "commit", "草稿")
    git(root, "switch", "--quiet", "main")
    take(root, "replace", {"file": "catalog/vocabularies.yaml", "old": "categories:\n", "new": "# 注\ncategories:\n"})
    take(root, "commit", "改动")
    assert check(root, "main", "--head", "draft", "--merge")[0] == 1, "it merges; who signed it is another question"
    clone = partial(root, tmp_path, "blob:none")
    git(clone, "remote", "set-url", "origin", f"file://{root}")
    for branch in ("draft", "main"):  # so that only what both began with is missing
        git(clone, "switch", "--quiet", branch)
    git(clone, "remote", "set-url", "origin", f"file://{tmp_path}/gone")
    code, said = check(clone, "main", "--head", "draft", "--merge")
    assert code == 2 and "历史不完整" in said and "不能自动合并" not in said, said

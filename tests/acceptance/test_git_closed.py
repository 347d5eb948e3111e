"""Git reads what a commit says and nothing else: no setting, no planted file and no variable changes that or runs anything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS
from support import county
from support.cases import take
from support.preloaded import run_program
from support.repository import IDENTITY, git

GOOD = "content/items/town/2026/00008.md"
BAD = "content/items/town/2026/00009.md"


def gongkai(root: Path, *arguments: str, **variables: str) -> tuple[int, str]:
    code, output, complaint = run_program(["gongkai", "--root", str(root), *arguments], root, IDENTITY | variables)
    return code, output + complaint


def check(root: Path, base: str = "base", **variables: str) -> tuple[int, str]:
    return gongkai(root, "check", "--today", str(county.TODAY), "--base", base, **variables)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A published county, and one signed item more."""
    root = county.copy_to(tmp_path / "site")
    take(root, "repository", "base")
    add(root, GOOD, signed=True)
    return root


def add(root: Path, path: str, *, signed: bool) -> None:
    take(root, "item", {"file": path})
    if signed:
        take(root, "sign", path)
    take(root, "commit", "新增")


def unsigned(root: Path) -> None:
    """The tip publishes an item that nobody signed."""
    add(root, BAD, signed=False)
    code, said = check(root)
    assert code == 1 and f"{BAD}:" in said and "R02" in said, said


def side_branch(root: Path) -> str:
    """A merge whose side branch once held a link; returns the commit with the link."""
    git(root, "switch", "--quiet", "--create", "side", "base")
    (root / "content/links.md").symlink_to("../catalog/officers.yaml")
    take(root, "commit", "链接")
    linked = git(root, "rev-parse", "HEAD")
    (root / "content/links.md").unlink()
    add(root, "content/items/town/2026/00007.md", signed=True)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "合并", "side")
    code, said = check(root)
    assert code == 1 and "R05" in said and "links.md" in said, said
    return linked


# What cuts or rewrites history -------------------------------------------------------------------------------


def test_a_shallow_clone_that_still_holds_the_base_is_refused(root: Path, tmp_path: Path) -> None:
    side_branch(root)
    # Deep enough for the first-parent line, too short for the side branch.
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{root}", "shallow")
    git(tmp_path / "shallow", "fetch", "--quiet", "--depth", "1", "origin", "tag", "base")
    code, said = check(tmp_path / "shallow")
    assert code == 2 and "历史不完整" in said and "--unshallow" in said, said


def test_a_shallow_clone_that_holds_the_whole_range_is_enough(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{root}", "shallow")
    code, said = check(tmp_path / "shallow", "HEAD~1")
    assert code == 0, said


@pytest.mark.parametrize("planted", ["file", "variable", "graft", "replacement", "commit-graph"])
def test_history_is_read_as_the_commits_have_it(root: Path, tmp_path: Path, planted: str) -> None:
    """Each of these hides the side branch with the link from an ordinary git."""
    linked = side_branch(root)
    child = git(root, "rev-parse", "HEAD^2")
    variables = {}
    if planted == "file":
        (root / ".git/shallow").write_text(f"{child}\n")
    elif planted == "variable":
        (tmp_path / "shallow").write_text(f"{child}\n")
        variables["GIT_SHALLOW_FILE"] = str(tmp_path / "shallow")
    elif planted == "graft":
        (root / ".git/info/grafts").write_text(f"{child}\n")
    elif planted == "replacement":
        git(root, "replace", "--graft", child)
    else:
        add(root, "content/items/town/2026/00006.md", signed=True)  # git reads the tip itself in any case
        git(root, "-c", "core.commitGraph=true", "commit-graph", "write", "--reachable")
        graph = root / ".git/objects/info/commit-graph"
        graph.chmod(0o644)
        graph.write_bytes(without_second_parents(graph.read_bytes()))
        assert len(git(root, "rev-list", "base..HEAD").split()) == 3, "git itself is deceived"
    code, said = check(root, **variables)
    assert code == 1 and f"{linked[:12]}:content/links.md" in said, said


def without_second_parents(graph: bytes) -> bytes:
    """A commit-graph according to which nothing was ever merged."""
    chunks = {graph[8 + 12 * n :][:4]: int.from_bytes(graph[12 + 12 * n :][:8], "big") for n in range(graph[6] + 1)}
    start = chunks[b"CDAT"]
    end = min(offset for offset in chunks.values() if offset > start)
    changed = bytearray(graph)
    for commit in range(start, end, 36):
        changed[commit + 24 : commit + 28] = bytes.fromhex("70000000")
    return bytes(changed)


# What leads elsewhere ----------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another county, where all is well."""
    other = county.copy_to(tmp_path / "other")
    take(other, "repository", "base")
    add(other, GOOD, signed=True)
    return other


@pytest.mark.parametrize(
    "name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE", "GIT_NAMESPACE"]
)
def test_no_variable_makes_another_repository_the_judged_one(root: Path, elsewhere: Path, name: str) -> None:
    unsigned(root)
    folder = {"GIT_WORK_TREE": "", "GIT_OBJECT_DIRECTORY": ".git/objects", "GIT_INDEX_FILE": ".git/index"}
    code, said = check(root, **{name: str(elsewhere / folder.get(name, ".git"))})
    assert code == 1 and f"{BAD}:" in said, said


@pytest.mark.parametrize("name", ["core.worktree", "core.bare", "include.path"])
def test_no_setting_of_a_clone_makes_another_county_the_judged_one(root: Path, elsewhere: Path, name: str) -> None:
    unsigned(root)
    value = {"core.worktree": str(elsewhere), "core.bare": "true", "include.path": str(elsewhere / "more")}[name]
    (elsewhere / "more").write_text(f"[core]\n\tworktree = {elsewhere}\n")
    git(root, "config", name, value)
    code, said = check(root)
    assert code == 1 and f"{BAD}:" in said, said


# What runs something -----------------------------------------------------------------------------------------


def test_nothing_that_a_clone_is_set_to_run_is_run(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout", "pre-auto-gc"):
        (hooks / name).write_bytes(trap.read_bytes())
        (hooks / name).chmod(0o755)
    attributes = root / ".git/info/attributes"
    git(root, "branch", "side", "base")
    git(root, "switch", "--quiet", "side")
    (root / county.PAGE).write_text((root / county.PAGE).read_text().replace("政府信息。", "政府信息公开。"))
    take(root, "commit", "改")
    git(root, "switch", "--quiet", "main")
    (root / county.PAGE).write_text((root / county.PAGE).read_text().replace("政府信息。", "信息。"))
    take(root, "commit", "也改")
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("* merge=trap diff=trap filter=trap\n")
    for name in (
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.alternateRefsCommand", "diff.external",
        "diff.trap.command", "diff.trap.textconv", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process",
        "merge.trap.driver", "credential.helper", "gpg.program", "uploadpack.packObjectsHook", "pager.diff-tree",
    ):  # fmt: skip
        git(root, "config", name, str(trap))
    git(root, "config", "alias.rev-list", f"!{trap}")
    git(root, "config", "core.hooksPath", str(hooks))
    variables = {"GIT_EXTERNAL_DIFF": str(trap), "GIT_PAGER": str(trap), "GIT_SSH_COMMAND": str(trap)}
    check(root, **variables)
    gongkai(root, "check", "--base", "main", "--head", "side", "--merge", **variables)
    gongkai(root, "check", "--draft", "--head", "side", **variables)
    gongkai(root, "hooks", "run", "pre-commit", **variables)
    gongkai(root, "hooks", "run", "pre-push", **variables)
    assert not (tmp_path / "sprung").exists()


def test_a_partial_clone_fetches_nothing_while_it_is_checked(root: Path, tmp_path: Path) -> None:
    """What is missing is fetched by a command that the clone's configuration names; here it is missing."""
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{root}", "partial")
    partial = tmp_path / "partial"
    (tmp_path / "trap").write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\nexit 1\n")
    (tmp_path / "trap").chmod(0o755)
    git(partial, "config", "remote.origin.uploadpack", str(tmp_path / "trap"))
    (partial / "catalog").mkdir()
    code, said = check(partial)
    assert code == 2 and "无法从 git 读取" in said, said
    assert not (tmp_path / "sprung").exists()


# What a base means -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", ["", "~0", "^0", "^{commit}", "^{}"])
@pytest.mark.parametrize(
    "place", ["refs/tags/stable", "refs/stable", "refs/remotes/stable", "refs/remotes/stable/HEAD"]
)
def test_a_base_with_two_meanings_is_refused(root: Path, steps: str, place: str) -> None:
    git(root, "branch", "stable", "base")
    assert check(root, f"stable{steps}")[0] == 0
    add(root, BAD, signed=False)
    assert check(root, f"stable{steps}")[0] == 1
    git(root, "update-ref", place, "HEAD")
    code, said = check(root, f"stable{steps}")
    assert code == 2 and "几种意思" in said and place in said, said


@pytest.mark.parametrize("length", [7, 12, 40])
def test_a_base_that_is_a_commit_and_a_tag_is_refused(root: Path, length: int) -> None:
    base = git(root, "rev-parse", "base")[:length]
    assert check(root, base)[0] == 0
    assert check(root, base.upper())[0] == 0
    add(root, BAD, signed=False)
    git(root, "update-ref", f"refs/tags/{base}", "HEAD")
    code, said = check(root, base)
    assert code == 2 and "几种意思" in said, said


def test_a_file_beside_the_refs_is_no_base(root: Path) -> None:
    """Git itself takes ``.git/stable`` before any branch of that name."""
    git(root, "branch", "stable", "base")
    add(root, BAD, signed=False)
    (root / ".git/stable").write_text(git(root, "rev-parse", "HEAD") + "\n")
    code, said = check(root, "stable")
    assert code == 1 and f"{BAD}:" in said, said


def test_the_tip_means_one_thing_too(root: Path) -> None:
    add(root, BAD, signed=False)
    git(root, "update-ref", "refs/tags/HEAD", "base")
    code, said = check(root)
    assert code == 2 and "几种意思" in said, said


@pytest.mark.parametrize(
    "base", [b"\xff", b"main\nfalsch", b"@{-1}", b":/x", b"base:content", b"base^!", b"--all", b" ", b"nobody"]
)
def test_what_names_no_commit_is_refused_in_one_line(root: Path, base: bytes) -> None:
    code, said = check(root, os.fsdecode(base) if not base.startswith(b"-") else "=" + os.fsdecode(base))
    assert code == 2 and said.count("\n") == 1 and "Traceback" not in said and "内部错误" not in said, said


# What lies in a tree -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["100664", "100600", "0100644", "100640"])
def test_a_mode_that_git_does_not_write_is_refused(root: Path, mode: str) -> None:
    def tree(path: str, name: str, entry: bytes) -> bytes:
        """The folder at ``path`` with the entry of ``name`` exchanged; returns its object name."""
        raw = subprocess.run(
            ["git", "cat-file", "tree", f"HEAD:{path}"], cwd=root, capture_output=True, check=True
        ).stdout
        start = raw.rindex(b"100644" if name.endswith(".md") else b"40000", 0, raw.index(f" {name}\0".encode()) + 1)
        end = raw.index(b"\0", start) + 21
        made = subprocess.run(
            ["git", "hash-object", "-t", "tree", "--literally", "-w", "--stdin"],
            cwd=root,
            input=raw[:start] + entry + raw[end:],
            capture_output=True,
            check=True,
        )
        return bytes.fromhex(made.stdout.decode().strip())

    blob = bytes.fromhex(git(root, "rev-parse", f"HEAD:{county.PAGE}"))
    pages = tree("content/pages", "about.md", mode.encode() + b" about.md\0" + blob)
    content = tree("content", "pages", b"40000 pages\0" + pages)
    top = tree("", "content", b"40000 content\0" + content)
    commit = git(root, "commit-tree", top.hex(), "-p", "HEAD", "-m", "模式")
    git(root, "update-ref", "refs/heads/main", commit)
    code, said = check(root)
    assert code == 1 and "R05" in said and f"{county.PAGE}:" in said and mode in said, said


def test_a_clone_that_turns_line_ends_is_told_so(root: Path, tmp_path: Path) -> None:
    """What is judged are commits; what lies in the folder is something else, and nobody could build it."""
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(root), "windows")
    code, said = check(tmp_path / "windows", "origin/main")
    assert code == 2 and "autocrlf" in said, said
    git(tmp_path / "windows", "config", "core.autocrlf", "false")
    git(tmp_path / "windows", "rm", "--quiet", "-r", "--cached", ".")
    git(tmp_path / "windows", "reset", "--quiet", "--hard")
    code, said = check(tmp_path / "windows", "origin/main")
    assert code == 0 and "没有新的提交" in said, said


# What a report prints ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["a\nb.md:1:1: R02 x", "a\rb", "a\x1b[2Jb", "a\u202eb", "a\u2028b", os.fsdecode(b"a\xff")]
)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_file_name_makes_no_line_of_its_own(root: Path, name: str, form: str) -> None:
    (root / "theme").mkdir()
    (root / "theme" / name).write_text("x")
    take(root, "commit", "主题")
    add(root, "content/items/town/2026/00005.md", signed=True)
    git(root, "reset", "--quiet", "--soft", "HEAD~2")
    take(root, "commit", "主题和内容")
    done = subprocess.run(
        [str(PROGRAMS / "gongkai"), "check", "--base", "base", "--today", str(county.TODAY), "--format", form],
        cwd=root,
        env=os.environ | IDENTITY | {"PYTHONPATH": ""},
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode()
    assert done.returncode == 1 and "X02" in said, said + done.stderr.decode()
    assert not any(character in said for character in "\r\x1b\u202e\u2028"), said
    assert not any(line.lstrip().startswith("b.md") for line in said.splitlines()), said

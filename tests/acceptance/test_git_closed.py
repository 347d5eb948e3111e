"""Git reads what a commit says and nothing else: no setting, no planted file and no variable changes that or runs anything."""

from __future__ import annotations

import os
import subprocess
import zlib
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


Entry = tuple[bytes, bytes, bytes]  # mode, name, object


def written_raw(root: Path, kind: str, data: bytes) -> bytes:
    """Store an object as it is, whatever git thinks of it; returns its name."""
    asked = ["git", "hash-object", "-t", kind, "--literally", "-w", "--stdin"]
    done = subprocess.run(asked, cwd=root, input=data, capture_output=True, check=True)
    return bytes.fromhex(done.stdout.decode().strip())


def entries(root: Path, tree: str) -> list[Entry]:
    raw = subprocess.run(["git", "cat-file", "tree", tree], cwd=root, capture_output=True, check=True).stdout
    found = []
    while raw:
        head, _, rest = raw.partition(b"\0")
        mode, _, name = head.partition(b" ")
        found.append((mode, name, rest[:20]))
        raw = rest[20:]
    return found


def commit_folder(root: Path, path: str, new: list[Entry], parent: str = "HEAD") -> None:
    """Commit the present tree with the folder at ``path`` holding such entries, in this order."""
    names = path.split("/")
    for depth in range(len(names), -1, -1):
        made = written_raw(root, "tree", b"".join(mode + b" " + name + b"\0" + one for mode, name, one in new))
        if depth:
            above = "/".join(names[: depth - 1])
            new = [
                (mode, name, made if name.decode() == names[depth - 1] else one)
                for mode, name, one in entries(root, f"HEAD:{above}")
            ]
    commit = git(root, "commit-tree", made.hex(), "-p", parent, "-m", "目录")
    git(root, "update-ref", "refs/heads/main", commit)


@pytest.mark.parametrize("mode", ["100664", "100600", "0100644", "100640"])
def test_a_mode_that_git_does_not_write_is_refused(root: Path, mode: str) -> None:
    changed = [(mode.encode(), name, one) for _, name, one in entries(root, "HEAD:content/pages")]
    commit_folder(root, "content/pages", changed)
    code, said = check(root)
    assert code == 1 and "R05" in said and f"{county.PAGE}:" in said and mode in said, said


def test_what_stands_out_of_order_in_a_folder_is_refused(root: Path, tmp_path: Path) -> None:
    """Git finds no file of this name in the commit and puts it into every checkout."""
    base = git(root, "rev-parse", "HEAD")
    (root / GOOD).rename(root / "content/items/town/2026/00010.md")
    add(root, "content/items/town/2026/00010.md", signed=True)
    git(root, "tag", "--force", "base")
    add(root, BAD, signed=False)
    first, bad, good = entries(root, "HEAD:content/items/town/2026")
    commit_folder(root, "content/items/town/2026", [first, good, bad], "base")
    git(tmp_path, "clone", "--quiet", str(root), "checkout")
    assert (tmp_path / "checkout" / BAD).is_file(), "nothing to be deceived by"
    code, said = check(root)
    assert base and code == 1 and "R05" in said and f"{BAD}:" in said, said


def test_an_altered_document_beside_itself_is_refused(root: Path, tmp_path: Path) -> None:
    altered = written_raw(root, "blob", (root / GOOD).read_bytes().replace("正文".encode(), "假文".encode()))
    git(root, "tag", "--force", "base")
    there = entries(root, "HEAD:content/items/town/2026")
    commit_folder(root, "content/items/town/2026", [*there, (b"100644", GOOD.rpartition("/")[2].encode(), altered)])
    git(tmp_path, "clone", "--quiet", str(root), "checkout")
    assert "假文" in (tmp_path / "checkout" / GOOD).read_text(), "nothing to be deceived by"
    code, said = check(root)
    assert code == 1 and "R05" in said and f"{GOOD}:" in said, said


@pytest.mark.parametrize("name", [b"..", b".git", b".GIT", b"a/b.md", b"."])
@pytest.mark.parametrize("folder", ["content/pages", "docs"])
def test_a_name_that_git_does_not_write_is_refused(root: Path, name: bytes, folder: str) -> None:
    (root / "docs").mkdir()
    (root / "docs/notes.md").write_text("x\n")
    take(root, "commit", "说明")
    there = entries(root, f"HEAD:{folder}")
    commit_folder(root, folder, sorted([*there, (b"100644", name, there[0][2])], key=lambda one: one[1]))
    code, said = check(root)
    assert code == 1 and "R05" in said and "git 的规则" in said, said


# What lies in a clone under a name that is not its own --------------------------------------------------------


@pytest.mark.parametrize("exchanged", ["blob", "tree", "subtree"])
def test_an_object_that_is_not_what_it_is_named_after_is_refused(root: Path, exchanged: str) -> None:
    unsigned(root)
    named = {"blob": BAD, "tree": "", "subtree": "content/items/town/2026"}[exchanged]
    kind = "blob" if exchanged == "blob" else "tree"
    name = git(root, "rev-parse", f"HEAD:{named}")
    asked = f"HEAD~1:{GOOD if kind == 'blob' else named}"
    told = subprocess.run(["git", "cat-file", kind, asked], cwd=root, capture_output=True, check=True).stdout
    place = root / ".git/objects" / name[:2] / name[2:]
    place.chmod(0o644)
    place.write_bytes(zlib.compress(f"{kind} {len(told)}\0".encode() + told))
    code, said = check(root)
    assert code == 2 and "损坏或被调换" in said and name[:12] in said, said


@pytest.mark.parametrize("how", ["commondir", "file", "link"])
def test_the_repository_of_another_folder_is_not_judged_in_its_place(root: Path, elsewhere: Path, how: str) -> None:
    unsigned(root)
    if how == "commondir":
        (root / ".git/commondir").write_text(f"{elsewhere}/.git\n")
    else:
        (root / ".git").rename(root.parent / "moved")
        if how == "file":
            (root / ".git").write_text(f"gitdir: {elsewhere}/.git\n")
        else:
            (root / ".git").symlink_to(elsewhere / ".git")
    code, said = check(root)
    assert code == 2 and "另一个文件夹的仓库" in said, said


def test_work_trees_submodules_and_separate_repositories_are_judged(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    assert check(tmp_path / "tree")[0] == 0
    git(tmp_path, "clone", "--quiet", "--separate-git-dir", str(tmp_path / "apart.git"), str(root), "apart")
    assert check(tmp_path / "apart")[0] == 0
    git(tmp_path, "init", "--quiet", "outer")
    git(tmp_path / "outer", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "site")
    assert check(tmp_path / "outer/site")[0] == 0


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


@pytest.mark.parametrize("command", [["check"], ["build", "--no-search"], ["build", "--no-search", "--release"]])
def test_a_folder_in_which_files_were_kept_back_is_no_site(root: Path, tmp_path: Path, command: list[str]) -> None:
    git(tmp_path, "clone", "--quiet", str(root), "sparse")
    sparse = tmp_path / "sparse"
    git(sparse, "sparse-checkout", "set", "catalog", "content/guide", "content/policies", "content/pages")
    assert not (sparse / GOOD).exists()
    code, said = gongkai(sparse, *command, "--today", str(county.TODAY))
    assert code == 1 and "R05" in said and "稀疏检出" in said, said
    git(sparse, "sparse-checkout", "disable")
    code, said = gongkai(sparse, *command, "--today", str(county.TODAY))
    assert code == 0, said


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

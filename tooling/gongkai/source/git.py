"""Git, called in one way only: with a closed environment and a configuration of our own.

Everything is read through a *store*, an empty repository made for this run that borrows the clone's objects and nothing
else. Configuration, attributes, hooks, filters, drivers, grafts, replacements, ``shallow``, a commit-graph and the refs of
a clone can therefore neither run a command nor change what a commit says. Only what a name means is asked of the clone.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun, Text

# Nothing of these may come from outside: where git looks, and what it runs.
_FOREIGN = ("GIT_", "XDG_", "SSH_ASKPASS", "PAGER", "EDITOR", "VISUAL", "HOME")
_CLOSED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "HOME": os.devnull,
    "XDG_CONFIG_HOME": os.devnull,
    "LC_ALL": "C",
}
# Of a clone's own settings, those that could run something.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.useReplaceRefs=false")
_CONFIG = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n\tcommitGraph = false\n\tuseReplaceRefs = false\n"
_CUT = ("could not read ", "failed to traverse", "unable to read", "bad object", "missing blob", "missing tree")


def closed_environment(**more: str) -> dict[str, str]:
    """The environment of every git that is started: none of the caller's settings, and ``more``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return kept | _CLOSED | more


def git(store: Path, *arguments: str, given: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
    """Run git on a store and return what it wrote. Raises CannotRun with git's own words."""
    return _run(store, arguments, closed_environment(GIT_DIR=str(store), **(more or {})), given)


def ask_clone(folder: Path, *arguments: str) -> bytes:
    """Ask a clone what only it knows: where its files lie, what its refs mean, one setting of its own."""
    # A work tree that its configuration names is not looked at.
    environment = closed_environment(GIT_DIR=str(folder), GIT_WORK_TREE=str(folder))
    return _run(folder, (*_HARMLESS, *arguments), environment)


def ask_as_user(top: Path, folder: Path, *arguments: str) -> bytes:
    """Ask as the user's own git would answer, with all of their settings: only for what that git is going to do."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("GIT_") or n.startswith("GIT_CONFIG_")}
    return _run(top, arguments, kept | {"GIT_DIR": str(folder), "GIT_WORK_TREE": str(top), "LC_ALL": "C"})


def _run(folder: Path, arguments: tuple[str, ...], environment: dict[str, str], given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, input=given, capture_output=True, check=False
        )
    except OSError as error:
        raise no_git(error) from error
    if done.returncode:
        raise _failed(arguments, done.stderr.decode("utf-8", "replace"))
    return done.stdout


def no_git(error: OSError) -> CannotRun:
    return CannotRun("无法运行 git，请先安装", f"cannot run git: {error.strerror}")


def _failed(arguments: tuple[str, ...], said: str) -> CannotRun:
    command = next(one for one in arguments if not one.startswith("-") and "=" not in one)
    lines = said.strip().split("\n")
    reason = shown(next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0]))
    if any(words in said.lower() for words in _CUT):
        return incomplete(Text(reason, reason))
    return CannotRun(f"git {command} 未能完成：{reason}", f"git {command} failed: {reason}")


class Incomplete(CannotRun):
    """A clone lacks objects that its commits name."""


def incomplete(reason: Text) -> Incomplete:
    """Return what is said where a clone lacks objects; ``reason`` says which."""
    return Incomplete(
        "历史不完整（浅克隆、部分克隆，或缺少对象），不能据以判断：请取回全部历史（git fetch --unshallow；部分克隆用 "
        f"git fetch --refetch --no-filter；CI 中 fetch-depth: 0，不写 filter）。{reason.zh}",
        "the history is not complete (a shallow or partial clone, or objects are missing) and decides nothing: fetch all of it "
        "(git fetch --unshallow, for a partial clone git fetch --refetch --no-filter; in CI fetch-depth: 0 and no filter). "
        f"{reason.en}",
    )


def clone_around(county: Path) -> tuple[Path, Path]:
    """The repository in which a county lies: its top folder and the folder of git. Raises CannotRun where there is none.

    Found by where the county lies, whatever the environment or a configuration says.
    """
    for top in (county, *county.parents):
        folder = _git_folder(top / ".git")
        if folder:
            _belongs(top, folder)
            return top, folder
    raise CannotRun(
        f"{shown(str(county))} 不在 git 仓库中：请先在站点文件夹中运行 git init --initial-branch main，或在克隆中运行",
        f"{shown(str(county))} is in no git repository; run git init --initial-branch main in the site's folder first, or work in a clone",
    )


def _belongs(top: Path, folder: Path) -> None:
    """Raise CannotRun where the repository that ``.git`` leads to is that of another folder."""
    named = top / ".git"
    own = True
    if (folder / "commondir").exists():  # only a linked work tree has one; it names its folder in turn
        back = folder / "gitdir"
        there = Path(folder, os.fsdecode(back.read_bytes().rstrip(b"\r\n"))) if back.is_file() else folder
        own = named.is_file() and there.resolve() == named.resolve()
    elif folder.name == ".git":
        own = not named.is_symlink() and folder.parent == top.resolve()
    if not own:
        raise CannotRun(
            f"{shown(str(named))} 指向另一个文件夹的仓库 {shown(str(folder))}，不能据以判断；工作树移动过的，先运行 git worktree repair",
            f"{shown(str(named))} leads to the repository of another folder, {shown(str(folder))}; a work tree that was moved needs "
            "git worktree repair",
        )


def _git_folder(named: Path) -> Path | None:
    """Return what ``.git`` is or, in a linked work tree, leads to; None where it is neither, as for git itself."""
    try:
        if named.is_file():
            written = named.read_bytes()
            if not written.startswith(b"gitdir: "):
                return None
            named = named.parent / os.fsdecode(written.removeprefix(b"gitdir: ").rstrip(b"\r\n"))
        return named.resolve() if (named / "HEAD").exists() and named.is_dir() else None
    except OSError:
        return None


def store_of(clone: Path) -> Path:
    """A store with the objects of a clone, for as long as this process runs."""
    asked = ("rev-parse", "--path-format=absolute", "--show-object-format", "--git-path", "objects")
    form, _, objects = ask_clone(clone, *asked).rstrip(b"\n").partition(b"\n")
    if b"\n" in objects:
        raise CannotRun("仓库路径含有换行，不能检查", "the path of the repository holds a line break")
    store = Path(tempfile.mkdtemp(prefix="gongkai-git-"))
    atexit.register(_remove, store, os.getpid())
    (store / "refs").mkdir()
    (store / "objects/info").mkdir(parents=True)
    (store / "objects/info/alternates").write_bytes(objects + b"\n")
    (store / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    (store / "config").write_text(f"{_CONFIG}[extensions]\n\tobjectFormat = {form.decode()}\n", encoding="ascii")
    return store


def _remove(store: Path, process: int) -> None:
    if process == os.getpid():  # a worker ends earlier
        shutil.rmtree(store, ignore_errors=True)

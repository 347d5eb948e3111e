"""The checks of an officer's own clone: what is about to be committed, and what is about to be sent.

On a protected branch the staged tree, or every commit sent, has to be fit for publication. On any other branch it has to
be readable, so that officers can commit between the two sign-offs.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.findings import CannotRun
from gongkai.gate.check import Verdict, check
from gongkai.history.check import Range, check_drafts, check_range
from gongkai.history.commits import judge_files
from gongkai.history.publication import judge_publication
from gongkai.history.repository import Repository
from gongkai.source.git import ask_as_user, ask_clone, git

NAMES = ("pre-commit", "pre-merge-commit", "pre-push")
PROTECTED = ("main", "master")
_SETTING = "gongkai.protected"


@dataclass(frozen=True, slots=True)
class Ref:
    """One line of what git tells a pre-push hook; an object name of zeros stands for nothing."""

    local: str
    commit: str
    remote: str
    remote_commit: str

    @property
    def deletes(self) -> bool:
        return not self.commit.strip("0")


def hooks_folder(repository: Repository) -> Path:
    """Where git looks for the hooks of this clone."""
    asked = "rev-parse", "--path-format=absolute", "--git-path", "hooks"
    return Path(os.fsdecode(ask_as_user(repository.top, repository.folder, *asked).rstrip(b"\n")))


def installed(repository: Repository) -> bool:
    """Return whether the hooks of this clone call this program, by themselves or through the pre-commit framework."""
    hooks = [hooks_folder(repository) / name for name in ("pre-commit", "pre-push")]
    texts = [hook.read_text("utf-8", "replace") if hook.is_file() else "" for hook in hooks]
    return all("gongkai" in text or "pre-commit" in text for text in texts)


def protected_branches(repository: Repository) -> tuple[str, ...]:
    """The branches that are published, from the clone's configuration."""
    try:
        named = ask_clone(repository.folder, "config", "--local", "--get-all", _SETTING).decode().split()
    except CannotRun:
        named = []
    return tuple(named) or PROTECTED


def protect(repository: Repository, branches: Iterable[str]) -> None:
    """Write down which branches are published."""
    for number, branch in enumerate(branches):
        action = "--add" if number else "--replace-all"
        ask_clone(repository.folder, "config", "--local", action, _SETTING, branch)


def check_staged(repository: Repository, today: dt.date) -> Verdict:
    """Judge what is staged against the last commit."""
    staged = repository.staged()
    head = repository.head()
    changed = repository.changes(head, staged) if head else repository.everything(staged)
    files = tuple(judge_files(repository, changed, ""))
    if not _on_protected(repository):
        return Verdict(files, (), (), None, len(changed), "")
    if head is None or not repository.tree(head).files("catalog").regular:
        verdict = check(repository.tree(staged), today)
    else:
        verdict = judge_publication(repository, head, staged, today)
    return dataclasses.replace(verdict, diagnostics=(*files, *verdict.diagnostics), approved=(), voided=())


def check_pushed(repository: Repository, remote: str, refs: Iterable[Ref], today: dt.date) -> list[Verdict]:
    """Judge what is about to be sent to ``remote``, one verdict a branch."""
    protected = {f"refs/heads/{name}" for name in protected_branches(repository)}
    verdicts = []
    for ref in refs:
        if ref.remote in protected:
            verdicts.append(_published(repository, ref, today))
        elif not ref.deletes:
            known = [ref.remote_commit] if ref.remote_commit.strip("0") and repository.knows(ref.remote_commit) else []
            verdicts.append(check_drafts(repository, ref.commit, *known, *repository.tracked(remote)))
    return verdicts


def _published(repository: Repository, ref: Ref, today: dt.date) -> Verdict:
    if ref.deletes:
        name = ref.remote.removeprefix("refs/heads/")
        raise CannotRun(f"不能删除受保护的分支 {name}", f"the protected branch {name} must not be deleted")
    base = ref.remote_commit if ref.remote_commit.strip("0") else None
    if base and not (repository.knows(base) and _follows(repository, base, ref.commit)):
        name = ref.remote.removeprefix("refs/heads/")
        raise CannotRun(
            f"没有推送：有人先推送了 {name}，或本地的历史被改写（主线接不上）。先运行 git pull --rebase，把自己的提交接在后面，再 git push；"
            "审签跟着内容走，不会因此失效；不要用 --force",
            f"not pushed: somebody pushed {name} first, or the history here was rewritten. Run git pull --rebase, then git push; "
            "sign-offs go with the content and stay valid; do not use --force",
        )
    return check_range(repository, Range(base, ref.commit), today)


def _follows(repository: Repository, base: str, commit: str) -> bool:
    """Return whether a commit has another one among its ancestors."""
    return not git(repository.store, "rev-list", "--max-count=1", base, f"^{commit}").strip()


def _on_protected(repository: Repository) -> bool:
    return repository.branch() in protected_branches(repository)

"""``check --base``: every publication between two commits is judged by what was in force before it.

Judged are the commits on the first-parent line of the protected branch, because each of them was, or would be, on the
website. Roster, signature policy, agencies and norms come from the state before each step, so nobody authorises
themselves; a step that changes one of them is judged as a whole besides. All other commits of the range, on officers'
own branches, need only be readable (``history.commits``).

A step that touches documents only costs what git says has changed and the registries, whatever the size of the county.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Sequence
from concurrent.futures import Executor

from gongkai.core.findings import CannotRun, Diagnostic, Place, Progress, Severity, Text
from gongkai.gate.check import Verdict, check, digest_of_roster
from gongkai.gate.load_site import registries, sort
from gongkai.history.commits import judge_clone, judge_commits
from gongkai.history.publication import judge_publication
from gongkai.history.repository import Repository
from gongkai.rules import RULES
from gongkai.signing.first_seen import FirstSeen
from gongkai.source.git_extent import TooManyFiles

_ZEROS = re.compile("0{40}|0{64}")


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """What is looked at. ``base`` is the state that was published, None for a branch that begins.

    ``merging``: ``head`` is a branch that would be merged into ``base``, which judges the result of the merge.
    """

    base: str | None
    head: str
    merging: bool = False


def check_range(
    repository: Repository,
    asked: Range,
    today: dt.date,
    executor: Executor | None = None,
    progress: Progress | None = None,
    seen: FirstSeen | None = None,
) -> Verdict:
    """Judge a range of commits; the verdict approves nothing, a build checks again."""
    if asked.base == "":
        raise CannotRun(
            "--base 是空的：请写明提交；分支刚开始的，写全为 0 的提交号",
            "--base is empty; a branch that begins has zeros",
        )
    head = repository.commit(asked.head)
    # Platforms name a branch's beginning by zeros.
    base = repository.commit(asked.base) if asked.base is not None and not _ZEROS.fullmatch(asked.base) else None
    within = [head] if base is None else [head, f"^{base}"]
    try:
        diagnostics, _ = judge_commits(repository, repository.introduced(*within))
    except TooManyFiles as error:
        return _not_walked(error)
    diagnostics += judge_clone(repository)
    steps = _steps(repository, base, head, asked.merging)
    verdict: Verdict | None = None
    checked = 0
    for before, after in steps:
        last = after is steps[-1][1]
        verdict = _step(repository, before, after, today, executor, progress, seen)
        checked += verdict.checked
        diagnostics += verdict.diagnostics if last else [_of(d, after) for d in verdict.diagnostics]
    if verdict is None:
        # Nothing new was published; what stands is named all the same.
        tree = repository.tree(head)
        digest = digest_of_roster(registries(tree, sort(tree.files("catalog"))))
        return Verdict(_sorted(diagnostics), (), (), None, 0, digest)
    return dataclasses.replace(verdict, diagnostics=_sorted(diagnostics), approved=(), voided=(), checked=checked)


def check_drafts(repository: Repository, head: str, *without: str) -> Verdict:
    """Judge commits of an officer's own branch, but those in ``without``: readable files in a clean tree, whatever the reviews."""
    known = [f"^{repository.commit(one)}" for one in without]
    try:
        diagnostics, count = judge_commits(repository, repository.introduced(repository.commit(head), *known))
    except TooManyFiles as error:
        return _not_walked(error)
    return Verdict(_sorted(diagnostics), (), (), None, count, "")


def _not_walked(error: TooManyFiles) -> Verdict:
    """The verdict on a range with a commit of which the number of files alone says enough."""
    remedy = Text(
        "从历史中去掉这次提交；确有这样多文件的，分成几个站点",
        "take the commit out of the history; if there really are so many files, make several sites of them",
    )
    found = Diagnostic("R05", Severity.ERROR, RULES["R05"].clause, Place("content"), error.text, remedy, error.commit)
    return Verdict((found,), (), (), None, 0, "")


def _steps(repository: Repository, base: str | None, head: str, merging: bool) -> list[tuple[str | None, str]]:
    """The publications of a range as pairs of states (before, after), oldest first."""
    if base is None:
        return [(None, head)]
    if merging:
        return [(base, repository.merged(base, head))]
    line = [base, *repository.published(base, head)]
    return list(itertools.pairwise(line))


def _step(
    repository: Repository,
    before: str | None,
    after: str,
    today: dt.date,
    executor: Executor | None,
    progress: Progress | None,
    seen: FirstSeen | None,
) -> Verdict:
    tree = repository.tree(after)
    if before is None or not _founded(repository, before):
        # Nothing was published before; the roster in the tree is trusted, and its digest printed.
        return check(tree, today, executor, progress, seen)
    return judge_publication(repository, before, after, today, executor, progress, seen)


def _founded(repository: Repository, revision: str) -> bool:
    """Return whether there was a county before. One that lay in another folder would lose what it was judged by."""
    tree = repository.tree(revision)
    if any(tree.has(f"catalog/{name}.yaml") for name in ("officers", "site", "agencies")):
        return True
    if any(one.path.endswith("catalog/officers.yaml") for one in repository.everything(revision)):
        raise CannotRun(
            "此前的站点在另一个文件夹中：移动站点后无从判断，请用 --root 指明原来的文件夹，移动须由工程师另行核实",
            "the site lay in another folder before; name it with --root, and let an engineer vouch for the move",
        )
    return False


def _of(diagnostic: Diagnostic, commit: str) -> Diagnostic:
    return dataclasses.replace(diagnostic, commit=commit)


def _sorted(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In reading order, each once: what the tip shows is not repeated for the commit that brought it."""
    tip = {(d.code, d.place, d.message) for d in diagnostics if not d.commit}
    kept = [d for d in diagnostics if not d.commit or (d.code, d.place, d.message) not in tip]
    unique = {(d.commit, d.code, d.place, d.message): d for d in kept}
    return tuple(sorted(unique.values(), key=lambda d: (d.place, d.code, d.commit)))

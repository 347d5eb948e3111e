"""What every commit has to satisfy, published or not: its files can be read, and its tree is clean.

A draft may lack fields and sign-offs. It may not hold what no reader of the history could see: broken encodings, hidden
characters, links, filters, pointers to elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.core.characters import shown
from gongkai.core.findings import Diagnostic, Place, Severity, Text
from gongkai.documents.document import opened
from gongkai.documents.kinds import kind_of
from gongkai.history.repository import Changed, Repository
from gongkai.rules import RULES
from gongkai.signing.ledgers import is_ledger
from gongkai.source import hygiene
from gongkai.source.attributes import of_clone
from gongkai.source.envelope import open_registry
from gongkai.source.git_tree import FOLDER, irregular_entries, read_blob, reason_for
from gongkai.source.problems import Problem
from gongkai.source.tree import TooLarge

_TOPS = ("content/", "catalog/")
_ATTRIBUTES = ".gitattributes"
_REMEDY = Text(
    "从历史中去掉：撤回这次提交，改正后重新提交（已推送的，联系管理员）",
    "take it out of the history: undo the commit, mend it and commit again (if it was pushed, ask the engineer)",
)


def judge_commits(repository: Repository, commits: Iterable[tuple[str, list[Changed]]]) -> tuple[list[Diagnostic], int]:
    """Return what is wrong with the files that each commit brought in, and how many commits were looked at."""
    found: list[Diagnostic] = []
    seen: set[Changed] = set()
    count = 0
    for commit, changed in commits:
        count += 1
        fresh = [one for one in changed if not one.gone and one not in seen]
        seen.update(fresh)
        found += judge_files(repository, [one for one in fresh if one.mode != FOLDER and _ours(one.path)], commit)
        folders = [(f"{commit}^{{tree}}", ""), *((one.blob, f"{one.path}/") for one in fresh if one.mode == FOLDER)]
        for tree, prefix in folders:
            found += _entries(repository, tree, prefix, commit)
    return found, count


def judge_clone(repository: Repository) -> list[Diagnostic]:
    """Return what is wrong with the clone itself: attributes that no commit shows, and that an archive made here would follow."""
    remedy = Text("删去这一行", "take this line out")
    found = of_clone(repository.folder)
    return [_diagnostic("R05", Place(one.path, one.line), one.reason, remedy, "") for one in found]


def _entries(repository: Repository, tree: str, prefix: str, commit: str) -> Iterator[Diagnostic]:
    for name, reason in irregular_entries(repository.store, tree):
        yield _diagnostic("R05", Place(shown(f"{prefix}{name}")), reason, _REMEDY, commit)


def judge_files(repository: Repository, changed: list[Changed], commit: str) -> list[Diagnostic]:
    """The same for what changed in one tree; ``commit`` is empty for what is only staged.

    What is gone, or lies elsewhere, is none of a reader's business; whether it may go is asked of a publication.
    """
    found: list[Diagnostic] = []
    plain: list[Changed] = []
    for one in (one for one in changed if not one.gone and _ours(one.path)):
        reason = _reason(one)
        if reason is None:
            plain.append(one)
        else:
            found.append(_diagnostic("R05", Place(shown(one.path)), reason, _REMEDY, commit))
    for one in plain:
        try:
            data = read_blob(repository.store, one.blob, one.path)
        except TooLarge as large:
            found.append(_diagnostic("Y01", Place(one.path), large.text, _REMEDY, commit))
        else:
            found += _content(one.path, data, commit)
    return found


def _ours(path: str) -> bool:
    return path.startswith(_TOPS) or path.rpartition("/")[2] == _ATTRIBUTES or path in ("content", "catalog")


def _reason(one: Changed) -> Text | None:
    if shown(one.path) != one.path:
        return hygiene.UNSHOWABLE
    if reason := reason_for(one.mode):
        return reason
    return hygiene.HIDDEN_NAME if one.path.startswith(_TOPS) and hygiene.hidden_name(one.path) else None


def _content(path: str, data: bytes, commit: str) -> Iterator[Diagnostic]:
    if path.rpartition("/")[2] == _ATTRIBUTES:
        for one in hygiene.altering_attributes(path, data.decode("utf-8", "replace")):
            yield _diagnostic("R05", Place(path, one.line), one.reason, _REMEDY, commit)
    elif hygiene.is_pointer(data):
        yield _diagnostic("R05", Place(path), hygiene.POINTER, _REMEDY, commit)
    else:
        for problem in _unreadable(path, data):
            place = Place(path, problem.line, problem.column)
            yield _diagnostic(problem.code, place, problem.message, problem.remedy_for(path), commit)


def _unreadable(path: str, data: bytes) -> list[Problem]:
    if is_ledger(path):
        return open_registry(data, reviewed=False).problems
    found = kind_of(path)
    return opened(found[0], data).problems if found else []


def _diagnostic(code: str, place: Place, message: Text, remedy: Text, commit: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, RULES[code].clause, place, message, remedy, commit)

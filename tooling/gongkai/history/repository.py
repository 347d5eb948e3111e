"""Questions to a git repository, answered from its objects; its refs are asked only what a name means."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun
from gongkai.history.names import Names, split_name
from gongkai.source.git import Incomplete, ask_clone, clone_around, git, store_of
from gongkai.source.git_extent import bound_history
from gongkai.source.git_tree import GitTree, read_blob, read_object

# A repository's own settings (``ignore = all`` of a submodule) must not hide a change.
_EXACT = ("--no-renames", "--full-index", "--ignore-submodules=none", "--no-ext-diff")


@dataclass(frozen=True, slots=True)
class Changed:
    """A path that differs between two trees, relative to the county (outside it: ``../`` and the path in the repository).

    ``mode`` and ``blob`` are those of the later tree; both are empty where the path is gone. What is not UTF-8 in a name
    is kept as surrogates.
    """

    path: str
    mode: str
    blob: str

    @property
    def gone(self) -> bool:
        return not self.mode


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a county; ``prefix`` is the county's folder in it (``""`` or ``a/b/``).

    ``store`` has its objects (``source.git``), ``folder`` is what git keeps beside them, ``top`` its files.
    """

    store: Path
    prefix: str
    top: Path
    folder: Path

    @staticmethod
    def around(county: Path) -> Repository:
        """Raises CannotRun where the county is in no repository."""
        county = county.resolve()
        top, folder = clone_around(county)
        prefix = county.relative_to(top).as_posix()
        return Repository(store_of(folder), "" if prefix == "." else f"{prefix}/", top, folder)

    def commit(self, name: str) -> str:
        """The full name of a commit. Raises CannotRun where it is not known here, or where a name means several things."""
        base, steps = split_name(name)
        meanings = Names(self.store, self.folder).meanings(base)
        if len(meanings) > 1:
            listed = "、".join(sorted(meanings))
            raise CannotRun(
                f"{base} 有几种意思：{listed}；请写全名", f"{base} is ambiguous: {listed}; write it in full"
            )
        for found in meanings.values():
            wanted = f"{found}{steps}^{{commit}}"
            try:
                return git(self.store, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode().strip()
            except CannotRun:
                break
        raise CannotRun(
            f"仓库中没有提交 {shown(name)}；若是浅克隆，请取回全部历史（fetch-depth: 0）",
            f"no commit {shown(name)} in this repository; if the clone is shallow, fetch the whole history (fetch-depth: 0)",
        )

    def head(self) -> str | None:
        """The commit that is checked out, None before the first one."""
        return self.commit("HEAD") if Names(self.store, self.folder).meanings("HEAD") else None

    def branch(self) -> str:
        """The branch that is checked out, empty where none is, as while rebasing."""
        try:
            return ask_clone(self.folder, "symbolic-ref", "--quiet", "--short", "HEAD").decode().strip()
        except CannotRun:
            return ""

    def tracked(self, remote: str) -> list[str]:
        """Commits that are known to lie at a remote."""
        known = Names(self.store, self.folder).below(f"refs/remotes/{remote}/")
        return [name for name in known if self.knows(name)]

    def knows(self, commit: str) -> bool:
        """Return whether a commit of this full name is here."""
        try:
            return git(self.store, "cat-file", "-t", commit) == b"commit\n"
        except CannotRun:
            return False

    def tree(self, revision: str) -> GitTree:
        return GitTree(self.store, revision, self.prefix)

    def published(self, base: str, head: str) -> list[str]:
        """The commits by which a protected branch goes from ``base`` to ``head``, oldest first.

        They are the first-parent line. Raises CannotRun where ``base`` does not lie on it: the branch was rewritten,
        or merged the wrong way round, and what was published before could not be told from what is new.
        """
        line = git(self.store, "rev-list", "--first-parent", "--reverse", f"{base}..{head}").decode().split()
        start = git(self.store, "rev-parse", f"{line[0]}^@").decode().split()[:1] if line else [head]
        if start != [base]:
            raise CannotRun(
                f"{base[:12]} 不在 {head[:12]} 的主线（第一父提交）上：分支被改写、落后，或合并方向反了；"
                "请先取回受保护分支，再以 git merge --no-ff 并入",
                f"{base[:12]} is not on the first-parent line of {head[:12]}: the branch was rewritten, is behind, or was "
                "merged the wrong way round; fetch the protected branch and merge into it with git merge --no-ff",
            )
        return line

    def merged(self, base: str, head: str) -> str:
        """The tree that merging ``head`` into ``base`` would give. Raises CannotRun on a conflict."""
        try:
            done = git(self.store, "merge-tree", "--write-tree", "--no-messages", base, head)
        except Incomplete:
            raise
        except CannotRun as error:
            raise CannotRun(
                f"{head[:12]} 与 {base[:12]} 不能自动合并：请先把受保护分支并入本分支，解决冲突",
                f"{head[:12]} does not merge into {base[:12]} by itself: merge the protected branch into this one first",
            ) from error
        return done.decode().split()[0]

    def staged(self) -> str:
        """The tree of what is staged."""
        # ``git commit --all`` and the like have an index of their own, and name it to the hook.
        index = os.environ.get("GIT_INDEX_FILE") or self._index()
        return git(self.store, "write-tree", more={"GIT_INDEX_FILE": index}).decode().strip()

    def sides(self, path: str) -> tuple[bytes, bytes] | None:
        """The two versions of a file that git could not merge, our own first; None where it has no such conflict."""
        asked = "ls-files", "--unmerged", "-z", "--", f":(top,literal){self.prefix}{path}"
        raw = git(self.store, *asked, more={"GIT_INDEX_FILE": self._index(), "GIT_WORK_TREE": str(self.store)})
        stages = {}
        for record in raw.split(b"\0")[:-1]:
            _, blob, stage = record.partition(b"\t")[0].decode().split(" ")
            stages[stage] = blob
        if not {"2", "3"} <= stages.keys():
            return None
        return read_blob(self.store, stages["2"], path), read_blob(self.store, stages["3"], path)

    def _index(self) -> str:
        asked = "rev-parse", "--path-format=absolute", "--git-path", "index"
        return os.fsdecode(ask_clone(self.folder, *asked).rstrip(b"\n"))

    def changes(self, before: str, after: str) -> list[Changed]:
        """Return what differs between two trees or commits."""
        raw = git(self.store, "diff-tree", "-r", "-z", *_EXACT, before, after)
        return list(self._records(raw))

    def everything(self, revision: str) -> list[Changed]:
        """All paths of a tree, as if it followed upon nothing."""
        raw = git(self.store, "ls-tree", "-r", "-z", "--full-tree", revision)
        found = []
        for record in raw.split(b"\0")[:-1]:
            head, _, name = record.partition(b"\t")
            mode, _, blob = head.decode().split(" ")
            found.append(Changed(self._path(name), mode, blob))
        return found

    def introduced(self, revisions: str, *without: str) -> Iterator[tuple[str, list[Changed]]]:
        """Every commit of a range, oldest first, with the files and folders it brought in that none of its parents had.

        Raises TooManyFiles, before anything is walked.
        """
        commits = git(self.store, "rev-list", "--reverse", "--topo-order", revisions, *without)
        if not commits:
            return
        bound_history(functools.partial(read_object, self.store), commits.decode().split())
        options = ["--stdin", "-r", "-t", "-z", "-c", "--root", "--always", *_EXACT]
        raw = git(self.store, "diff-tree", *options, given=commits)
        commit = ""
        records: list[bytes] = []
        for field in raw.split(b"\0"):
            if len(field) in (40, 64) and not field.startswith(b":") and not _expects_name(records):
                if commit:
                    yield commit, list(self._records(b"\0".join([*records, b""])))
                commit, records = field.decode(), []
            elif field:
                records.append(field)
        if commit:
            yield commit, list(self._records(b"\0".join([*records, b""])))

    def _records(self, raw: bytes) -> Iterator[Changed]:
        """Raw diff records: ``:mode … mode blob … blob status``, then the path; one colon for each parent."""
        fields = iter(raw.split(b"\0"))
        for head in fields:
            if not head:
                continue
            parents = len(head) - len(head.lstrip(b":"))
            words = head.lstrip(b":").decode().split(" ")
            mode, blob = words[parents], words[2 * parents + 1]
            gone = not blob.strip("0")
            yield Changed(self._path(next(fields)), "" if gone else mode, "" if gone else blob)

    def _path(self, name: bytes) -> str:
        path = name.decode("utf-8", "surrogateescape")
        return path.removeprefix(self.prefix) if path.startswith(self.prefix) else f"../{path}"


def _expects_name(records: list[bytes]) -> bool:
    return len(records) % 2 == 1

"""What a name of a commit means in a clone: one thing, or none, or too many.

Git takes the first of several meanings and says so where nobody looks. Whoever may plant a tag could choose what a check
compares with, so here every meaning counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun
from gongkai.source.git import ask_clone, git

# A name and the steps from it (``stable~2``, ``main^{commit}``). What else git understands (``@{1}``, ``:/words``) changes
# its meaning from one clone to the next.
_NAME = re.compile(r"(?P<name>[^\s~^:?*\[\\@]+|@)(?P<steps>(?:[~^][0-9]*|\^\{(?:commit)?\})*)")
_ABBREVIATED = re.compile(r"[0-9a-fA-F]{4,64}")
_SPECIAL = re.compile(r"(?:[A-Z]+_)?HEAD")


def split_name(name: str) -> tuple[str, str]:
    """Return what a name begins with, and the steps from there. Raises CannotRun on what is no such name."""
    match = _NAME.fullmatch(name)
    if not match or name.startswith("-") or shown(name) != name:
        raise CannotRun(
            f"“{shown(name)}”不是提交的名称：请写分支、标签或提交号（其后可加 ~1、^）",
            f"`{shown(name)}` names no commit; write a branch, a tag or a commit (with ~1 or ^ after it)",
        )
    return ("HEAD" if match["name"] == "@" else match["name"]), match["steps"]


@dataclass(frozen=True, slots=True)
class Names:
    """The refs of a clone (``folder``) and the objects it has (``store``)."""

    store: Path
    folder: Path

    def meanings(self, name: str) -> dict[str, str]:
        """Everything that a name can mean, each with its object name."""
        found = self._refs(name)
        if _SPECIAL.fullmatch(name) and (special := self._special(name)):
            found[name] = special
        if _ABBREVIATED.fullmatch(name):
            found |= {one: one for one in self._commits(name)}
        return found

    def below(self, prefix: str) -> list[str]:
        """The object names of all refs below a prefix."""
        raw = ask_clone(self.folder, "for-each-ref", "--format=%(objectname)", prefix.rstrip("/"))
        return raw.decode().split()

    def _refs(self, name: str) -> dict[str, str]:
        places = [f"refs/{name}", f"refs/tags/{name}", f"refs/heads/{name}", f"refs/remotes/{name}"]
        places = [name] if name.startswith("refs/") else [*places, f"refs/remotes/{name}/HEAD"]
        raw = ask_clone(self.folder, "for-each-ref", "--format=%(objectname) %(refname)", *places)
        rows = [row.split(" ", 1) for row in raw.decode("utf-8", "surrogateescape").split("\n") if row]
        return {ref: found for found, ref in rows if ref in places}

    def _special(self, name: str) -> str:
        """``HEAD`` and its like, which lie beside the refs."""
        try:
            raw = ask_clone(self.folder, "rev-parse", "--verify", "--quiet", name)
        except CannotRun:
            return ""
        return raw.decode().strip()

    def _commits(self, prefix: str) -> list[str]:
        """Commits and tags whose object name begins so."""
        asked = git(self.store, "rev-parse", f"--disambiguate={prefix.lower()}")
        kinds = git(self.store, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=asked).decode()
        rows = [row.split(" ") for row in kinds.split("\n") if row]
        return [row[0] for row in rows if row[1] in ("commit", "tag")]

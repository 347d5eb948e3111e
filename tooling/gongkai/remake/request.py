"""What is to be built again, the site that is there, and what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.findings import Diagnostic
from gongkai.core.settings import theme_of
from gongkai.remake.spare import NotAsRemembered
from gongkai.remake.trees import Parts, Sought, different
from gongkai.site.fingerprint import Fingerprint


class NeedsFullBuild(Exception):
    """Only a build from nothing will do; the text says why, for the engineer."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built. ``root`` and ``target`` are absolute; ``today`` is the day of the check.

    ``as_of`` is the day that the site is to be for, where the command line names one.
    """

    root: Path
    target: Path
    today: dt.date
    search: bool
    identity: str  # of program, theme and settings when the run began
    as_of: dt.date | None = None
    note: Callable[[str], None] = lambda text: None
    fingerprint: Fingerprint | None = None  # the same, file by file, to be looked at again before the site goes live

    @property
    def theme(self) -> Path:
        return theme_of(self.root)

    @property
    def memory(self) -> Path:
        name = hashlib.sha256(os.fsencode(self.target)).hexdigest()[:12]
        return self.root / "build" / "cache" / f"site-{name}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. ``built`` is false where the diagnostics hold an error; the site is then as it was."""

    diagnostics: tuple[Diagnostic, ...]
    checked: int
    roster_digest: str
    signatures_required: bool
    built: bool
    files: int
    changed: int


class Site:
    """The site that is there, which has to be what was built, file by file."""

    def __init__(self, target: Path, files: Mapping[str, int], wanted: Mapping[str, str]) -> None:
        """``files`` are those that are there now, with their numbers in the file system (0: no regular file)."""
        self.files = files
        self._target, self._wanted = target, wanted
        self._seen: Parts[tuple[str, bool]] | None = None
        if self.files.keys() != wanted.keys() or not all(self.files.values()):
            raise NotAsRemembered

    def survey(self, executor: Executor, texts: Sequence[Sought] = ()) -> None:
        """Have it read by workers, unless it is being read; ``texts`` are looked for on the way."""
        if self._seen is None or texts:
            self.leave()
            self._seen = different(executor, self._target, self._wanted, texts)

    def prove(self) -> list[str]:
        """Raises NotAsRemembered where a file is another one; returns the files that may hold one of the texts."""
        assert self._seen is not None
        suspect = []
        for path, good in self._seen:
            if not good:
                raise NotAsRemembered
            suspect.append(path)
        return suspect

    def leave(self) -> None:
        """Whatever was not read yet need not be."""
        if self._seen is not None:
            self._seen.cancel()

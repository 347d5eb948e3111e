"""Whether program, theme and settings are, when a site is about to go live, what they were when the run began.

Templates are read here and there, by this process and by workers. Whoever changes one meanwhile, and changes it back, would
leave a page behind that no digest tells from the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.findings import CannotRun

_PROGRAM = Path(__file__).resolve().parents[1]
_OF_COUNTY = ("pelicanconf.py", ".gitattributes")
Stamps = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What stood there when a run began. The time of a file's last change of any kind cannot be set back; it only ever stops a build."""

    root: Path
    theme: Path
    stamps: Stamps

    @staticmethod
    def now(root: Path, theme: Path) -> Fingerprint:
        return Fingerprint(root, theme, frozenset(_stamps(root, theme)))

    def verify(self) -> None:
        """Raises CannotRun where something is not as it stood then."""
        changed = sorted({path for path, *_ in self.stamps ^ frozenset(_stamps(self.root, self.theme))})
        if changed:
            raise CannotRun(
                f"生成期间 {changed[0]} 有改动，没有换入网站；请重新生成",
                f"{changed[0]} was changed while the site was made; it did not go live; build again",
            )


def _stamps(root: Path, theme: Path) -> Iterator[tuple[str, int, int, int]]:
    paths = [*_below(_PROGRAM, ".py"), *_below(theme, ""), *(str(root / name) for name in _OF_COUNTY)]
    for path in paths:
        try:
            status = os.lstat(path)
        except OSError:
            yield path, 0, 0, 0
        else:
            yield path, status.st_ino, status.st_size, status.st_ctime_ns


def _below(folder: Path, suffix: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}" for name in names if name.endswith(suffix))

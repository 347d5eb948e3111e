"""The site made once more, aside: what every byte of a built site is compared with (O03)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from gongkai.checker import Verdict
from gongkai.findings import CannotRun
from gongkai.proof.expected import PAGEFIND
from gongkai.proof.scan import entry_of
from gongkai.publish.audit import Examination, with_findings
from gongkai.publish.build import Build
from gongkai.publish.manifest import PAGEFIND_MANIFEST, read_manifest
from gongkai.source.tree import Source

# Of the files of the search index, those that are the same in every run of the same Pagefind.
_SAME = ("pagefind/pagefind.js", "pagefind/pagefind-worker.js", "pagefind/wasm.*.pagefind")


def prove(
    verdict: Verdict, source: Source, theme: Path, site: Path, note: Callable[[str], None] = lambda text: None
) -> tuple[Verdict, int]:
    """A passed verdict with what the rules say of the site in ``site``, and the number of its files."""
    search = (site / PAGEFIND).is_dir()
    again = _make_again(verdict, source, theme, site, search, note)
    with tempfile.TemporaryDirectory(prefix="gongkai-audit-") as scratch:
        examination = Examination.of(verdict, source, theme, site, Path(scratch))
        found, files = examination.judge((), again.made, search, site.name, again.entries)
    return with_findings(verdict, found), len(files)


@dataclass(frozen=True, slots=True)
class _Again:
    """What this program makes of the approved documents: sha256 by path, and of search entries by address."""

    made: dict[str, str]
    entries: dict[str, str]


def _make_again(
    verdict: Verdict, source: Source, theme: Path, site: Path, search: bool, note: Callable[[str], None]
) -> _Again:
    """Render and index everything into a temporary folder. The index files of ``site`` are taken at its word."""
    with tempfile.TemporaryDirectory(prefix="gongkai-again-") as folder:
        aside = Path(folder) / "site"
        aside.mkdir()
        build = Build(verdict, source, theme, aside, aside, search, note)
        build.write()
        build.index()
        made = {path: digest for path, digest in build.made.items() if not path.startswith(PAGEFIND)}
        entries = dict(_entries(aside)) if search else {}
        if search:
            made |= _said(site)
            made |= {p: d for p, d in build.made.items() if any(fnmatch(p, pattern) for pattern in _SAME)}
    return _Again(made, entries)


def _entries(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((site / PAGEFIND / "fragment").glob("*.pf_fragment")):
        yield entry_of(path.read_bytes())


def _said(site: Path) -> dict[str, str]:
    """What the site's own list says of its index; an unusable list says that nothing belongs there."""
    try:
        said = read_manifest((site / PAGEFIND_MANIFEST).read_bytes(), PAGEFIND_MANIFEST).files
    except (CannotRun, OSError):
        return {}
    return {path: digest for path, digest in said.items() if path.startswith(PAGEFIND)}

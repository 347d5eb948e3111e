"""The site made once more, aside: what every byte of a built site is compared with (O03)."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from gongkai.core import addresses
from gongkai.core.findings import CannotRun
from gongkai.gate.check import Verdict
from gongkai.proof.expected import PAGEFIND, shard_of
from gongkai.proof.scan import entry_of
from gongkai.search import LISTING
from gongkai.site.audit import Examination, with_findings
from gongkai.site.build import Build
from gongkai.site.manifest import PAGEFIND_MANIFEST, read_manifest
from gongkai.source.tree import Source

_LISTING = f"{PAGEFIND}{LISTING}"


def prove(
    verdict: Verdict,
    source: Source,
    theme: Path,
    site: Path,
    note: Callable[[str], None] = lambda text: None,
    as_of: dt.date | None = None,
) -> tuple[Verdict, int]:
    """A passed verdict with what the rules say of the site in ``site``, and the number of its files.

    ``as_of`` is the day that it has to be built for; without one, that which it states is taken at its word.
    """
    search = (site / PAGEFIND).is_dir()
    again = _make_again(verdict, source, theme, site, search, as_of or stated(site), note)
    with tempfile.TemporaryDirectory(prefix="gongkai-audit-") as scratch:
        examination = Examination.of(verdict, source, theme, site, Path(scratch))
        done = examination.judge((), again.made, search, site.name, again.folders, again.entries)
    return with_findings(verdict, done.diagnostics), len(done.files)


def stated(site: Path) -> dt.date | None:
    """The day that a site says it was built for; None where it has no manifest that says it."""
    try:
        return read_manifest((site / addresses.MANIFEST).read_bytes(), addresses.MANIFEST).as_of
    except (CannotRun, OSError):
        return None


@dataclass(frozen=True, slots=True)
class _Again:
    """What this program makes of the approved documents: sha256 by path, of search entries by address, their shards."""

    made: dict[str, str]
    entries: Mapping[str, str]
    folders: Mapping[str, str]


def _make_again(
    verdict: Verdict,
    source: Source,
    theme: Path,
    site: Path,
    search: bool,
    as_of: dt.date | None,
    note: Callable[[str], None],
) -> _Again:
    """Render and index everything into a temporary folder.

    Of the shards that ``site`` has to have, what Pagefind writes anew in every run (meta and filters) is taken at the
    word of the site's own list, and so are the bytes of fragments, which depend on the packer: their contents are
    compared. All else is taken from here.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-again-") as folder:
        aside = Path(folder) / "site"
        aside.mkdir()
        build = Build(verdict, source, theme, aside, aside, search, note, as_of=as_of)
        build.write()
        build.index()
        made = {path: digest for path, digest in build.made.items() if not path.startswith(PAGEFIND)}
        if build.indexed is None:
            return _Again(made, {}, {})
        entries, folders = dict(_entries(aside)), build.indexed.folders
        index = {path: digest for path, digest in build.made.items() if path.startswith(PAGEFIND)}
        said = _said(site, set(folders.values()))
        made |= {path: digest for path, digest in said.items() if path.endswith((".pf_meta", ".pf_filter"))}
        made |= {path: digest for path, digest in index.items() if path.endswith(".pf_index") or path.count("/") == 1}
        made |= {path: said.get(path, "") for path in index if path.endswith(".pf_fragment")}
        made[_LISTING] = hashlib.sha256(build.indexed.listing_for(site).encode()).hexdigest()
    return _Again(made, entries, folders)


def _entries(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((site / PAGEFIND).glob("*/fragment/*.pf_fragment")):
        yield entry_of(path.read_bytes())


def _said(site: Path, shards: Set[str]) -> dict[str, str]:
    """Return what the site's own list says of these shards; an unusable list says that nothing belongs there."""
    try:
        said = read_manifest((site / PAGEFIND_MANIFEST).read_bytes(), PAGEFIND_MANIFEST).files
    except (CannotRun, OSError):
        return {}
    return {path: digest for path, digest in said.items() if shard_of(path) in shards}

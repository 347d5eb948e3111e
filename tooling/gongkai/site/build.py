"""One build: what was approved becomes a tree of files. Pelican calls it through the generator."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.core import addresses
from gongkai.core.confined import write_new
from gongkai.core.executors import lent, own
from gongkai.core.findings import CannotRun, Diagnostic, Progress
from gongkai.core.trim_memory import give_back
from gongkai.gate.check import Verdict
from gongkai.proof.expected import PAGEFIND, files_below
from gongkai.proof.scan import Scanned
from gongkai.site.audit import Begun, Examination, Examined, finished, no_links
from gongkai.site.blanks import blanks
from gongkai.site.exports import Lines, exports
from gongkai.site.manifest import PAGEFIND_MANIFEST, document_records, file_records, search_manifest, site_manifest
from gongkai.site.model import SiteModel
from gongkai.site.render import render_all
from gongkai.site.searching import Indexed, build_search
from gongkai.source.tree import Source


@dataclass(slots=True)
class Build:
    """The state of one build between Pelican's signals."""

    verdict: Verdict
    source: Source
    theme: Path
    target: Path
    aside: Path
    search: bool
    note: Callable[[str], None]
    executor: Executor | None = None  # who does the work; without one, this machine
    progress: Progress | None = None
    as_of: dt.date | None = None  # the day that the site is for; without one, that of the check
    scratch: Path | None = None  # an empty folder for internal files; without one the site is not examined
    made: dict[str, str] = field(default_factory=dict)  # every file written here, with its sha256
    presenter: SiteModel | None = None
    examination: Examination | None = None
    scanned: list[Scanned] = field(default_factory=list)
    begun: Begun = ()
    indexed: Indexed | None = None
    examined: Examined | None = None

    def write(self) -> None:
        """Render everything but the search index into ``aside``."""
        assert self.verdict.passed and self.verdict.county is not None
        no_links(self.theme)
        give_back()
        self.note("整理目录")
        verdict = self.verdict
        self.presenter = SiteModel.of(
            verdict.approved, verdict.voided, self.verdict.county, self.search, self.as_of, verdict.withdrawn
        )
        if self.scratch:
            self.examination = Examination.of(self.verdict, self.source, self.theme, self.aside, self.scratch)
        self.note("生成网页")
        lines = Lines()
        with lent(self.executor, len(self.presenter.shelf)) as executor:
            done = render_all(
                self.theme,
                self.aside,
                self.presenter,
                executor,
                lines,
                self._copy_attachments,
                self.examination,
                self.progress,
            )
        self.made |= done.written
        self.scanned = done.scanned
        for path, data in exports(self.presenter, lines):
            self._export(path, data)
        for path, data in blanks(self.verdict.county.site.legal_regime):
            self._export(path, data)
        if self.examination:
            seen = {one.path for one in self.scanned}
            rest = [path for path in self.made if path not in seen]
            with lent(own(self.executor), len(rest) // 4) as executor:
                self.begun = self.examination.begin(rest, executor)  # while index and manifests are made

    def index(self) -> None:
        """Make the search index, and the manifests of everything."""
        assert self.presenter is not None and self.verdict.county is not None
        indexed: dict[str, str] = {}
        if self.search:
            self.note("建立检索索引")
            give_back()
            folder = self.aside / PAGEFIND.rstrip("/")
            self.indexed = build_search(self.presenter, folder, self.theme, self.executor)
            indexed = {f"{PAGEFIND}{path}": _sha256((folder / path).read_bytes()) for path in files_below(folder)}
            write_new(self.aside, PAGEFIND_MANIFEST, search_manifest(indexed))
        static = self.theme / "static"
        theme = {f"theme/{path}": _sha256((static / path).read_bytes()) for path in files_below(static)}
        rest = self.made | theme
        documents = document_records(self.verdict.approved, rest)
        lines = [documents[name] for name in sorted(documents)]
        site, as_of = self.verdict.county.site, self.presenter.as_of
        self._export(addresses.MANIFEST, site_manifest(site, lines, file_records(rest), self.search, as_of))
        self.made |= indexed

    def finish(self) -> list[Diagnostic]:
        """Index, then prove the finished tree; returns what the rules say of it.

        The caller swaps it in, unless there is an error among them.
        """
        self.index()
        self.note("核对网站")
        assert self.examination is not None
        folders = self.indexed.folders if self.indexed else {}
        self.examined = self.examination.judge(
            [*self.scanned, *finished(self.begun)],
            self.made,
            self.search,
            self.target.name,
            folders,
            executor=own(self.executor),
        )
        return self.examined.diagnostics

    def _export(self, path: str, data: bytes) -> None:
        write_new(self.aside, path, data)
        self.made[path] = _sha256(data)

    def _copy_attachments(self) -> None:
        """Attachments are the one thing read again; a byte that changed since the check stops the build."""
        for document in self.verdict.approved:
            for attached in document.attached:
                data = self.source.read(f"{document.folder}/{attached.path}")
                if _sha256(data) != attached.sha256:
                    name = f"{document.folder}/{attached.path}"
                    raise CannotRun(f"检查之后附件有改动：{name}", f"an attachment changed after the check: {name}")
                path = f"{document.folder}/{attached.path}".removeprefix("content/")
                write_new(self.aside, path, data)
                self.made[path] = attached.sha256


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

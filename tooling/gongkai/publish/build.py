"""One build: what was approved becomes a tree of files. Pelican calls it through the generator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.checker import Verdict
from gongkai.executors import local
from gongkai.findings import CannotRun
from gongkai.publish import addresses
from gongkai.publish.audit import PAGEFIND, audit
from gongkai.publish.exports import catalog_csv, catalog_json
from gongkai.publish.plan import jobs
from gongkai.publish.present import Presenter
from gongkai.publish.render import render_all
from gongkai.publish.searching import build_search
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
    pages: list[str] = field(default_factory=list)
    attachments: dict[str, str] = field(default_factory=dict)
    presenter: Presenter | None = None

    def write(self) -> None:
        """Render everything but the search index into ``aside``."""
        assert self.verdict.passed and self.verdict.county is not None
        self.presenter = Presenter(self.verdict.approved, self.verdict.voided, self.verdict.county, self.search)
        work = list(jobs(self.presenter))
        self.note(f"生成 {len(work)} 个页面")
        with local(len(work)) as executor:
            site = self.presenter.site
            self.pages += render_all(self.theme, self.aside, site, work, executor, self._write_others)

    def finish(self) -> int:
        """Index, then audit the finished tree; returns the number of files. The caller swaps it in."""
        assert self.presenter is not None
        if self.search:
            self.note("建立检索索引")
            build_search(self.presenter, self.aside / PAGEFIND.rstrip("/"), self.theme)
        return audit(self.aside, self.pages, self.attachments, self.theme, self.search)

    def _write_others(self) -> None:
        """What is not a page."""
        assert self.presenter is not None
        self._export(addresses.CATALOG_JSON, catalog_json(self.presenter.site, self.presenter.items))
        self._export(addresses.CATALOG_CSV, catalog_csv(self.presenter.site, self.presenter.items))
        self._copy_attachments()

    def _export(self, path: str, text: str) -> None:
        (self.aside / path).write_text(text, encoding="utf-8", newline="")
        self.pages.append(path)

    def _copy_attachments(self) -> None:
        """Attachments are the one thing read again; a byte that changed since the check stops the build."""
        for document in self.verdict.approved:
            for attached in document.attached:
                data = self.source.read(f"{document.folder}/{attached.path}")
                if hashlib.sha256(data).hexdigest() != attached.sha256:
                    name = f"{document.folder}/{attached.path}"
                    raise CannotRun(f"检查之后附件有改动：{name}", f"an attachment changed after the check: {name}")
                path = f"{document.folder}/{attached.path}".removeprefix("content/")
                target = self.aside / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                self.attachments[path] = attached.sha256

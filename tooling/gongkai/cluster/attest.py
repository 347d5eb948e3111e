"""The least that this machine confirms of every answer, where it does not do the whole job again.

Documents: by the same reading and the same rules, which also prove the body's HTML against its source (B06; not under the first
Markdown profile). Pages: that they are the ones that were
asked for, with the digests that are said of them; what is on them is not looked at (a theme may show a body in its own way).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gongkai.core import addresses
from gongkai.core.findings import CannotRun, Severity
from gongkai.documents.card import Content
from gongkai.documents.document import read
from gongkai.gate.parallel_check import Judged, Pairs, judge, judge_documents
from gongkai.markup.addresses import page_url
from gongkai.markup.rendered import Rendered as Body
from gongkai.proof.approved import ApprovedDocument
from gongkai.signing.context import SiteContext
from gongkai.site.glossary import Glossary
from gongkai.site.item_view import Related
from gongkai.site.jobs import Job
from gongkai.site.render import Rendered, render_items, render_jobs
from gongkai.site.views import SiteView
from gongkai.source.tree import Source


def attest_documents(said: list[Judged], source: Source, pairs: Pairs, basis: SiteContext) -> None:
    """Judge again what a worker passed: bytes, digest, fields, sign-offs, by all rules, with the body as it rendered it.

    What it refused may be wrong, too; that costs a publication, not a secret.
    """
    if [one.path for one in said] != [path for path, _ in pairs]:
        raise not_believed(pairs[0][0])
    for one, (path, attached) in zip(said, pairs, strict=True):
        refused = any(found.severity is Severity.ERROR for found in one.diagnostics)
        if not refused and judge(read(source, path, attached, _body_of(one), basis.site.markup), (), basis) != one:
            raise not_believed(path)


def _body_of(said: Judged) -> Body:
    try:
        card = said.card
        return Body(
            Content.html_of(said.content), card.links if card else (), (), fragments=card.fragments if card else ()
        )
    except (ValueError, LookupError, TypeError):
        raise not_believed(said.path) from None


def attest_items(
    said: Rendered,
    theme: Path,
    output: Path | None,
    glossary: Glossary,
    batch: Sequence[tuple[ApprovedDocument, Related]],
    task: None = None,
) -> None:
    """The pages of items and the data beside them are those that were asked for."""
    pages = [unquote(page_url(document.path)) for document, _ in batch]
    _attest_pages(said, [*pages, *map(addresses.data_of, pages)])
    if len(said.records) != len(batch):
        raise not_believed(batch[0][0].path)


def attest_jobs(
    said: Rendered, theme: Path, output: Path | None, site: SiteView, batch: Sequence[Job], *rest: object
) -> None:
    """Other pages are those that were asked for."""
    _attest_pages(said, [job.path for job in batch])


def _attest_pages(said: Rendered, wanted: Sequence[str]) -> None:
    if list(said.pages) != list(wanted):
        raise not_believed(wanted[0])
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in said.pages.items()}
    for path in wanted:
        if digests[path] != said.written.get(path):
            raise not_believed(path)
    if len(said.written) != len(digests) or said.scanned:
        raise not_believed(wanted[0])


def not_believed(path: str) -> CannotRun:
    """The refusal of an answer, with the first file that it is wrong about."""
    return CannotRun(
        f"集群工作进程的结果与本机核对的不一致（{path}），不予采信；已有网站没有改动。请停用并检查该集群，或在本机生成",
        f"a worker's answer is not what this machine makes of the same files ({path}); it is not believed and the site is "
        "untouched. Take the cluster out of use and look into it, or build on this machine",
    )


ATTESTED: Mapping[Callable[..., Any], Callable[..., None]] = {
    judge_documents: attest_documents,
    render_items: attest_items,
    render_jobs: attest_jobs,
}

"""Rendering jobs in workers: Jinja in, files out. Pure but for the files it writes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from gongkai.core import addresses
from gongkai.core.confined import write_all
from gongkai.core.executors import RemoteExecutor, chunks
from gongkai.core.findings import CannotRun, Progress
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.output import Use
from gongkai.proof.scan import Scanned, Task, scan
from gongkai.site.exports import Lines, Record
from gongkai.site.glossary import Glossary
from gongkai.site.item_view import Related, item_view
from gongkai.site.jobs import Job
from gongkai.site.language_context import LanguageContext
from gongkai.site.linked_data import item_data
from gongkai.site.model import SiteModel
from gongkai.site.plan import collected, item_job
from gongkai.site.views import SiteView

if TYPE_CHECKING:
    from gongkai.site.audit import Examination

try:
    import fcntl
except ImportError:  # not a POSIX system: workers write whenever they like
    fcntl = None  # type: ignore[assignment]

_ITEMS = 200  # pages of items in one piece of work
_LISTS = 50  # other pages; a list shows twenty items


@dataclass(frozen=True, slots=True)
class Rendered:
    """Files that were made, each with its sha256, and what an examination came to, if there was one.

    ``records`` are those of the items among them, in their order; ``pages`` are the files themselves where they were not
    written.
    """

    written: dict[str, str]
    scanned: list[Scanned]
    records: list[Record] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)


def render_items(
    theme: Path,
    output: Path | None,
    glossary: Glossary,
    batch: Sequence[tuple[ApprovedDocument, Related]],
    task: Task | None = None,
) -> Rendered:
    """A worker's job: the pages of some items, and their lines in the exports."""
    views = [item_view(document, related, glossary) for document, related in batch]
    uses, bodies = [Use.DOCUMENT] * len(views), [str(view.body) for view in views]
    site = glossary.site
    records = [Record.of(view, site.base_url) for view in views]
    files = _pages(theme, site, [item_job(view) for view in views])
    files |= {
        addresses.data_of(path): item_data(view, site, record.json.decode())
        for path, view, record in zip(list(files), views, records, strict=True)
    }
    return replace(_finished(files, output, task, uses * 2, bodies), records=records)


def render_jobs(
    theme: Path,
    output: Path | None,
    site: SiteView,
    batch: Sequence[Job],
    task: Task | None = None,
    uses: Sequence[Use | None] = (),
) -> Rendered:
    """A worker's job: render some pages, write them, and examine what was written; without ``output`` they come back."""
    return _finished(_pages(theme, site, batch), output, task, uses)


def _pages(theme: Path, site: SiteView, batch: Sequence[Job]) -> dict[str, bytes]:
    pages: dict[str, bytes] = {}
    voices: dict[str, LanguageContext] = {}
    for job in batch:
        language = job.page.language
        if language not in voices:
            voices[language] = LanguageContext.of(theme, site, language)
        try:
            text = voices[language].page(job)
        except jinja2.TemplateError as error:
            raise _template_failed(error, theme, job) from None
        pages[job.path] = text.encode()
    assert len(pages) == len(batch), "two pages with one address"
    return pages


def _finished(
    pages: dict[str, bytes],
    output: Path | None,
    task: Task | None,
    uses: Sequence[Use | None],
    bodies: Sequence[str] = (),
) -> Rendered:
    """Written one after the other, so that a worker waits for the disk while the other one computes; and examined."""
    written = {path: hashlib.sha256(data).hexdigest() for path, data in pages.items()}
    if output is None:
        return Rendered(written, [], pages=pages)
    with _turn(output):
        write_all(output, pages)
    if task is None:
        return Rendered(written, [])
    scanned = [
        scan(task, path, use, data, written[path], body)
        for (path, data), use, body in zip(
            pages.items(), uses, [*bodies, *[""] * (len(pages) - len(bodies))], strict=True
        )
    ]
    return Rendered(written, scanned)


@contextlib.contextmanager
def _turn(output: Path) -> Iterator[None]:
    """One worker at a time: a disk makes files no faster for two, and while one waits the other computes."""
    if fcntl is None:
        yield
        return
    folder = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def render_all(
    theme: Path,
    output: Path,
    presenter: SiteModel,
    executor: Executor,
    lines: Lines,
    meanwhile: Callable[[], None],
    examination: Examination | None = None,
    progress: Progress | None = None,
) -> Rendered:
    """Render every page through an executor, and examine what was written. Raises CannotRun.

    ``lines`` takes those of the items for the exports; ``meanwhile`` is done here while others render.

    Other machines neither write nor examine: pages are written here as they arrive, and whoever has the site examined finds
    out that they were not yet.
    """
    apart = isinstance(executor, RemoteExecutor)
    where, task = (None, None) if apart else (output, examination.task if examination else None)
    items = [(document, presenter.related(document)) for document in presenter.items]
    futures: list[Future[Rendered]] = []
    whole = Rendered({}, [])
    try:
        for batch in chunks(items, _ITEMS):
            futures.append(executor.submit(render_items, theme, where, presenter.glossary, batch, task))
        others = list(collected(presenter))
        for jobs in chunks(others, _LISTS):
            uses = [use for _, use in examination.uses([job.path for job in jobs])] if examination and task else []
            futures.append(executor.submit(render_jobs, theme, where, presenter.site, jobs, task, uses))
        meanwhile()
        futures.reverse()
        while futures:
            done = futures.pop().result()  # and it is let go
            write_all(output, done.pages)
            whole.written.update(done.written)
            whole.scanned.extend(done.scanned)
            lines.add(done.records)
            if progress:
                progress(len(whole.written), len(items) + len(others))
    except BrokenProcessPool as error:
        raise CannotRun("页面生成进程意外中止", "a rendering process died") from error
    finally:
        for future in futures:
            future.cancel()
    return whole


def _template_failed(error: jinja2.TemplateError, theme: Path, job: Job) -> CannotRun:
    """The template and line where rendering failed; Jinja puts them into the traceback."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(str(theme))]
    where = f"{Path(frames[-1].filename).relative_to(theme)}:{frames[-1].lineno}" if frames else job.template
    return CannotRun(
        f"主题模板 {where} 有错误（页面 {job.path}）：{error}", f"template {where} fails on page {job.path}: {error}"
    )

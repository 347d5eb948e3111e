"""Rendering jobs in workers: Jinja in, files out. Pure but for the files it writes."""

from __future__ import annotations

import functools
import hashlib
import traceback
from collections.abc import Callable, Hashable, MutableMapping, Sequence
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from gongkai.executors import chunks
from gongkai.findings import CannotRun
from gongkai.publish.plan import Job
from gongkai.publish.views import SiteView

_CHUNK = 200


class _Environment(jinja2.Environment):
    """Templates have no globals of their own; a plain mapping spares Jinja a search through layers at every import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


@functools.lru_cache(maxsize=4)
def environment(theme: Path) -> jinja2.Environment:
    """The environment of a theme: everything escaped, an unknown name is an error, no loader but the theme."""
    return _Environment(
        loader=jinja2.FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


class Shared:
    """What many pages have in common, rendered once for each set of values: ``{{ shared("footer.html", root=…) }}``."""

    def __init__(self, env: jinja2.Environment, site: SiteView) -> None:
        self._env, self._site = env, site
        self._made: dict[tuple[Hashable, ...], Markup] = {}

    def __call__(self, template: str, **values: Hashable) -> Markup:
        key = (template, *values.items())
        if key not in self._made:
            self._made[key] = Markup(self._env.get_template(template).render(site=self._site, **values))
        return self._made[key]


def render_jobs(theme: Path, output: Path, site: SiteView, batch: Sequence[Job]) -> dict[str, str]:
    """A worker's job: render some pages; returns the paths written, each with its sha256."""
    written: dict[str, str] = {}
    env = environment(theme)
    shared = Shared(env, site)
    folders: set[Path] = set()
    for job in batch:
        target = output / job.path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        try:
            text = env.get_template(job.template).render(site=site, page=job.page, shared=shared, **job.variables)
        except jinja2.TemplateError as error:
            raise _template_failed(error, theme, job) from None
        # "x": two pages with one address are a bug, never an overwriting.
        with target.open("xb") as file:
            data = text.encode()
            file.write(data)
        written[job.path] = hashlib.sha256(data).hexdigest()
    return written


def render_all(
    theme: Path, output: Path, site: SiteView, work: Sequence[Job], executor: Executor, meanwhile: Callable[[], None]
) -> dict[str, str]:
    """Render every job through an executor; returns all paths written with their sha256. Raises CannotRun.

    ``meanwhile`` is done here while others render.
    """
    futures = [executor.submit(render_jobs, theme, output, site, batch) for batch in chunks(work, _CHUNK)]
    written: dict[str, str] = {}
    try:
        meanwhile()
        for future in futures:
            written |= future.result()
    except BrokenProcessPool as error:
        raise CannotRun("页面生成进程意外中止", "a rendering process died") from error
    finally:
        for future in futures:
            future.cancel()
    return written


def _template_failed(error: jinja2.TemplateError, theme: Path, job: Job) -> CannotRun:
    """The template and line where rendering failed; Jinja puts them into the traceback."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(str(theme))]
    where = f"{Path(frames[-1].filename).relative_to(theme)}:{frames[-1].lineno}" if frames else job.template
    return CannotRun(
        f"主题模板 {where} 有错误（页面 {job.path}）：{error}", f"template {where} fails on page {job.path}: {error}"
    )

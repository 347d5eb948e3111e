"""A build from nothing: everything is checked, Pelican makes the site, and what was made is remembered if that was asked."""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from gongkai.cli import common
from gongkai.cli.build_request import NOT_BUILT, Wanted, built
from gongkai.core.findings import Text
from gongkai.core.spool import Spool
from gongkai.gate.check import check
from gongkai.remake import again
from gongkai.remake.request import BuildRequest
from gongkai.reporting import Report, report_of
from gongkai.source.tree import Disk


def from_nothing(wanted: Wanted, asked: BuildRequest | None, executor: Executor) -> tuple[int, Report]:
    """Check and build; returns the exit code and the report. ``asked`` is given where the next build may make use of this one."""
    options, root, phases = wanted.options, wanted.root, wanted.phases
    importlib.import_module("gongkai.site.plugin")  # before workers are forked, who need it, too
    phases("检查")
    verdict = check(Disk(root), wanted.today, executor, wanted.meter, wanted.seen, keep=Spool().keep)
    if verdict.passed:
        import pelican  # noqa: PLC0415 - loaded by now
        from gongkai.core.settings import as_of  # noqa: PLC0415
        from gongkai.remake.remember import from_build  # noqa: PLC0415
        from gongkai.site import plugin  # noqa: PLC0415

        request = plugin.Request(
            wanted.today,
            options.as_of,
            not options.no_search,
            wanted.meter,
            phases,
            wanted.seen,
            checked=root,
            verdict=verdict,
            executor=executor,
            fingerprint=wanted.fingerprint,
        )
        try:
            with plugin.requested(request), contextlib.redirect_stdout(io.StringIO()):
                settings = _settings(root, wanted.output)
                fixed = as_of(settings)
                pelican.Pelican(settings).run()
        except plugin.Refused as refused:
            verdict = refused.verdict
    if not verdict.passed:
        return 1, report_of(verdict, NOT_BUILT, options.lang)
    assert request.verdict is not None and request.built is not None and request.built.examined is not None
    files = request.built.examined.files
    if asked:
        try:
            remember = functools.partial(from_build, request.built, asked.identity, wanted.today.isoformat(), fixed)
            again.keep(asked, files, remember)
        except Exception as error:  # the site is live; the next build is one from nothing
            unkept = Text(
                f"网站已换入；这次生成没有记下来，下次从头生成：{error}",
                f"the site is live; this build could not be remembered, the next one is from nothing: {error}",
            )
            common.complain(unkept.in_language(options.lang))
    done = built(wanted.output, len(files))
    return 0, report_of(request.verdict, done, options.lang)


def _settings(root: Path, output: Path) -> dict[str, Any]:
    """The county's own settings file where there is one; it cannot open what the plugin keeps shut."""
    from pelican.settings import read_settings  # noqa: PLC0415 - as above

    from gongkai.core.settings import settings_for  # noqa: PLC0415
    from gongkai.site import plugin  # noqa: PLC0415

    own = root / "pelicanconf.py"
    overrides: dict[str, Any] = {"OUTPUT_PATH": str(output)}
    if own.is_file():
        settings: dict[str, Any] = read_settings(str(own), override=overrides)
    else:
        settings = read_settings(None, override={**settings_for(root), "PLUGINS": [plugin], **overrides})
    return settings

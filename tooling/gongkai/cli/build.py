"""``gongkai build``: the same Pelican run as ``pelican content -s pelicanconf.py``, with a quieter voice."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import importlib
import io
import sys
from pathlib import Path
from typing import Any

from gongkai.checker import check
from gongkai.cli import common
from gongkai.findings import Text
from gongkai.publish.settings import theme_of
from gongkai.remake import again
from gongkai.remake.identity import identity
from gongkai.reporting import FORMATS, Report, report_of
from gongkai.review.first_seen import FirstSeen
from gongkai.source.tree import Disk


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, default=None, metavar="DIR", help="网站生成到哪里（默认 output/）")
    parser.add_argument("--no-search", action="store_true", help="不建立检索索引")
    parser.add_argument("--release", action="store_true", help="正式发布：从头检查和生成，不使用也不留下上次生成的记录")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式（默认 text）")
    parser.add_argument("--timings", action="store_true", help="结束时显示各阶段用时（标准错误输出）")
    common.add_first_seen(parser)
    common.add_today(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    output = (options.output or root / "output").resolve()
    meter = common.Meter("检查")
    phases = common.Phases(meter.note)
    try:
        return _run(options, root, output, meter, phases)
    finally:
        if options.timings:
            sys.stderr.write(phases.table())


def _run(options: argparse.Namespace, root: Path, output: Path, meter: common.Meter, phases: common.Phases) -> int:
    today, seen = common.today(options), common.first_seen(options)
    asked = None
    # A log of first-seen signatures grows with every look; what it says of a document is not remembered.
    if not options.release and seen is None:
        search, theme = not options.no_search, theme_of(root)
        asked = again.Asked(root, output, today, search, identity(root, output, theme, search), phases)
        if outcome := again.build_again(asked):
            sys.stdout.write(FORMATS[options.format](_report(outcome, output, options.lang)))
            return 0 if outcome.built else 1
    return _from_nothing(options, root, today, seen, asked, meter, phases, output)


def _from_nothing(
    options: argparse.Namespace,
    root: Path,
    today: dt.date,
    seen: FirstSeen | None,
    asked: again.Asked | None,
    meter: common.Meter,
    phases: common.Phases,
    output: Path,
) -> int:
    phases("检查")
    verdict = check(Disk(root), today, progress=meter, seen=seen, meanwhile=_load)
    if verdict.passed:
        import pelican  # noqa: PLC0415 - loaded while the check was running
        from gongkai.publish import plugin  # noqa: PLC0415
        from gongkai.remake.remember import sections  # noqa: PLC0415

        request = plugin.Request(today, not options.no_search, meter, phases, seen, checked=root, verdict=verdict)
        try:
            with plugin.requested(request), contextlib.redirect_stdout(io.StringIO()):
                pelican.Pelican(_settings(root, output)).run()
        except plugin.Refused as refused:
            verdict = refused.verdict
    if not verdict.passed:
        sys.stdout.write(FORMATS[options.format](report_of(verdict, _NOT_BUILT, options.lang)))
        return 1
    assert request.verdict is not None and request.built is not None
    if asked:
        again.keep(asked, sections(request.built, asked.identity, today.isoformat()))
    done = _done(output, len(request.built.found))
    sys.stdout.write(FORMATS[options.format](report_of(request.verdict, done, options.lang)))
    return 0


def _report(outcome: again.Outcome, output: Path, lang: str) -> Report:
    return Report(
        outcome.diagnostics,
        outcome.checked,
        outcome.signatures_required,
        outcome.roster_digest,
        _done(output, outcome.files) if outcome.built else _NOT_BUILT,
        lang,
    )


def _done(output: Path, files: int) -> Text:
    return Text(f"网站已生成到 {output}（{files} 个文件）", f"site built in {output} ({files} files)")


_NOT_BUILT = Text("未生成网站", "no site was built")


def _load() -> None:
    """Import what only building needs, and that takes as long as judging a thousand documents."""
    importlib.import_module("gongkai.publish.plugin")


def _settings(root: Path, output: Path) -> dict[str, Any]:
    """The county's own settings file where there is one; it cannot open what the plugin keeps shut."""
    from pelican.settings import read_settings  # noqa: PLC0415 - as above

    from gongkai.publish import plugin  # noqa: PLC0415
    from gongkai.publish.settings import settings_for  # noqa: PLC0415

    own = root / "pelicanconf.py"
    overrides: dict[str, Any] = {"OUTPUT_PATH": str(output)}
    if own.is_file():
        settings: dict[str, Any] = read_settings(str(own), override=overrides)
    else:
        settings = read_settings(None, override={**settings_for(root), "PLUGINS": [plugin], **overrides})
    return settings

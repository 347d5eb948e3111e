"""``gongkai build``: the same Pelican run as ``pelican content -s pelicanconf.py``, with a quieter voice."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cli import common
from gongkai.cli.build_request import NOT_BUILT, Wanted, built
from gongkai.cli.executor import add_executor, chosen
from gongkai.cli.progress import Meter, Phases
from gongkai.core.findings import Text
from gongkai.core.settings import theme_of
from gongkai.core.system_errors import reason
from gongkai.remake import again
from gongkai.remake.identity import identity
from gongkai.remake.request import BuildRequest, Outcome
from gongkai.reporting import FORMATS, Report
from gongkai.site.fingerprint import Fingerprint
from gongkai.site.staging import Live, alone, checked_target, for_everybody

if TYPE_CHECKING:
    pass


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, default=None, metavar="DIR", help="网站生成到哪里（默认 output/）")
    parser.add_argument("--no-search", action="store_true", help="不建立检索索引")
    parser.add_argument("--release", action="store_true", help="正式发布：从头检查和生成，不使用也不留下上次生成的记录")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式（默认 text）")
    parser.add_argument("--timings", action="store_true", help="结束时显示各阶段用时（标准错误输出）")
    add_executor(parser)
    common.add_first_seen(parser)
    common.add_today(parser)
    common.add_as_of(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    output = common.named_in_utf8((options.output or root / "output").resolve())
    checked_target(output, root)  # before anything is written beside it
    live = Live(output)
    meter = Meter("检查")
    phases = Phases(meter.note)
    today, seen = common.today(options), common.first_seen(options)
    try:
        with alone(output), for_everybody(), meter:
            fingerprint = Fingerprint.now(root, theme_of(root))
            wanted = Wanted(options, root, output, today, seen, meter, phases, fingerprint)
            code, report = _run(wanted)
    except BaseException as error:
        if not live:
            raise
        common.complain(_although(output, error).in_language(options.lang))
        return 0
    finally:
        if options.timings:
            with contextlib.suppress(OSError):
                sys.stderr.write(phases.table())
    try:
        common.say(FORMATS[options.format](report))
    except OSError as error:
        if code:
            raise
        common.complain(_although(output, error).in_language(options.lang))
        common.no_more_output()
    return code


def _although(output: Path, error: BaseException) -> Text:
    """Said where something went wrong when the new site was in its place already: that is no failure of the build."""
    why = reason(error) if isinstance(error, OSError) else Text(*[str(error) or type(error).__name__] * 2)
    return Text(
        f"新网站已换入 {output}；此后的步骤没有完成：{why.zh}",
        f"the new site is live in {output}; what comes after that was not done: {why.en}",
    )


def _run(wanted: Wanted) -> tuple[int, Report]:
    """The exit code, and what is said when nothing moves on the terminal any more."""
    asked = None
    # A log of first-seen signatures grows with every look; what it says of a document is not remembered. What a cluster
    # made is not remembered either: a memory is this machine's own.
    if not wanted.options.release and wanted.seen is None and wanted.options.executor is None:
        root, output, search = wanted.root, wanted.output, not wanted.options.no_search
        sort = identity(root, output, theme_of(root), search)
        as_of = wanted.options.as_of
        asked = BuildRequest(
            root, output, wanted.today, search, sort, as_of, wanted.phases, fingerprint=wanted.fingerprint
        )
        if outcome := again.build_again(asked):
            return 0 if outcome.built else 1, _report(outcome, output, wanted.options.lang)
    from gongkai.cli.build_from_nothing import from_nothing  # noqa: PLC0415 - loads everything

    with chosen(wanted.options, wanted.root) as executor:
        return from_nothing(wanted, asked, executor)


def _report(outcome: Outcome, output: Path, lang: str) -> Report:
    return Report(
        outcome.diagnostics,
        outcome.checked,
        outcome.signatures_required,
        outcome.roster_digest,
        built(output, outcome.files) if outcome.built else NOT_BUILT,
        lang,
    )

"""Where Gongkai takes hold of Pelican. Connected at import, so that no setting can leave it out.

Pelican logs a plugin that fails and builds on; everything here therefore raises where Pelican cannot swallow
it: at import, in ``initialized``, in ``get_generators``, in ``finalized``. Run from Pelican's own command line a
refusal is printed and ends the process with its exit code.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import blinker

import pelican
from gongkai.core.characters import shown
from gongkai.core.days import CHINA
from gongkai.core.executors import Workers
from gongkai.core.findings import CannotRun, Progress, Text
from gongkai.core.settings import PINNED, as_of, theme_of
from gongkai.core.spool import Spool
from gongkai.gate.check import Verdict, check
from gongkai.reporting import FORMATS, report_of
from gongkai.signing.first_seen import FirstSeen
from gongkai.site.audit import with_findings
from gongkai.site.build import Build
from gongkai.site.fingerprint import Fingerprint
from gongkai.site.generator import CatalogGenerator
from gongkai.site.staging import alone, checked_target, for_everybody, staging, swap
from gongkai.source.tree import Disk
from pelican import signals


class Refused(Exception):
    """The content did not pass the gate (exit code 1)."""

    exitcode = 1

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("refused")
        self.verdict = verdict


@dataclass(slots=True)
class Request:
    """How ``gongkai build`` asks for a build; Pelican's own command line uses the defaults."""

    today: dt.date
    as_of: dt.date | None = None  # the day that the site is for; without one, what the settings say, or today
    search: bool = True
    progress: Progress | None = None
    note: Callable[[str], None] = lambda text: None
    seen: FirstSeen | None = None
    checked: Path | None = None  # the root that ``verdict`` is about, where the check was made before
    verdict: Verdict | None = None
    executor: Executor | None = None  # who does the work; without one, this machine
    fingerprint: Fingerprint | None = None  # program, theme and settings when the run began
    built: Build | None = None


class _State:
    """What lives from one signal to the next; there is one build at a time in a process."""

    embedded: Request | None = None
    request: Request | None = None
    build: Build | None = None
    parsing: bool = False
    cleanup: contextlib.ExitStack | None = None


def register() -> None:
    """Pelican asks every plugin for this; the work was done at import."""


@contextlib.contextmanager
def requested(request: Request) -> Iterator[None]:
    """Run Pelican for ``request``; whatever happens, nothing is left half-built."""
    _State.embedded = request
    try:
        yield
    finally:
        _State.embedded = None
        _end()


def _end() -> None:
    if _State.cleanup is not None:
        _State.cleanup.close()
    _State.request = _State.build = _State.cleanup = None


def on_initialized(site: Any) -> None:
    """Check everything before Pelican does anything; point it at a folder aside."""
    with _speaking():
        _end()
        _State.request = request = _State.embedded or _from_command_line()
        _State.cleanup = contextlib.ExitStack()
        executor = request.executor or _State.cleanup.enter_context(Workers())
        root = _root(site)
        _nothing_reopened(site, root)
        target = checked_target(Path(site.output_path), root)
        if _State.embedded is None:
            _State.cleanup.enter_context(alone(target))
            _State.cleanup.enter_context(for_everybody())
        request.fingerprint = request.fingerprint or Fingerprint.now(root, theme_of(root))
        source = Disk(root)
        verdict = request.verdict
        if verdict is None:
            keep = Spool().keep
            verdict = check(source, request.today, executor, request.progress, request.seen, keep=keep)
            request.verdict = verdict
        elif request.checked != root:
            raise CannotRun(
                f"设置中的内容目录不在 {request.checked}", f"PATH of the settings is not in {request.checked}"
            )
        if not verdict.passed:
            raise Refused(verdict)
        aside = _State.cleanup.enter_context(staging(target))
        site.output_path = str(aside)
        site.settings["OUTPUT_PATH"] = str(aside)
        scratch = Path(_State.cleanup.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-build-")))
        theme = theme_of(root)
        _State.build = Build(
            verdict,
            source,
            theme,
            target,
            aside,
            request.search,
            request.note,
            executor,
            request.progress,
            request.as_of or as_of(site.settings) or request.today,
            scratch,
        )


def on_get_generators(site: Any) -> type[CatalogGenerator]:
    with _speaking():
        if _State.build is None:
            raise CannotRun("没有经过检查，不能生成", "nothing was checked; there is nothing to build")
        CatalogGenerator.build = _State.build
        return CatalogGenerator


def on_finalized(site: Any) -> None:
    """Index and audit the finished tree, then swap it in; only now does a citizen see anything."""
    with _speaking():
        build, request = _State.build, _State.request
        if build is None or request is None or not build.made:
            raise CannotRun("没有生成任何页面", "no page was generated")
        request.verdict = verdict = with_findings(build.verdict, build.finish())
        if not verdict.passed:
            raise Refused(verdict)
        request.note("换入网站")
        assert request.fingerprint is not None
        request.fingerprint.verify()
        swap(build.aside, build.target)
        request.built = build
        if _State.embedded is None:
            done = Text(f"网站已生成到 {build.target}", f"site built in {build.target}")
            with contextlib.suppress(OSError):  # the site is live, whether or not anybody can read this
                sys.stderr.write(FORMATS["text"](report_of(verdict, done)))
        _end()


def _from_command_line() -> Request:
    """A build started by Pelican itself. Serving and watching would show a site that no check stands behind."""
    if _State.parsing:
        # This option starts Pelican while arguments are being parsed, again and again.
        raise CannotRun("不支持 --print-settings", "--print-settings is refused")
    if sys.getfilesystemencoding() != "utf-8":
        raise CannotRun(
            "系统区域设置（LC_ALL、LANG）不是 UTF-8：请用 gongkai build，或先设 PYTHONUTF8=1",
            "the locale is not UTF-8: use `gongkai build`, or set PYTHONUTF8=1",
        )
    _State.parsing = True
    options = pelican.parse_arguments(sys.argv[1:])
    _State.parsing = False
    if options.listen or options.autoreload:
        raise CannotRun(
            "不支持 --listen、--autoreload：请用 make serve 浏览已生成的网站",
            "--listen and --autoreload are refused; `make serve` shows the site that was built",
        )
    # Pelican ends an interrupted build with exit code 0.
    signal.signal(signal.SIGINT, _interrupted)
    atexit.register(_end)
    return Request(dt.datetime.now(CHINA).date())


def _interrupted(number: int, frame: object) -> None:
    sys.stderr.write("已中断，没有改动已有网站\n")
    raise SystemExit(128 + number)


def _root(site: Any) -> Path:
    # Not resolved: a link in the place of content/ is the checker's to refuse.
    content = Path(site.settings["PATH"]).absolute()
    if content.name != "content":
        raise CannotRun(
            f"内容目录必须是 content/，而不是 {content}", f"the content folder must be content/, not {content}"
        )
    return content.parent


def _nothing_reopened(site: Any, root: Path) -> None:
    """Refuse settings that would let Pelican publish past the generator."""
    this = sys.modules[__name__]
    if this not in getattr(site, "plugins", []):
        raise CannotRun("设置中没有启用 gongkai 插件", "the settings do not enable the gongkai plugin")
    foreign = [p for p in site.plugins if p is not this] + _listeners()
    changed = [key for key, value in PINNED.items() if site.settings.get(key) != value]
    if Path(site.settings["THEME"]).resolve() != theme_of(root).resolve():
        changed.append("THEME")
    if foreign or changed:
        names = "、".join([*changed, *(_name_of(p) for p in foreign)])
        raise CannotRun(f"不允许更改的设置：{names}", f"settings that must not be changed: {names}")


def _name_of(plugin: object) -> str:
    module = getattr(plugin, "__module__", None)
    name = getattr(plugin, "__name__", type(plugin).__name__)
    return f"{module}.{name}" if module else str(name)


def _listeners() -> list[object]:
    """Whoever else listens to Pelican, a plugin included that failed after it had connected and was forgotten."""
    ours = {on_initialized, on_get_generators, on_finalized}
    found: list[object] = []
    for name in dir(signals):
        signal_ = getattr(signals, name)
        if isinstance(signal_, blinker.Signal):
            found += [one for one in signal_.receivers_for(blinker.ANY) if one not in ours]
    return found


@contextlib.contextmanager
def _speaking() -> Iterator[None]:
    """Under Pelican's command line, turn a refusal into words and an exit code; SystemExit passes through it."""
    try:
        yield
    except GeneratorExit:
        raise  # interrupted on the way in; what interrupted it is on its way already
    except BaseException as error:
        embedded = _State.embedded is not None
        _end()
        if embedded or isinstance(error, SystemExit):
            raise
        if isinstance(error, Refused):
            sys.stderr.write(FORMATS["text"](report_of(error.verdict, NOT_BUILT)))
        elif isinstance(error, CannotRun):
            sys.stderr.write(f"{shown(_readable(error.text))}\n")
        else:
            sys.stderr.write(f"未能生成网站：{type(error).__name__}: {shown(str(error))}\n")
        raise SystemExit(getattr(error, "exitcode", 2)) from None


def _readable(text: Text) -> str:
    """The Chinese words, or the English ones where the stream has no Chinese characters."""
    try:
        text.zh.encode(sys.stderr.encoding)
    except UnicodeEncodeError:
        return text.en
    return text.zh


NOT_BUILT = Text("未生成网站", "no site was built")


signals.initialized.connect(on_initialized)
signals.get_generators.connect(on_get_generators)
signals.finalized.connect(on_finalized)

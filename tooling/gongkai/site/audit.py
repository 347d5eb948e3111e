"""The proof of the output: facts about a finished tree are gathered and the rules O01-O04 judge them.

Runs on every build before the swap, and on a site that was built before (``gongkai audit output``); independent of who
wrote what (promise 3). What a page should look like is not known here: whoever rendered hands in its sha256.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.core.executors import lent
from gongkai.core.findings import CannotRun, Diagnostic, Text
from gongkai.gate.check import Verdict
from gongkai.proof.expected import PAGEFIND, entries_below, expected, index_files, indexed
from gongkai.proof.gone import gone_folders, gone_texts
from gongkai.proof.internal import WORDS, Internal, Kind, internal_texts
from gongkai.proof.output import Output, Trace, Use, Wanted
from gongkai.proof.public import Public
from gongkai.proof.scan import Scanned, Task, Words, scan_files
from gongkai.rules import judge_output
from gongkai.source.tree import Source

_CHUNK = 50  # files in one piece of work
Begun = Sequence[Future[list[Scanned]]]
_REPEATED = 20  # times that one fault is shown; a template repeats it on every page


def no_links(theme: Path) -> None:
    """Refuse a theme with links: what one leads to would be published as a part of the theme."""
    if linked := sorted(path.relative_to(theme).as_posix() for path in theme.rglob("*") if path.is_symlink()):
        names = ", ".join(linked[:5])
        raise CannotRun(f"主题中不得有链接（O01）：{names}", f"the theme must not hold links (O01): {names}")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the rules say about a site, the sha256 of all its files, and the characters in each attachment's properties."""

    diagnostics: list[Diagnostic]
    files: Mapping[str, str]
    characters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Examination:
    """What the files of a site are examined for, worked out before there is one of them.

    Files can be scanned as soon as they are written, each once; ``judge`` wants them all.
    """

    verdict: Verdict
    site: Path
    wanted: Mapping[str, Wanted]
    texts: Sequence[Internal]
    public: Public
    gone: frozenset[str]
    task: Task

    @staticmethod
    def of(verdict: Verdict, source: Source, theme: Path, site: Path, scratch: Path) -> Examination:
        """``scratch`` is an empty folder that lasts as long as the examination."""
        county, approved = verdict.county, verdict.approved
        assert county is not None
        taken = [*county.withdrawals, *verdict.voided]
        public = Public(approved, county, theme, verdict.withdrawn)
        of_documents = (text for one in approved for text in one.internal)
        # A name that is everywhere is not looked for; whether another text may show is asked when it was found.
        internal = [
            one
            for one in internal_texts(of_documents, county)
            if one.kind is not Kind.PERSON or not public.everywhere(one)
        ]
        texts = [*internal, *gone_texts(taken, county, source)]
        parts = (one.text for one in internal if one.partial)
        kept = scratch / "words.json"
        Words.keep(kept, [one.text for one in texts], parts, len(internal))
        origin = "/".join(county.site.base_url.split("/")[:3]) + "/"
        wanted = expected(approved, taken, county, theme)
        return Examination(verdict, site, wanted, texts, public, gone_folders(taken, county), Task(site, origin, kept))

    def uses(self, paths: Sequence[str]) -> list[tuple[str, Use | None]]:
        """Files with what each is for; None where nothing calls for it."""
        return [(path, self.wanted[path].use if path in self.wanted else None) for path in paths]

    def begin(self, paths: Sequence[str], executor: Executor) -> Begun:
        """Have files scanned that are finished, while their maker goes on."""
        return _begin(self.task, self.uses(paths), executor)

    def judge(
        self,
        scanned: Sequence[Scanned],
        made: Mapping[str, str],
        search: bool,
        name: str,
        folders: Mapping[str, str],
        entries: Mapping[str, str] | None = None,
        executor: Executor | None = None,
    ) -> Examined:
        """Return what the rules say about the site; files that were not scanned yet are now.

        ``made`` maps paths to the sha256 that this program made of them, ``folders`` addresses of items to the shard of
        the search index that they have to be in; ``entries`` likewise maps addresses to the content of their search
        entries. All may know less than the whole.
        """
        assert self.verdict.county is not None
        there = sorted(entries_below(self.site))
        done = {one.path for one in scanned}
        wanted = {**self.wanted, **(index_files(made, folders.values()) if search else {})}
        rest = [
            (path, wanted[path].use if path in wanted else None)
            for path, regular in there
            if regular and path not in done
        ]
        present = {path for path, regular in there if regular}
        every = sorted(
            [*(one for one in scanned if one.path in present), *_scan(self.task, rest, executor)], key=lambda o: o.path
        )
        wanted = {
            path: w if w.sha256 or path not in made else Wanted(w.use, w.document, made[path])
            for path, w in wanted.items()
        }
        hits = _hits(every, self.texts, wanted, self.public)
        output = Output(
            name=name,
            found={one.path: one.sha256 for one in every},
            irregular=tuple(path for path, regular in there if not regular),
            wanted=wanted,
            fragments=tuple((one.path, *one.entry) for one in every if one.entry),
            entries=indexed(self.verdict.approved, folders, entries or {}) if search else None,
            gone=self.gone,
            loads=tuple(_loads(every)),
            internal=tuple(trace for kind, trace in hits if kind is not Kind.GONE),
            unreadable=tuple(_unreadable(one.path) for one in every if one.unreadable),
            lingering=tuple(trace for kind, trace in hits if kind is Kind.GONE),
            forms={one.path: one.asked for one in every if one.asked},
        )
        diagnostics = judge_output(output, self.verdict.county)
        return Examined(diagnostics, output.found, {one.path: one.characters for one in every if one.characters})


def with_findings(verdict: Verdict, found: Sequence[Diagnostic]) -> Verdict:
    """The verdict with what was found in the output; like any other, it approves nothing with an error in it."""
    whole = replace(verdict, diagnostics=(*verdict.diagnostics, *found))
    return whole if whole.passed else replace(whole, approved=(), voided=(), withdrawn=())


def _begin(task: Task, files: Sequence[tuple[str, Use | None]], executor: Executor) -> Begun:
    # Not in runs of neighbours: the catalog's files are the largest by far, and stand side by side.
    parts = -(-len(files) // _CHUNK)
    return [executor.submit(scan_files, task, files[part::parts]) for part in range(parts)]


def finished(begun: Begun) -> list[Scanned]:
    """Return what came of it. Raises CannotRun."""
    try:
        return [one for future in begun for one in future.result()]
    except BrokenProcessPool as error:
        raise CannotRun("核对进程意外中止", "a worker that examined the site died") from error
    finally:
        for future in begun:
            future.cancel()


def _scan(task: Task, files: Sequence[tuple[str, Use | None]], executor: Executor | None) -> list[Scanned]:
    # Most files are scanned where they were written; for what is left, starting workers seldom pays.
    with lent(executor, len(files) // 4) as pool:
        return finished(_begin(task, files, pool))


def _loads(scanned: Sequence[Scanned]) -> Iterator[Trace]:
    """Yield what pages load and run by themselves, each fault on the first pages only."""
    seen: Counter[Text] = Counter()
    for one in scanned:
        for line, column, what in one.loads:
            seen[what] += 1
            if seen[what] <= _REPEATED:
                yield Trace(one.path, line, column, what)


def _hits(
    scanned: Sequence[Scanned], texts: Sequence[Internal], wanted: Mapping[str, Wanted], public: Public
) -> list[tuple[Kind, Trace]]:
    """Everything found that no public text excuses, each text in the first files only."""
    found = []
    seen: Counter[int] = Counter()
    excused: dict[tuple[int, str], bool] = {}
    for one in scanned:
        document = wanted[one.path].document if one.path in wanted else ""
        for number, line, column in one.hits:
            text = texts[number]
            if (number, document) not in excused:
                excused[number, document] = (
                    public.everywhere(text) or public.excuses(text, document) or public.composed(text)
                )
            # An address in a list is a link; only in the search index may it be a part of somebody's text.
            link = text.kind is Kind.GONE and text.text.endswith((".html", "/")) and not one.path.startswith(PAGEFIND)
            if not link and excused[number, document]:
                continue
            seen[number] += 1
            if seen[number] <= _REPEATED:
                found.append((text.kind, Trace(one.path, line, column, _what(text))))
    return found


def _what(text: Internal) -> Text:
    words = WORDS[text.kind]
    if text.kind is Kind.GONE:
        return Text(text.origin, text.origin)
    if not text.origin:
        return words
    return Text(f"{words.zh}（{text.origin}）", f"{words.en} ({text.origin})")


def _unreadable(path: str) -> Trace:
    what = Text(
        "无法读出文件的属性，未能核对其中有无内部信息",
        "cannot be read, so nobody knows whether it holds anything internal",
    )
    return Trace(path, 1, 1, what)

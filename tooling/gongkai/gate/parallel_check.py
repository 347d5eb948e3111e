"""Reading and judging documents, in this process or in workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from gongkai.core.executors import chunks, lent
from gongkai.core.findings import CannotRun, Diagnostic, Progress
from gongkai.core.pickling import pickled_by_position
from gongkai.documents.card import Card, Content, card_of
from gongkai.documents.document import Reading, read
from gongkai.documents.registries import Markup
from gongkai.proof.internal import Internal, of_document
from gongkai.rules import judge_signed
from gongkai.signing.approval import Approval, approvals
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import LedgerEntry
from gongkai.source.problems import Problem
from gongkai.source.tree import Source

_CHUNK = 100
Pairs = Sequence[tuple[str, tuple[str, ...]]]


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Judged:
    """What a worker sends back of one file: what was found, and of a document what others need of it.

    ``approved_on`` is the day of a final review; ``complete`` says whether the file could be read without a problem.
    """

    path: str
    diagnostics: tuple[Diagnostic, ...]
    approvals: tuple[Approval, ...]
    card: Card | None = None
    approved_on: dt.date | None = None
    complete: bool = False
    content: bytes = b""
    internal: tuple[Internal, ...] = ()


def judge(reading: Reading, entries: Sequence[LedgerEntry], basis: SiteContext) -> Judged:
    found, acts = judge_signed(reading, entries, basis)
    remembered = tuple(approval for one in acts for approval in approvals(one, basis))
    document = reading.document
    if document is None:
        return Judged(reading.path, tuple(found), remembered)
    final = document.review.final
    return Judged(
        path=reading.path,
        diagnostics=tuple(found),
        approvals=remembered,
        card=card_of(document) if document.name else None,
        approved_on=final.day if final else None,
        complete=not document.problems,
        content=b"" if document.problems else Content.pack(document),
        internal=tuple(of_document(document)) if document.whole else (),
    )


def judge_documents(source: Source, pairs: Pairs, basis: SiteContext) -> list[Judged]:
    """A worker's job: read and judge some documents."""
    return [judge(read(source, path, attached, markup=basis.site.markup), (), basis) for path, attached in pairs]


def formal_problems(source: Source, paths: Sequence[str], markup: Markup | None) -> list[tuple[str, Problem]]:
    """A worker's job where no registry can be relied on: what can be said of documents without one."""
    return [(path, problem) for path in paths for problem in read(source, path, markup=markup).problems]


def formal_problems_of_all(
    source: Source, paths: Sequence[str], markup: Markup | None, executor: Executor | None
) -> list[tuple[str, Problem]]:
    """The same of all documents, through an executor. Raises CannotRun."""
    with lent(executor, len(paths)) as pool:
        try:
            futures = [pool.submit(formal_problems, source, chunk, markup) for chunk in chunks(paths, _CHUNK)]
            return [one for future in futures for one in future.result()]
        except BrokenProcessPool as error:
            raise CannotRun("检查进程意外中止", "a worker process died") from error


def judge_all(
    source: Source,
    pairs: Pairs,
    basis: SiteContext,
    executor: Executor | None,
    progress: Progress | None,
    keep: Callable[[str, bytes], None] | None = None,
) -> list[Judged]:
    """Judge all documents through an executor. Raises CannotRun.

    ``keep`` is handed each content, with the path of its document, as it arrives; what comes back is without, because all
    contents are more than memory should hold.
    """
    done = 0
    carried = basis.for_workers()
    judged: list[Judged] = []
    futures: list[Future[list[Judged]]] = []
    with lent(executor, len(pairs)) as pool:
        try:
            for chunk in chunks(pairs, _CHUNK):
                futures.append(pool.submit(judge_documents, source, chunk, carried))
            for future in as_completed(futures):
                found = future.result()
                done += len(found)
                for one in found:
                    if keep:
                        keep(one.path, one.content)
                    judged.append(replace(one, content=b""))
                if progress:
                    progress(done, len(pairs))
        except BrokenProcessPool as error:
            raise CannotRun("检查进程意外中止", "a worker process died") from error
        finally:
            for future in futures:
                future.cancel()
    if done != len(pairs):
        raise CannotRun(f"应检查 {len(pairs)} 份，实际检查 {done} 份", f"{done} of {len(pairs)} documents were checked")
    judged.sort(key=lambda one: one.path)
    return judged

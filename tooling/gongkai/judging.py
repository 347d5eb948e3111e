"""Reading and judging documents, in this process or in workers."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from gongkai.documents.document import Document, Reading, read
from gongkai.documents.review import Review
from gongkai.executors import chunks, local
from gongkai.findings import CannotRun, Diagnostic
from gongkai.review.approval import Approval, approvals
from gongkai.review.county import County
from gongkai.review.ledgers import LedgerEntry
from gongkai.rules import judge_signed
from gongkai.source.tree import Source

_CHUNK = 100
Progress = Callable[[int, int], None]
Pairs = Sequence[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a worker sends back: the document without sign-offs and positions, which have served their purpose."""

    document: Document | None
    approved_on: dt.date | None
    diagnostics: tuple[Diagnostic, ...]
    approvals: tuple[Approval, ...]


def judge(reading: Reading, entries: Sequence[LedgerEntry], basis: County) -> Judged:
    found, acts = judge_signed(reading, entries, basis)
    remembered = tuple(approval for one in acts for approval in approvals(one, basis))
    document = reading.document
    if document is None:
        return Judged(None, None, tuple(found), remembered)
    final = document.review.final
    # Positions are many and seldom asked for; ``Document.place`` finds them again.
    light = dataclasses.replace(document, review=Review(), signed={}, spans={})
    return Judged(light, final.day if final else None, tuple(found), remembered)


def judge_documents(source: Source, pairs: Pairs, basis: County) -> list[Judged]:
    """A worker's job: read and judge some documents."""
    return [judge(read(source, path, attached), (), basis) for path, attached in pairs]


def judge_all(
    source: Source,
    pairs: Pairs,
    basis: County,
    executor: Executor | None,
    progress: Progress | None,
) -> list[Judged]:
    done = 0
    carried = basis.for_workers()
    judged: list[Judged] = []
    futures: list[Future[list[Judged]]] = []
    # Whoever brings an executor keeps it; one that is made here ends here.
    with contextlib.nullcontext(executor) if executor else local(len(pairs)) as pool:
        try:
            for chunk in chunks(pairs, _CHUNK):
                futures.append(pool.submit(judge_documents, source, chunk, carried))
            for future in as_completed(futures):
                found = future.result()
                done += len(found)
                judged += found
                if progress:
                    progress(done, len(pairs))
        except BrokenProcessPool as error:
            raise CannotRun("检查进程意外中止", "a worker process died") from error
        finally:
            for future in futures:
                future.cancel()
    if done != len(pairs):
        raise CannotRun(f"应检查 {len(pairs)} 份，实际检查 {done} 份", f"{done} of {len(pairs)} documents were checked")
    judged.sort(key=lambda one: one.document.path if one.document else "")
    return judged

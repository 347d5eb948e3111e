"""The gate: from the files of a county to approved documents, or to the reasons why not.

Guarantees: all errors of all files come in one run; with any error there are no approved documents; a rule that
raises, a file that cannot be read and a worker that dies stop the run (CannotRun, exit code 2).
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from gongkai.approved import ApprovedDocument, approve
from gongkai.documents.document import Document, Reading, read
from gongkai.documents.kinds import REGISTRIES, kind_of
from gongkai.documents.registries import Agencies, Basis, Officers, Site, Vocabularies
from gongkai.documents.review import Review
from gongkai.executors import chunks, local
from gongkai.findings import CannotRun, Diagnostic, Place, Severity, Text
from gongkai.review.acts import acts
from gongkai.review.county import County, county
from gongkai.review.ledgers import Absence, LedgerEntry, Withdrawal, is_ledger, read_ledger
from gongkai.review.roster import roster
from gongkai.rules import RULES, Corpus, judge_corpus, judge_file
from gongkai.rules.signatures import VOIDABLE, compromised
from gongkai.source.tree import Inventory, Source

_CHUNK = 100
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check came to. ``approved`` is empty whenever there is an error.

    ``voided`` are documents whose sign-off fell with a compromised key; they get a tombstone and are not in
    ``approved``. ``roster_digest`` is the sha256 of the roster that was trusted.
    """

    diagnostics: tuple[Diagnostic, ...]
    approved: tuple[ApprovedDocument, ...]
    voided: tuple[str, ...]
    county: County | None
    checked: int
    roster_digest: str

    @property
    def errors(self) -> int:
        return sum(1 for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def passed(self) -> bool:
        return self.errors == 0 and self.county is not None


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a worker sends back: the document without sign-offs and positions, which have served their purpose."""

    document: Document | None
    approved_on: dt.date | None
    void: bool
    diagnostics: tuple[Diagnostic, ...]


def check(
    source: Source, today: dt.date, executor: Executor | None = None, progress: Progress | None = None
) -> Verdict:
    """Check a whole county as it stands on ``today``."""
    inventory = source.files("content", "catalog")
    sorted_files = _sort(inventory)
    readings = {name: read(source, f"catalog/{name}.yaml") for name in REGISTRIES if name in sorted_files.registries}
    ledger_readings = [read_ledger(source, path) for path in sorted_files.ledgers]
    basis = _county(readings, [entry for _, entries in ledger_readings for entry in entries], today)
    digest = (
        hashlib.sha256(readings["officers"].document.source).hexdigest()
        if ("officers" in readings and readings["officers"].document)
        else ""
    )
    if basis is None:
        return Verdict(_without_county(readings, ledger_readings), (), (), None, len(readings), digest)
    judged = [_judge(reading, (), basis) for reading in readings.values()]
    judged += [_judge(reading, entries, basis) for reading, entries in ledger_readings]
    judged += _judge_content(source, sorted_files.documents, basis, executor, progress)
    documents = [one.document for one in judged if one.document is not None]
    corpus = Corpus(documents, basis, inventory, sorted_files.unknown)
    diagnostics = [d for one in judged for d in one.diagnostics] + judge_corpus(corpus)
    diagnostics.sort(key=lambda d: (d.place, d.code))
    checked = len(readings) + len(sorted_files.documents)
    if any(d.severity is Severity.ERROR for d in diagnostics):
        return Verdict(tuple(diagnostics), (), (), basis, checked, digest)
    approved, voided = _approve(judged, basis)
    return Verdict(tuple(diagnostics), approved, voided, basis, checked, digest)


def basis_of(source: Source, today: dt.date) -> County | None:
    """The county to judge single documents by, or None when a registry cannot be relied on."""
    sorted_files = _sort(source.files("catalog"))
    readings = {name: read(source, f"catalog/{name}.yaml") for name in REGISTRIES if name in sorted_files.registries}
    entries = [entry for path in sorted_files.ledgers for entry in read_ledger(source, path)[1]]
    return _county(readings, entries, today)


@dataclass(frozen=True, slots=True)
class _Files:
    registries: frozenset[str]
    ledgers: tuple[str, ...]
    documents: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: tuple[str, ...]


def _sort(inventory: Inventory) -> _Files:
    """Which file is what: registries, ledgers, documents with the files in their folders, and what is neither."""
    registries, ledgers, documents, rest = [], [], [], []
    for path in inventory.regular:
        found = kind_of(path)
        if found and found[0].prefix == "registry":
            registries.append(found[1]["name"])
        elif found:
            documents.append(path)
        elif is_ledger(path):
            ledgers.append(path)
        else:
            rest.append(path)
    folders = {path.removesuffix(".md") for path in documents}
    beside: dict[str, list[str]] = defaultdict(list)
    unknown = []
    for path in rest:
        folder = next((f for f in _parents(path) if f in folders), None)
        if folder is None:
            unknown.append(path)
        else:
            beside[folder].append(path)
    pairs = tuple((path, tuple(beside[path.removesuffix(".md")])) for path in documents)
    return _Files(frozenset(registries), tuple(ledgers), pairs, tuple(unknown))


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]


def _county(readings: dict[str, Reading], entries: Sequence[LedgerEntry], today: dt.date) -> County | None:
    """The county to judge by, or None when a registry cannot be relied on."""
    documents = {name: reading.document for name, reading in readings.items()}
    if set(documents) != set(REGISTRIES) or any(d is None or d.problems for d in documents.values()):
        return None
    fields = {name: document.fields for name, document in documents.items() if document}
    site, agencies, words = fields["site"], fields["agencies"], fields["vocabularies"]
    officers, basis = fields["officers"], fields["basis"]
    assert isinstance(site, Site) and isinstance(agencies, Agencies) and isinstance(words, Vocabularies)
    assert isinstance(officers, Officers) and isinstance(basis, Basis)
    if site.owner not in {agency.id for agency in agencies.agencies}:
        return None
    without = county(site, agencies, words, basis, officers, roster(officers), tuple(entries), today)
    absences = [e.fields for e in entries if isinstance(e.fields, Absence) and _holds(e, without)]
    return dataclasses.replace(without, roster=roster(officers, absences))


def _holds(entry: LedgerEntry, basis: County) -> bool:
    """Whether a ledger entry has no error of its own; only then may a deputy rely on it."""
    found = judge_file(Reading(entry.path, ()), [entry], basis)
    return not any(d.severity is Severity.ERROR for d in found) and not any(
        compromised(act, basis) for act in acts(entry, basis)
    )


def _without_county(
    readings: dict[str, Reading], ledgers: Sequence[tuple[Reading, list[LedgerEntry]]]
) -> tuple[Diagnostic, ...]:
    """What can be said when the registries themselves cannot be relied on."""
    found = []
    for name in REGISTRIES:
        if name not in readings:
            message = Text(f"缺少登记表 catalog/{name}.yaml", f"registry catalog/{name}.yaml is missing")
            remedy = Text("按登记表说明补建；新建站点请用 gongkai init", "add it; `gongkai init` starts a new site")
            found.append(_plain("Y03", Place(f"catalog/{name}.yaml"), message, remedy))
    for reading in (*readings.values(), *(reading for reading, _ in ledgers)):
        for problem in reading.problems:
            place = Place(reading.path, problem.line, problem.column)
            found.append(_plain(problem.code, place, problem.message, problem.remedy))
    if not found:
        message = Text("网站主办机构（owner）没有在 agencies.yaml 登记", "`owner` is not an agency of agencies.yaml")
        found.append(_plain("C07", Place("catalog/site.yaml"), message, Text("改正 owner", "mend `owner`")))
    message = Text("登记表有错误，其余文件未检查", "the registries have errors; nothing else was checked")
    remedy = Text("先改正登记表", "mend the registries first")
    found.append(_plain("Y03", Place("content"), message, remedy))
    return tuple(sorted(found, key=lambda d: (d.place, d.code)))


def _plain(code: str, place: Place, message: Text, remedy: Text) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, RULES[code].clause, place, message, remedy)


def _judge(reading: Reading, entries: Sequence[LedgerEntry], basis: County) -> _Judged:
    diagnostics = tuple(judge_file(reading, entries, basis))
    document = reading.document
    if document is None:
        return _Judged(None, None, False, diagnostics)
    final = document.review.final
    void = basis.roster.compromised and any(compromised(act, basis) for act in acts(document, basis))
    # Positions are many and seldom asked for; ``Document.place`` finds them again.
    light = dataclasses.replace(document, review=Review(), signed={}, spans={})
    return _Judged(light, final.day if final else None, void, diagnostics)


def judge_documents(source: Source, pairs: Sequence[tuple[str, tuple[str, ...]]], basis: County) -> list[_Judged]:
    """A worker's job: read and judge some documents."""
    return [_judge(read(source, path, attached), (), basis) for path, attached in pairs]


def _judge_content(
    source: Source,
    pairs: Sequence[tuple[str, tuple[str, ...]]],
    basis: County,
    executor: Executor | None,
    progress: Progress | None,
) -> list[_Judged]:
    done = 0
    judged: list[_Judged] = []
    futures: list[Future[list[_Judged]]] = []
    # Whoever brings an executor keeps it; one that is made here ends here.
    with contextlib.nullcontext(executor) if executor else local(len(pairs)) as pool:
        try:
            for chunk in chunks(pairs, _CHUNK):
                futures.append(pool.submit(judge_documents, source, chunk, basis))
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


def _approve(judged: Sequence[_Judged], basis: County) -> tuple[tuple[ApprovedDocument, ...], tuple[str, ...]]:
    approved, voided = [], []
    withdrawn: dict[str, Withdrawal] = basis.withdrawals
    published = basis.published_on
    for one in judged:
        document = one.document
        if document is None:
            continue
        if one.approved_on is None or document.problems:
            # The last barrier, should a rule have fallen silent.
            raise CannotRun(f"{document.path} 没有完成复审", f"{document.path} has no final review")
        if one.void and document.kind.prefix in VOIDABLE:
            voided.append(document.name)
        elif document.name not in withdrawn:
            approved.append(approve(document, one.approved_on, published.get(document.name)))
    return tuple(approved), tuple(voided)

"""The gate: from the files of a county to approved documents, or to the reasons why not.

Guarantees: all errors of all files come in one run; with any error there are no approved documents; a rule that
raises, a file that cannot be read and a worker that dies stop the run (CannotRun, exit code 2).
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from types import MappingProxyType

from gongkai.core.findings import CannotRun, Diagnostic, Progress, Severity
from gongkai.core.spool import Kept
from gongkai.documents.card import Card
from gongkai.documents.document import Locator, Reading, anchors_of
from gongkai.documents.kinds import KINDS
from gongkai.gate.load_site import Ledgers, basis_of, county_of, markup_of, registries, sort, without_county
from gongkai.gate.parallel_check import Judged, Pairs, formal_problems_of_all, judge, judge_all
from gongkai.gate.published_before import published_before
from gongkai.proof.approved import ApprovedDocument, approve
from gongkai.rules import Corpus, judge_corpus
from gongkai.signing.approval import Approval
from gongkai.signing.context import SiteContext
from gongkai.signing.first_seen import FirstSeen
from gongkai.signing.ledgers import Withdrawal, read_ledger
from gongkai.source.attributes import NAME as ATTRIBUTES
from gongkai.source.attributes import altering
from gongkai.source.hygiene import Irregular, altering_attributes, collisions, unportable
from gongkai.source.tree import Disk, Source

__all__ = ["Verdict", "basis_of", "check", "digest_of_roster", "irregularities"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check came to. ``approved`` is empty whenever there is an error.

    ``withdrawn`` are documents that were withdrawn or merged and still lie there as they were approved: their titles may be shown.
    ``voided`` are documents whose sign-off fell with a compromised key; they get a tombstone and are not in
    ``approved``. ``roster_digest`` is the sha256 of the roster that was trusted; ``approvals`` are all sign-offs; ``sources``
    maps every file that was judged to the sha256 of its bytes, where there is no error.
    """

    diagnostics: tuple[Diagnostic, ...]
    approved: tuple[ApprovedDocument, ...]
    voided: tuple[str, ...]
    county: SiteContext | None
    checked: int
    roster_digest: str
    approvals: tuple[Approval, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[Card, ...] = ()

    @property
    def errors(self) -> int:
        return sum(1 for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def passed(self) -> bool:
        return self.errors == 0 and self.county is not None


def check(
    source: Source,
    today: dt.date,
    executor: Executor | None = None,
    progress: Progress | None = None,
    seen: FirstSeen | None = None,
    keep: Callable[[bytes], Kept] = Kept.held,
    published: Callable[[str], bool] | None = None,
) -> Verdict:
    """Check a whole county as it stands on ``today``; ``seen`` is the log that its publisher keeps.

    ``keep`` is where the contents of documents go, if not into memory; ``published`` knows, where the state before is known,
    which documents were published then.
    """
    inventory = source.files("content", "catalog")
    files = sort(inventory)
    readings = registries(source, files)
    ledgers = [read_ledger(source, path) for path in files.ledgers]
    basis = county_of(readings, [entry for _, entries in ledgers for entry in entries], today, seen)
    digest = digest_of_roster(readings)
    if basis is None:
        return _without_county(source, readings, ledgers, files.documents, executor, digest)
    judged = [judge(reading, (), basis) for reading in readings.values()]
    judged += [judge(reading, entries, basis) for reading, entries in ledgers]
    contents: dict[str, Kept] = {}

    def lay_aside(path: str, content: bytes) -> None:
        contents[path] = keep(content)

    judged += judge_all(source, files.documents, basis, executor, progress, lay_aside)
    cards = [one.card for one in judged if one.card is not None]
    names = {card.name for card in cards}
    corpus = Corpus(
        documents=cards,
        county=basis,
        unknown=files.unknown,
        irregular=(*inventory.irregular, *irregularities(source, inventory.regular)),
        approvals=[approval for one in judged for approval in one.approvals],
        entries=basis.entries,
        has_path=set(inventory.regular).__contains__,
        has_name=names.__contains__,
        published=published or published_before(source, basis),
        locate=Locator(source),
        anchors_of=functools.partial(anchors_of, source, basis.site.markup),
        filled=lambda: {(agency, card.category) for card in cards if card.kind == "item" for agency in card.issuers},
    )
    diagnostics = [d for one in judged for d in one.diagnostics] + judge_corpus(corpus)
    diagnostics.sort(key=lambda d: (d.place, d.code))
    checked = len(readings) + len(files.documents)
    if any(d.severity is Severity.ERROR for d in diagnostics):
        return Verdict(tuple(diagnostics), (), (), basis, checked, digest)
    approved, voided = approved_of(judged, basis, contents)
    sources = {path: sha256 for card in cards for path, sha256 in card.sources}
    sources |= {reading.path: reading.source for reading, _ in ledgers}
    withdrawn = withdrawn_of(cards, basis, voided)
    return Verdict(
        tuple(diagnostics), approved, voided, basis, checked, digest, tuple(corpus.approvals), sources, withdrawn
    )


def check_part(
    source: Source,
    today: dt.date,
    below: str,
    executor: Executor | None = None,
    progress: Progress | None = None,
    seen: FirstSeen | None = None,
) -> Verdict:
    """Judge the documents in one folder, each by itself; what shows only in the whole is not looked for.

    The verdict approves nothing and names no county, so that nothing can be built from it.
    """
    files = sort(source.files("content", "catalog"))
    readings = registries(source, files)
    ledgers = [read_ledger(source, path) for path in files.ledgers]
    basis = county_of(readings, [entry for _, entries in ledgers for entry in entries], today, seen)
    pairs = [pair for pair in files.documents if pair[0].startswith(below)]
    if not pairs:
        raise CannotRun(f"{below} 中没有条目", f"there is no item in {below}")
    digest = digest_of_roster(readings)
    if basis is None:
        return _without_county(source, readings, ledgers, pairs, executor, digest)
    judged = judge_all(source, pairs, basis, executor, progress)
    diagnostics = sorted((d for one in judged for d in one.diagnostics), key=lambda d: (d.place, d.code))
    return Verdict(tuple(diagnostics), (), (), None, len(pairs), digest)


def _without_county(
    source: Source,
    readings: dict[str, Reading],
    ledgers: Ledgers,
    documents: Pairs,
    executor: Executor | None,
    digest: str,
) -> Verdict:
    """Return what can be found where the registries cannot be relied on."""
    known, markup = markup_of(readings)
    formal = formal_problems_of_all(source, [path for path, _ in documents], markup, executor)
    if not known:  # nobody can say by which profile bodies are to be read
        formal = [(path, problem) for path, problem in formal if problem.code.startswith("Y")]
    checked = len(readings) + len(documents)
    return Verdict(without_county(readings, ledgers, formal), (), (), None, checked, digest)


def digest_of_roster(readings: Mapping[str, Reading]) -> str:
    """The sha256 of the roster that a check trusts, or nothing where there is none."""
    officers = readings.get("officers")
    return hashlib.sha256(officers.document.source).hexdigest() if officers and officers.document else ""


def irregularities(source: Source, paths: Sequence[str]) -> Iterator[Irregular]:
    """Yield what is wrong with the tree as a whole: names that collide, attributes by which git alters files."""
    yield from collisions(paths)
    yield from unportable(paths)
    if isinstance(source, Disk):
        yield from altering(source.root)
    elif source.has(ATTRIBUTES):
        yield from altering_attributes(ATTRIBUTES, source.read(ATTRIBUTES).decode("utf-8", "replace"))


def _published_on(card: Card, approved_on: dt.date, said: Sequence[dt.date], today: dt.date) -> dt.date | None:
    """The first day on which a document can have been published; an unsigned ledger may say any.

    Where it was revised, an earlier wording was approved at a day that is not known here, after it was produced.
    """
    earliest = card.produced_on or approved_on if card.revised else approved_on
    return min((day for day in said if earliest <= day <= today), default=None)


def approved_of(
    judged: Sequence[Judged], basis: SiteContext, contents: Mapping[str, Kept] = MappingProxyType({})
) -> tuple[tuple[ApprovedDocument, ...], tuple[str, ...]]:
    """Seal documents that were judged without an error; and the names of those that are void. Raises CannotRun.

    ``contents`` are those that were laid aside, by path.
    """
    approved, voided = [], []
    withdrawn: dict[str, Withdrawal] = basis.withdrawals
    said = basis.said_published_on
    for one in judged:
        card = one.card
        if card is None:
            continue
        if one.approved_on is None or not one.complete:
            # The last barrier, should a rule have fallen silent.
            raise CannotRun(f"{card.path} 没有完成复审", f"{card.path} has no final review")
        if (
            card.kind in KINDS
            and KINDS[card.kind].voidable
            and basis.roster.compromised
            and any(approval.fallen(basis.seen) for approval in one.approvals)
        ):
            voided.append(card.name)
        elif card.name not in withdrawn:
            day = _published_on(card, one.approved_on, said.get(card.name, ()), basis.today)
            content = contents.get(one.path) or Kept.held(one.content)
            approved.append(approve(card, content, one.internal, one.approved_on, day))
    return tuple(approved), tuple(voided)


def withdrawn_of(cards: Iterable[Card], basis: SiteContext, voided: Collection[str]) -> tuple[Card, ...]:
    """The cards of documents that were taken away, but for those that should never have been public."""
    taken = basis.withdrawals
    return tuple(
        card
        for card in cards
        if card.name in taken and taken[card.name].kind != "wrongly_published" and card.name not in voided
    )

"""How rules are declared and run.

A rule is one pure function over one subject. It may have a second half, ``across``, for what only shows when all documents
are known, and a third, ``between``, for what only shows beside the state before. What a rule gets is all that it may depend
on, so that what has to be judged again follows from its declaration (``Rule.depends``). One that asks which day it is says as
well on which days it may say something else (``turns``). A rule that raises, and a reading problem that no rule reports,
stop the run (exit code 2): a gate that cannot judge does not open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from gongkai.core.findings import At, CannotRun, Diagnostic, Finding, Place, Severity, Text
from gongkai.documents.card import Card
from gongkai.documents.document import Document, Reading
from gongkai.documents.item import Redaction
from gongkai.documents.values import Unread
from gongkai.proof.approved import ApprovedDocument
from gongkai.proof.output import Output
from gongkai.rules.change import Change
from gongkai.secrecy.leaks import Scanned, scanned
from gongkai.signing.acts import Signed, signed
from gongkai.signing.approval import Approval
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import LedgerEntry
from gongkai.source.hygiene import Irregular

Subject = Reading | Document | LedgerEntry | Signed | Scanned
NEVER = "9999-12-31"
Check = Callable[[Any, SiteContext], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything at once, or everything that one publication touches, for the second halves of rules.

    ``has_path`` and ``has_name`` know the whole tree in both cases: whether a file lies there, whether there is a
    document of that name. ``published`` knows of a document that is not there any more whether it was published. ``filled``
    has each pair of an agency and a category in which there is an item, where that is known of the whole. ``locate`` finds
    the place of a key, for the few findings that need one; ``anchors_of`` the places in a document to which a link can lead.
    """

    documents: Sequence[Card]
    county: SiteContext
    unknown: Sequence[str]
    irregular: Sequence[Irregular]
    approvals: Sequence[Approval]
    entries: Sequence[LedgerEntry]
    has_path: Callable[[str], bool]
    has_name: Callable[[str], bool]
    published: Callable[[str], bool]
    locate: Callable[[At], Place]
    anchors_of: Callable[[str], frozenset[str]]
    whole: bool = True
    filled: Callable[[], Set[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """The ledgers of a county and the redactions of its items by path, for the rules of the audit.

    ``has_name`` knows whether a document of a name is published; ``locate`` finds the place of a key.
    """

    entries: Sequence[LedgerEntry]
    treated: Sequence[tuple[str, Redaction]]
    has_name: Callable[[str], bool]
    locate: Callable[[At], Place]


@dataclass(frozen=True, slots=True)
class Passed:
    """What passed on one day, for the days on which a rule may say something else of it."""

    approved: Sequence[ApprovedDocument]
    approvals: Sequence[Approval]
    county: SiteContext


class Depends(StrEnum):
    """What a finding can depend on beside the registries, and so when a rule has to be asked again."""

    SELF = "self"  # the bytes of one file, and the ledger entries about it
    WHOLE = "whole"  # all documents together
    CHANGE = "change"  # the state that was published before
    DAY = "day"
    BOOKS = "books"  # the ledgers, for the audit alone
    OUTPUT = "output"  # the files of the finished site


@dataclass(slots=True)
class Rule:
    """A declared rule. ``name`` says in both languages what it asks for; the English is the docstring's first line."""

    code: str
    clause: str
    severity: Severity
    subjects: tuple[type, ...]
    check: Check
    name: Text
    whole: Callable[[Corpus], Iterator[Finding]] | None = field(default=None)
    step: Callable[[Change], Iterator[Finding]] | None = field(default=None)
    days: Callable[[Passed], Iterator[dt.date]] | None = field(default=None)

    @property
    def depends(self) -> tuple[Depends, ...]:
        """Return what it depends on, in the order of ``Depends``."""
        halves = {Depends.WHOLE: self.whole, Depends.CHANGE: self.step, Depends.DAY: self.days}
        declared = {_OF_SUBJECT.get(one, Depends.SELF) for one in self.subjects}
        return tuple(one for one in Depends if one in declared or halves.get(one))

    def across(self, check: Callable[[Corpus], Iterator[Finding]]) -> Callable[[Corpus], Iterator[Finding]]:
        """Declare the half of this rule that needs all documents."""
        assert self.whole is None, self.code
        self.whole = check
        return check

    def between(self, check: Callable[[Change], Iterator[Finding]]) -> Callable[[Change], Iterator[Finding]]:
        """Declare the half of this rule that compares with what was published before."""
        assert self.step is None, self.code
        self.step = check
        return check

    def turns(self, days: Callable[[Passed], Iterator[dt.date]]) -> Callable[[Passed], Iterator[dt.date]]:
        """Declare the days on which this rule may find something in what passed; none where it can only become milder."""
        assert self.days is None, self.code
        self.days = days
        return days


_OF_SUBJECT: dict[type, Depends] = {
    Corpus: Depends.WHOLE,
    Change: Depends.CHANGE,
    Books: Depends.BOOKS,
    Output: Depends.OUTPUT,
}
RULES: dict[str, Rule] = {}


def rule(
    code: str, *, zh: str, basis: str, on: type | tuple[type, ...], severity: Severity = Severity.ERROR
) -> Callable[[Check], Rule]:
    """Register a rule: a unique code, the clause it rests on (or ``design``), and its subjects."""

    def register(check: Check) -> Rule:
        assert code not in RULES, f"{code} is declared twice"
        assert basis, f"{code} names no basis"
        assert check.__doc__, f"{code} has no docstring"
        title = check.__doc__.strip().split("\n", maxsplit=1)[0]
        subjects = on if isinstance(on, tuple) else (on,)
        RULES[code] = Rule(code, basis, severity, subjects, check, Text(zh, title))
        return RULES[code]

    return register


def judge_file(reading: Reading, entries: Sequence[LedgerEntry], county: SiteContext) -> list[Diagnostic]:
    """All that the rules say about one file, its document and its ledger entries."""
    return judge_signed(reading, entries, county)[0]


def judge_signed(
    reading: Reading, entries: Sequence[LedgerEntry], county: SiteContext
) -> tuple[list[Diagnostic], list[Signed]]:
    """The same, with the acts of signing that were worked out on the way."""
    found: list[Diagnostic] = []
    subjects: list[Subject] = [reading, *entries]
    try:
        acts = [signed(entry, county) for entry in entries]
        subjects += [scanned(entry, county) for entry in entries]
        if reading.document is not None:
            subjects += [reading.document, *_where_readable(scanned, reading.document, county)]
            acts += _where_readable(signed, reading.document, county)
        subjects += acts
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        zh, en = (
            f"无法核对 {reading.path} 的审签：{reason}",
            f"cannot work out the sign-offs of {reading.path}: {reason}",
        )
        raise CannotRun(zh, en) from error
    for subject in subjects:
        for one in _for(type(subject)):
            try:
                for finding in one.check(subject, county):
                    found.append(_diagnostic(one, finding, _within(subject, finding.at)))
            except Unread:
                continue  # that it cannot be read is reported already; what would follow from it would be a guess
            except Exception as error:
                raise _crashed(one, reading.path, error) from error
    unreported = {problem.code for problem in reading.problems} - {d.code for d in found}
    if unreported:
        codes = "、".join(sorted(unreported))
        raise CannotRun(
            f"规则 {codes} 未报告已发现的问题（{reading.path}）",
            f"{codes} did not report a problem that was found in {reading.path}",
        )
    return found, acts


W = TypeVar("W")


def _where_readable(work: Callable[[Document, SiteContext], W], document: Document, county: SiteContext) -> list[W]:
    """Return what comes of work on a document; nothing where that needs a field that cannot be read, which is reported already."""
    try:
        return [work(document, county)]
    except Unread:
        return []


def judge_corpus(corpus: Corpus) -> list[Diagnostic]:
    """All that the rules say about the whole."""
    return _judge_whole(corpus, corpus.county, lambda one: one.whole)


def judge_books(books: Books, county: SiteContext) -> list[Diagnostic]:
    """All that the rules say about what is overdue."""
    found = _judge_whole(books, county, lambda one: None)
    return sorted(found, key=lambda d: (d.place, d.code))


def judge_change(change: Change) -> list[Diagnostic]:
    """All that the rules say about one publication against the state before it."""
    return _judge_whole(change, change.after, lambda one: one.step)


def turning_day(passed: Passed, today: dt.date) -> str:
    """The first day after ``today`` on which a rule may say something else of the same files (YYYY-MM-DD; 9999-12-31: none)."""
    days = (day for one in RULES.values() if one.days for day in one.days(passed))
    return min((day.isoformat() for day in days if day > today), default=NEVER)


T = TypeVar("T", Corpus, Change, Books)


def _judge_whole(
    subject: T, county: SiteContext, half: Callable[[Rule], Callable[[T], Iterator[Finding]] | None]
) -> list[Diagnostic]:
    """Rules on this kind of subject, and the halves of others that look at one."""
    found: list[Diagnostic] = []
    for one in RULES.values():
        check = _whole_rule(one, county) if type(subject) in one.subjects else half(one)
        if check is not None:
            found += _over(one, check, subject)
    return found


def _whole_rule(one: Rule, county: SiteContext) -> Callable[[Any], Iterator[Finding]]:
    return lambda subject: one.check(subject, county)


def _over(one: Rule, check: Callable[[T], Iterator[Finding]], subject: T) -> list[Diagnostic]:
    try:
        return [_diagnostic(one, finding, _place(finding.at, subject)) for finding in check(subject)]
    except Exception as error:
        raise _crashed(one, "", error) from error


def _within(subject: Subject | Output, at: str | Place | At) -> Place:
    assert not isinstance(at, At), "a rule about one file says where in its own subject"
    return subject.place(at)


def _place(at: str | Place | At, subject: Corpus | Change | Books) -> Place:
    if isinstance(at, At):
        return subject.locate(at)
    return at if isinstance(at, Place) else Place(at)


def judge_output(output: Output, county: SiteContext) -> list[Diagnostic]:
    """All that the rules say about a built site."""
    found: list[Diagnostic] = []
    for one in _for(Output):
        try:
            found += [_diagnostic(one, finding, _within(output, finding.at)) for finding in one.check(output, county)]
        except Exception as error:
            raise _crashed(one, output.name, error) from error
    return sorted(found, key=lambda d: (d.place, d.code))


_CACHE: dict[type, list[Rule]] = {}


def _for(subject: type) -> list[Rule]:
    if subject not in _CACHE:
        _CACHE[subject] = [one for one in RULES.values() if subject in one.subjects]
    return _CACHE[subject]


def _diagnostic(one: Rule, finding: Finding, place: Place) -> Diagnostic:
    severity = finding.severity or one.severity
    return Diagnostic(one.code, severity, one.clause, place, finding.message, finding.remedy, paste=finding.paste)


def _crashed(one: Rule, path: str, error: Exception) -> CannotRun:
    reason = f"{type(error).__name__}: {error}"
    return CannotRun(f"规则 {one.code} 运行出错（{path}）：{reason}", f"rule {one.code} failed on {path}: {reason}")

"""What a document is judged by: the registries, the roster, the ledgers and the day."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import functools
import re
from dataclasses import dataclass

from gongkai.documents.kinds import ITEM, KINDS
from gongkai.documents.registries import Agencies, Agency, Basis, Norm, Officers, Site, Vocabularies
from gongkai.documents.values import is_index_number
from gongkai.signing.first_seen import FirstSeen
from gongkai.signing.ledgers import Absence, LedgerEntry, Publication, Withdrawal
from gongkai.signing.roster import Roster, in_force
from gongkai.source.folding import fold_key

LONGEST_SUCCESSION = 30  # agencies that took over one from the other
_LOCAL, _LONGEST = 7, 20  # digits of a telephone number: without area code, with everything


@dataclass(frozen=True)  # without slots, so that what is asked for often is worked out once
class SiteContext:
    """The registries of one site, indexed; picklable, so that workers judge by the same.

    ``seen`` is the publisher's log of first-seen signatures, where there is one. ``contacts`` are the agencies' telephones,
    mailboxes and addresses in letters and digits alone, with a star for each digit that may be any.
    """

    site: Site
    agencies: dict[str, Agency]
    vocabularies: Vocabularies
    norms: dict[str, Norm]
    questions: frozenset[str]
    officers: Officers
    roster: Roster
    entries: tuple[LedgerEntry, ...]
    today: dt.date
    terms: dict[str, frozenset[str]]
    seen: FirstSeen | None = None
    contacts: frozenset[str] = frozenset()

    @property
    def signatures_required(self) -> bool:
        return self.site.signatures == "required"

    @functools.cached_property
    def withdrawals(self) -> dict[str, Withdrawal]:
        """Documents taken away, by name; of several entries the one that was signed last, wherever it stands."""
        found = [e.fields for e in self.entries if isinstance(e.fields, Withdrawal)]
        return {one.document: one for one in sorted(found, key=lambda one: one.signed.signed_at)}

    def overlapped(self, absence: Absence) -> Absence | None:
        """An absence of the same officer, recorded before, that this one overlaps with; what is at fault itself is nothing to
        overlap with. One that begins on the same day is replaced.
        """
        held, found = self._absences
        known = absence.officer, absence.from_, absence.signed.signed_at
        return found[known] if known in found else _overlapping(held.get(absence.officer, []), absence)

    def recorded_before(self, absence: Absence) -> bool:
        """Return whether an absence of the same officer from the same day on was recorded before this entry, which cancels it."""
        first = self._recorded.get((absence.officer, absence.from_))
        return first is not None and first <= absence.signed.signed_at

    @functools.cached_property
    def _recorded(self) -> dict[tuple[str, dt.date], dt.datetime]:
        """When the absence of an officer from a day on was first recorded."""
        found: dict[tuple[str, dt.date], dt.datetime] = {}
        for one in (e.fields for e in self.entries if isinstance(e.fields, Absence) and not e.fields.cancelled):
            key = one.officer, one.from_
            found[key] = min(found.get(key, one.signed.signed_at), one.signed.signed_at)
        return found

    @functools.cached_property
    def _absences(self) -> tuple[dict[str, list[Absence]], dict[tuple[str, dt.date, dt.datetime], Absence | None]]:
        """Absences without an overlap, by officer and day; and what each that is recorded overlaps with."""
        recorded = [e.fields for e in self.entries if isinstance(e.fields, Absence)]
        found: dict[tuple[str, dt.date, dt.datetime], Absence | None]
        found = {(one.officer, one.from_, one.signed.signed_at): None for one in recorded}
        held: dict[str, list[Absence]] = {}
        for one in sorted(in_force(recorded), key=lambda one: one.signed.signed_at):
            theirs = held.setdefault(one.officer, [])
            other = _overlapping(theirs, one)
            found[one.officer, one.from_, one.signed.signed_at] = other
            if other is None and one.from_ <= one.until:
                bisect.insort(theirs, one, key=lambda other: other.from_)
        return held, found

    def called(self, officer: str) -> str:
        """An officer as people know them, with the identifier that files use."""
        person = self.roster.officers.get(officer)
        return f"{person.name}（{officer}）" if person else officer

    @functools.cached_property
    def circular(self) -> frozenset[str]:
        """Names of documents from which a reader who follows what was merged comes back to where they were."""
        into = {name: one.into for name, one in self.withdrawals.items() if one.kind == "merged"}
        seen: set[str] = set()
        found: set[str] = set()
        for start in into:
            passed: dict[str, None] = {}
            name: str | None = start
            while name and name not in seen:
                seen.add(name)
                passed[name] = None
                name = into.get(name)
            if name in passed or name in found:
                found.update(passed)
        return frozenset(found)

    @functools.cached_property
    def endings(self) -> dict[int, frozenset[tuple[str, int]]]:
        """How telephone numbers among the contacts end, each with its number of digits, by the digits of it that may be any."""
        found: dict[int, set[tuple[str, int]]] = {}
        for contact in self.contacts:
            known = contact.rstrip("*")
            if known.isdigit() and len(contact) <= _LONGEST:
                sizes = range(_LOCAL, len(contact) + 1)
                ends = found.setdefault(len(contact) - len(known), set())
                ends.update((known[len(contact) - size :], size) for size in sizes)
        return {stars: frozenset(ends) for stars, ends in found.items()}

    @functools.cached_property
    def agency_of_code(self) -> dict[str, str]:
        """Agencies by the codes in their index numbers; the first one where a code stands twice."""
        return {agency.code: agency.id for agency in reversed(self.agencies.values())}

    def path_of(self, name: str) -> str | None:
        """Where the document of a name lies, or would lie; None for a name that no document can have.

        A name may come from a ledger, so no path is made of its words: it has to be one that a document of a kind has.
        """
        prefix, _, rest = name.partition(":")
        kind = KINDS.get(prefix)
        if kind is None:
            return None
        if kind is ITEM:
            if not is_index_number(rest):
                return None
            code, _, number = rest.partition("/")
            year, _, serial = number.partition("-")
            agency = self.agency_of_code.get(code)
            path = f"content/{kind.folder}/{agency}/{year[:4]}/{serial}.md"
            return path if agency else None
        path = f"content/{kind.folder}/{rest}.md"
        return path if kind.path.fullmatch(path) else None

    def acting_agency(self, agency: str, day: dt.date) -> str:
        """The agency whose officers sign for one on a day: itself, or whoever took over after it was closed."""
        seen = {agency}
        while (one := self.agencies.get(agency)) and one.closed(day) and one.successor and one.successor not in seen:
            agency = one.successor
            seen.add(agency)
            if len(seen) > LONGEST_SUCCESSION:  # which is refused (C07)
                break
        return agency

    def for_workers(self) -> SiteContext:
        """The same without what only the whole is judged by, because it travels with every piece of work."""
        return dataclasses.replace(self, entries=(), seen=None)

    @property
    def said_published_on(self) -> dict[str, list[dt.date]]:
        """The days on which documents reached the website, as the ledger has them, by name; nobody signs for them."""
        days: dict[str, list[dt.date]] = {}
        for entry in self.entries:
            fields = entry.fields
            if isinstance(fields, Publication) and fields.channel == "website":
                days.setdefault(fields.document, []).append(fields.on)
        return days


def county(
    site: Site,
    agencies: Agencies,
    vocabularies: Vocabularies,
    basis: Basis,
    officers: Officers,
    roster: Roster,
    entries: tuple[LedgerEntry, ...],
    today: dt.date,
) -> SiteContext:
    words = {
        "category": vocabularies.categories,
        "genre": vocabularies.genres,
        "topic": vocabularies.topics,
        "channel": vocabularies.channels,
        "exemption": vocabularies.exemptions,
    }
    terms = {name: frozenset(word.id for word in entries_) for name, entries_ in words.items()}
    terms["agency"] = frozenset(agency.id for agency in agencies.agencies)
    return SiteContext(
        site=site,
        agencies={agency.id: agency for agency in agencies.agencies},
        vocabularies=vocabularies,
        norms={norm.id: norm for norm in basis.basis},
        questions=frozenset(question.id for question in basis.checklist),
        officers=officers,
        roster=roster,
        entries=entries,
        today=today,
        terms=terms,
        contacts=_contacts(agencies),
    )


def _contacts(agencies: Agencies) -> frozenset[str]:
    found = set()
    for agency in agencies.agencies:
        contact, complaints = agency.contact, agency.complaints
        lines = (contact.phone, contact.fax, contact.email, contact.address, complaints.phone, complaints.mailbox)
        for line in (*lines, *agency.public_lines):
            for one in re.split(r"[、，,；;/ ]+", line or ""):
                found.add(fold_key(one) + "*" * one.count("*"))
    return frozenset(found - {""})


def _overlapping(held: list[Absence], one: Absence) -> Absence | None:
    """Of absences in order, which do not overlap, one that overlaps with another; it may begin on the same day as one of them."""
    at = bisect.bisect_left(held, one.from_, key=lambda other: other.from_)
    beside = [other for other in held[max(0, at - 1) : at + 2] if other.from_ != one.from_]
    return next((other for other in beside if other.from_ <= one.until and one.from_ <= other.until), None)

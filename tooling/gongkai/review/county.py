"""What a document is judged by: the registries, the roster, the ledgers and the day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass

from gongkai.documents.kinds import kind_of
from gongkai.documents.registries import Agencies, Agency, Basis, Norm, Officers, Site, Vocabularies
from gongkai.documents.values import is_index_number
from gongkai.review.first_seen import FirstSeen
from gongkai.review.ledgers import LedgerEntry, Publication, Withdrawal
from gongkai.review.roster import Roster
from gongkai.secrecy.folding import essence

_FOLDERS = {"guide": "guide", "policy": "policies", "page": "pages", "report": "reports"}


@dataclass(frozen=True, slots=True)
class County:
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

    @property
    def withdrawals(self) -> dict[str, Withdrawal]:
        """Documents taken away, by name; of several entries the one that was signed last, wherever it stands."""
        found = [e.fields for e in self.entries if isinstance(e.fields, Withdrawal)]
        return {one.document: one for one in sorted(found, key=lambda one: one.signed.signed_at)}

    def path_of(self, name: str) -> str | None:
        """Where the document of a name lies, or would lie; None for a name that no document can have.

        A name may come from a ledger, so no path is made of its words: it has to be one that a document of a kind has.
        """
        kind, _, rest = name.partition(":")
        if kind == "item":
            if not is_index_number(rest):
                return None
            code, _, number = rest.partition("/")
            year, _, serial = number.partition("-")
            agency = next((a.id for a in self.agencies.values() if a.code == code), None)
            path = f"content/items/{agency}/{year[:4]}/{serial}.md"
            return path if agency else None
        path = f"content/{_FOLDERS.get(kind)}/{rest}.md"
        found = kind_of(path)
        return path if found and found[0].prefix == kind else None

    def for_workers(self) -> County:
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
) -> County:
    words = {
        "category": vocabularies.categories,
        "genre": vocabularies.genres,
        "topic": vocabularies.topics,
        "channel": vocabularies.channels,
        "exemption": vocabularies.exemptions,
    }
    terms = {name: frozenset(word.id for word in entries_) for name, entries_ in words.items()}
    terms["agency"] = frozenset(agency.id for agency in agencies.agencies)
    return County(
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
                found.add(essence(one) + "*" * one.count("*"))
    return frozenset(found - {""})

"""Who may sign what on which day: people, posts, keys and absences. Pure; no I/O."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.documents.registries import Appointment, Key, Officer, Officers, Role
from gongkai.documents.review import Level
from gongkai.signing.ledgers import Absence
from gongkai.signing.sshsig import BadKey, PublicKey, public_key

# Who signs at which level: 三·3 (信息员初审, 分管保密领导复审), 一·二 (单位负责人审批), 一·三 (业务科室负责人).
ROLES: dict[Level, frozenset[Role]] = {
    Level.BUSINESS: frozenset({Role.SECTION_HEAD}),
    Level.FIRST: frozenset({Role.INFO_OFFICER}),
    Level.JOINT: frozenset({Role.SECRECY_LEADER, Role.HEAD}),
    Level.FINAL: frozenset({Role.SECRECY_LEADER, Role.HEAD}),
}
LEADERS = frozenset({Role.SECRECY_LEADER, Role.HEAD})


def _covers(from_: dt.date, until: dt.date | None, day: dt.date) -> bool:
    return from_ <= day and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class OfficerKey:
    """A usable public key of an officer, with the time it was theirs."""

    public: PublicKey
    entry: Key

    def valid_on(self, day: dt.date) -> bool:
        return _covers(self.entry.from_, self.entry.until, day)


@dataclass(frozen=True)  # without slots, so that absences are sorted by officer once
class Roster:
    """The officers by name; ``absences`` holds only entries that were checked."""

    officers: dict[str, Officer]
    keys: dict[str, tuple[OfficerKey, ...]]
    absences: tuple[Absence, ...] = field(default=())
    compromised: bool = False  # whether any registered key is marked so

    def held(self, officer: str, agency: str, roles: frozenset[Role], day: dt.date) -> tuple[Appointment, ...]:
        """The posts with one of ``roles`` that an officer holds in an agency on a day."""
        person = self.officers.get(officer)
        if person is None:
            return ()
        return tuple(
            post
            for post in person.appointments
            if post.agency == agency and post.role in roles and _covers(post.from_, post.until, day)
        )

    def agencies(self, officer: str, roles: frozenset[Role], day: dt.date) -> frozenset[str]:
        """Every agency in which an officer holds one of ``roles`` on a day."""
        person = self.officers.get(officer)
        posts = person.appointments if person else ()
        return frozenset(p.agency for p in posts if p.role in roles and _covers(p.from_, p.until, day))

    def absent(self, officer: str, day: dt.date, at: dt.datetime | None = None) -> bool:
        """Return whether an officer is recorded as absent on a day; ``at``: as it was recorded at that moment."""
        theirs = [a for a in self._absences_of.get(officer, ()) if at is None or a.signed.signed_at <= at]
        return any(_covers(a.from_, a.until, day) for a in in_force(theirs))

    @functools.cached_property
    def _absences_of(self) -> dict[str, list[Absence]]:
        found: dict[str, list[Absence]] = {}
        for absence in self.absences:
            found.setdefault(absence.officer, []).append(absence)
        return found


def in_force(absences: Iterable[Absence]) -> list[Absence]:
    """The absences that hold: one that begins on the same day and was signed later takes the place of an earlier one.

    So an absence is ended early, goes on for longer, or is cancelled, although no entry is ever altered.
    """
    found: dict[tuple[str, dt.date], Absence] = {}
    for one in sorted(absences, key=lambda one: one.signed.signed_at):
        found[one.officer, one.from_] = one
    return [one for one in found.values() if not one.cancelled]


def roster(officers: Officers, absences: Iterable[Absence] = ()) -> Roster:
    """Build the roster; keys that cannot be used are left out here and reported by rule Y03."""
    keys: dict[str, tuple[OfficerKey, ...]] = {}
    for officer in officers.officers:
        usable = []
        for entry in officer.keys:
            try:
                usable.append(OfficerKey(public_key(entry.key), entry))
            except BadKey:
                continue
        keys[officer.id] = tuple(usable)
    compromised = any(key.entry.compromised_from is not None for theirs in keys.values() for key in theirs)
    return Roster({officer.id: officer for officer in officers.officers}, keys, tuple(absences), compromised)

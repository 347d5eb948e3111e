"""What is remembered of a sign-off once its document is judged; for rules about many of them and about time."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from dataclasses import dataclass

from gongkai.core.findings import At
from gongkai.core.pickling import pickled_by_position
from gongkai.signing.acts import Act, Signed
from gongkai.signing.context import SiteContext
from gongkai.signing.first_seen import FirstSeen
from gongkai.signing.roster import OfficerKey
from gongkai.signing.sshsig import BadSignature, signer


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Approval:
    """One sign-off. ``at`` is where its signature stands; ``document`` is a name, or ``ledger:<kind>:<what it is about>``.

    ``ends_on`` is the last day on which its signer could sign (the end of the key or of the post), None if that is
    still open; ``compromised_from`` is that of its key; ``statement`` the sha256 (hex) of what was signed, empty if
    nothing was.
    """

    at: At
    document: str
    level: str
    by: str
    signed_at: dt.datetime
    opinion: str
    statement: str
    ends_on: dt.date | None
    compromised_from: dt.datetime | None

    @property
    def path(self) -> str:
        return self.at.path

    def fallen(self, seen: FirstSeen | None) -> bool:
        """Return whether it falls with its key: the key is compromised, and no log saw the signature before.

        The date that the signer wrote does not count, because whoever holds the key can write any.
        """
        if self.compromised_from is None:
            return False
        first = seen.at(self.statement) if seen else None
        return first is None or first >= self.compromised_from


def approvals(signed: Signed, county: SiteContext) -> tuple[Approval, ...]:
    return tuple(_approval(act, signed, county) for act in signed.acts)


def _approval(act: Act, signed: Signed, county: SiteContext) -> Approval:
    key = key_of(act, county)
    posts = county.roster.held(act.by, act.agency, act.roles, act.day)
    ends = [key.entry.until] if key and key.entry.until else []
    if posts and all(post.until for post in posts):
        ends.append(max(post.until for post in posts if post.until))
    at = signed.at(f"{act.at}.signature")
    return Approval(
        # Places, officers and words are the same in many; equal texts become one, so that they travel and are held once.
        at=At(at.path, sys.intern(at.key)),
        document=signed.name,
        level=act.level,
        by=sys.intern(act.by),
        signed_at=act.signed_at,
        opinion=sys.intern(act.opinion),
        statement=hashlib.sha256(act.statement).hexdigest() if act.signature else "",
        ends_on=min(ends) if ends else None,
        compromised_from=key.entry.compromised_from if key else None,
    )


def key_of(act: Act, county: SiteContext) -> OfficerKey | None:
    """The signer's registered key that a signature names; the one valid on the day if it is registered twice.

    A key that is marked compromised in one of its entries is taken for compromised.
    """
    if act.signature is None:
        return None
    try:
        blob = signer(act.signature)
    except BadSignature:
        return None
    keys = [key for key in county.roster.keys.get(act.by, ()) if key.public.blob == blob]
    if len(keys) < 2:
        return keys[0] if keys else None
    marked = [key for key in keys if key.entry.compromised_from]
    return (
        min(marked, key=lambda key: key.entry.compromised_from or dt.datetime.max)
        if marked
        else next((key for key in keys if key.valid_on(act.day)), keys[0] if keys else None)
    )

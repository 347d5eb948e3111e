"""The first-seen log: when a publisher first saw each signature, which no signer can change afterwards.

A date that a signer wrote proves nothing once the key is somebody else's, or the post is lost. A publisher therefore keeps a
log outside the repository, one JSON object a line:

``prev``       sha256 (hex) of the line before, 64 zeros in the first; a line that was altered or taken out breaks the chain
``seen``       when the publisher first saw the signature, with offset
``document``   name of the document, or ``ledger:<kind>:<what it is about>``
``path``       where it lay
``level``      level of review, or ``ledger``
``signed_at``  what the signer claims
``statement``  sha256 (hex) of the statement that was signed

The first run notes what is there already; of those signatures the log proves nothing about earlier times, and their own
dates are believed.

The last line's sha256 is the log's head; whoever notes it elsewhere will see if the log is cut short.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gongkai.core.days import within_calendar
from gongkai.core.findings import CannotRun

_START = "0" * 64
_KEYS = frozenset({"prev", "seen", "document", "path", "level", "signed_at", "statement"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the log."""

    statement: str
    seen: dt.datetime
    document: str
    path: str
    level: str
    signed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """A log that was read and whose chain holds. ``newest`` are the latest final sign-offs by document."""

    lines: Mapping[str, Seen]
    head: str
    newest: Mapping[str, Seen] = field(default_factory=dict)
    begins: dt.datetime | None = None

    def at(self, statement: str) -> dt.datetime | None:
        """When a statement was first seen, or None if never."""
        line = self.lines.get(statement)
        return line.seen if line else None

    def adopted(self, statement: str) -> bool:
        """Return whether a signature was there when the log began; nobody knows since when."""
        line = self.lines.get(statement)
        return line is not None and line.seen == self.begins


def read_log(data: bytes, name: str) -> FirstSeen:
    """Read a log. Raises CannotRun where a line is damaged or the chain is broken: a log that lies is worse than none."""
    lines: dict[str, Seen] = {}
    newest: dict[str, Seen] = {}
    head = _START
    rows = data.split(b"\n")
    if rows.pop():
        raise _broken(name, len(rows) + 1)
    for number, row in enumerate(rows, 1):
        try:
            plain = json.loads(row)
            if not isinstance(plain, dict) or plain.keys() != _KEYS or plain["prev"] != head:
                raise ValueError
            if not all(isinstance(value, str) for value in plain.values()):
                raise ValueError
            line = Seen(
                statement=plain["statement"],
                seen=_instant(plain["seen"]),
                document=plain["document"],
                path=plain["path"],
                level=plain["level"],
                signed_at=_instant(plain["signed_at"]),
            )
        except (ValueError, RecursionError):
            raise _broken(name, number) from None
        head = hashlib.sha256(row).hexdigest()
        lines.setdefault(line.statement, line)
        known = newest.get(line.document)
        if line.level == "final" and (known is None or known.signed_at < line.signed_at):
            newest[line.document] = line
    begins = next(iter(lines.values())).seen if lines else None
    return FirstSeen(lines, head, newest, begins)


def written(log: FirstSeen, fresh: Iterable[Seen]) -> tuple[bytes, str]:
    """The lines to append for signatures that the log does not know, and the head it has then."""
    head, rows = log.head, []
    for one in fresh:
        plain = {
            "prev": head,
            "seen": one.seen.isoformat(timespec="seconds"),
            "document": one.document,
            "path": one.path,
            "level": one.level,
            "signed_at": one.signed_at.isoformat(timespec="seconds"),
            "statement": one.statement,
        }
        row = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        head = hashlib.sha256(row).hexdigest()
        rows.append(row + b"\n")
    return b"".join(rows), head


def _instant(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None or not within_calendar(moment):
        raise ValueError
    return moment


def _broken(name: str, number: int) -> CannotRun:
    return CannotRun(
        f"首见记录 {name} 第 {number} 行损坏或与前后不相接：请用备份恢复，不要手工修改",
        f"first-seen log {name}: line {number} is damaged or does not follow the line before; restore it from a backup",
    )

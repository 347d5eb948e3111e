"""When and with which words everybody signed, in the little that rule R13 asks of documents which did not change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from gongkai.core.days import CHINA, china_day
from gongkai.core.findings import At
from gongkai.rules.r13_one_by_one import MANY
from gongkai.signing.approval import Approval


def signings(approvals: Iterable[Approval]) -> bytes:
    """The sign-offs of one document on a line: of each the minute, and the day with a digest of the words."""
    keys = [
        key
        for a in approvals
        for key in (f"{a.by}@{int(a.signed_at.timestamp() // 60)}", f"{a.by}@{china_day(a.signed_at)}@{_words(a)}")
    ]
    return "\t".join(["", *keys, ""]).encode() if keys else b""


def crowded(kept: Mapping[str, bytes], new: Mapping[str, bytes], known: bool) -> list[Approval]:
    """The sign-offs that come in numbers, of each as much as R13 looks at.

    ``kept`` and ``new`` are lines by the path of their document; ``known`` is whether there were any before. Where there were
    none, only what came with the new ones can have become many.
    """
    if not known:
        everything = b"\n".join([*kept.values(), *new.values()])
        keys = {key for line in new.values() for key in line.split(b"\t") if key}
        if all(everything.count(b"\t%b\t" % key) <= MANY for key in keys):
            return []
    split = {path: line.decode().strip("\t").split("\t") for path, line in {**kept, **new}.items() if line}
    counted = Counter(chain.from_iterable(split.values()))
    large = {key for key, count in counted.items() if count > MANY}
    return [
        one
        for path, keys in split.items()
        if not large.isdisjoint(keys)
        for one in map(_approval, [path] * (len(keys) // 2), keys[::2], keys[1::2])
    ]


def _words(approval: Approval) -> str:
    return hashlib.sha256((approval.opinion or approval.path).encode()).hexdigest()[:16]


def _approval(path: str, minute: str, day: str) -> Approval:
    by, _, number = minute.rpartition("@")
    moment = dt.datetime.fromtimestamp(int(number) * 60, CHINA)
    return Approval(At(path, ""), "", "", by, moment, day.rpartition("@")[2], "", None, None)

"""When and with which words everybody signed, in the little that rule R13 asks of documents which did not change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from gongkai.days import CHINA, china_day
from gongkai.findings import At
from gongkai.review.approval import Approval
from gongkai.rules.mass import MANY


def signings(approvals: Iterable[Approval]) -> str:
    """The sign-offs of one document on a line: of each the minute, and the day with a digest of the words."""
    return "\t".join(
        f"{a.by}@{int(a.signed_at.timestamp() // 60)}\t{a.by}@{china_day(a.signed_at)}@{_words(a)}" for a in approvals
    )


def many(lines: Mapping[str, str]) -> list[Approval]:
    """The sign-offs, by path of their documents, that come in numbers; of each as much as R13 looks at."""
    counted = Counter(chain.from_iterable(line.split("\t") for line in lines.values()))
    large = {key for key, count in counted.items() if count > MANY}
    if not large:
        return []
    return [
        one
        for path, line in lines.items()
        if not large.isdisjoint(keys := line.split("\t"))
        for one in map(_approval, [path] * (len(keys) // 2), keys[::2], keys[1::2])
    ]


def _words(approval: Approval) -> str:
    return hashlib.sha256((approval.opinion or approval.path).encode()).hexdigest()[:16]


def _approval(path: str, minute: str, day: str) -> Approval:
    by, _, number = minute.rpartition("@")
    moment = dt.datetime.fromtimestamp(int(number) * 60, CHINA)
    return Approval(At(path, ""), "", "", by, moment, day.rpartition("@")[2], "", None, None)

"""The register of the four errors of classification (三·7): how many of each, by quarter and by agency, and where it tends."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gongkai.core.findings import Text
from gongkai.secrecy.grading import MISGRADINGS, Misgrading
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import ClassificationError

_TITLE = Text("定密差错登记", "Errors of classification")
_NONE = Text("没有登记", "none recorded")
_QUARTER, _AGENCY, _TOTAL, _OPEN = (
    Text("季度", "quarter"),
    Text("机构", "agency"),
    Text("合计", "total"),
    Text("未纠正", "open"),
)
_MORE = Text("比上季度多{by}", "{by} more than the quarter before")
_LESS = Text("比上季度少{by}", "{by} fewer than the quarter before")
_SAME = Text("与上季度持平", "as many as the quarter before")


def register(county: SiteContext, lang: str) -> str:
    """Two tables and a line on the trend, as text; columns are set apart by tabs, so that a spreadsheet takes them."""
    errors = [one for entry in county.entries if isinstance(one := entry.fields, ClassificationError)]
    if not errors:
        return f"{_NONE.in_language(lang)}\n"
    quarters = _quarters(errors, county.today)
    by_quarter = [(quarter, [one for one in errors if _quarter(one.found_on) == quarter]) for quarter in quarters]
    names = {agency.id: agency.name if lang != "en" else agency.id for agency in county.agencies.values()}
    by_agency = [
        (names.get(agency, agency), [one for one in errors if one.agency == agency])
        for agency in sorted({one.agency for one in errors})
    ]
    lines = [_TITLE.in_language(lang), ""]
    lines += [*_table(_QUARTER, by_quarter, lang), "", *_table(_AGENCY, by_agency, lang)]
    if len(by_quarter) > 1:
        lines += ["", _trend(len(by_quarter[-1][1]) - len(by_quarter[-2][1])).in_language(lang)]
    return "\n".join(lines) + "\n"


def _table(head: Text, rows: Sequence[tuple[str, Sequence[ClassificationError]]], lang: str) -> Iterator[str]:
    kinds = [MISGRADINGS[kind].in_language(lang) for kind in Misgrading]
    yield "\t".join([head.in_language(lang), *kinds, _TOTAL.in_language(lang), _OPEN.in_language(lang)])
    for name, errors in rows:
        counted = Counter(one.kind for one in errors)
        unmended = sum(one.corrected_on is None for one in errors)
        yield "\t".join([name, *(str(counted[kind.value]) for kind in Misgrading), str(len(errors)), str(unmended)])


def _quarter(day: dt.date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def _quarters(errors: Iterable[ClassificationError], today: dt.date) -> list[str]:
    """From that of the first error to the present one, also those without any."""
    first = min(one.found_on for one in errors)
    months = range(first.year * 12 + first.month - 1, today.year * 12 + today.month)
    return list(dict.fromkeys(_quarter(dt.date(month // 12, month % 12 + 1, 1)) for month in months))


def _trend(by: int) -> Text:
    return (_MORE if by > 0 else _LESS if by < 0 else _SAME).fill(by=abs(by))

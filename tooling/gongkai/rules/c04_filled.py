"""C04: an agency has an item in each category that it has to publish, a year after it was set up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Severity, Text
from gongkai.documents.registries import Agency
from gongkai.rules.engine import Corpus, Passed, rule
from gongkai.signing.context import SiteContext

_FIRST = dt.timedelta(days=365)  # that an agency has for a first item in a category


@rule("C04", zh="应当公开的类别不得长期空白", basis="五·7", on=Corpus, severity=Severity.WARNING)
def filled(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """An agency has an item in each category that it has to publish, a year after it was set up."""
    due = [agency for agency in county.agencies.values() if agency.publishes and _due(agency) <= county.today]
    if corpus.filled is None or not due:
        return
    there, names = corpus.filled(), {word.id: word.name for word in county.vocabularies.categories}
    for place, agency in enumerate(county.agencies.values()):
        for position, category in enumerate(agency.publishes):
            closed = agency.until is not None and agency.until < county.today
            if agency not in due or closed or category not in names or (agency.id, category) in there:
                continue
            yield Finding(
                At("catalog/agencies.yaml", f"agencies.{place}.publishes.{position}"),
                Text(
                    f"{agency.name}在“{names[category]}”类中没有任何信息",
                    f"{agency.id} has no item in category {category}",
                ),
                Text(
                    "补充公开该类信息；该机构没有这类信息的，从 publishes 中删去",
                    "publish what belongs there, or take the category out of `publishes` if the agency has none",
                ),
            )


def _due(agency: Agency) -> dt.date:
    return agency.from_ + _FIRST


@filled.turns
def due(passed: Passed) -> Iterator[dt.date]:
    """An agency has had its time, or is no more."""
    for agency in passed.county.agencies.values():
        if agency.publishes:
            yield _due(agency)
        if agency.until:
            yield agency.until + dt.timedelta(days=1)

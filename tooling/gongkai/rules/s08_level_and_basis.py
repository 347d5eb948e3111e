"""S08: A mark has the level that its basis gives, and the basis of a review was not regraded since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import Passed, rule
from gongkai.secrecy.grading import misgraded, regraded
from gongkai.signing.context import SiteContext


@rule("S08", zh="密级须与定密依据相符", basis="三·7", on=Document, severity=Severity.WARNING)
def level_and_basis(document: Document, county: SiteContext) -> Iterator[Finding]:
    """A mark has the level that its basis gives, and the basis of a review was not regraded since."""
    item = document.item
    if item is None:
        return
    error = misgraded(item)
    if error is not None:
        yield Finding(
            error.at,
            error.message,
            Text(
                "在登记簿 classification_errors 中登记，并告知原定密机关、单位",
                "record it in the ledger `classification_errors` and tell the organ that classified it",
            ),
        )
    for at, norm in regraded(document.review, county.norms, county.today):
        yield Finding(
            at,
            Text(
                f"审查依据“{norm.name}”已于{norm.regraded_on}调整密级，该审查在此之前",
                f"its basis `{norm.id}` was regraded on {norm.regraded_on}, after this review",
            ),
            Text("按调整后的依据重新审查", "review it again on the basis as it is now"),
        )


@level_and_basis.turns
def regraded_later(passed: Passed) -> Iterator[dt.date]:
    """A norm was to be regraded on that day."""
    yield from (norm.regraded_on for norm in passed.county.norms.values() if norm.regraded_on)

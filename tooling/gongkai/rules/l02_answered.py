"""L02: what is not published has the bureau's reply or the joint meeting's decision."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.rules.engine import Books, rule
from gongkai.rules.withheld_entries import entry_place, withheld_entries
from gongkai.signing.context import SiteContext


@rule(
    "L02", zh="不予公开的，须有保密行政管理部门答复或联席会议决定", basis="一·四·4", on=Books, severity=Severity.AUDIT
)
def answered(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What is not published has the bureau's reply or the joint meeting's decision."""
    for entry, one in withheld_entries(books):
        if (one.replied_on and one.reply_ref) or (one.meeting_on and one.meeting_ref):
            continue
        waiting = (county.today - (one.reported_on or one.decided_on)).days
        yield Finding(
            entry_place(entry, "pointer"),
            Text(
                f"“{one.pointer}”没有保密行政管理部门答复，也没有联席会议决定，已{waiting}天",
                f"`{one.pointer}` has had neither a reply nor a decision for {waiting} days",
            ),
            Text(
                "催办答复，或提请联席会议会商；把日期和文号登记在 replied_on、reply_ref 或 meeting_on、meeting_ref",
                "ask for the reply or put it to the joint meeting, then record day and reference",
            ),
        )

"""L01: what is not published was reported to the secrecy bureau before that was decided."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.rules.engine import Books, rule
from gongkai.rules.withheld_entries import entry_place, withheld_entries
from gongkai.signing.context import SiteContext


@rule("L01", zh="不予公开的，决定之前须向保密行政管理部门申报", basis="一·四·4", on=Books, severity=Severity.AUDIT)
def reported(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What is not published was reported to the secrecy bureau before that was decided."""
    for entry, one in withheld_entries(books):
        if one.reported_on is None or one.reported_on > one.decided_on:
            said = (
                Text("没有申报", "was not reported")
                if one.reported_on is None
                else Text("先决定、后申报", "was reported afterwards")
            )
            yield Finding(
                entry_place(entry, "reported_on" if one.reported_on else "decided_on"),
                Text(f"“{one.pointer}”{said.zh}", f"`{one.pointer}` {said.en}"),
                Text(
                    "补报，并如实登记 reported_on 和 report_ref；不得倒填日期",
                    "report it now and record the real day in `reported_on`; never date back",
                ),
            )

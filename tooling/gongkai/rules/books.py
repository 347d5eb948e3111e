"""S03, S07, L01, L02: what is overdue in the books. Lateness never blocks (promise 5), so only ``gongkai audit books`` asks."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Severity, Text
from gongkai.rules.engine import Books, rule
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import LedgerEntry, Withheld


def _withheld(books: Books) -> Iterator[tuple[LedgerEntry, Withheld]]:
    for entry in books.entries:
        if isinstance(entry.fields, Withheld):
            yield entry, entry.fields


def _at(entry: LedgerEntry, key: str) -> At:
    return At(entry.path, f"entries.{entry.position}.{key}")


@rule("S03", zh="保密期限届满、已解密的，应当及时公开", basis="一·四·1", on=Books, severity=Severity.AUDIT)
def due_for_release(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What was withheld as a secret and is none any more was released within the days that site.yaml allows."""
    for entry, one in _withheld(books):
        days = [day for day in (one.declassified_on, one.expires_on) if day and day <= county.today]
        if not days or (one.released_as and books.has_name(one.released_as)):
            continue
        waiting = (county.today - min(days)).days
        over = waiting > county.site.release_days
        yield Finding(
            _at(entry, "declassified_on" if one.declassified_on == min(days) else "expires_on"),
            Text(
                f"“{one.pointer}”已不再保密，待公开{waiting}天"
                + (f"，超过{county.site.release_days}天" if over else ""),
                f"`{one.pointer}` is no secret any more and has waited {waiting} days"
                + (f", more than {county.site.release_days}" if over else ""),
            ),
            Text(
                "逐级审查后公开，并在 released_as 中登记条目名称；另有理由不公开的，重新申报",
                "have it reviewed and published, and name the item in `released_as`; report it anew if there is another reason",
            ),
        )


@rule("S07", zh="部分公开的，到期须复查能否进一步公开", basis="一·四·3", on=Books, severity=Severity.AUDIT)
def due_for_review(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What was released in part is looked at again on the day that its record names."""
    for path, redaction in books.treated:
        if redaction.next_review and redaction.next_review <= county.today:
            waiting = (county.today - redaction.next_review).days
            yield Finding(
                At(path, "redaction.next_review"),
                Text(
                    f"应于{redaction.next_review}复查，已过{waiting}天",
                    f"due for review on {redaction.next_review}, {waiting} days ago",
                ),
                Text(
                    "复查处理过的部分；可以公开的补充公开，仍不公开的写明新的复查日期，重新送审",
                    "look at the treated parts again; publish what can be, or set a new day, and have it reviewed",
                ),
            )


@rule("L01", zh="不予公开的，决定之前须向保密行政管理部门申报", basis="一·四·4", on=Books, severity=Severity.AUDIT)
def reported(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What is not published was reported to the secrecy bureau before that was decided."""
    for entry, one in _withheld(books):
        if one.reported_on is None or one.reported_on > one.decided_on:
            said = (
                Text("没有申报", "was not reported")
                if one.reported_on is None
                else Text("先决定、后申报", "was reported afterwards")
            )
            yield Finding(
                _at(entry, "reported_on" if one.reported_on else "decided_on"),
                Text(f"“{one.pointer}”{said.zh}", f"`{one.pointer}` {said.en}"),
                Text(
                    "补报，并如实登记 reported_on 和 report_ref；不得倒填日期",
                    "report it now and record the real day in `reported_on`; never date back",
                ),
            )


@rule(
    "L02", zh="不予公开的，须有保密行政管理部门答复或联席会议决定", basis="一·四·4", on=Books, severity=Severity.AUDIT
)
def answered(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What is not published has the bureau's reply or the joint meeting's decision."""
    for entry, one in _withheld(books):
        if (one.replied_on and one.reply_ref) or (one.meeting_on and one.meeting_ref):
            continue
        waiting = (county.today - (one.reported_on or one.decided_on)).days
        yield Finding(
            _at(entry, "pointer"),
            Text(
                f"“{one.pointer}”没有保密行政管理部门答复，也没有联席会议决定，已{waiting}天",
                f"`{one.pointer}` has had neither a reply nor a decision for {waiting} days",
            ),
            Text(
                "催办答复，或提请联席会议会商；把日期和文号登记在 replied_on、reply_ref 或 meeting_on、meeting_ref",
                "ask for the reply or put it to the joint meeting, then record day and reference",
            ),
        )

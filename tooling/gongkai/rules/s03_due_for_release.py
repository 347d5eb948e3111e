"""S03: what was withheld as a secret and is none any more was released within the days that site.yaml allows."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.rules.engine import Books, rule
from gongkai.rules.withheld_entries import entry_place, withheld_entries
from gongkai.signing.context import SiteContext


@rule("S03", zh="保密期限届满、已解密的，应当及时公开", basis="一·四·1", on=Books, severity=Severity.AUDIT)
def due_for_release(books: Books, county: SiteContext) -> Iterator[Finding]:
    """What was withheld as a secret and is none any more was released within the days that site.yaml allows."""
    for entry, one in withheld_entries(books):
        days = [day for day in (one.declassified_on, one.expires_on) if day and day <= county.today]
        if not days or (one.released_as and books.has_name(one.released_as)):
            continue
        waiting = (county.today - min(days)).days
        over = waiting > county.site.release_days
        yield Finding(
            entry_place(entry, "declassified_on" if one.declassified_on == min(days) else "expires_on"),
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

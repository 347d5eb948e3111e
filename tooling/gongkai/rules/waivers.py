"""X01: what may be waived, by whom and until when."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.documents.document import Document
from gongkai.findings import Finding, Text
from gongkai.review.county import County
from gongkai.rules.engine import RULES, rule

# Softer findings about which a reviewer may know better (domain, section 4). Never a review, bytes or output rule. P02
# private life and contacts, P04 trade secrets, W01 advertising and foreign addresses; of S01 only internal marks, not 密级.
WAIVABLE = frozenset({"P02", "P04", "S01", "W01"})


@rule("X01", zh="豁免须针对可豁免的规则，且在复审时有效", basis="design", on=Document)
def waiver(document: Document, county: County) -> Iterator[Finding]:
    """A waiver names a rule that may be waived, and had not expired when the leader signed it."""
    item, final = document.item, document.review.final
    for position, one in enumerate(item.waivers if item else ()):
        at = f"waivers.{position}"
        if one.rule not in WAIVABLE:
            names = "；".join(_named(code) for code in sorted(WAIVABLE))
            yield Finding(
                f"{at}.rule",
                Text(f"规则 {_named(one.rule)} 不能豁免", f"rule {one.rule} cannot be waived"),
                Text(
                    f"删去该项，按规则改正；可豁免的只有 {names}",
                    f"delete it and mend what the rule asks; only these can be waived: {', '.join(sorted(WAIVABLE))}",
                ),
            )
        if final and one.until < final.day:
            yield Finding(
                f"{at}.until",
                Text(
                    f"豁免在复审之前已经到期（{one.until}）",
                    f"the waiver had expired before the final review ({one.until})",
                ),
                Text("重新说明理由和期限，再送复审", "state reason and term anew, then have the final review"),
            )


def _named(code: str) -> str:
    """A rule's code with what it asks for."""
    return f"{code}（{RULES[code].name.zh}）" if code in RULES else code

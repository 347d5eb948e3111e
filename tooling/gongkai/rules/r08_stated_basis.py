"""R08: every review names a basis that was in force that day, and no question of its checklist is open."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.documents.review import LEVELS
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


def _a_norm(county: SiteContext) -> str:
    return next((f"{norm.id}（{norm.name}）" for norm in county.norms.values()), "")


@rule("R08", zh="审查须写明当日有效的依据，清单逐项核定", basis="三·4", on=Document)
def stated_basis(document: Document, county: SiteContext) -> Iterator[Finding]:
    """Every review names a basis that was in force that day, and no question of its checklist is open."""
    for at, level, signoff in document.review.levels():
        label = LEVELS[level].zh
        if not signoff.basis:
            yield Finding(
                f"{at}.basis",
                Text(f"{label}没有写明审查依据", f"the {level} review names no basis"),
                Text(
                    f"签署时用 --basis 写明依据，如 {_a_norm(county)}",
                    f"name it with --basis, e.g. {next(iter(county.norms), '')}",
                ),
            )
        for position, name in enumerate(signoff.basis):
            norm = county.norms.get(name)
            if norm is None:
                reason = Text(f"审查依据“{name}”没有登记", f"basis `{name}` is not registered")
            elif signoff.day < norm.from_ or (norm.repealed_on and signoff.day >= norm.repealed_on):
                reason = Text(
                    f"审查依据“{norm.name}”在 {signoff.day} 不是有效依据",
                    f"basis `{name}` was not in force on {signoff.day}",
                )
            else:
                continue
            yield Finding(
                f"{at}.basis.{position}",
                reason,
                Text(
                    "改用 basis.yaml 中当日有效的依据，重新签署",
                    "name a norm of basis.yaml that was in force, and sign again",
                ),
            )
        for position, check in enumerate(signoff.checklist):
            if check.result == "open" or check.id not in county.questions:
                yield Finding(
                    f"{at}.checklist.{position}",
                    Text(
                        f"审查清单中“{check.id}”尚未核定或没有登记", f"question `{check.id}` is open or not registered"
                    ),
                    Text("逐项核定后重新签署", "settle the question and sign again"),
                )

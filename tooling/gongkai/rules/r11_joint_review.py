"""R11: every joint agency has reviewed and agreed; consent of another organ came before the final review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document, Reading
from gongkai.rules.change import Change
from gongkai.rules.engine import rule
from gongkai.rules.published_state import is_published, restored
from gongkai.signing.context import SiteContext


@rule("R11", zh="联合发文须各机关审查同意", basis="三·3", on=Reading)
def joint_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Every joint agency has reviewed and agreed; consent of another organ came before the final review."""
    yield from file.reported("R11")
    document = file.document
    if document is None or "review.joint" in document.damaged:
        return
    item, joint = document.item, document.review.joint
    expected = item.joint_agencies if item else ()
    for agency in expected:
        name = county.agencies[agency].name if agency in county.agencies else agency
        if agency not in joint:
            yield Finding(
                "joint_agencies",
                Text(f"联合发文机关{name}没有审查", f"joint agency {agency} has not reviewed"),
                Text(
                    f"由该机关分管领导运行：gongkai sign {document.path} 联合审查 --as 本人姓名 --key 密钥",
                    f"its leader runs: gongkai sign {document.path} joint --as NAME --key KEY",
                ),
            )
        elif joint[agency].decision != "agree":
            yield Finding(
                f"review.joint.{agency}.decision",
                Text(f"联合发文机关{name}不同意公开", f"joint agency {agency} does not agree"),
                Text("取得一致意见后重新送审", "reach agreement, then have it reviewed again"),
            )
    for agency in joint:
        if agency not in expected:
            yield Finding(
                f"review.joint.{agency}",
                Text(
                    f"“{county.agencies[agency].name if agency in county.agencies else agency}”不是联合发文机关",
                    f"`{agency}` is not a joint agency",
                ),
                Text(
                    "在 joint_agencies 中登记，或删去该签署", "list it under `joint_agencies`, or delete the sign-off"
                ),
            )
    yield from _not_of_others(document, county)
    final = document.review.final
    if item and item.origin_consent and final and item.origin_consent.on > final.day:
        yield Finding(
            "origin_consent.on",
            Text("来源机关的同意晚于复审", "the consent of the organ of origin is later than the final review"),
            Text("取得同意后再复审", "obtain the consent before the final review"),
        )


def _not_of_others(document: Document, county: SiteContext) -> Iterator[Finding]:
    """An agency changes the standing of its own documents; of another's only jointly, or as the government above it."""
    item = document.item
    own = county.agencies.get(item.agency) if item else None
    if item is None or own is None or own.kind == "government":
        return
    for key in ("supersedes", "corrects"):
        for position, number in enumerate(getattr(item, key)):
            code = number.partition("/")[0]
            other = county.agencies.get(county.agency_of_code.get(code, ""), own)
            closed = other.until is not None and other.until <= item.produced_on
            if other.id not in (own.id, *item.joint_agencies) and not closed:
                yield Finding(
                    f"{key}.{position}",
                    Text(
                        f"“{number}”是{other.name}的信息，该机关没有参加审查",
                        f"`{number}` belongs to {other.id}, which took no part in the review",
                    ),
                    Text(
                        "由该机关自行发布，或列入 joint_agencies 共同审查",
                        "let that agency publish it, or list it under `joint_agencies`",
                    ),
                )


@joint_review.between
def issued_together(change: Change) -> Iterator[Finding]:
    """What several agencies published together is revised by all of them, so none is dropped but one that is closed for good."""
    for one in change.revised:
        before, after = one.before, one.after
        if before is None or before.item is None or not isinstance(after, Document) or not is_published(before):
            continue
        if after.item is None or restored(before, after):
            continue
        final = after.review.final
        for agency in before.item.joint_agencies:
            if agency in after.item.joint_agencies or (final and _gone(agency, final.day, change.after)):
                continue
            name = change.after.agencies[agency].name if agency in change.after.agencies else agency
            yield Finding(
                after.place("joint_agencies"),
                Text(
                    f"本文由{name}参与联合发布，修订时去掉了该机关",
                    f"it was published together with {agency}, which this revision leaves out",
                ),
                Text(
                    f"在 joint_agencies 中恢复{name}，由其分管领导联合审查；不再由它负责的，另发一条新的信息代替（supersedes 写明本条索引号）",
                    f"put {agency} back into `joint_agencies` and let its leader review; where it has no part any more, publish "
                    "another item that supersedes this one",
                ),
            )


def _gone(agency: str, day: dt.date, county: SiteContext) -> bool:
    """Return whether nobody could sign for an agency on a day any more."""
    acting = county.agencies.get(county.acting_agency(agency, day))
    return acting is None or acting.closed(day)

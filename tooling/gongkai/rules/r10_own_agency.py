"""R10: the signer belongs to the agency whose document it is, which is there on that day; none publishes in another's name."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.signing.acts import Act, Signed
from gongkai.signing.context import SiteContext


@rule("R10", zh="签署人须为本机构人员", basis="三·3", on=Signed)
def own_agency(signed: Signed, county: SiteContext) -> Iterator[Finding]:
    """The signer belongs to the agency whose document it is, which is there on that day; none publishes in another's name."""
    if isinstance(signed.subject, Document):
        yield from _own_name(signed.subject, county)
    for act in signed.acts:
        elsewhere = county.roster.agencies(act.by, act.roles, act.day)
        if elsewhere and act.agency not in elsewhere:
            agency = county.agencies.get(act.agency)
            name = agency.name if agency else act.agency
            if not act.agency:
                yield Finding(
                    f"{act.at}.by",
                    Text("登记的人员在这段时间没有在任何机构任职", "the officer held no post on these days"),
                    Text("核对人员和起止日期", "compare the officer and the days"),
                )
                continue
            yield Finding(
                f"{act.at}.by",
                Text(
                    f"{county.called(act.by)} 不是{name}的审查人员",
                    f"{act.by} reviews for {', '.join(sorted(elsewhere))}, not for {act.agency}",
                ),
                Text(f"谁分管、谁审查、谁负责：由{name}的人员签署", f"an officer of {act.agency} has to sign"),
            )
        elif isinstance(signed.subject, Document):
            yield from _still_there(act, county)


def _still_there(act: Act, county: SiteContext) -> Iterator[Finding]:
    """Nobody reviews for an agency that was closed and that nobody took over; what it published may still be withdrawn."""
    agency = county.agencies.get(act.agency)
    if agency is None or not agency.closed(act.day):
        return
    yield Finding(
        f"{act.at}.by",
        Text(
            f"{agency.name}已于 {agency.until} 撤销，不能再以它的名义审签",
            f"{agency.id} was closed on {agency.until}; nobody reviews in its name any more",
        ),
        Text(
            "先在 agencies.yaml 中写明承继其职责的机构（successor），由该机构的人员审签；没有承继机构、又是联合发文的，从 joint_agencies 中去掉它",
            "name who took over as `successor` in agencies.yaml and let that agency's officers sign; where there is none, take it out "
            "of `joint_agencies`",
        ),
    )


def _own_name(document: Document, county: SiteContext) -> Iterator[Finding]:
    """Items and reports lie in their agency's folder (C02); all else is the owner's, who signs it."""
    named = getattr(document.fields, "agency", None)
    if not document.kind.of_agency and named and named != county.site.owner:
        yield Finding(
            document.place("agency"),
            Text(
                f"以“{_name(named, county)}”名义发布，却由主办机构“{_name(county.site.owner, county)}”审签",
                f"published in the name of `{named}`, and reviewed by the owner `{county.site.owner}`",
            ),
            Text(
                "指南、制度和页面由主办机构发布；其他机构的信息作为该机构的条目发布",
                "the owner publishes guide, policies and pages; what is another agency's becomes an item of that agency",
            ),
        )


def _name(agency: str, county: SiteContext) -> str:
    return county.agencies[agency].name if agency in county.agencies else agency

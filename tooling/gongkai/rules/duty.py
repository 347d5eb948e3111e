"""R06, R09, R10: whoever signed was in that post, in that agency, on that day."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.documents.registries import Role
from gongkai.rules.engine import rule
from gongkai.signing.acts import Act, Signed
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Absence, LedgerEntry

_ROLE_NAMES = {
    Role.HEAD: "主要领导",
    Role.SECRECY_LEADER: "分管保密领导",
    Role.POST_HOLDER: "保密岗位责任人",
    Role.INFO_OFFICER: "信息员",
    Role.UNDERTAKER: "承办责任人",
    Role.SECTION_HEAD: "业务科室负责人",
}


@rule("R06", zh="B 岗只能在 A 岗不在岗时代行同一岗位职责", basis="二·B", on=Signed)
def deputy(signed: Signed, county: SiteContext) -> Iterator[Finding]:
    """B signs only for the A of the same post, and only on a day on which A is absent."""
    for act in signed.acts:
        posts = county.roster.held(act.by, act.agency, act.roles, act.day)
        if not posts:
            continue  # R09 or R10 says so
        holds_a = any(post.post == "A" for post in posts)
        if act.acting_for is None:
            if not holds_a:
                yield Finding(
                    f"{act.at}.by",
                    Text(
                        f"{county.called(act.by)} 是 B 岗，未写明代行谁的职责",
                        f"{act.by} is in post B and does not say for whom they act",
                    ),
                    Text("用 --acting-for 写明不在岗的 A 岗人员", "name the absent officer with --acting-for"),
                )
            continue
        yield from _acting(act, county, {post.role for post in posts if post.post == "B"})
    if isinstance(signed.subject, LedgerEntry) and isinstance(signed.subject.fields, Absence):
        yield from _absence(signed.subject.fields, county)
        yield from _overlapping(signed.subject.fields, county)


def _acting(act: Act, county: SiteContext, roles: set[Role]) -> Iterator[Finding]:
    other = act.acting_for or ""
    shared = county.roster.held(other, act.agency, frozenset(roles), act.day)
    if not any(post.post == "A" for post in shared):
        yield Finding(
            f"{act.at}.acting_for",
            Text(
                f"{county.called(act.by)} 不是 {county.called(other)} 的 B 岗", f"{act.by} is not the deputy of {other}"
            ),
            Text("只能由同一岗位的 B 岗代行职责", "only the B of the same post may act"),
        )
    elif not (county.roster.absent(other, act.day) or county.roster.absent(other, act.day, act.signed_at)):
        yield Finding(
            f"{act.at}.acting_for",
            Text(
                f"{county.called(other)} 在 {act.day} 没有不在岗的登记",
                f"{other} is not recorded as absent on {act.day}",
            ),
            Text(
                "由领导在 absences 登记簿登记不在岗时间，或由 A 岗本人签署",
                "have the leader record the absence, or let A sign",
            ),
        )


def _overlapping(absence: Absence, county: SiteContext) -> Iterator[Finding]:
    """Two absences of one officer do not overlap; the one that was signed later is at fault."""
    other = county.overlapped(absence)
    if other:
        yield Finding(
            "from",
            Text(
                f"与已登记的不在岗时间（{other.from_} 至 {other.until}）重叠",
                f"it overlaps with an absence that is recorded already ({other.from_} to {other.until})",
            ),
            Text(
                f"延长或提前结束的，另行登记一条 from={other.from_} 的，until 写实际的结束日期，它即代替原来那条；整段没有发生的，"
                f"登记 from={other.from_} cancelled=yes",
                f"to prolong or shorten that one, record another with from={other.from_} and the day on which it ends; it takes "
                f"the place of the first; to cancel all of it, record from={other.from_} cancelled=yes",
            ),
        )


def _absence(absence: Absence, county: SiteContext) -> Iterator[Finding]:
    if absence.signed.by == absence.officer:
        yield Finding(
            "signed.by",
            Text("本人不能登记自己不在岗", "nobody records their own absence"),
            Text("由本单位领导登记", "let a leader of the agency record it"),
        )
    if absence.cancelled and not county.recorded_before(absence):
        yield Finding(
            "cancelled",
            Text(
                f"没有可以取消的登记：该人员没有从 {absence.from_} 开始的不在岗登记",
                f"nothing to cancel: no absence of this officer from {absence.from_} on is recorded",
            ),
            Text("from 写原来登记的开始日期", "give as `from` the first day that was recorded"),
        )
    if absence.until < absence.from_:
        yield Finding(
            "until",
            Text("不在岗的结束日期早于开始日期", "the absence ends before it begins"),
            Text("改正日期后重新签署", "mend the dates and sign again"),
        )


@rule("R09", zh="签署人当日须担任相应职务", basis="三·2；三·3", on=Signed)
def in_post(signed: Signed, county: SiteContext) -> Iterator[Finding]:
    """The signer is registered and held a post with that duty on that day."""
    for act in signed.acts:
        if act.by not in county.roster.officers:
            yield Finding(
                f"{act.at}.by",
                Text(f"没有登记的签署人“{act.by}”", f"signer `{act.by}` is not registered"),
                _registered(act, county),
            )
        elif not county.roster.agencies(act.by, act.roles, act.day):
            duties = "或".join(_ROLE_NAMES[role] for role in Role if role in act.roles)
            yield Finding(
                f"{act.at}.by",
                Text(
                    f"{county.called(act.by)} 在 {act.day} 不担任{duties}",
                    f"{act.by} held none of these posts on {act.day}: {', '.join(sorted(act.roles))}",
                ),
                Text(f"由当日担任{duties}的人员签署", "an officer in that post on that day has to sign"),
            )


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
    if document.kind.prefix in ("guide", "policy", "page") and named and named != county.site.owner:
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


def _registered(act: Act, county: SiteContext) -> Text:
    """Who could have signed: the officers with that duty in that agency on that day."""
    people = [one for one in county.roster.officers if county.roster.held(one, act.agency, act.roles, act.day)]
    if not people:
        return Text("由 officers.yaml 中登记的人员签署", "an officer of officers.yaml has to sign")
    who = "、".join(county.called(one) for one in people)
    return Text(f"由登记的人员签署：{who}", f"one of these has to sign: {', '.join(people)}")

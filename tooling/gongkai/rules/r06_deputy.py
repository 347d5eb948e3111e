"""R06: B signs only for the A of the same post, and only on a day on which A is absent."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.registries import Role
from gongkai.rules.engine import rule
from gongkai.signing.acts import Act, Signed
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Absence, LedgerEntry


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

"""R01, R02, R04, R07, R08, R11: the two levels were both completed, in order, each on a stated basis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document, Reading
from gongkai.documents.review import LEVELS, Level, SignOff
from gongkai.rules.engine import Corpus, rule
from gongkai.signing.acts import Signed, head_only
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Publication

# By so much the clock of an office may differ from the publisher's.
_CLOCKS = dt.timedelta(hours=1)


def _level(file: Reading, level: Level, who: Text) -> Iterator[Finding]:
    """One level is there and agrees; a level that was set aside as damaged is reported as such only."""
    document = file.document
    if document is None or f"review.{level}" in document.damaged:
        return
    signoff: SignOff | None = getattr(document.review, level)
    label = LEVELS[level].zh
    if signoff is None:
        yield Finding(
            "review",
            Text(f"没有{label}", f"the {level} review is missing"),
            Text(
                f"由{who.zh}运行：gongkai sign {document.path} {label} --as 本人姓名 --key 密钥",
                f"{who.en} runs: gongkai sign {document.path} {level} --as NAME --key KEY",
            ),
        )
    elif signoff.decision != "agree":
        yield Finding(
            f"review.{level}.decision",
            Text(f"{label}意见为不同意公开", f"the {level} review does not agree to publication"),
            Text(
                "按审查意见修改后重新送审，或撤回该文件",
                "mend the document as the reviewer asks and have it reviewed again, or take it back",
            ),
        )


@rule("R01", zh="须完成初审并同意", basis="三·3", on=Reading)
def first_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The first review (初审) is complete and agrees."""
    yield from file.reported("R01")
    yield from _level(file, Level.FIRST, Text("信息员", "the information officer"))


@rule("R02", zh="须完成复审并同意", basis="三·3；三·6", on=Reading)
def final_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The final review (复审) is complete and agrees."""
    yield from file.reported("R02")
    head = file.document is not None and head_only(file.document)
    who = Text("主要领导", "the head of the agency") if head else Text("分管保密领导", "the leader in charge")
    yield from _level(file, Level.FINAL, who)


@rule("R03", zh="初审与复审不得为同一人", basis="三·3", on=Document)
def same_reviewer(document: Document, county: SiteContext) -> Iterator[Finding]:
    """The two reviews are done by two different people, also where one acts for another."""
    first, final = document.review.first, document.review.final
    if first and final and first.people & final.people:
        both = sorted(first.people & final.people)
        yield Finding(
            "review.final.by",
            Text(
                f"初审与复审为同一人（{'、'.join(map(county.called, both))}）",
                f"both reviews are by the same person ({', '.join(both)})",
            ),
            Text("由另一名有复审职责的人签署后再提交", "have another person with that duty sign"),
        )


@rule("R04", zh="须按产生、业务审查、初审、复审的顺序，且不得晚于今天", basis="三·6", on=Signed)
def order(signed: Signed, county: SiteContext) -> Iterator[Finding]:
    """Produced ≤ business ≤ first ≤ final ≤ today, as instants; nothing is signed in the future."""
    produced: dt.date | None = None
    if isinstance(signed.subject, Document):
        produced = getattr(signed.subject.fields, "produced_on", None)
        yield from _first_then_final(signed.subject)
    elif isinstance(signed.subject.fields, Publication):
        yield from _publication(signed.subject.fields, county.today)
    for act in signed.acts:
        if act.day > county.today:
            yield Finding(
                f"{act.at}.signed_at",
                Text(
                    f"签署日期 {act.day} 晚于今天（{county.today}）",
                    f"signed on {act.day}, after today ({county.today})",
                ),
                Text("核对签署时间后重新签署", "check the time and sign again"),
            )
        if produced and act.day < produced:
            yield Finding(
                f"{act.at}.signed_at",
                Text(
                    f"签署日期 {act.day} 早于产生日期 {produced}",
                    f"signed on {act.day}, before the document was produced ({produced})",
                ),
                Text("改正产生日期，或在信息产生之后重新签署", "mend `produced_on`, or sign again"),
            )


@order.across
def claimed_before_seen(corpus: Corpus) -> Iterator[Finding]:
    """A signature that somebody saw cannot have been made later, whatever day it bears."""
    seen = corpus.county.seen
    for approval in corpus.approvals if seen else ():
        first = seen.at(approval.statement) if seen else None
        if first and approval.signed_at > first + _CLOCKS:
            yield Finding(
                approval.at,
                Text(
                    f"签署时间 {approval.signed_at.isoformat()} 晚于该签名首次出现的时间（{first.isoformat()}）",
                    f"signed at {approval.signed_at.isoformat()}, after it was first seen ({first.isoformat()})",
                ),
                Text("核对签署时间后重新签署", "check the time and sign again"),
            )


def _publication(entry: Publication, today: dt.date) -> Iterator[Finding]:
    """A day on which nothing can have been published; lateness, and all else about the day, is for the audit."""
    name, _, number = entry.document.partition(":")
    year = number.partition("/")[2][:4] if name == "item" else ""
    if entry.on > today:
        yield Finding(
            "on",
            Text(f"公开日期 {entry.on} 晚于今天（{today}）", f"published on {entry.on}, after today ({today})"),
            Text("公开之后再登记，或改正日期", "record it once it is published, or mend the day"),
        )
    elif year.isdigit() and entry.on.year < int(year):
        yield Finding(
            "on",
            Text(
                f"公开日期 {entry.on} 早于索引号的年份（{year}）",
                f"published on {entry.on}, before the year of its index number ({year})",
            ),
            Text("改正公开日期或文档名称", "mend the day, or the name of the document"),
        )


def _first_then_final(document: Document) -> Iterator[Finding]:
    review = document.review
    if review.final is None:
        return
    earlier = [("first", review.first), *((f"joint.{agency}", signoff) for agency, signoff in review.joint.items())]
    for name, signoff in earlier:
        if signoff and signoff.signed_at > review.final.signed_at:
            label = LEVELS[Level(name.partition(".")[0])].zh
            yield Finding(
                "review.final.signed_at",
                Text(f"复审早于{label}", f"the final review is earlier than the {name} review"),
                Text("按初审、复审的顺序重新签署", "sign again in order"),
            )


@rule("R07", zh="政策性、业务性信息须先由业务科室负责人审查", basis="一·三", on=Reading)
def business_review(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """Policy and business matters were first reviewed by the head of the section in charge."""
    yield from file.reported("R07")
    document = file.document
    if document is None:
        return
    review = document.review
    # Where nobody had to ask the section, its refusal counts all the same.
    if review.business or (document.item and document.item.nature in ("policy", "business")):
        yield from _level(file, Level.BUSINESS, Text("业务科室负责人", "the head of the section"))
    if review.business and review.first and review.business.signed_at > review.first.signed_at:
        yield Finding(
            "review.business.signed_at",
            Text("业务审查晚于初审", "the business review is later than the first review"),
            Text(
                "先由业务科室负责人审查，再由信息员初审；按顺序重新签署",
                "sign again: business first, then the first review",
            ),
        )


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

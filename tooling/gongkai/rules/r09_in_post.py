"""R09: the signer is registered and held a post with that duty on that day."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.registries import Role
from gongkai.rules.engine import rule
from gongkai.signing.acts import Act, Signed
from gongkai.signing.context import SiteContext

_ROLE_NAMES = {
    Role.HEAD: "主要领导",
    Role.SECRECY_LEADER: "分管保密领导",
    Role.POST_HOLDER: "保密岗位责任人",
    Role.INFO_OFFICER: "信息员",
    Role.UNDERTAKER: "承办责任人",
    Role.SECTION_HEAD: "业务科室负责人",
}


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


def _registered(act: Act, county: SiteContext) -> Text:
    """Who could have signed: the officers with that duty in that agency on that day."""
    people = [one for one in county.roster.officers if county.roster.held(one, act.agency, act.roles, act.day)]
    if not people:
        return Text("由 officers.yaml 中登记的人员签署", "an officer of officers.yaml has to sign")
    who = "、".join(county.called(one) for one in people)
    return Text(f"由登记的人员签署：{who}", f"one of these has to sign: {', '.join(people)}")

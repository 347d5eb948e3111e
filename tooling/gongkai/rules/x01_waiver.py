"""X01: what may be waived, by whom and until when; and whose contacts are declared as published by law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import RULES, rule
from gongkai.rules.opened import excusable
from gongkai.secrecy.declared import is_organisation
from gongkai.secrecy.leaks import Scanned
from gongkai.secrecy.waivable import EARLIER, OF_SOMEBODY, WAIVABLE, says_something
from gongkai.secrecy.waiving import due_confirmations
from gongkai.signing.context import SiteContext


@rule(
    "X01",
    zh="豁免和公布联系方式的声明须写明理由和归属，复审时有效，确有对应；涉及健康、投诉人的，由领导逐项确认",
    basis="design",
    on=(Document, Scanned),
)
def waiver(subject: Document | Scanned, county: SiteContext) -> Iterator[Finding]:
    """A waiver or declared contact says why and whose, held at the final review, and is confirmed where that has to be."""
    if isinstance(subject, Document):
        yield from _waivers(subject)
        yield from _contacts(subject)
    elif isinstance(subject.subject, Document) and subject.subject.item:
        yield from _idle(subject, subject.subject, county)
        yield from _unconfirmed(subject, subject.subject)


def _waivers(document: Document) -> Iterator[Finding]:
    item, final = document.item, document.review.final
    signed = final is not None and final.decision == "agree"
    for position, one in enumerate(item.waivers if item else ()):
        at = f"waivers.{position}"
        # Whose it is and a reason that tells something were not asked of what was signed earlier; nothing was left to fill in.
        earlier = signed and one.rule in EARLIER and one.whose is None and "【" not in one.reason
        asked = Severity.WARNING if earlier else None
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
        if not says_something(one.reason):
            yield Finding(
                f"{at}.reason",
                Text("豁免没有写明理由", "the waiver gives no reason"),
                Text(
                    "写明为什么必须公开，如“采购文件依法须公布代理机构联系电话”",
                    "say why it has to be published, such as the law that demands it",
                ),
                asked,
            )
        if one.rule in OF_SOMEBODY and not says_something(one.whose or ""):
            yield Finding(
                f"{at}.whose" if one.whose else at,
                Text(
                    "豁免没有写明是谁的（whose）：号码、姓名、联系方式的豁免必须写",
                    "the waiver does not say `whose` it is, as one of a number, a name or a contact has to",
                ),
                Text(
                    "加一行 whose，写明是哪个机构或者哪个人的，如“whose: 示例县第一中学总务处”；不是任何人的号码，写明是什么，"
                    "如“whose: 合同编号，不是电话”",
                    "add `whose`: the organisation or person it belongs to, or what the number is if it is nobody's",
                ),
                asked,
            )


def _contacts(document: Document) -> Iterator[Finding]:
    item = document.item
    for position, one in enumerate(item.contacts if item else ()):
        at = f"contacts.{position}"
        if not is_organisation(one.name):
            yield Finding(
                f"{at}.name",
                Text(
                    "声明公布联系方式的不是机构的全称",
                    "what is declared to publish its contacts is not the full name of an organisation",
                ),
                Text(
                    "写机构的全称，与正文一致；个人的号码不能这样声明，确需公开的在 waivers 中写明",
                    "write the full name of the organisation as the text has it; a person's number needs a waiver",
                ),
            )
        if not says_something(one.basis):
            yield Finding(
                f"{at}.basis",
                Text("声明公布联系方式没有写明依据", "a declared contact names no basis"),
                Text(
                    "写明依据，如“政府采购信息发布管理办法”",
                    "name the provision that demands that the contacts are published",
                ),
            )


def _idle(scanned: Scanned, document: Document, county: SiteContext) -> Iterator[Finding]:
    """Waivers and declarations that excuse nothing; what cannot be waived at all is reported by itself."""
    item = document.item
    assert item is not None
    used = Counter({leak.key for leak in scanned.waived} | set(excusable(document, county)))
    never = {leak.key for leak in scanned.leaks if leak.hit.detector.hard}
    for position, one in enumerate(item.waivers):
        key = one.rule, one.where
        if one.rule not in WAIVABLE:
            continue
        if used[key]:
            used[key] = 0  # a second one of the same words excuses nothing
            continue
        why = Text("其中的内容任何时候都不能豁免", "nothing can waive what it names")
        nothing = Text("没有与它对应的问题", "nothing that the check finds answers to it")
        reason = why if key in never else nothing
        yield Finding(
            f"waivers.{position}",
            Text(f"这项豁免没有起作用：{reason.zh}", f"this waiver excuses nothing: {reason.en}"),
            Text(
                "删去；或者把 rule、where 改成与提示的完全一致",
                "delete it, or write `rule` and `where` exactly as the finding shows them",
            ),
            Severity.WARNING,
        )
    covered = {leak.contact for leak in scanned.declared}
    for position, contact in enumerate(item.contacts):
        if contact not in covered:
            yield Finding(
                f"contacts.{position}",
                Text(
                    f"声明公布联系方式没有起作用：没有在“{contact.name}”名下找到联系方式",
                    "this declared contact covers nothing: no contacts stand below that name",
                ),
                Text(
                    "删去；或者把 name 改成与正文完全一致，联系方式紧接在机构名称之下",
                    "delete it, or write the name as the text does, with its contacts right below it",
                ),
                Severity.WARNING,
            )


def _unconfirmed(scanned: Scanned, document: Document) -> Iterator[Finding]:
    """Yield what only a leader's own word can excuse, once the leader has signed."""
    final = document.review.final
    if final is None or final.decision != "agree":
        return
    said = {(one.rule, one.where) for one in final.confirmed}
    for position, one in due_confirmations(scanned):
        if (one.rule, one.where) not in said:
            yield Finding(
                f"waivers.{position}",
                Text(
                    "这项豁免涉及个人健康或者投诉人，复审时没有逐项确认",
                    "this waiver is about health or a complainant, and the final review did not confirm it by itself",
                ),
                Text(
                    f"由分管领导重新复审，逐项确认：gongkai sign {document.path} 复审 --as 本人姓名 --key 密钥",
                    f"the leader reviews again and confirms each: gongkai sign {document.path} final --as NAME --key KEY",
                ),
            )


def _named(code: str) -> str:
    """A rule's code with what it asks for."""
    return f"{code}（{RULES[code].name.zh}）" if code in RULES else code

"""The five questions of 一·四, and of 五·6 between them. Each looks at one part of the record on the day of the review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gongkai.core.findings import Text
from gongkai.documents.item import Item
from gongkai.secrecy.steps import NO, YES, Lack, Step, said

LEVELS = {
    "top-secret": Text("绝密", "top secret"),
    "secret": Text("机密", "secret"),
    "confidential": Text("秘密", "confidential"),
}
RESULTS = {
    "public": Text("可以公开", "may be published"),
    "partial": Text("部分公开", "may be published in part"),
    "secret": Text("属于国家秘密", "is a state secret"),
}
NEVER_LISTED = "state-secret"

OFFICER = Text("信息员", "information officer")
CLASSIFIER = Text("原定密机关、单位", "the organ that classified it")
PRODUCER = Text("产生该信息的机关、单位负责人", "the leader of the organ that produced it")
COMPETENT = Text("有关主管部门或同级保密行政管理部门", "the competent organ or the secrecy department of the level")


def marked(item: Item, on: dt.date) -> Step:
    """Is the original marked, and if so, has the mark expired or been taken back (一·四·1)?"""
    question = Text("原件是否标有密级？", "Was the original marked?")
    marking = item.marking
    if marking is None:
        return Step(question, "一·四·1", NO)
    level = LEVELS[marking.level]
    facts = [
        Text(f"密级：{level.zh}", f"level: {level.en}"),
        said(Text("保密期限", "term"), marking.term),
        said(Text("定密日期", "marked on"), marking.marked_on),
        said(Text("期满日期", "expires on"), marking.expires_on),
    ]
    gone, lacks = marking.declassified, []
    if gone:
        facts.append(Text(f"解密：{gone.on}，{gone.by}，{gone.ref}", f"declassified: {gone.on}, {gone.by}, {gone.ref}"))
    if marking.expires_on <= marking.marked_on:
        lacks.append(Lack("S02", "marking.expires_on", _EXPIRES_FIRST, _MEND_DATES, OFFICER))
    if gone and not marking.marked_on <= gone.on <= on:
        lacks.append(Lack("S02", "marking.declassified.on", _NOT_YET_DECLASSIFIED.fill(on=gone.on), _WAIT, CLASSIFIER))
    elif gone is None and marking.expires_on > on:
        message = _UNEXPIRED.fill(level=level.zh, level_en=level.en, until=marking.expires_on)
        lacks.append(Lack("S02", "marking.expires_on", message, _DECLASSIFY, CLASSIFIER))
    answer = Text("是，已解密", "yes, declassified") if gone else Text("是，期限已满", "yes, expired")
    return Step(question, "一·四·1", YES if lacks else answer, tuple(facts), tuple(lacks))


def in_scope(item: Item, on: dt.date) -> Step:
    """Not marked, but of a kind that the list of secrets names (一·四·2)?"""
    question = Text("未标密级的，是否属于国家秘密范围？", "If not marked: does it fall within the scope of secrets?")
    scope = item.scope_check
    facts = [said(Text("说明", "note"), scope.note)] if scope.note else []
    if not scope.in_scope:
        return Step(question, "一·四·2", NO, tuple(facts))
    free, lacks = scope.declassification, []
    if free is None:
        lacks.append(Lack("S04", "scope_check.in_scope", _IN_SCOPE, _PRODUCER_DECLASSIFIES, PRODUCER))
    else:
        facts.append(
            Text(
                f"解密审查：{free.on}，{free.organ}，{free.leader}，{free.ref}",
                f"declassified: {free.on}, {free.organ}, {free.leader}, {free.ref}",
            )
        )
        if not item.produced_on <= free.on <= on:
            message = _SCOPE_DATE.fill(on=free.on)
            lacks.append(Lack("S04", "scope_check.declassification.on", message, _WAIT, PRODUCER))
    answer = YES if lacks else Text("是，产生单位已作解密处理", "yes, declassified by its producer")
    return Step(question, "一·四·2", answer, tuple(facts), tuple(lacks))


def disputed(item: Item, on: dt.date) -> Step:
    """Was it in doubt, and what did those say who decide (一·四·3)?"""
    question = Text("是否存在争议或不能确定？", "Was it in dispute or in doubt?")
    asked = item.determination
    if asked is None:
        return Step(question, "一·四·3", NO)
    facts = [
        Text(
            f"报请：{asked.asked_on}，{asked.organ}，{asked.ref}",
            f"asked: {asked.asked_on}, {asked.organ}, {asked.ref}",
        )
    ]
    if asked.answered_on:
        facts.append(said(Text("答复日期", "answered on"), asked.answered_on))
    if asked.result:
        result = RESULTS[asked.result]
        facts.append(Text(f"答复：{result.zh}", f"answer: {result.en}"))
    lacks = []
    if asked.answered_on is None or asked.result is None:
        lacks.append(Lack("S05", "determination", _UNANSWERED, _AWAIT_ANSWER, COMPETENT))
    elif not asked.asked_on <= asked.answered_on <= on:
        message = _ANSWER_DATE.fill(on=asked.answered_on)
        lacks.append(Lack("S05", "determination.answered_on", message, _WAIT, COMPETENT))
    elif asked.result == "secret":
        lacks.append(Lack("S05", "determination.result", _IS_SECRET, _WITHHOLD, OFFICER))
    elif asked.result == "partial" and item.redaction is None:
        lacks.append(Lack("S06", "determination.result", _PARTIAL_ONLY, _RECORD_REDACTION, OFFICER))
    answer = YES if lacks else Text("是，已有书面答复", "yes, and it was answered in writing")
    return Step(question, "一·四·3", answer, tuple(facts), tuple(lacks))


def exempt(item: Item, exemptions: Mapping[str, str]) -> Step:
    """Is it one of the matters that are not published (五·6), and is it treated as such?"""
    question = Text("是否属于免予公开的情形？", "Is it exempt from publication?")
    if item.exemption is None:
        reason = [said(Text("依申请公开的理由", "reason for release on request"), item.reason)] if item.reason else []
        return Step(question, "五·6", NO, tuple(reason))
    facts = [Text(f"情形：{exemptions.get(item.exemption, item.exemption)}", f"exemption: {item.exemption}")]
    lacks = []
    if item.exemption == NEVER_LISTED:
        lacks.append(Lack("L03", "exemption", _SECRET_LISTED, _WITHHOLD, OFFICER))
    elif item.disclosure == "proactive":
        lacks.append(Lack("C05", "exemption", _EXEMPT_BUT_PUBLIC, _EXEMPT_OR_PUBLIC, OFFICER))
    answer = YES if lacks else Text("是，依申请公开", "yes, released on request only")
    return Step(question, "五·6", answer, tuple(facts), tuple(lacks))


def treated(item: Item, on: dt.date) -> Step:
    """Were parts taken out, and does the record say which, why, at what stage and when they are looked at again?"""
    question = Text("是否作技术处理后公开？", "Was it treated before release?")
    done = item.redaction
    if done is None:
        return Step(question, "一·四·3", NO)
    stage = Text("部分公开", "partial") if done.stage == "partial" else Text("最终", "final")
    facts = [
        Text(f"处理：{done.on}，{done.done_by}", f"treated: {done.on}, {done.done_by}"),
        *(said(Text("处理部分", "part"), part) for part in done.parts),
        said(Text("理由", "reason"), done.reason),
        Text(f"阶段：{stage.zh}", f"stage: {stage.en}"),
        *([said(Text("下次复查", "next review"), done.next_review)] if done.next_review else []),
    ]
    lacks = []
    if not done.parts:
        lacks.append(Lack("S06", "redaction.parts", _NO_PARTS, _NAME_PARTS, OFFICER))
    if not item.produced_on <= done.on <= on:
        lacks.append(Lack("S06", "redaction.on", _TREATED_DATE.fill(on=done.on), _MEND_DATES, OFFICER))
    if done.stage == "partial" and done.next_review is None:
        lacks.append(Lack("S06", "redaction.stage", _NO_NEXT_REVIEW, _SET_NEXT_REVIEW, OFFICER))
    if done.next_review and done.next_review <= done.on:
        lacks.append(Lack("S06", "redaction.next_review", _REVIEW_BEFORE, _SET_NEXT_REVIEW, OFFICER))
    return Step(question, "一·四·3", YES, tuple(facts), tuple(lacks))


_EXPIRES_FIRST = Text("保密期限的期满日期不晚于定密日期", "the mark expires no later than it was made")
_MEND_DATES = Text(
    "按原始记录核对日期，改正后重新送审", "compare with the original record, mend it and have it reviewed again"
)
_WAIT = Text(
    "补齐当日有效的书面依据后重新初审、复审；不得倒填日期",
    "have both reviews done again once it is there in writing; never date back",
)
_UNEXPIRED = Text(
    "原件标有{level}，{until}前未解密，不得公开", "the original is marked {level_en} and not declassified until {until}"
)
_NOT_YET_DECLASSIFIED = Text(
    "解密日期（{on}）不在定密之后、复审之前",
    "declassified on {on}, which is not between the marking and the final review",
)
_DECLASSIFY = Text(
    "移出 content/，等待期满，或由原定密机关、单位书面解密后重新送审",
    "move it out of content/; wait for the day, or for a written declassification by the organ that marked it",
)
_IN_SCOPE = Text(
    "未标密级，但属于国家秘密范围，没有产生单位的解密处理",
    "not marked but within the scope of secrets, and its producer has not declassified it",
)
_PRODUCER_DECLASSIFIES = Text(
    "按国家秘密管理，移出 content/；由产生单位负责人作出解密处理，登记在 scope_check.declassification 后重新送审",
    "treat it as secret and move it out of content/; once the producer's leader has declassified it, record that "
    "under scope_check.declassification and have it reviewed again",
)
_SCOPE_DATE = Text(
    "解密处理日期（{on}）不在信息产生之后、复审之前",
    "declassified on {on}, which is not between production and the final review",
)
_UNANSWERED = Text("存在争议，尚无书面答复", "it is in dispute and nobody has answered in writing")
_AWAIT_ANSWER = Text(
    "移出 content/；报请有关主管部门或同级保密行政管理部门确定，答复登记在 determination 后重新送审",
    "move it out of content/; ask the competent organ or the secrecy department, record the answer under determination "
    "and have it reviewed again",
)
_ANSWER_DATE = Text(
    "答复日期（{on}）不在报请之后、复审之前", "answered on {on}, which is not between the question and the final review"
)
_IS_SECRET = Text("经确定属于国家秘密，不得公开", "it was determined to be a state secret")
_WITHHOLD = Text(
    "移出 content/，不得留在仓库；在登记簿 withheld 中只登记指向和结论",
    "take it out of the repository; the ledger `withheld` holds a pointer and the ruling, never the text",
)
_PARTIAL_ONLY = Text(
    "答复只同意部分公开，没有技术处理记录", "the answer allows release in part, and nothing says what was taken out"
)
_RECORD_REDACTION = Text(
    "删去不得公开的部分，在 redaction 中写明部位、理由、阶段和下次复查日期",
    "take out what may not be published and record parts, reason, stage and next review under redaction",
)
_SECRET_LISTED = Text(
    "属于国家秘密的信息不得列入 content/，目录信息也不得公开",
    "a state secret has no place under content/, not even its title",
)
_EXEMPT_BUT_PUBLIC = Text("写明免予公开，又定为主动公开", "it is exempt and yet to be published proactively")
_EXEMPT_OR_PUBLIC = Text(
    "属于免予公开的，改为依申请公开并删去正文；经处理可以公开的，删去 exemption，填写 redaction",
    "if it is exempt, release it on request only, without a body; if it was treated, drop exemption and fill in redaction",
)
_NO_PARTS = Text("没有写明处理了哪些部分", "nothing says which parts were treated")
_NAME_PARTS = Text(
    "逐处写明（如“附表中的账号”），不写内容本身",
    "name each place (such as: account numbers in the table), never its content",
)
_TREATED_DATE = Text(
    "技术处理日期（{on}）不在信息产生之后、复审之前",
    "treated on {on}, which is not between production and the final review",
)
_NO_NEXT_REVIEW = Text("部分公开没有写明下次复查日期", "released in part, and no day is set to look at it again")
_REVIEW_BEFORE = Text("下次复查日期不晚于处理日期", "the next review is no later than the treatment")
_SET_NEXT_REVIEW = Text(
    "在 redaction.next_review 写明何时复查；确定不再公开的，stage 改为 final",
    "set redaction.next_review; if the rest is never to be published, let stage be final",
)

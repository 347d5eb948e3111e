"""How the ruling on an item is told: question by question, with facts, what is missing and who has to act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun, Diagnostic, Severity, Text
from gongkai.documents.document import Document, read
from gongkai.documents.review import LEVELS, Level
from gongkai.reporting.excused import excused_lines
from gongkai.reporting.signoffs import refused
from gongkai.rules import judge_file
from gongkai.secrecy.leaks import scanned
from gongkai.secrecy.questions import OFFICER
from gongkai.secrecy.ruling import OUTCOMES, Ruling, ruling_of
from gongkai.signing.acts import signed
from gongkai.signing.approval import approvals
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Incident
from gongkai.signing.refusals import refusals_of
from gongkai.source.tree import Source

_SECTION = Text("业务科室负责人", "section head")
_LEADER = Text("分管保密领导", "leader in charge of secrecy")
_OTHER_AGENCY = Text("联合发文机关分管保密领导", "leader in charge of secrecy of the joint agency")
_HEADINGS = {
    "decision": Text("结论", "Outcome"),
    "review": Text("审查", "Review"),
    "next": Text("下一步", "Next"),
    "others": Text("检查发现的其他问题", "What else the check found"),
    "who": Text("办理", "to act"),
    "nothing": Text("各级审查齐备", "complete at all levels"),
    "signed": Text("各级均已签署意见", "every level has signed"),
    "refusals": Text("不同意公开的意见", "Refusals"),
}
_FIRST_MEND = Text("；须先改正上列问题", "; what is listed above has to be mended first")


_UNDECIDED = Text("尚未审定，不得公开", "not reviewed at all levels yet: must not be published")
_DISAGREED = Text("{levels}不同意公开，不得公开", "refused ({levels}): must not be published")
_FAULTY = Text("检查没有通过，不得公开", "the check does not pass: must not be published")
_VOID = Text("审签所用的密钥已失密，停止公开", "signed with a compromised key: void")
_OPEN = Text("泄密事件没有结案，必须撤下", "its incident is open: it has to be withdrawn")
_WITHDRAW = Text("登记撤下（gongkai record withdrawals）", "record its withdrawal (gongkai record withdrawals)")
_MISSING = frozenset({"R01", "R02", "R07", "R11"})
_SIGN_AGAIN = Text("用有效密钥重新初审、复审", "first and final review anew, with valid keys")
_MEND = Text("按意见修改后，重新送{level}", "mend it as the reviewer asks, then have the {level} done again")
_CHECK = Text("改正上列问题后，重新送{level}", "mend what is listed, then have the {level} done again")
_TAKEN = {
    "withdrawn": Text("已于{on}撤下，不再公开", "withdrawn on {on}: not published any more"),
    "wrongly_published": Text(
        "属误公开，已于{on}撤下，不得公开", "published by mistake, taken away on {on}: must not be published"
    ),
    "merged": Text("已于{on}并入 {into}，不再单独公开", "merged into {into} on {on}: not published by itself any more"),
}
_ANEW = Text(
    "确需再次公开的，改正后另编流水号，重新初审、复审",
    "to publish it again, mend it and have it reviewed under a new serial number",
)
_REMEDY = Text(
    "核对其他渠道、副本和搜索引擎是否也已撤下；泄密的，登记 incidents 并报告保密工作机构；确需再次公开的，另编流水号重新送审",
    "see that it is gone from other channels, copies and search engines; if it gave a secret away record it in `incidents` "
    "and tell the secrecy office; to publish it again have it reviewed under a new serial number",
)


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """How an item stands, and who has to do what next; nobody, where nothing stands in its way."""

    outcome: Text
    who: Text | None = None
    act: Text | None = None


def explained(source: Source, path: str, attached: tuple[str, ...], county: SiteContext, lang: str) -> tuple[str, bool]:
    """The ruling on the item at ``path`` as text, and whether nothing stands in its way. Raises CannotRun."""
    reading = read(source, path, attached, markup=county.site.markup)
    document = reading.document
    if document is None or not document.whole:
        problem = reading.problems[0]
        raise CannotRun(f"{path}:{problem.line}：{problem.message.zh}", f"{path}:{problem.line}: {problem.message.en}")
    ruling = ruling_of(document, county)
    assert ruling is not None, path
    told = {(lack.code, lack.message) for lack in ruling.lacks}
    errors = [
        one
        for one in judge_file(reading, (), county)
        if one.severity is Severity.ERROR and (one.code, one.message) not in told
    ]
    status = _status(document, county, ruling, errors)
    lines = [
        *_head(document, lang),
        *_steps(ruling, lang),
        *_reviews(document, county, status, lang),
        *_errors(errors, lang),
        *excused_lines(scanned(document, county), lang, masked=True),
    ]
    lines += ["", f"{_HEADINGS['decision'].in_language(lang)}{_colon(lang)}{status.outcome.in_language(lang)}"]
    return "\n".join(lines) + "\n", status.who is None and not ruling.lacks


def _status(document: Document, county: SiteContext, ruling: Ruling, errors: Sequence[Diagnostic]) -> ItemStatus:
    """Return how an item stands. What was decided last counts first: taken away or void, not to be published at all, refused, not yet reviewed."""
    first = _due(document)[0][0]
    disagreed = [LEVELS[level] for _, level, signoff in document.review.levels() if signoff.decision == "disagree"]
    missing = [(level, who) for level, there, who in _due(document) if not there]
    if ended := _ended(document, county):
        return ended
    if disagreed:
        levels = "、".join(one.zh for one in disagreed), ", ".join(one.en for one in disagreed)
        outcome = Text(_DISAGREED.zh.format(levels=levels[0]), _DISAGREED.en.format(levels=levels[1]))
        return ItemStatus(outcome, OFFICER, _about(_MEND, first))
    if missing:
        level, who = missing[0]
        mend = any(one.code not in _MISSING for one in errors) or bool(ruling.lacks)
        outcome = Text(_UNDECIDED.zh + _FIRST_MEND.zh, _UNDECIDED.en + _FIRST_MEND.en) if mend else _UNDECIDED
        return ItemStatus(outcome, who, level)
    if errors and not ruling.lacks:
        return ItemStatus(_FAULTY, OFFICER, _about(_CHECK, first))
    return ItemStatus(OUTCOMES[ruling.outcome])


def _ended(document: Document, county: SiteContext) -> ItemStatus | None:
    """How an item stands that was taken away, has to be, or fell with a key; None for any other."""
    if taken := county.withdrawals.get(document.name):
        outcome = _TAKEN[taken.kind].fill(on=taken.on, into=taken.into)
        return ItemStatus(outcome, OFFICER, _REMEDY if taken.kind == "wrongly_published" else _ANEW)
    incidents = [one.fields for one in county.entries if isinstance(one.fields, Incident)]
    if any(one.document == document.name and one.closed_on is None for one in incidents):
        return ItemStatus(_OPEN, _LEADER, _WITHDRAW)
    if any(one.fallen(county.seen) for one in approvals(signed(document, county), county)):
        return ItemStatus(_VOID, OFFICER, _SIGN_AGAIN)
    return None


def _about(act: Text, level: Text) -> Text:
    return Text(act.zh.format(level=level.zh), act.en.format(level=level.en))


def _colon(lang: str) -> str:
    return ": " if lang == "en" else "："


def _head(document: Document, lang: str) -> list[str]:
    item = document.item
    assert item is not None
    title = getattr(item, "title", "")
    return [f"{item.index_number}  {title}", document.path]


def _steps(ruling: Ruling, lang: str) -> Iterator[str]:
    for number, step in enumerate(ruling.steps, 1):
        clause = f"({step.clause})" if lang == "en" else f"（{step.clause}）"
        yield ""
        gap = " " if lang == "en" else ""
        question, answer = step.question.in_language(lang), step.answer.in_language(lang)
        yield f"{number}. {question}{gap}{clause} {answer}"
        for fact in step.facts:
            yield f"   · {fact.in_language(lang)}"
        for lack in step.lacks:
            yield f"   ✗ {lack.code} {lack.message.in_language(lang)}"
            yield f"     → {lack.remedy.in_language(lang)}"
            yield f"     {_HEADINGS['who'].in_language(lang)}{_colon(lang)}{lack.who.in_language(lang)}"


def _due(document: Document) -> list[tuple[Text, bool, Text]]:
    """The levels that an item needs, whether each is there, and whose it is."""
    item, review = document.item, document.review
    assert item is not None
    due: list[tuple[Text, bool, Text]] = []
    if getattr(item, "nature", "general") in ("policy", "business"):
        due.append((LEVELS[Level.BUSINESS], review.business is not None, _SECTION))
    due.append((LEVELS[Level.FIRST], review.first is not None, OFFICER))
    due += [(LEVELS[Level.JOINT], agency in review.joint, _OTHER_AGENCY) for agency in item.joint_agencies]
    due.append((LEVELS[Level.FINAL], review.final is not None, _LEADER))
    return due


def _reviews(document: Document, county: SiteContext, status: ItemStatus, lang: str) -> Iterator[str]:
    """Which levels are done, what was refused so far, and whose turn it is."""
    yield ""
    colon = _colon(lang)
    missing = [level for level, there, _ in _due(document) if not there]
    disagreed = any(signoff.decision == "disagree" for _, _, signoff in document.review.levels())
    done = _HEADINGS["signed" if disagreed else "nothing"].in_language(lang)
    if missing:
        listed = Text("、", ", ").in_language(lang).join(level.in_language(lang) for level in missing)
        done = Text("缺", "missing ").in_language(lang) + listed
    yield f"{_HEADINGS['review'].in_language(lang)}{colon}{done}"
    if refusals := refusals_of(document, county):
        yield f"{_HEADINGS['refusals'].in_language(lang)}{colon.rstrip()}"
        yield from (f"   {line}" for line in refused(refusals, county, lang))
    if status.who and status.act:
        act = status.act.in_language(lang)
        yield f"{_HEADINGS['next'].in_language(lang)}{colon}{status.who.in_language(lang)} → {act}"


def _errors(errors: Sequence[Diagnostic], lang: str) -> Iterator[str]:
    if errors:
        yield ""
        yield f"{_HEADINGS['others'].in_language(lang)}{_colon(lang)}"
    for one in errors:
        yield f"   ✗ {one.code} {one.message.in_language(lang)}"
        yield f"     → {one.remedy.in_language(lang)}"
        yield from map(shown, one.paste)

"""How the ruling on an item is told: question by question, with facts, what is missing and who has to act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.documents.document import Document, read
from gongkai.findings import CannotRun, Diagnostic, Severity, Text
from gongkai.review.county import County
from gongkai.rules import judge_file
from gongkai.secrecy.questions import OFFICER
from gongkai.secrecy.ruling import OUTCOMES, Ruling, ruling_of
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
}
_LEVELS = {
    "business": Text("业务审查", "business review"),
    "first": Text("初审", "first review"),
    "joint": Text("联合审查", "joint review"),
    "final": Text("复审", "final review"),
}

_FIRST_MEND = Text("；须先改正上列问题", "; what is listed above has to be mended first")


def explained(source: Source, path: str, attached: tuple[str, ...], county: County, lang: str) -> tuple[str, bool]:
    """The ruling on the item at ``path`` as text, and whether nothing stands in its way. Raises CannotRun."""
    reading = read(source, path, attached, markup=county.site.markup)
    document = reading.document
    if document is None or not document.whole:
        problem = reading.problems[0]
        raise CannotRun(f"{path}:{problem.line}：{problem.message.zh}", f"{path}:{problem.line}: {problem.message.en}")
    ruling = ruling_of(document, county)
    assert ruling is not None, path
    shown = {(lack.code, lack.message) for lack in ruling.lacks}
    errors = [
        one
        for one in judge_file(reading, (), county)
        if one.severity is Severity.ERROR and (one.code, one.message) not in shown
    ]
    lines = [*_head(document, lang), *_steps(ruling, lang), *_reviews(document, lang), *_errors(errors, lang)]
    outcome = OUTCOMES[ruling.outcome].in_language(lang)
    if errors and not ruling.lacks:
        outcome += _FIRST_MEND.in_language(lang)
    lines += ["", f"{_HEADINGS['decision'].in_language(lang)}{_colon(lang)}{outcome}"]
    return "\n".join(lines) + "\n", not ruling.lacks and not errors


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


def _reviews(document: Document, lang: str) -> Iterator[str]:
    """Which levels are done, and whose turn it is."""
    item, review = document.item, document.review
    assert item is not None
    due: list[tuple[Text, bool, Text]] = []
    if getattr(item, "nature", "general") in ("policy", "business"):
        due.append((_LEVELS["business"], review.business is not None, _SECTION))
    due.append((_LEVELS["first"], review.first is not None, OFFICER))
    due += [(_LEVELS["joint"], agency in review.joint, _OTHER_AGENCY) for agency in item.joint_agencies]
    due.append((_LEVELS["final"], review.final is not None, _LEADER))
    yield ""
    colon = _colon(lang)
    missing = [(level, who) for level, there, who in due if not there]
    if not missing:
        yield f"{_HEADINGS['review'].in_language(lang)}{colon}{_HEADINGS['nothing'].in_language(lang)}"
        return
    lacking = Text("缺", "missing ").in_language(lang) + Text("、", ", ").in_language(lang).join(
        level.in_language(lang) for level, _ in missing
    )
    yield f"{_HEADINGS['review'].in_language(lang)}{colon}{lacking}"
    level, who = missing[0]
    yield f"{_HEADINGS['next'].in_language(lang)}{colon}{who.in_language(lang)} → {level.in_language(lang)}"


def _errors(errors: Sequence[Diagnostic], lang: str) -> Iterator[str]:
    if errors:
        yield ""
        yield f"{_HEADINGS['others'].in_language(lang)}{_colon(lang)}"
    for one in errors:
        yield f"   ✗ {one.code} {one.message.in_language(lang)}"
        yield f"     → {one.remedy.in_language(lang)}"

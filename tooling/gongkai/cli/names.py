"""People, agencies, levels and words of the registries as an office calls them; each is taken by its identifier, too."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongkai.core.findings import CannotRun
from gongkai.documents.ledger_fields import LABELS
from gongkai.documents.remedies import choices, day_as_written
from gongkai.documents.review import LEVELS, Level
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import KINDS

_LEVELS = {name: level for level, text in LEVELS.items() for name in (text.zh, str(level))} | {
    "终审": Level.FINAL,
    "业务": Level.BUSINESS,
    "会审": Level.JOINT,
}
_DECISIONS = {
    "agree": "agree",
    "disagree": "disagree",
    "同意": "agree",
    "同意公开": "agree",
    "不同意": "disagree",
    "不同意公开": "disagree",
    "不予公开": "disagree",
}
# Values of ledgers and of the checklist that are closed, as people say them.
_WORDS = {
    "通过": "pass",
    "未定": "open",
    "不适用": "not_applicable",
    "撤下": "withdrawn",
    "误公开": "wrongly_published",
    "并入": "merged",
    "合并": "merged",
    "高密低定": "too_low",
    "低密高定": "too_high",
    "无密乱定": "groundless",
    "漏定": "omitted",
    "绝密": "top-secret",
    "机密": "secret",
    "秘密": "confidential",
}
_LEDGERS = {kind.zh: kind.name for kind in KINDS.values()}
_TERMS = {
    "category": "categories",
    "genre": "genres",
    "channel": "channels",
    "exemption": "exemptions",
    "topic": "topics",
}


def level(given: str) -> Level | None:
    """A level of review, in Chinese or by its identifier."""
    return _LEVELS.get(given)


def paths_and_level(given: Sequence[str], named: str | None, root: Path) -> tuple[list[str], Level]:
    """Return what ``gongkai sign`` is to sign and at which level, which may stand behind the files or be named by an option."""
    paths = list(given)
    word = not {".", "/", "\\"} & set(paths[-1]) and not any((base / paths[-1]).exists() for base in (root, Path.cwd()))
    if named is None and word:
        named = paths.pop()
    known = "、".join(f"{text.zh}（{one}）" for one, text in LEVELS.items())
    english = ", ".join(LEVELS)
    if named is None:
        raise CannotRun(
            f"没有写明审查级别：在文件后面写 初审 或 复审；可用的级别有 {known}",
            f"no level of review: write `first` or `final` behind the file; there are {english}",
        )
    found = level(named)
    if found is None:
        raise CannotRun(f"没有“{named}”这一审查级别；可用的有 {known}", f"no level `{named}`; there are {english}")
    if not paths:
        raise CannotRun("没有写明要签署的文件", "no file to sign")
    return paths, found


def ledger(given: str) -> str:
    """The name of a ledger, which people may name in Chinese."""
    return _LEDGERS.get(given, given)


def decision(given: str) -> str:
    """A decision, in Chinese or by its identifier."""
    if given not in _DECISIONS:
        raise CannotRun(f"审查结论只能是 同意 或 不同意，不能是“{given}”", f"agree or disagree, not {given}")
    return _DECISIONS[given]


def word(given: str) -> str:
    """A closed value, in Chinese or by its identifier."""
    return _WORDS.get(given, given)


def officer(given: str, county: SiteContext) -> str:
    """The identifier of a registered officer, who is named by it or by name; of an unknown identifier the rules say more."""
    people = county.roster.officers
    if given in people:
        return given
    found = [one.id for one in people.values() if one.name == given]
    if len(found) == 1:
        return found[0]
    if found:
        who = "、".join(f"{one}（{_posts(one, county)}）" for one in found)
        raise CannotRun(
            f"登记的人员中有 {len(found)} 人叫“{given}”，请改写代号：{who}",
            f"{len(found)} officers are called {given}; use an identifier: {', '.join(found)}",
        )
    if given.isascii():
        return given
    close = difflib.get_close_matches(given, [*people, *(one.name for one in people.values())], n=3)
    near = f"；相近的有：{'、'.join(close)}" if close else ""
    raise CannotRun(
        f"officers.yaml 中没有登记“{given}”{near}；可写姓名，也可写代号",
        f"no officer {given} in officers.yaml{'; close are: ' + ', '.join(close) if close else ''}",
    )


def agency(given: str, county: SiteContext) -> str:
    """The identifier of a registered agency, which is named by it, by its name or by its short name."""
    named = {
        one.id: {one.id, one.name, one.short_name} if one.short_name else {one.id, one.name}
        for one in county.agencies.values()
    }
    return _one(given, named, "机构", "agency", [one.name for one in county.agencies.values()])


def term(kind: str, given: str, county: SiteContext) -> str:
    """The identifier of a word of the vocabularies."""
    words = getattr(county.vocabularies, _TERMS[kind])
    named = {one.id: {one.id, one.name} for one in words}
    return _one(given, named, "词语", kind, [f"{one.id}（{one.name}）" for one in words])


def norm(given: str, county: SiteContext) -> str:
    """The identifier of a norm of ``basis.yaml``."""
    norms = county.norms.values()
    named = {one.id: {one.id, one.name, f"《{one.name}》"} for one in norms}
    return _one(given, named, "审查依据", "norm", [f"{one.id}（{one.name}）" for one in norms])


def entry(given: Mapping[str, str], county: SiteContext) -> dict[str, str]:
    """The fields of a ledger entry with names in place of which the ledger has identifiers, and days as it has them."""
    found = {key: _value(key, value, county) for key, value in given.items()}
    if found.get("cancelled") == "yes" and "from" in found:
        found.setdefault("until", found["from"])
    return found


def shown(entry: Mapping[str, Any], county: SiteContext) -> str:
    """The fields of a ledger entry as an office says them, one a line."""
    words = choices()
    lines = []
    for key, value in entry.items():
        if key == "signed":
            continue
        said = words.get(value, value)
        if key == "officer":
            said = county.called(value)
        elif key == "agency" and value in county.agencies:
            said = county.agencies[value].name
        lines.append(f"{LABELS.get(key, key)}：{said}\n")
    return "".join(lines)


def _value(key: str, given: str, county: SiteContext) -> str:
    if key == "officer":
        return officer(given, county)
    if key == "agency":
        return agency(given, county)
    if key in _TERMS:
        return term(key, given, county)
    if key == "cancelled":
        return {"是": "yes", "否": "no"}.get(given, given)
    if key in ("from", "until", "on") or key.endswith("_on"):
        return day_as_written(given) or given
    return word(given) if key in ("kind", "level", "result") else given


def _one(given: str, named: Mapping[str, set[str]], zh: str, en: str, known: Sequence[str]) -> str:
    found = [identifier for identifier, names in named.items() if given in names]
    if len(found) == 1:
        return found[0]
    if not found and given.isascii():
        return given
    if found:
        raise CannotRun(
            f"有 {len(found)} 个{zh}叫“{given}”，请改写代号：{'、'.join(found)}", f"{given} is {', '.join(found)}"
        )
    raise CannotRun(
        f"没有登记的{zh}“{given}”；已登记的有：{'、'.join(known)}", f"no {en} {given}; there are: {', '.join(named)}"
    )


def _posts(officer_id: str, county: SiteContext) -> str:
    from gongkai.documents.labels import ROLES  # noqa: PLC0415 - only where two have one name

    person = county.roster.officers[officer_id]
    names = [
        f"{county.agencies[post.agency].name if post.agency in county.agencies else post.agency}{ROLES[post.role]}"
        for post in person.appointments
    ]
    return "、".join(dict.fromkeys(names))

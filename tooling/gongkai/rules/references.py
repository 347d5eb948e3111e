"""C07: every name that a document or a registry uses exists, once, and was in use on the day."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from gongkai.documents.document import Document, Reading
from gongkai.documents.item import Item
from gongkai.documents.registries import (
    Agencies,
    Agency,
    Appointment,
    Basis,
    Officer,
    Officers,
    Site,
    Vocabularies,
    Word,
)
from gongkai.documents.values import Model, Ref
from gongkai.findings import At, Finding, Place, Severity, Text
from gongkai.review.county import County
from gongkai.review.ledgers import Absence, LedgerEntry, Publication, Withdrawal
from gongkai.review.roster import roster
from gongkai.review.sshsig import material
from gongkai.rules.engine import Corpus, rule

_LABELS = {
    "agency": Text("机构", "agency"),
    "genre": Text("体裁", "genre"),
    "topic": Text("主题", "topic"),
    "channel": Text("公开渠道", "channel"),
    "exemption": Text("免予公开情形", "exemption"),
}
_MOST_NAMES = 50


@functools.cache
def _refs(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Keys of a model that name registry entries, with what they name (C03 has categories, items come later)."""
    found = []
    for name, field in model.model_fields.items():
        marks = [m for m in field.metadata if isinstance(m, Ref)] + list(_marks(field.annotation))
        found += [(name, mark.target) for mark in marks[:1] if mark.target in _LABELS]
    return tuple(found)


def _marks(annotation: Any) -> Iterator[Ref]:
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, Ref):
            yield part
    for argument in get_args(annotation):
        yield from _marks(argument)


def _unknown(at: str | Place, target: str, value: str, county: County) -> Finding:
    label, known = _LABELS[target], county.terms[target]
    names = _names(target, county)
    meant = next((one for one, name in names.items() if value == name), None)
    shown = [f"{one}（{names[one]}）" if one in names else one for one in sorted(known)]
    remedy = Text(f"已登记的有：{_some(shown, '、')}", f"registered are: {_some(sorted(known), ', ')}")
    if meant:
        remedy = Text(f"此处写代号：{meant}", f"write its identifier here: {meant}")
    return Finding(at, Text(f"{label.zh}“{value}”没有登记", f"{label.en} `{value}` is not registered"), remedy)


def _names(target: str, county: County) -> dict[str, str]:
    """The names of what is registered, by identifier."""
    words = county.vocabularies
    listed: dict[str, Sequence[Word | Agency]] = {
        "agency": tuple(county.agencies.values()),
        "genre": words.genres,
        "topic": words.topics,
        "channel": words.channels,
        "exemption": words.exemptions,
    }
    return {one.id: one.name for one in listed[target]}


def _some(names: Sequence[str], between: str) -> str:
    """Names to choose from, but not all of thousands in each of thousands of findings."""
    return between.join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")


@rule("C07", zh="引用的名称须已登记、唯一并在当日有效", basis="五·10", on=(Reading, LedgerEntry))
def references(subject: Reading | LedgerEntry, county: County) -> Iterator[Finding]:
    """Every name used is registered, unique and was in use on the day."""
    if isinstance(subject, LedgerEntry):
        yield from _ledger(subject, county)
        return
    yield from subject.reported("C07")
    document = subject.document
    if document is None:
        return
    fields = document.fields
    for name, target in _refs(type(fields)):
        if name in document.damaged:
            continue
        value = getattr(fields, name)
        for single in (value,) if isinstance(value, str) else value or ():
            if single not in county.terms[target]:
                yield _unknown(name, target, single, county)
    yield from _closed_agency(document, county)
    if document.item:
        yield from _item(document.item, county)
    yield from _duplicates(fields)
    if isinstance(fields, Site):
        yield from _site(fields)
    if isinstance(fields, Officers):
        yield from _officers(fields, county)
    if isinstance(fields, Agencies):
        yield from _categories(fields, county)
        yield from _names_and_successors(fields, county)


def _item(item: Item, county: County) -> Iterator[Finding]:
    if "website" not in item.channels:
        yield Finding(
            "channels",
            Text("公开渠道中没有政府网站（website）", "the channels lack `website`"),
            Text("至少在政府网站公开：在 channels 中加上 website", "add `website` to `channels`"),
        )
    earlier = {item.agency}
    for position, agency in enumerate(item.joint_agencies):
        twice = agency in earlier
        earlier.add(agency)
        if twice:
            yield Finding(
                f"joint_agencies.{position}",
                Text(
                    f"联合发文机关“{county.agencies[agency].name if agency in county.agencies else agency}”与发布机构相同或重复",
                    f"joint agency `{agency}` is the agency itself or named twice",
                ),
                Text("只列其他联合发文机关，每个一次", "name each other agency once"),
            )


def _closed_agency(document: Document, county: County) -> Iterator[Finding]:
    if {"agency", "produced_on"} & document.damaged:
        return
    agency = county.agencies.get(getattr(document.fields, "agency", ""))
    day = getattr(document.fields, "produced_on", None)
    if agency and day and day < agency.from_:
        yield Finding(
            "agency",
            Text(
                f"登记表写明{agency.name}自 {agency.from_} 起存在，而本信息产生于 {day}",
                f"{agency.id} exists since {agency.from_} as registered, and this was produced on {day}",
            ),
            Text(
                f"{agency.name}那时已经设立的，在 agencies.yaml 中把 from 改为实际设立的日期，重新审签该表；"
                "确属另一机关当时产生的，改为那个机关；产生日期照原件，不要为通过检查而改",
                f"if {agency.id} existed then, enter in agencies.yaml the day since when (`from`) and have that registry reviewed; "
                "if another organ produced it, name that one; leave the day of production as it is in the original",
            ),
        )
    elif agency and day and not (agency.from_ <= day and (agency.until is None or day <= agency.until)):
        yield Finding(
            "agency",
            Text(f"产生信息的日期（{day}）{agency.name}已经撤销", f"{agency.id} did not exist on {day}"),
            Text(
                "改为当日承担该职能的机构；产生日期与原件不符的，按原件改正",
                "name the agency that had its duties on that day; mend the day if it differs from the original",
            ),
        )


def _duplicates(fields: Model) -> Iterator[Finding]:
    lists: list[tuple[str, list[str]]] = []
    if isinstance(fields, Agencies):
        lists = [("agencies", [a.id for a in fields.agencies]), ("agencies", [a.code for a in fields.agencies])]
    elif isinstance(fields, Officers):
        lists = [("officers", [o.id for o in fields.officers])]
    elif isinstance(fields, Basis):
        lists = [("basis", [n.id for n in fields.basis]), ("checklist", [q.id for q in fields.checklist])]
    elif isinstance(fields, Vocabularies):
        lists = [(name, [word.id for word in getattr(fields, name)]) for name in type(fields).model_fields]
    for name, values in lists:
        last = {value: position for position, value in enumerate(values)}
        for value, count in Counter(values).items():
            if count > 1:
                yield Finding(
                    f"{name}.{last[value]}",
                    Text(f"“{value}”登记了 {count} 次", f"`{value}` is registered {count} times"),
                    Text("每个名称、代码只登记一次", "register each name and code once"),
                )


def _site(fields: Site) -> Iterator[Finding]:
    languages = [fields.language.casefold(), *(one.casefold() for one in fields.languages)]
    for position, language in enumerate(fields.languages):
        if language.casefold() in languages[: position + 1]:
            yield Finding(
                f"languages.{position}",
                Text(
                    f"语言“{language}”与网站的语言相同或重复",
                    f"`{language}` is the site's own language, or named twice",
                ),
                Text("只列网站语言以外的语言，每种一次", "name each language besides the site's own once"),
            )
    days = [day.date for day in fields.calendar]
    for position, day in enumerate(days):
        if day in days[:position]:
            yield Finding(
                f"calendar.{position}.date",
                Text(f"{day} 登记了两次", f"{day} is registered twice"),
                Text("每一天只登记一次", "register each day once"),
            )


def _names_and_successors(fields: Agencies, county: County) -> Iterator[Finding]:
    """Former names follow one another in time, and whoever took over is another agency that is there."""
    successors = {agency.id: agency.successor for agency in fields.agencies}
    for i, agency in enumerate(fields.agencies):
        days = [agency.from_, *(one.until for one in agency.former_names), agency.until or dt.date.max]
        if days != sorted(days):
            yield Finding(
                f"agencies.{i}.former_names",
                Text(
                    f"{agency.name}的曾用名没有按日期先后排列",
                    f"the former names of {agency.id} are not in order of time",
                ),
                Text(
                    "从最早的写起，每个写明使用到哪一天（until），都在设立之后、撤销之前",
                    "the oldest first, each with its last day, between the agency's own first and last",
                ),
            )
        if agency.successor is None:
            continue
        at, heir, seen = f"agencies.{i}.successor", successors.get(agency.id), {agency.id}
        while heir and heir not in seen:
            seen.add(heir)
            heir = successors.get(heir)
        if agency.successor not in successors:
            yield _unknown(at, "agency", agency.successor, county)
        elif heir:
            yield Finding(
                at,
                Text(f"{agency.name}的承继机构绕回了自己", f"the successors of {agency.id} lead in a circle"),
                Text("写明现存的承继机构", "name the agency that is there now"),
            )
        if agency.until is None:
            yield Finding(
                at,
                Text(f"{agency.name}写了承继机构，没有写撤销日期", f"{agency.id} has a successor and no last day"),
                Text("写明存续的最后一天（until）；没有撤销的，删去 successor", "add `until`, or delete `successor`"),
            )


def _categories(fields: Agencies, county: County) -> Iterator[Finding]:
    known = county.terms["category"]
    for i, agency in enumerate(fields.agencies):
        for j, category in enumerate(agency.publishes):
            if category not in known:
                yield Finding(
                    f"agencies.{i}.publishes.{j}",
                    Text(f"公开类别“{category}”没有登记", f"category `{category}` is not registered"),
                    Text(f"已登记的有：{_some(sorted(known), '、')}", f"registered are: {_some(sorted(known), ', ')}"),
                )


def _officers(fields: Officers, county: County) -> Iterator[Finding]:
    yield from _namesakes(fields)
    holders: dict[tuple[str, int], str] = {}
    usable = roster(fields)
    for i, officer in enumerate(fields.officers):
        for j, post in enumerate(officer.appointments):
            if post.agency not in county.terms["agency"]:
                yield _unknown(f"officers.{i}.appointments.{j}.agency", "agency", post.agency, county)
        for key in usable.keys[officer.id]:
            other = _holder(holders, material(key.public), officer.id)
            if other != officer.id:
                yield Finding(
                    f"officers.{i}.keys",
                    Text(
                        f"{officer.name}（{officer.id}）与 {county.called(other)} 登记了同一把公钥",
                        f"{officer.id} and {other} have the same key",
                    ),
                    Text("一人一钥：各自生成自己的密钥", "one person, one key: let each make their own"),
                )


def _holder(holders: dict[tuple[str, int], str], key: tuple[str, int], officer: str) -> str:
    """Who has a key already, in whatever form; otherwise ``officer``, who has it from now on."""
    kind, number = key
    if kind == "rsa":
        # Two moduli with a common factor: each tells the private half of the other.
        for (other, modulus), holder in holders.items():
            if other == kind and holder != officer and math.gcd(number, modulus) != 1:
                return holder
    return holders.setdefault(key, officer)


def _namesakes(fields: Officers) -> Iterator[Finding]:
    """People of one name: in a register nobody could tell them from one person who is registered twice and reviews alone."""
    seen: dict[tuple[str, str], list[Officer]] = {}
    for i, officer in enumerate(fields.officers):
        others = seen.setdefault((_folded(officer.name), _folded(officer.distinction or "")), [])
        others.append(officer)
        if others[0] is officer:
            continue
        together = [other for other in others[:-1] if _serve_together(officer, other)]
        other = (together or others)[0]
        yield Finding(
            f"officers.{i}.name",
            Text(
                f"{officer.id} 与 {other.id} 同名（{officer.name}），登记中无法区分",
                f"{officer.id} and {other.id} have the same name and cannot be told apart in the books",
            ),
            Text(
                "确为两人的，各写一项 distinction 加以区分（如“办公室”“1985年生”）；同一人重复登记的，合并为一条",
                "give each a `distinction` (a section, a year of birth); if it is one person, merge the two entries",
            ),
            None if together else Severity.WARNING,
        )


def _serve_together(one: Officer, other: Officer) -> bool:
    return any(
        mine.agency == theirs.agency and _overlap(mine, theirs)
        for mine in one.appointments
        for theirs in other.appointments
    )


def _folded(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


def _overlap(one: Appointment, other: Appointment) -> bool:
    return (other.until is None or one.from_ <= other.until) and (one.until is None or other.from_ <= one.until)


def _ledger(entry: LedgerEntry, county: County) -> Iterator[Finding]:
    fields = entry.fields
    if isinstance(fields, Absence) and fields.officer not in county.roster.officers:
        yield Finding(
            "officer",
            Text(f"没有登记的人员“{fields.officer}”", f"officer `{fields.officer}` is not registered"),
            Text("改为 officers.yaml 中登记的人员", "name an officer of officers.yaml"),
        )
    if isinstance(fields, Publication) and fields.channel not in county.terms["channel"]:
        yield _unknown("channel", "channel", fields.channel, county)
    for name, target in _refs(type(fields)):
        if (value := getattr(fields, name)) not in county.terms[target]:
            yield _unknown(name, target, value, county)
    for key in ("document", "into"):
        if str(getattr(fields, key, "") or "").startswith("registry:"):
            yield Finding(
                key,
                Text("登记表不是可以撤下、公开的文档", "a registry is not withdrawn or published like a document"),
                Text("改为条目、制度、页面或报告的名称", "name an item, a policy, a page or a report"),
            )
    if (
        isinstance(fields, Withdrawal)
        and fields.kind == "merged"
        and (fields.into == fields.document or fields.into in county.circular)
    ):
        yield Finding(
            "into",
            Text("几份文档互相并入，读者找不到任何一份", "documents are merged into each other in a circle"),
            Text("并入一份仍然公开的文档", "merge into one that is still published"),
        )
    if isinstance(fields, Withdrawal) and fields.into and fields.kind != "merged":
        yield Finding(
            "into",
            Text("只有并入（merged）才写 into", "only `merged` has `into`"),
            Text("去掉 into，或将 kind 改为 merged", "take `into` out, or make the kind `merged`"),
        )
    if isinstance(fields, Withdrawal) and _into_what_is_gone(fields, county):
        yield Finding(
            "into",
            Text(
                f"{fields.into} 在此之前已撤下，不能并入", f"{fields.into} was withdrawn before; nothing merges into it"
            ),
            Text("并入一份仍然公开的文档", "merge into one that is still published"),
        )
    if isinstance(fields, Withdrawal) and fields.kind == "merged" and not fields.into:
        yield Finding(
            "kind",
            Text("并入其他信息的，须写明并入哪一条（into）", "`merged` needs `into`"),
            Text("填写 into", "fill in `into`"),
        )


def _into_what_is_gone(entry: Withdrawal, county: County) -> bool:
    """Whether the document merged into was itself taken away first, and not into yet another one."""
    gone = county.withdrawals.get(entry.into or "")
    return gone is not None and gone.kind != "merged" and gone.signed.signed_at < entry.signed.signed_at


@references.across
def documents_exist(corpus: Corpus) -> Iterator[Finding]:
    """Items that others supersede or correct, linked documents, and documents in ledgers."""
    withdrawn = corpus.county.withdrawals
    for document in corpus.documents:
        for key in ("supersedes", "corrects"):
            for position, number in enumerate(getattr(document, key)):
                name = f"item:{number}"
                if name == document.name or not (name in withdrawn or corpus.has_name(name)):
                    yield Finding(
                        At(document.path, f"{key}.{position}"),
                        Text(f"没有索引号为“{number}”的条目", f"there is no item `{number}`"),
                        Text("改正索引号；所指条目必须在目录中", "mend the index number; the item must exist"),
                    )
        for target, line in document.links:
            if not corpus.has_path(target):
                yield Finding(
                    Place(document.path, line),
                    Text(f"链接的文档不存在：{target}", f"a linked document does not exist: {target}"),
                    Text("改正链接路径", "mend the path of the link"),
                )
        for target, place, line in document.fragments:
            if corpus.has_path(target) and place not in corpus.anchors_of(target):
                yield Finding(
                    Place(document.path, line),
                    Text(f"链接的文档中没有“{place}”这一标题或条款", f"{target} has no heading or article `{place}`"),
                    Text(
                        "“#”后写对方文档中标题的全文或“第几条”（不含空格）；不确定的，只链接到文档",
                        "write the whole heading, or the article, after #, without blanks; or link to the document alone",
                    ),
                )
    for entry in corpus.entries:
        yield from _named_documents(entry, corpus)


def _named_documents(entry: LedgerEntry, corpus: Corpus) -> Iterator[Finding]:
    """A ledger names documents that are there or, where they were taken away, were published before."""
    withdrawal = isinstance(entry.fields, Withdrawal)
    for key in ("document", "into"):
        named = getattr(entry.fields, key, None)
        if not named or corpus.has_name(named):
            continue
        gone = (withdrawal and key == "document") or named in corpus.county.withdrawals
        if gone and corpus.published(named):
            continue
        path = corpus.county.path_of(named)
        if withdrawal and path and not corpus.has_path(path):
            yield Finding(
                entry.place(key),
                Text(
                    f"没有证据表明 {named} 曾经公开：文件不在，仓库历史和首见记录中也没有它的两级审签",
                    f"nothing shows that {named} was ever published: its file is not there, and neither the repository's history "
                    "nor a first-seen log has both reviews of it",
                ),
                Text(
                    f"名称写错的，改正名称；确已公开过的，取回全部历史（git fetch --unshallow），或恢复文件 {path}"
                    "（已登记撤下的，网站不会再显示），或用 --first-seen 指明首见记录",
                    f"mend a wrong name; if it was published, fetch the whole history (git fetch --unshallow), or restore {path} (what "
                    "is withdrawn is not shown), or name the log with --first-seen",
                ),
            )
        else:
            yield Finding(
                entry.place(key),
                Text(f"登记簿所指的文档不存在：{named}", f"the ledger names a document that does not exist: {named}"),
                Text("改正文档名称，如 item:990000101/2026-00001", "mend the name, e.g. item:990000101/2026-00001"),
            )

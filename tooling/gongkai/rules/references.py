"""C07: every name that a document or a registry uses exists, once, and was in use on the day."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from gongkai.documents.document import Document, Reading
from gongkai.documents.item import Item
from gongkai.documents.registries import Agencies, Appointment, Basis, Officer, Officers, Site, Vocabularies
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


def _unknown(at: str | Place, target: str, value: str, known: Iterable[str]) -> Finding:
    label = _LABELS[target]
    return Finding(
        at,
        Text(f"{label.zh}“{value}”没有登记", f"{label.en} `{value}` is not registered"),
        Text(f"已登记的有：{'、'.join(sorted(known))}", f"registered are: {', '.join(sorted(known))}"),
    )


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
        value = getattr(fields, name)
        for single in (value,) if isinstance(value, str) else value or ():
            if single not in county.terms[target]:
                yield _unknown(name, target, single, county.terms[target])
    yield from _closed_agency(document, county)
    if document.item:
        yield from _item(document.item)
    yield from _duplicates(fields)
    if isinstance(fields, Site):
        yield from _site(fields)
    if isinstance(fields, Officers):
        yield from _officers(fields, county)
    if isinstance(fields, Agencies):
        yield from _categories(fields, county)


def _item(item: Item) -> Iterator[Finding]:
    if "website" not in item.channels:
        yield Finding(
            "channels",
            Text("公开渠道中没有政府网站（website）", "the channels lack `website`"),
            Text("至少在政府网站公开：在 channels 中加上 website", "add `website` to `channels`"),
        )
    for position, agency in enumerate(item.joint_agencies):
        if agency == item.agency or agency in item.joint_agencies[:position]:
            yield Finding(
                f"joint_agencies.{position}",
                Text(
                    f"联合发文机关“{agency}”与发布机构相同或重复",
                    f"joint agency `{agency}` is the agency itself or named twice",
                ),
                Text("只列其他联合发文机关，每个一次", "name each other agency once"),
            )


def _closed_agency(document: Document, county: County) -> Iterator[Finding]:
    agency = county.agencies.get(getattr(document.fields, "agency", ""))
    day = getattr(document.fields, "produced_on", None)
    if agency and day and not (agency.from_ <= day and (agency.until is None or day <= agency.until)):
        yield Finding(
            "agency",
            Text(f"产生信息的日期（{day}）{agency.name}尚未设立或已经撤销", f"{agency.id} did not exist on {day}"),
            Text("改为当日存在的机构，或改正产生日期", "name the agency of that day, or mend the day"),
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
        for value, count in Counter(values).items():
            if count > 1:
                yield Finding(
                    f"{name}.{len(values) - 1 - values[::-1].index(value)}",
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


def _categories(fields: Agencies, county: County) -> Iterator[Finding]:
    known = [word.id for word in county.vocabularies.categories]
    for i, agency in enumerate(fields.agencies):
        for j, category in enumerate(agency.publishes):
            if category not in known:
                yield Finding(
                    f"agencies.{i}.publishes.{j}",
                    Text(f"公开类别“{category}”没有登记", f"category `{category}` is not registered"),
                    Text(f"已登记的有：{'、'.join(known)}", f"registered are: {', '.join(known)}"),
                )


def _officers(fields: Officers, county: County) -> Iterator[Finding]:
    yield from _namesakes(fields)
    holders: dict[tuple[str, int], str] = {}
    usable = roster(fields)
    for i, officer in enumerate(fields.officers):
        for j, post in enumerate(officer.appointments):
            if post.agency not in county.terms["agency"]:
                yield _unknown(f"officers.{i}.appointments.{j}.agency", "agency", post.agency, county.terms["agency"])
        for key in usable.keys[officer.id]:
            other = _holder(holders, material(key.public), officer.id)
            if other != officer.id:
                yield Finding(
                    f"officers.{i}.keys",
                    Text(f"{officer.id} 与 {other} 登记了同一把公钥", f"{officer.id} and {other} have the same key"),
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
        yield _unknown("channel", "channel", fields.channel, county.terms["channel"])
    for name, target in _refs(type(fields)):
        if (value := getattr(fields, name)) not in county.terms[target]:
            yield _unknown(name, target, value, county.terms[target])
    for key in ("document", "into"):
        if str(getattr(fields, key, "") or "").startswith("registry:"):
            yield Finding(
                key,
                Text("登记表不是可以撤下、公开的文档", "a registry is not withdrawn or published like a document"),
                Text("改为条目、制度、页面或报告的名称", "name an item, a policy, a page or a report"),
            )
    if isinstance(fields, Withdrawal) and fields.kind == "merged" and _in_a_circle(fields, county):
        yield Finding(
            "into",
            Text("几份文档互相并入，读者找不到任何一份", "documents are merged into each other in a circle"),
            Text("并入一份仍然公开的文档", "merge into one that is still published"),
        )
    if isinstance(fields, Withdrawal) and fields.kind == "merged" and not fields.into:
        yield Finding(
            "kind",
            Text("并入其他信息的，须写明并入哪一条（into）", "`merged` needs `into`"),
            Text("填写 into", "fill in `into`"),
        )


def _in_a_circle(entry: Withdrawal, county: County) -> bool:
    withdrawn, seen, name = county.withdrawals, {entry.document}, entry.into
    while name:
        if name in seen:
            return True
        seen.add(name)
        name = withdrawn[name].into if name in withdrawn and withdrawn[name].kind == "merged" else None
    return False


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
    for entry in corpus.entries:
        for key in ("document", "into"):
            named = getattr(entry.fields, key, None)
            gone = isinstance(entry.fields, Withdrawal) and key == "document"
            if named and not (corpus.has_name(named) or (not gone and named in withdrawn)):
                yield Finding(
                    entry.place(key),
                    Text(
                        f"登记簿所指的文档不存在：{named}", f"the ledger names a document that does not exist: {named}"
                    ),
                    Text("改正文档名称，如 item:990000101/2026-00001", "mend the name, e.g. item:990000101/2026-00001"),
                    # A withdrawn document may have left the repository; a slip in its name looks the same, unless
                    # another document lies where that one would.
                    Severity.WARNING if gone and not corpus.has_path(corpus.county.path_of(named) or "") else None,
                )

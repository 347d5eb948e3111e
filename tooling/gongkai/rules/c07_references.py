"""C07: every name that a document or a registry uses exists, once, and was in use on the day."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args

from gongkai.core.findings import At, Finding, Place, Text
from gongkai.documents.document import Document, Reading
from gongkai.documents.item import Item
from gongkai.documents.registries import (
    Agencies,
    Officers,
    Site,
)
from gongkai.documents.values import Model, Ref
from gongkai.rules import registries
from gongkai.rules.circles import circles
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.unregistered import LABELS, unknown
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Absence, LedgerEntry, Publication, Withdrawal


@functools.cache
def _refs(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Keys of a model that name registry entries, with what they name (C03 has categories, items come later)."""
    found = []
    for name, field in model.model_fields.items():
        marks = [m for m in field.metadata if isinstance(m, Ref)] + list(_marks(field.annotation))
        found += [(name, mark.target) for mark in marks[:1] if mark.target in LABELS]
    return tuple(found)


def _marks(annotation: Any) -> Iterator[Ref]:
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, Ref):
            yield part
    for argument in get_args(annotation):
        yield from _marks(argument)


@rule("C07", zh="引用的名称须已登记、唯一并在当日有效", basis="五·10", on=(Reading, LedgerEntry))
def references(subject: Reading | LedgerEntry, county: SiteContext) -> Iterator[Finding]:
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
                yield unknown(name, target, single, county)
    yield from _closed_agency(document, county)
    if document.item:
        yield from _item(document.item, county)
    yield from registries.duplicates(fields)
    if isinstance(fields, Site):
        yield from registries.site(fields)
    if isinstance(fields, Officers):
        yield from registries.officers(fields, county)
    if isinstance(fields, Agencies):
        yield from registries.categories(fields, county)
        yield from registries.names_and_successors(fields, county)
        yield from registries.public_lines(fields)


def _item(item: Item, county: SiteContext) -> Iterator[Finding]:
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


def _closed_agency(document: Document, county: SiteContext) -> Iterator[Finding]:
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


def _ledger(entry: LedgerEntry, county: SiteContext) -> Iterator[Finding]:
    fields = entry.fields
    if isinstance(fields, Absence) and fields.officer not in county.roster.officers:
        yield Finding(
            "officer",
            Text(f"没有登记的人员“{fields.officer}”", f"officer `{fields.officer}` is not registered"),
            Text("改为 officers.yaml 中登记的人员", "name an officer of officers.yaml"),
        )
    if isinstance(fields, Publication) and fields.channel not in county.terms["channel"]:
        yield unknown("channel", "channel", fields.channel, county)
    for name, target in _refs(type(fields)):
        if (value := getattr(fields, name)) not in county.terms[target]:
            yield unknown(name, target, value, county)
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


def _into_what_is_gone(entry: Withdrawal, county: SiteContext) -> bool:
    """Return whether the document merged into was itself taken away first, and not into yet another one."""
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
                    Text(
                        f"链接的文档中没有“{place}”这一标题或条款", f"a place that {target} does not have is linked to"
                    ),
                    Text(
                        "“#”后写对方文档中标题的全文或“第几条”（不含空格）；不确定的，只链接到文档",
                        "write the whole heading, or the article, after #, without blanks; or link to the document alone",
                    ),
                )
    yield from circles(corpus)
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

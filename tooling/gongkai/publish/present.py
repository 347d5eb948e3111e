"""From approved documents to views: the public part of each, in the office's words."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from gongkai.approved import ApprovedDocument
from gongkai.documents.item import Attachment, Item, Revision
from gongkai.documents.pages import Guide, Page
from gongkai.documents.registries import Agency, Word
from gongkai.markup.addresses import page_url
from gongkai.publish import addresses, labels
from gongkai.publish.views import (
    AgencyView,
    AttachmentView,
    ComplaintsView,
    ContactView,
    DeadlineView,
    DocumentView,
    Field,
    GuideView,
    ItemView,
    Link,
    RedactionView,
    RemedyView,
    RevisionView,
    SiteView,
    StepView,
    Term,
    TombstoneView,
)
from gongkai.review.county import County


def iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


class Presenter:
    """Makes every view of one site. Counts and reverse relations are taken once, over all items."""

    def __init__(self, approved: Iterable[ApprovedDocument], voided: Iterable[str], county: County, search: bool):
        documents = list(approved)
        self.county = county
        self.voided = tuple(voided)
        self.pairs = [(d, d.fields) for d in documents if isinstance(d.fields, Item)]
        self.others = [(d, d.fields) for d in documents if isinstance(d.fields, Page)]
        self.titles = {d.name: item.title for d, item in self.pairs}
        self._count()
        self.items = [self._item(document, fields) for document, fields in self.pairs]
        self.items.sort(key=lambda i: (i.approved_on, i.index_number), reverse=True)
        self.summaries = [item.listed for item in self.items]
        self.site = self._site(search)

    # -- registries -------------------------------------------------------------------------------------------

    def _count(self) -> None:
        fields = [f for _, f in self.pairs]
        self.years = Counter(str(f.index_number.partition("/")[2][:4]) for f in fields)
        words, categories = self.county.vocabularies, Counter(f.category for f in fields)
        agencies = Counter(f.agency for f in fields)
        self.categories = {
            w.id: Term(w.id, w.name, w.definition or "", categories[w.id], addresses.listing("category", w.id))
            for w in words.categories
        }
        self.genres = _terms(words.genres, Counter(f.genre for f in fields))
        self.topics = _terms(words.topics, Counter(t for f in fields for t in f.topics))
        self.agencies = {a.id: _agency(a, agencies[a.id]) for a in self.county.agencies.values()}
        self.channels = {word.id: word.name for word in words.channels}
        self.exemptions = {word.id: word.name for word in words.exemptions}
        self.followers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for document, item in self.pairs:
            for number in item.supersedes:
                self.followers[f"item:{number}"].append(("被下列文件替代", document.name))
            for number in item.corrects:
                self.followers[f"item:{number}"].append(("已由下列信息更正", document.name))

    def _site(self, search: bool) -> SiteView:
        site = self.county.site
        as_of = max((d.approved_on for d, _ in (*self.pairs, *self.others)), default=None)
        return SiteView(
            name=site.name,
            owner=self.agencies[site.owner],
            base_url=site.base_url,
            language=site.language,
            agencies=tuple(self.agencies.values()),
            categories=tuple(self.categories.values()),
            years=tuple(sorted(self.years, reverse=True)),
            total=len(self.items),
            as_of=iso(as_of),
            pages=self._links("page"),
            reports=self._links("report"),
            policies=self._links("policy"),
            search=search,
        )

    def _links(self, kind: str) -> tuple[Link, ...]:
        return tuple(Link(fields.title, page_url(d.path)) for d, fields in self.others if d.kind == kind)

    def year_terms(self) -> tuple[Term, ...]:
        return tuple(
            Term(year, f"{year}年", "", count, addresses.listing("year", year))
            for year, count in sorted(self.years.items(), reverse=True)
        )

    # -- items ------------------------------------------------------------------------------------------------

    def _item(self, document: ApprovedDocument, item: Item) -> ItemView:
        agency, category, genre = self.agencies[item.agency], self.categories[item.category], self.genres[item.genre]
        return ItemView(
            index_number=item.index_number,
            title=item.title,
            url=page_url(document.path),
            summary=item.summary,
            agency=agency,
            category=category,
            genre=genre,
            document_number=item.document_number or "",
            produced_on=iso(item.produced_on),
            approved_on=iso(document.approved_on),
            published_on=iso(document.published_on),
            validity=labels.VALIDITY.get(item.validity or "", ""),
            disclosure_label=labels.DISCLOSURE[item.disclosure],
            year=item.index_number.partition("/")[2][:4],
            body=Markup(document.html),
            fields=tuple(self._item_fields(document, item)),
            attachments=_attachments(document, item.attachments),
            redaction=_redaction(item),
            revisions=_revisions(item.revisions),
            related=tuple(self._related(document, item)),
            on_request=item.disclosure == "on_request",
            language=item.language,
            reason=item.reason or (self.exemptions.get(item.exemption or "", "")),
        )

    def _item_fields(self, document: ApprovedDocument, item: Item) -> Iterable[Field]:
        """The metadata list in the order of the public standard; what is empty is left out."""
        agency, category = self.agencies[item.agency], self.categories[item.category]
        joint = tuple(self._agency_link(a) for a in item.joint_agencies)
        rows: list[Field] = [
            ("索引号", item.index_number),
            ("发布机构", (Link(agency.name, agency.url),)),
            ("联合发布机构", joint),
            ("公开类别", (Link(category.name, category.url),)),
            ("主题分类", "、".join(self.topics[t].name for t in item.topics)),
            ("体裁", self.genres[item.genre].name),
            ("文号", item.document_number or ""),
            ("产生日期", iso(item.produced_on)),
            ("成文日期", iso(item.issued_on)),
            ("生效日期", iso(item.effective_on)),
            ("审批日期", iso(document.approved_on)),
            ("公开日期", iso(document.published_on)),
            ("有效性", labels.VALIDITY.get(item.validity or "", "")),
            ("公开属性", labels.DISCLOSURE[item.disclosure]),
            ("公开渠道", "、".join(self.channels[c] for c in item.channels)),
            ("公开时限", labels.CADENCE.get(item.cadence or "", "")),
            ("载体", labels.CARRIER[item.carrier]),
            ("关键词", "、".join(item.keywords)),
            ("公开对象", item.audience or ""),
            ("收费", item.fee or ""),
        ]
        return [row for row in rows if row[1]]

    def _agency_link(self, agency: str) -> Link:
        view = self.agencies[agency]
        return Link(view.name, view.url)

    def _related(self, document: ApprovedDocument, item: Item) -> Iterable[tuple[str, Link]]:
        named = [("替代", f"item:{n}") for n in item.supersedes] + [("更正", f"item:{n}") for n in item.corrects]
        for label, name in (*named, *self.followers.get(document.name, ())):
            url = addresses.of_name(name, self.county)
            if url:
                yield label, Link(self.titles.get(name, name.partition(":")[2]), quote(url))

    # -- other documents --------------------------------------------------------------------------------------

    def documents(self, kind: str) -> tuple[DocumentView, ...]:
        found = [self._document(d, fields) for d, fields in self.others if d.kind == kind]
        return tuple(sorted(found, key=lambda view: view.name))

    def _document(self, document: ApprovedDocument, fields: Page) -> DocumentView:
        agency = self.agencies[fields.agency]
        rows: list[Field] = [
            ("发布机构", (Link(agency.name, agency.url),)),
            ("文号", fields.document_number or ""),
            ("产生日期", iso(fields.produced_on)),
            ("成文日期", iso(fields.issued_on)),
            ("生效日期", iso(fields.effective_on)),
            ("审批日期", iso(document.approved_on)),
        ]
        common: dict[str, Any] = {
            "name": document.name,
            "title": fields.title,
            "summary": fields.summary,
            "url": page_url(document.path),
            "agency": agency,
            "produced_on": iso(fields.produced_on),
            "approved_on": iso(document.approved_on),
            "body": Markup(document.html),
            "attachments": _attachments(document, fields.attachments),
            "revisions": _revisions(fields.revisions),
            "fields": tuple(row for row in rows if row[1]),
        }
        if not isinstance(fields, Guide):
            return DocumentView(**common)
        return GuideView(
            **common,
            steps=tuple(StepView(s.title, s.text, s.time_limit, s.fee) for s in fields.steps),
            deadlines=tuple(DeadlineView(d.matter, d.limit) for d in fields.deadlines),
            remedies=tuple(RemedyView(r.title, r.text) for r in fields.remedies),
        )

    def tombstones(self) -> list[tuple[str, TombstoneView]]:
        """What was taken away, by address: withdrawn by the ledger, or voided by a compromised key."""
        found: dict[str, TombstoneView] = {}
        for name, entry in self.county.withdrawals.items():
            into = addresses.of_name(entry.into, self.county) if entry.into else None
            link = Link(self.titles.get(entry.into or "", entry.into or ""), quote(into)) if into else None
            number = name.partition(":")[2] if name.startswith("item:") else ""
            if url := addresses.of_name(name, self.county):
                found[url] = TombstoneView("", number, entry.kind, iso(entry.on), link)
        for name in self.voided:
            number = name.partition(":")[2] if name.startswith("item:") else ""
            if url := addresses.of_name(name, self.county):
                found[url] = TombstoneView("", number, "voided", "", None)
        return sorted(found.items())


def _terms(words: Iterable[Word], counts: Counter[str]) -> dict[str, Term]:
    return {word.id: Term(word.id, word.name, word.definition or "", counts[word.id]) for word in words}


def _agency(agency: Agency, count: int) -> AgencyView:
    return AgencyView(
        id=agency.id,
        name=agency.name,
        short_name=agency.short_name or agency.name,
        duties=agency.duties or "",
        posts=tuple((labels.ROLES[role], agency.posts[role]) for role in labels.ROLES if role in agency.posts),
        contact=ContactView(**agency.contact.model_dump()),
        complaints=ComplaintsView(**agency.complaints.model_dump()),
        count=count,
        url=addresses.listing("agency", agency.id),
    )


def _revisions(listed: Iterable[Revision]) -> tuple[RevisionView, ...]:
    return tuple(RevisionView(one.revision, iso(one.on), one.note) for one in listed)


def _redaction(item: Item) -> RedactionView | None:
    if item.redaction is None:
        return None
    treated = item.redaction
    return RedactionView(labels.STAGE[treated.stage], treated.parts, treated.reason, iso(treated.next_review))


def _attachments(document: ApprovedDocument, listed: Iterable[Attachment]) -> tuple[AttachmentView, ...]:
    there = {attached.path: attached for attached in document.attached}
    base = document.folder.removeprefix("content/")
    return tuple(
        AttachmentView(
            title=entry.title,
            url=quote(f"{base}/{entry.path}"),
            type=PurePosixPath(entry.path).suffix[1:].upper(),
            size=_size(there[entry.path].size),
            sha256=entry.sha256,
        )
        for entry in listed
    )


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} 字节"
    if count < 1024 * 1024:
        return f"{count / 1024:.0f} KB"
    return f"{count / 1024 / 1024:.1f} MB"

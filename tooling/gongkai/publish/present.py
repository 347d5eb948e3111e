"""From approved documents to what the pages of a site show of the whole: lists, counts, relations, tombstones."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from gongkai.approved import ApprovedDocument
from gongkai.documents.pages import Guide, Page
from gongkai.markup.addresses import page_url
from gongkai.publish import addresses
from gongkai.publish.glossary import glossary_of
from gongkai.publish.item_view import Related, attachments, iso, revisions, summary_of
from gongkai.publish.views import (
    CatalogView,
    DeadlineView,
    DocumentView,
    Field,
    GuideView,
    Link,
    RemedyView,
    StepView,
    Term,
    TombstoneView,
)
from gongkai.review.county import County


class Presenter:
    """Everything but the items' own pages. Counts and reverse relations are taken once, over all items.

    ``items`` and ``summaries`` are in the order of lists: newest approval first.
    """

    def __init__(self, approved: Iterable[ApprovedDocument], voided: Iterable[str], county: County, search: bool):
        documents = list(approved)
        self.county = county
        self.voided = tuple(voided)
        self.others = [d for d in documents if d.kind not in ("item", "registry")]
        self.items = [d for d in documents if d.kind == "item"]
        self.items.sort(key=lambda d: (d.approved_on, d.card.index_number), reverse=True)
        self.glossary = glossary_of(county, self.others, search)
        self.site = self.glossary.site
        self.summaries = [summary_of(d, self.glossary) for d in self.items]
        self.catalog = self._catalog()
        self._titles = {d.name: d.card.title for d in self.items}
        self._followers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for document in documents:
            for number in document.card.supersedes:
                self._followers[f"item:{number}"].append(("被下列文件替代", document.name))
            for number in document.card.corrects:
                self._followers[f"item:{number}"].append(("已由下列信息更正", document.name))

    def _catalog(self) -> CatalogView:
        cards, glossary = [d.card for d in self.items], self.glossary
        categories, agencies = Counter(c.category for c in cards), Counter(c.agency for c in cards)
        genres, years = Counter(c.genre for c in cards), Counter(c.year for c in cards)
        as_of = max((d.approved_on for d in (*self.items, *self.others)), default=None)
        replace = dataclasses.replace
        return CatalogView(
            total=len(cards),
            as_of=iso(as_of),
            categories=tuple(replace(t, count=categories[t.id]) for t in glossary.categories.values()),
            agencies=tuple(replace(a, count=agencies[a.id]) for a in glossary.agencies.values()),
            years=tuple(
                Term(year, f"{year}年", "", count, addresses.listing("year", year))
                for year, count in sorted(years.items(), reverse=True)
            ),
            genres=tuple(replace(t, count=genres[t.id]) for t in glossary.genres.values() if genres[t.id]),
        )

    def related(self, document: ApprovedDocument) -> Related:
        """The items that an item supersedes or corrects, and those that did so to it."""
        card = document.card
        named = [("替代", f"item:{n}") for n in card.supersedes] + [("更正", f"item:{n}") for n in card.corrects]
        named += self._followers.get(document.name, ())
        pages = [(label, name, addresses.of_name(name, self.county)) for label, name in named]
        return tuple(
            (label, Link(self._titles.get(name, name.partition(":")[2]), quote(url)))
            for label, name, url in pages
            if url
        )

    def documents(self, kind: str) -> tuple[DocumentView, ...]:
        found = [self._document(d) for d in self.others if d.kind == kind]
        return tuple(sorted(found, key=lambda view: view.name))

    def _document(self, document: ApprovedDocument) -> DocumentView:
        content = document.content
        fields = content.fields
        assert isinstance(fields, Page)
        rows: list[Field] = [
            ("发布机构", (self.glossary.agency_link(fields.agency),)),
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
            "agency": self.glossary.agencies[fields.agency],
            "produced_on": iso(fields.produced_on),
            "approved_on": iso(document.approved_on),
            "body": Markup(content.html),
            "attachments": attachments(document, fields.attachments),
            "revisions": revisions(fields.revisions),
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
            link = Link(self._titles.get(entry.into or "", entry.into or ""), quote(into)) if into else None
            number = name.partition(":")[2] if name.startswith("item:") else ""
            if url := addresses.of_name(name, self.county):
                found[url] = TombstoneView("", number, entry.kind, iso(entry.on), link)
        for name in self.voided:
            number = name.partition(":")[2] if name.startswith("item:") else ""
            if url := addresses.of_name(name, self.county):
                found[url] = TombstoneView("", number, "voided", "", None)
        return sorted(found.items())

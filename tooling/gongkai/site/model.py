"""From approved documents to what the pages of a site show of the whole: lists, counts, relations, tombstones."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from gongkai.core import addresses
from gongkai.documents.card import Card
from gongkai.documents.kinds import ITEM, KINDS
from gongkai.documents.pages import Figure, Guide, Page, Report
from gongkai.markup.addresses import page_url
from gongkai.proof.approved import ApprovedDocument
from gongkai.signing.context import SiteContext
from gongkai.site.contents import with_contents
from gongkai.site.glossary import glossary_of
from gongkai.site.item_table import ItemTable, Listed, in_order, shelf_of
from gongkai.site.item_view import Related, attachments, iso, revisions, summary_of
from gongkai.site.standing import Standing, Succession
from gongkai.site.views import (
    CatalogView,
    DeadlineView,
    DocumentView,
    Field,
    FigureView,
    GuideView,
    ItemSummary,
    Link,
    PageSummary,
    RemedyView,
    ReportView,
    StepView,
    TombstoneView,
)


class SiteModel:
    """Everything but the items' own pages. ``others`` are the approved documents that are neither items nor registries.

    ``items`` are those of which whole pages can be made, in the order of the shelf; none where a site is only listed anew.
    """

    def __init__(
        self,
        shelf: ItemTable,
        others: Iterable[Listed],
        voided: Iterable[str],
        county: SiteContext,
        search: bool,
        items: Sequence[ApprovedDocument] = (),
        as_of: dt.date | None = None,
        withdrawn: Iterable[Card] = (),
        succession: Succession | None = None,
    ):
        """``as_of`` is the day that the site is built for, that of the check where none is given.

        ``withdrawn`` are documents of which title and agency may still be shown, ``succession`` is what is known of it.
        """
        self.shelf = shelf
        self.items = items
        self.others = list(others)
        self.voided = tuple(voided)
        self.county = county
        self.as_of = (as_of or county.today).isoformat()
        self.glossary = glossary_of(county, self.others, search, self.as_of)
        self.site = self.glossary.site
        self.catalog = self._catalog()
        self.withdrawn = {card.name: card for card in withdrawn}
        self._succession = succession
        self._summaries: list[ItemSummary | None] = [None] * len(shelf)

    @staticmethod
    def of(
        approved: Sequence[ApprovedDocument],
        voided: Iterable[str],
        county: SiteContext,
        search: bool,
        as_of: dt.date | None = None,
        withdrawn: Iterable[Card] = (),
    ) -> SiteModel:
        """The presenter of a site of which every document is at hand."""
        others = (d for d in approved if d.kind in KINDS and d.kind != ITEM.prefix)
        items = in_order(approved)
        return SiteModel(shelf_of(items), others, voided, county, search, items, as_of, withdrawn)

    def in_language(self, language: str) -> SiteModel:
        """The same site with the words of another of its languages."""
        other = copy.copy(self)
        other.glossary = glossary_of(self.county, self.others, self.site.search, self.as_of, language)
        other.site = other.glossary.site
        other.catalog = other._catalog()
        other._summaries = [None] * len(self.shelf)
        return other

    def _catalog(self) -> CatalogView:
        shelf, glossary = self.shelf, self.glossary
        categories = Counter(shelf.categories)
        agencies = Counter(agency for cell in shelf.agencies for agency in cell.split())
        genres, years = Counter(shelf.genres), Counter(shelf.years)
        topics = Counter(topic for cell in shelf.topics for topic in cell.split())
        covered = Counter(
            (agency, category)
            for cell, category in zip(shelf.agencies, shelf.categories, strict=True)
            for agency in cell.split()
        )
        replace = dataclasses.replace
        return CatalogView(
            total=len(shelf),
            as_of=max([*shelf.approved[:1], *(iso(d.approved_on) for d in self.others)], default=""),
            categories=tuple(replace(t, count=categories[t.id]) for t in glossary.categories.values()),
            agencies=tuple(replace(a, count=agencies[a.id]) for a in glossary.agencies.values()),
            years=tuple(
                replace(glossary.year(year), count=count) for year, count in sorted(years.items(), reverse=True)
            ),
            genres=tuple(replace(t, count=genres[t.id]) for t in glossary.genres.values() if genres[t.id]),
            topics=tuple(replace(t, count=topics[t.id]) for t in glossary.topics.values() if topics[t.id]),
            coverage=tuple(tuple(covered[a, c] for c in glossary.categories) for a in glossary.agencies),
        )

    def summary(self, position: int) -> ItemSummary:
        """An item as lists show it; made once, because three lists show it."""
        made = self._summaries[position]
        if made is None:
            document = self.shelf.listed(position)
            made = self._summaries[position] = summary_of(document, self.glossary, self.standing(document.card))
        return made

    @functools.cached_property
    def _cards(self) -> dict[str, Card]:
        return {card.name: card for card in (self.shelf.listed(at).card for at in range(len(self.shelf)))}

    @functools.cached_property
    def succession(self) -> Succession:
        """Who supersedes and who corrects an item."""
        if self._succession is not None:
            return self._succession
        # What superseded another still does where it was withdrawn itself.
        return Succession.of([*self._cards.values(), *self.withdrawn.values()])

    def standing(self, card: Card) -> Standing:
        """How the item of a card stands on the day that the site is built for."""
        return self.succession.standing(card, self.as_of)

    def related(self, document: ApprovedDocument) -> Related:
        """How an item stands, with links to all that it has to do with."""
        card = document.card
        standing = self.standing(card)
        named = [f"item:{number}" for number in (*card.supersedes, *card.corrects)]
        followers = [one.name for one in (*standing.followers, *standing.coming, *standing.corrections)]
        # Exports name followers, and must not lead to what was taken away (O04).
        named += [name for name in followers if name not in self.withdrawn]
        pages = {name: addresses.of_name(name, self.county) for name in named}
        return Related(standing, {name: Link(self._title(name), quote(url)) for name, url in pages.items() if url})

    def _title(self, name: str) -> str:
        return self._cards[name].title if name in self._cards else name.partition(":")[2]

    def pages(self) -> tuple[PageSummary, ...]:
        """Return what the site says of itself, guides first: whatever is no item, and not written in yet another language."""
        spoken = {self.site.language, self.site.own}
        cards = [one.card for one in self.others if one.card.language in spoken]
        kinds = list(KINDS)
        return tuple(
            PageSummary(card.title, page_url(card.path), card.summary, self._foreign(card.language))
            for card in sorted(cards, key=lambda card: (kinds.index(card.kind), *_newest_first(card.name)))
        )

    def _foreign(self, language: str) -> str:
        return language if language != self.site.language else ""

    def documents(self, kind: str) -> tuple[DocumentView, ...]:
        found = [self._document(d) for d in self.others if isinstance(d, ApprovedDocument) and d.kind == kind]
        return tuple(sorted(found, key=lambda view: _newest_first(view.name)))

    def _document(self, document: ApprovedDocument) -> DocumentView:
        content = document.content
        fields = content.fields
        assert isinstance(fields, Page)
        # A guide and a page are what the agency says today; a policy and a report are of their day.
        day = document.approved_on if KINDS[document.kind].current else fields.produced_on
        agency = self.site.in_language(fields.language).agency(fields.agency).on(iso(day))
        rows: list[Field] = [
            ("发布机构", (Link(agency.name, agency.url),)),
            ("文号", fields.document_number or ""),
            ("产生日期", iso(fields.produced_on)),
            ("成文日期", iso(fields.issued_on)),
            ("生效日期", iso(fields.effective_on)),
            ("审批日期", iso(document.approved_on)),
            ("公开日期", iso(document.published_on)),
        ]
        body, contents = with_contents(content.html)
        common: dict[str, Any] = {
            "name": document.name,
            "title": fields.title,
            "summary": fields.summary,
            "url": page_url(document.path),
            "agency": agency,
            "produced_on": iso(fields.produced_on),
            "approved_on": iso(document.approved_on),
            "published_on": iso(document.published_on),
            "language": fields.language,
            "body": body,
            "contents": contents,
            "attachments": attachments(document, fields.attachments),
            "revisions": revisions(fields.revisions),
            "fields": tuple(row for row in rows if row[1]),
        }
        if isinstance(fields, Report):
            return ReportView(**common, year=fields.year, as_of=iso(fields.as_of), figures=_figures(fields.figures))
        if not isinstance(fields, Guide):
            return DocumentView(**common)
        return GuideView(
            **common,
            steps=tuple(StepView(s.title, s.text, s.time_limit, s.fee) for s in fields.steps),
            deadlines=tuple(DeadlineView(d.matter, d.limit) for d in fields.deadlines),
            remedies=tuple(RemedyView(r.title, r.text) for r in fields.remedies),
        )

    def tombstones(self) -> list[tuple[str, TombstoneView]]:
        """Return what was taken away, by address: withdrawn by the ledger, or voided by a compromised key."""
        found: dict[str, TombstoneView] = {}
        for name, entry in self.county.withdrawals.items():
            into = addresses.of_name(entry.into, self.county) if entry.into else None
            link = Link(self._title(entry.into or ""), quote(into)) if into else None
            number = name.partition(":")[2] if name.startswith("item:") else ""
            card = self.withdrawn.get(name)
            title = card.title if card else ""
            agency = self.glossary.agencies[card.agency].name if card and card.agency else ""
            if url := addresses.of_name(name, self.county):
                found[url] = TombstoneView(title, agency, number, entry.kind, iso(entry.on), link)
        for name in self.voided:
            number = name.partition(":")[2] if name.startswith("item:") else ""
            if url := addresses.of_name(name, self.county):
                found[url] = TombstoneView("", "", number, "voided", "", None)
        return sorted(found.items())


def _newest_first(name: str) -> tuple[int, str]:
    """The order of documents: by name, but those of a year by that."""
    kind, _, rest = name.partition(":")
    year = rest.rpartition("/")[2]
    return (-int(year) if KINDS[kind].yearly and year.isdecimal() else 0, name)


def _figures(figures: Iterable[Figure]) -> tuple[FigureView, ...]:
    return tuple(FigureView(one.title, one.unit, tuple((r.label, r.value) for r in one.rows)) for one in figures)

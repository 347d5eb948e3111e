"""The words and names of one site as its pages show them, made once from the registries; without any count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.documents.registries import Agency, Word
from gongkai.markup.addresses import page_url
from gongkai.publish import addresses, labels
from gongkai.publish.shelf import Listed
from gongkai.publish.views import AgencyView, ComplaintsView, ContactView, Link, SiteView, Term
from gongkai.review.county import County


@dataclass(frozen=True, slots=True)
class Glossary:
    """Views by id. All that an item's page needs besides the item, so that workers can make it."""

    site: SiteView
    agencies: dict[str, AgencyView]
    categories: dict[str, Term]
    genres: dict[str, Term]
    topics: dict[str, str]
    channels: dict[str, str]
    exemptions: dict[str, str]

    def agency_link(self, agency: str) -> Link:
        view = self.agencies[agency]
        return Link(view.name, view.url)


def glossary_of(county: County, documents: Iterable[Listed], search: bool) -> Glossary:
    """``documents`` are those that every page links to: pages and reports; others are passed over."""
    words, site = county.vocabularies, county.site
    agencies = {agency.id: _agency(agency) for agency in county.agencies.values()}
    links = [(d.card.kind, Link(d.card.title, page_url(d.card.path))) for d in documents]
    view = SiteView(
        name=site.name,
        owner=agencies[site.owner],
        base_url=site.base_url,
        language=site.language,
        agencies=tuple(agencies.values()),
        pages=tuple(link for kind, link in links if kind == "page"),
        reports=tuple(link for kind, link in links if kind == "report"),
        search=search,
    )
    return Glossary(
        site=view,
        agencies=agencies,
        categories={
            w.id: Term(w.id, w.name, w.definition or "", 0, addresses.listing("category", w.id))
            for w in words.categories
        },
        genres={word.id: Term(word.id, word.name, word.definition or "") for word in words.genres},
        topics=_names(words.topics),
        channels=_names(words.channels),
        exemptions=_names(words.exemptions),
    )


def _names(words: Iterable[Word]) -> dict[str, str]:
    return {word.id: word.name for word in words}


def _agency(agency: Agency) -> AgencyView:
    return AgencyView(
        id=agency.id,
        name=agency.name,
        short_name=agency.short_name or agency.name,
        duties=agency.duties or "",
        posts=tuple((labels.ROLES[role], agency.posts[role]) for role in labels.ROLES if role in agency.posts),
        contact=ContactView(**agency.contact.model_dump()),
        complaints=ComplaintsView(**agency.complaints.model_dump()),
        count=0,
        url=addresses.listing("agency", agency.id),
    )

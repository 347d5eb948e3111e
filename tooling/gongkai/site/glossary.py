"""The words and names of one site as its pages show them, made once from the registries; without any count."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.core import addresses
from gongkai.documents import labels
from gongkai.documents.registries import Agency, Complaints, Contact, Word
from gongkai.markup.addresses import page_url
from gongkai.signing.context import SiteContext
from gongkai.site.item_table import Listed
from gongkai.site.views import AgencyView, ComplaintsView, ContactView, FormerNameView, Link, SiteView, Term


@dataclass(frozen=True, slots=True)
class Glossary:
    """Views by id. All that an item's page needs besides the item, so that workers can make it.

    ``as_of`` is the day (YYYY-MM-DD) that the site is built for.
    """

    site: SiteView
    as_of: str
    agencies: dict[str, AgencyView]
    categories: dict[str, Term]
    genres: dict[str, Term]
    topics: dict[str, Term]
    channels: dict[str, str]
    exemptions: dict[str, str]

    def agency_link(self, agency: str, day: str) -> Link:
        view = self.agencies[agency].on(day)
        return Link(view.name, view.url)

    def year(self, year: str) -> Term:
        """A year (YYYY) and its list."""
        name = f"{year}年" if self.site.language == self.site.own else year
        return Term(year, name, url=addresses.listing("year", year))


def glossary_of(
    county: SiteContext, documents: Sequence[Listed], search: bool, as_of: str, language: str = ""
) -> Glossary:
    """The words of a site in its own language, or in another one as far as the registries name it there.

    ``documents`` are those that every page links to: pages and reports; others are passed over.
    """
    words, site = county.vocabularies, county.site
    agencies = _agencies(county, language)
    links = [(d.card.kind, Link(d.card.title, page_url(d.card.path))) for d in documents]
    view = SiteView(
        name=site.names.get(language, site.name),
        owner=agencies[site.owner],
        base_url=site.base_url,
        language=language or site.language,
        agencies=tuple(agencies.values()),
        pages=tuple(link for kind, link in links if kind == "page"),
        reports=tuple(link for kind, link in links if kind == "report"),
        search=search,
        own=site.language,
        home=addresses.spoken(addresses.HOME, language),
        guide=_guide(documents, language),
        catalog=addresses.spoken(addresses.CATALOG, language),
        search_page=addresses.spoken(addresses.SEARCH, language),
        deadlines=addresses.spoken(addresses.DEADLINES, language),
        forms=addresses.spoken(addresses.FORMS, language),
        voices=()
        if language
        else tuple(glossary_of(county, documents, search, as_of, one).site for one in site.languages),
    )
    return Glossary(
        site=view,
        as_of=as_of,
        agencies=agencies,
        categories=_listed("category", words.categories, language),
        genres=_listed("genre", words.genres, language),
        topics=_listed("topic", words.topics, language),
        channels=_names(words.channels),
        exemptions=_names(words.exemptions),
    )


def _listed(kind: str, words: Iterable[Word], language: str) -> dict[str, Term]:
    """The words by which there are lists."""
    return {
        word.id: Term(
            word.id,
            word.names.get(language, word.name),
            word.definitions.get(language, word.definition or ""),
            url=addresses.listing(kind, word.id),
            power=getattr(word, "power", None) or "",
        )
        for word in words
    }


def _guide(documents: Sequence[Listed], language: str) -> str:
    """The guide in a language, where it has been written in it."""
    written = f"guide/{language}/index.html"
    return written if any(page_url(d.card.path) == written for d in documents) else addresses.GUIDE


def _names(words: Iterable[Word]) -> dict[str, str]:
    return {word.id: word.name for word in words}


def _agencies(county: SiteContext, language: str) -> dict[str, AgencyView]:
    """All agencies; one that is closed with the one that has taken over and can be reached."""
    own = county.site.language
    views = {agency.id: _agency(agency, county, language, own) for agency in county.agencies.values()}
    found = {}
    for name, view in views.items():
        heir = county.acting_agency(name, county.today)
        found[name] = dataclasses.replace(view, successor=views[heir]) if heir != name else view
    return found


def _agency(agency: Agency, county: SiteContext, language: str, own: str) -> AgencyView:
    closed = agency.closed(county.today)
    contact, complaints = (Contact(), Complaints()) if closed else (agency.contact, agency.complaints)
    return AgencyView(
        id=agency.id,
        name=agency.names.get(language, agency.name),
        short_name=agency.names.get(language, agency.short_name or agency.name),
        duties=agency.duties or "",
        posts=tuple((labels.ROLES[role], agency.posts[role]) for role in labels.ROLES if role in agency.posts),
        contact=ContactView(**contact.model_dump(), foreign=own if language else ""),
        complaints=ComplaintsView(**complaints.model_dump()),
        count=0,
        url=addresses.listing("agency", agency.id),
        former=tuple(
            FormerNameView(
                one.names.get(language, one.name),
                one.names.get(language, one.short_name or one.name),
                one.until.isoformat(),
            )
            for one in agency.former_names
        ),
        closed_on=agency.until.isoformat() if agency.until and closed else "",
    )

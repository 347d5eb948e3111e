"""What templates see. Every value here is public; nothing internal has a field to hide in.

Addresses are relative to the site root, without a leading slash, percent-encoded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.core.pickling import pickled_by_position


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A category, genre, topic, year: a word of the registries with the number of items under it.

    ``power`` of a category is affairs, finance, personnel, or empty where the registry does not say.
    """

    id: str
    name: str
    definition: str = ""
    count: int = 0
    url: str = ""
    power: str = ""


@dataclass(frozen=True, slots=True)
class ContactView:
    """How to reach an office. ``foreign`` is the language of the texts, empty where the page is in the same one."""

    office: str | None
    address: str | None
    postcode: str | None
    hours: str | None
    phone: str | None
    fax: str | None
    email: str | None
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintsView:
    phone: str | None
    mailbox: str | None


@dataclass(frozen=True, slots=True)
class FormerNameView:
    """What an agency was called, and the last day (YYYY-MM-DD) on which it was."""

    name: str
    short_name: str
    until: str


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An organ as it is today, or as it was called on a day (``on``); then ``now`` is today's name, else empty.

    ``closed_on`` is the last day of one that is no more, which cannot be reached; ``successor`` has taken over.
    """

    id: str
    name: str
    short_name: str
    duties: str
    posts: tuple[tuple[str, str], ...]
    contact: ContactView
    complaints: ComplaintsView
    count: int
    url: str
    former: tuple[FormerNameView, ...] = ()
    now: str = ""
    closed_on: str = ""
    successor: AgencyView | None = None

    def on(self, day: str) -> AgencyView:
        """The agency under the name that it had on a day (YYYY-MM-DD)."""
        then = next((one for one in self.former if day <= one.until), None)
        if then is None:
            return self
        return dataclasses.replace(self, name=then.name, short_name=then.short_name, now=self.name)


@dataclass(frozen=True, slots=True)
class AttachmentView:
    title: str
    url: str
    type: str
    size: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RedactionView:
    stage: str
    parts: tuple[str, ...]
    reason: str
    next_review: str


@dataclass(frozen=True, slots=True)
class RevisionView:
    revision: int
    on: str
    note: str


@pickled_by_position
@dataclass(frozen=True, slots=True)
class ItemSummary:
    """An item as lists show it. ``foreign`` is its language, empty where the page is in the same one.

    ``first_on`` is the day on which it first was public, empty where that is not on record. ``joint_agencies`` issued it together
    with ``agency``. ``validity`` is how it stands on the day ``as_of`` (YYYY-MM-DD), both empty
    where nothing can be said; ``flag`` says it, with the day, where it is not in force.
    """

    index_number: str
    title: str
    url: str
    summary: str
    agency: AgencyView
    joint_agencies: tuple[AgencyView, ...]
    category: Term
    genre: Term
    document_number: str
    produced_on: str
    approved_on: str
    published_on: str
    first_on: str
    validity: str
    as_of: str
    flag: str
    disclosure_label: str
    year: str
    foreign: str

    @property
    def agencies(self) -> tuple[AgencyView, ...]:
        """Everybody who issued it."""
        return (self.agency, *self.joint_agencies)


Field = tuple[str, str | tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class BlockView:
    """What an item says in a fixed order; ``id`` is service or funds."""

    id: str
    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """How an item stands, and since when; ``state`` is a key of ``labels.VALIDITY``. Days are as Chinese writes them.

    ``followers`` have superseded it, ``coming`` will, each with its day; ``corrections`` are items that correct it.
    """

    state: str
    turned_on: str
    as_of: str
    followers: tuple[tuple[Link, str], ...]
    coming: tuple[tuple[Link, str], ...]
    corrections: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ItemView(ItemSummary):
    """An item as its page shows it; ``contents`` link to the headings of a long body, ``cited`` is the title between 《》."""

    standing: StandingView

    blocks: tuple[BlockView, ...]
    body: Markup
    contents: tuple[Link, ...]
    fields: tuple[Field, ...]
    attachments: tuple[AttachmentView, ...]
    redaction: RedactionView | None
    revisions: tuple[RevisionView, ...]
    related: tuple[tuple[str, Link], ...]
    cited: str
    on_request: bool
    reason: str


@dataclass(frozen=True, slots=True)
class StepView:
    title: str
    text: str
    time_limit: str
    fee: str


@dataclass(frozen=True, slots=True)
class DeadlineView:
    matter: str
    limit: str


@dataclass(frozen=True, slots=True)
class RemedyView:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A policy, a page or a report."""

    name: str
    title: str
    summary: str
    url: str
    agency: AgencyView
    produced_on: str
    approved_on: str
    published_on: str
    language: str
    body: Markup
    contents: tuple[Link, ...]
    attachments: tuple[AttachmentView, ...]
    revisions: tuple[RevisionView, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PageSummary:
    """A guide, policy, report or page as the search page offers it; ``foreign`` is its language, if not the interface's."""

    title: str
    url: str
    summary: str
    foreign: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """Figures as a chart and a table; ``rows`` are labels and values, ``longest`` the length of the longest bar."""

    title: str
    unit: str
    rows: tuple[tuple[str, int], ...]

    @property
    def longest(self) -> int:
        """The largest value; 1 where all are 0, so that lengths can be taken from it."""
        return max(1, *(value for _, value in self.rows))


@dataclass(frozen=True, slots=True)
class ReportView(DocumentView):
    """An annual report."""

    year: str
    as_of: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class GuideView(DocumentView):
    steps: tuple[StepView, ...]
    deadlines: tuple[DeadlineView, ...]
    remedies: tuple[RemedyView, ...]


@dataclass(frozen=True, slots=True)
class TombstoneView:
    """What stands in the place of a document that was taken away; fixed text of the theme."""

    title: str
    agency: str
    index_number: str
    kind: str
    on: str
    into: Link | None


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a list. ``links`` are (number, address, current); None marks a gap."""

    number: int
    pages: int
    total: int
    previous: str
    next: str
    first: str
    last: str
    links: tuple[tuple[int, str, bool] | None, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """The page that lists all documents of a kind, and what it says of itself."""

    title: str
    lead: str
    url: str

    def said(self, words: Callable[[str], str]) -> ListView:
        """The same in the words of another language."""
        return ListView(words(self.title), words(self.lead), self.url)


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page may show of the site: nothing that changes with each item that is published.

    ``voices`` are the same in the site's other languages. ``own`` is the language of its documents.
    """

    name: str
    owner: AgencyView
    base_url: str
    language: str
    agencies: tuple[AgencyView, ...]
    pages: tuple[Link, ...]
    reports: tuple[Link, ...]
    search: bool
    own: str
    home: str
    guide: str
    catalog: str
    search_page: str
    deadlines: str
    forms: str
    voices: tuple[SiteView, ...] = ()

    def in_language(self, language: str) -> SiteView:
        """The site in one of its languages; itself for its own, which pages leave unsaid."""
        return next((voice for voice in self.voices if voice.language == language), self)

    def agency(self, identifier: str) -> AgencyView:
        """An agency, as the site calls it in this language. Raises StopIteration for one that is not registered."""
        return next(agency for agency in self.agencies if agency.id == identifier)


@dataclass(frozen=True, slots=True)
class CatalogView:
    """The catalog as a whole, with the number of items under every word; ``as_of`` is the newest day of approval.

    ``coverage`` has a line an agency, in the order of ``agencies``, and in it a number of items a category.
    """

    total: int
    as_of: str
    categories: tuple[Term, ...]
    agencies: tuple[AgencyView, ...]
    years: tuple[Term, ...]
    genres: tuple[Term, ...]
    topics: tuple[Term, ...]
    coverage: tuple[tuple[int, ...], ...]


@pickled_by_position
@dataclass(frozen=True, slots=True)
class PageView:
    """The page being rendered: its title, address and place in the site.

    ``language`` is empty for the site's own. ``elsewhere`` has the page in other languages: language, what that calls
    itself, address.
    """

    title: str
    description: str
    url: str
    root: str
    kind: str
    trail: tuple[Link, ...] = ()
    language: str = ""
    elsewhere: tuple[tuple[str, str, str], ...] = ()

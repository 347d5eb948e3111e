"""From an approved item to the view of its page: the public part of it, in the office's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from gongkai.core.pickling import pickled_by_position
from gongkai.documents import labels
from gongkai.documents.about import about
from gongkai.documents.item import Attachment, Item, Revision
from gongkai.markup.addresses import page_url
from gongkai.proof.approved import ApprovedDocument
from gongkai.site.contents import with_contents
from gongkai.site.glossary import Glossary
from gongkai.site.item_table import Listed
from gongkai.site.standing import Follower, Standing
from gongkai.site.views import (
    AttachmentView,
    BlockView,
    Field,
    ItemSummary,
    ItemView,
    Link,
    RedactionView,
    RevisionView,
    StandingView,
)

_INNER = str.maketrans("《》", "〈〉")  # a title within a title (GB/T 15834)


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Related:
    """How an item stands, and the items that it has to do with, by name."""

    standing: Standing = field(default_factory=Standing)
    links: Mapping[str, Link] = field(default_factory=dict)

    def of(self, named: Iterable[str]) -> tuple[Link, ...]:
        """The links to those of the named items that have a page."""
        return tuple(self.links[name] for name in named if name in self.links)


_NAMES = {key: one.zh for key, one in about(Item).items()}


def iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def first_on(document: Listed) -> str:
    """The day on which an item first was public: on record, or that of its only approval.

    An approval after a revision says nothing of the first one, which is on record nowhere else.
    """
    day = document.published_on or (None if document.card.revised else document.approved_on)
    return iso(day)


def chinese(day: str) -> str:
    """A day (YYYY-MM-DD) as Chinese writes it."""
    year, month, date = day.split("-")
    return f"{int(year)}年{int(month)}月{int(date)}日"


def summary_of(document: Listed, glossary: Glossary, standing: Standing) -> ItemSummary:
    """An item as lists show it, from its card alone."""
    card = document.card
    return ItemSummary(
        index_number=card.index_number,
        title=card.title,
        url=page_url(card.path),
        summary=card.summary,
        agency=glossary.agencies[card.agency].on(iso(card.produced_on)),
        joint_agencies=tuple(glossary.agencies[agency].on(iso(card.produced_on)) for agency in card.joint_agencies),
        category=glossary.categories[card.category],
        genre=glossary.genres[card.genre],
        document_number=card.document_number,
        produced_on=iso(card.produced_on),
        approved_on=iso(document.approved_on),
        published_on=iso(document.published_on),
        first_on=first_on(document),
        validity=labels.VALIDITY.get(standing.validity, ""),
        as_of=glossary.as_of if standing.validity else "",
        flag=_as_of(labels.FLAGS.get(standing.validity, ""), glossary.as_of),
        disclosure_label=labels.DISCLOSURE[card.disclosure],
        year=card.year,
        foreign=card.language if card.language != glossary.site.language else "",
    )


def item_view(document: ApprovedDocument, related: Related, glossary: Glossary) -> ItemView:
    """An item as its page shows it; ``related`` says how it stands, with the items that it has to do with."""
    content = document.content
    item = content.fields
    assert isinstance(item, Item)
    body, contents = with_contents(content.html)
    standing = related.standing
    return ItemView(
        index_number=item.index_number,
        title=item.title,
        url=page_url(document.path),
        summary=item.summary,
        agency=glossary.agencies[item.agency].on(iso(item.produced_on)),
        joint_agencies=tuple(glossary.agencies[agency].on(iso(item.produced_on)) for agency in item.joint_agencies),
        category=glossary.categories[item.category],
        genre=glossary.genres[item.genre],
        document_number=item.document_number or "",
        produced_on=iso(item.produced_on),
        approved_on=iso(document.approved_on),
        published_on=iso(document.published_on),
        first_on=first_on(document),
        validity=labels.VALIDITY.get(standing.validity, ""),
        as_of=glossary.as_of if standing.validity else "",
        flag=_as_of(labels.FLAGS.get(standing.validity, ""), glossary.as_of),
        disclosure_label=labels.DISCLOSURE[item.disclosure],
        year=document.card.year,
        foreign=item.language if item.language != glossary.site.language else "",
        standing=_standing(related, glossary.as_of),
        blocks=tuple(blocks(item)),
        body=body,
        contents=contents,
        fields=tuple(_fields(document, item, glossary, standing)),
        attachments=attachments(document, item.attachments),
        redaction=_redaction(item),
        revisions=revisions(item.revisions),
        related=tuple(_related(item, related)),
        cited=item.title.translate(_INNER),
        on_request=item.disclosure == "on_request",
        reason=item.reason or glossary.exemptions.get(item.exemption or "", ""),
    )


def _standing(related: Related, as_of: str) -> StandingView:
    standing, links = related.standing, related.links

    def dated(followers: Iterable[Follower]) -> tuple[tuple[Link, str], ...]:
        return tuple((links[one.name], chinese(one.since)) for one in followers if one.name in links)

    return StandingView(
        state=standing.validity,
        turned_on=chinese(standing.turned_on) if standing.turned_on else "",
        as_of=chinese(as_of),
        followers=dated(standing.followers),
        coming=dated(standing.coming),
        corrections=related.of(one.name for one in standing.corrections),
    )


def _related(item: Item, related: Related) -> Iterator[tuple[str, Link]]:
    """Yield what the item itself has to do with others; those that came after it stand above the title."""
    for label, numbers in (("替代", item.supersedes), ("更正", item.corrects)):
        for link in related.of(f"item:{number}" for number in numbers):
            yield label, link


def _fields(document: ApprovedDocument, item: Item, glossary: Glossary, standing: Standing) -> Iterable[Field]:
    """The metadata list in the order of the public standard; what is empty is left out."""
    day = iso(item.produced_on)
    agency, category = glossary.agencies[item.agency].on(day), glossary.categories[item.category]
    genre = glossary.genres[item.genre]
    joint = tuple(glossary.agency_link(a, day) for a in item.joint_agencies)
    rows: list[Field] = [
        (_NAMES["index_number"], item.index_number),
        (_NAMES["agency"], (Link(agency.name, agency.url),)),
        (_NAMES["joint_agencies"], joint),
        (_NAMES["category"], (Link(category.name, category.url),)),
        (_NAMES["topics"], tuple(Link(glossary.topics[t].name, glossary.topics[t].url) for t in item.topics)),
        (_NAMES["genre"], (Link(genre.name, genre.url),)),
        (_NAMES["document_number"], item.document_number or ""),
        (_NAMES["produced_on"], iso(item.produced_on)),
        (_NAMES["issued_on"], iso(item.issued_on)),
        (_NAMES["effective_on"], iso(item.effective_on)),
        ("审批日期", iso(document.approved_on)),
        ("公开日期", iso(document.published_on)),
        (_NAMES["expires_on"], iso(item.expires_on)),
        (_NAMES["validity"], _as_of(labels.VALIDITY.get(standing.validity, ""), glossary.as_of)),
        (_NAMES["disclosure"], labels.DISCLOSURE[item.disclosure]),
        (_NAMES["channels"], "、".join(glossary.channels[c] for c in item.channels)),
        (_NAMES["cadence"], labels.CADENCE.get(item.cadence or "", "")),
        (_NAMES["carrier"], labels.CARRIER[item.carrier]),
        (_NAMES["keywords"], "、".join(item.keywords)),
    ]
    rows += [(one.zh, _plain(getattr(item, key))) for key, one in about(Item).items() if one.row]
    return [row for row in rows if row[1]]


def _plain(value: object) -> str:
    """A value as it stands: texts and days, one or several."""
    values = value if isinstance(value, tuple) else (value,)
    return "、".join(str(one) for one in values if one is not None)


def _as_of(validity: str, day: str) -> str:
    return f"{validity}（截至{chinese(day)}）" if validity else ""


def blocks(item: Item) -> Iterator[BlockView]:
    """Yield what the item says in a fixed order, with the words of the office."""
    for name, labelled in (("service", labels.SERVICE), ("funds", labels.FUNDS)):
        if (block := getattr(item, name)) is not None:
            rows = tuple((label, text) for key, label in labelled.items() if (text := getattr(block, key)))
            yield BlockView(name, labels.BLOCKS[name], rows)


def revisions(listed: Iterable[Revision]) -> tuple[RevisionView, ...]:
    return tuple(RevisionView(one.revision, iso(one.on), one.note) for one in listed)


def _redaction(item: Item) -> RedactionView | None:
    if item.redaction is None:
        return None
    treated = item.redaction
    return RedactionView(labels.STAGE[treated.stage], treated.parts, treated.reason, iso(treated.next_review))


def attachments(document: ApprovedDocument, listed: Iterable[Attachment]) -> tuple[AttachmentView, ...]:
    there = {attached.path: attached for attached in document.attached}
    base = document.folder.removeprefix("content/")
    return tuple(
        AttachmentView(
            title=entry.title,
            url=quote(f"{base}/{entry.path}"),
            type=PurePosixPath(entry.path).suffix[1:].upper(),
            size=_size(there[entry.path].size),
            bytes=there[entry.path].size,
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

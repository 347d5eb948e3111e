"""From an approved item to the view of its page: the public part of it, in the office's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from gongkai.approved import ApprovedDocument
from gongkai.documents.item import Attachment, Item, Revision
from gongkai.markup.addresses import page_url
from gongkai.publish import labels
from gongkai.publish.contents import with_contents
from gongkai.publish.glossary import Glossary
from gongkai.publish.shelf import Listed
from gongkai.publish.views import (
    AttachmentView,
    BlockView,
    Field,
    ItemSummary,
    ItemView,
    Link,
    RedactionView,
    RevisionView,
)

_INNER = str.maketrans("《》", "〈〉")  # a title within a title (GB/T 15834)

Related = tuple[tuple[str, Link], ...]


def iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def summary_of(document: Listed, glossary: Glossary) -> ItemSummary:
    """An item as lists show it, from its card alone."""
    card = document.card
    return ItemSummary(
        index_number=card.index_number,
        title=card.title,
        url=page_url(card.path),
        summary=card.summary,
        agency=glossary.agencies[card.agency].on(iso(card.produced_on)),
        category=glossary.categories[card.category],
        genre=glossary.genres[card.genre],
        document_number=card.document_number,
        produced_on=iso(card.produced_on),
        approved_on=iso(document.approved_on),
        published_on=iso(document.published_on),
        validity=labels.VALIDITY.get(card.validity, ""),
        disclosure_label=labels.DISCLOSURE[card.disclosure],
        year=card.year,
        foreign=card.language if card.language != glossary.site.language else "",
    )


def item_view(document: ApprovedDocument, related: Related, glossary: Glossary) -> ItemView:
    """An item as its page shows it; ``related`` are the items it has to do with, with what they are to it."""
    content = document.content
    item = content.fields
    assert isinstance(item, Item)
    body, contents = with_contents(content.html)
    return ItemView(
        index_number=item.index_number,
        title=item.title,
        url=page_url(document.path),
        summary=item.summary,
        agency=glossary.agencies[item.agency].on(iso(item.produced_on)),
        category=glossary.categories[item.category],
        genre=glossary.genres[item.genre],
        document_number=item.document_number or "",
        produced_on=iso(item.produced_on),
        approved_on=iso(document.approved_on),
        published_on=iso(document.published_on),
        validity=labels.VALIDITY.get(item.validity or "", ""),
        disclosure_label=labels.DISCLOSURE[item.disclosure],
        year=document.card.year,
        foreign=item.language if item.language != glossary.site.language else "",
        blocks=tuple(blocks(item)),
        body=body,
        contents=contents,
        fields=tuple(_fields(document, item, glossary)),
        attachments=attachments(document, item.attachments),
        redaction=_redaction(item),
        revisions=revisions(item.revisions),
        related=related,
        cited=item.title.translate(_INNER),
        on_request=item.disclosure == "on_request",
        reason=item.reason or glossary.exemptions.get(item.exemption or "", ""),
    )


def _fields(document: ApprovedDocument, item: Item, glossary: Glossary) -> Iterable[Field]:
    """The metadata list in the order of the public standard; what is empty is left out."""
    day = iso(item.produced_on)
    agency, category = glossary.agencies[item.agency].on(day), glossary.categories[item.category]
    genre = glossary.genres[item.genre]
    joint = tuple(glossary.agency_link(a, day) for a in item.joint_agencies)
    rows: list[Field] = [
        ("索引号", item.index_number),
        ("发布机构", (Link(agency.name, agency.url),)),
        ("联合发布机构", joint),
        ("公开类别", (Link(category.name, category.url),)),
        ("主题分类", tuple(Link(glossary.topics[t].name, glossary.topics[t].url) for t in item.topics)),
        ("体裁", (Link(genre.name, genre.url),)),
        ("文号", item.document_number or ""),
        ("产生日期", iso(item.produced_on)),
        ("成文日期", iso(item.issued_on)),
        ("生效日期", iso(item.effective_on)),
        ("审批日期", iso(document.approved_on)),
        ("公开日期", iso(document.published_on)),
        ("有效性", labels.VALIDITY.get(item.validity or "", "")),
        ("公开属性", labels.DISCLOSURE[item.disclosure]),
        ("公开渠道", "、".join(glossary.channels[c] for c in item.channels)),
        ("公开时限", labels.CADENCE.get(item.cadence or "", "")),
        ("载体", labels.CARRIER[item.carrier]),
        ("关键词", "、".join(item.keywords)),
        ("公开对象", item.audience or ""),
        ("收费", item.fee or ""),
    ]
    return [row for row in rows if row[1]]


def blocks(item: Item) -> Iterator[BlockView]:
    """What the item says in a fixed order, with the words of the office."""
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

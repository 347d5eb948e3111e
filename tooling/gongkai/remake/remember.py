"""Writing down a build from nothing, so that the next one can begin where it ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.documents.card import Card
from gongkai.proof.internal import Kind
from gongkai.publish.build import Build
from gongkai.publish.shelf import Listed
from gongkai.remake.memory import card_line, diagnostic_to_plain, sections_of


def sections(build: Build, identity: str, today: str) -> dict[str, bytes]:
    """The sections of a memory of a build that was finished and swapped in."""
    verdict, presenter, examination = build.verdict, build.presenter, build.examination
    assert presenter is not None and examination is not None
    items, others = presenter.items, presenter.others
    texts = examination.texts
    internal = sum(one.kind is not Kind.GONE for one in texts)
    head: dict[str, Any] = {
        "identity": identity,
        "today": today,
        "checked": verdict.checked,
        "roster_digest": verdict.roster_digest,
        "signatures_required": verdict.county is None or verdict.county.signatures_required,
        "diagnostics": [diagnostic_to_plain(one) for one in verdict.diagnostics],
        "others": [_line(one) for one in others],
        "others_manifest": {d.card.name: line for d in others if (line := build.documents.get(d.card.name))},
        "voided": list(verdict.voided),
        **relations(card for card in (one.card for one in (*items, *others))),
    }
    shelf = presenter.shelf
    plain = {
        "head": head,
        "sources": dict(verdict.sources),
        "files": dict(build.found),
        "rest": build.rest,
        "words": [[[one.text, one.kind, one.origin] for one in texts], internal],
        "paths": [d.path for d in items],
        "numbers": shelf.numbers,
        "approved": shelf.approved,
        "categories": shelf.categories,
        "agencies": shelf.agencies,
        "genres": shelf.genres,
        "years": shelf.years,
    }
    lines = {
        "cards": [_line(one) for one in items],
        "json": [one.json for one in build.records],
        "csv": [one.csv.removesuffix("\r\n") for one in build.records],
        "map": [one.map.removesuffix("\n") for one in build.records],
        "manifest": [build.documents[d.name] for d in items],
    }
    return sections_of(plain, lines)


def relations(cards: Iterable[Card]) -> dict[str, list[str]]:
    """Which documents refer to others, and to which: paths that refer, index numbers and paths that are referred to."""
    relating, numbers, linked = [], set(), set()
    for card in cards:
        named = {*card.supersedes, *card.corrects}
        if named or card.links:
            relating.append(card.path)
            numbers |= named
            linked |= {path for path, _ in card.links}
    return {"relating": relating, "related": sorted(numbers), "linked": sorted(linked)}


def _line(document: Listed) -> str:
    return card_line(document.card, document.approved_on, document.published_on)

"""Writing down a build from nothing, so that the next one can begin where it ended."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.documents.card import Card
from gongkai.proof.internal import Kind
from gongkai.remake.memory import NO_SEARCH, card_line, diagnostic_to_plain, kept_plain, remember
from gongkai.remake.signings import signings
from gongkai.rules.engine import Passed, turning_day
from gongkai.signing.approval import Approval
from gongkai.site.deadlines import turn_of_year
from gongkai.site.item_table import Listed
from gongkai.site.standing import Succession

if TYPE_CHECKING:
    from gongkai.gate.check import Verdict
    from gongkai.site.build import Build


def from_build(build: Build, identity: str, today: str, fixed: dt.date | None, path: Path, key: bytes) -> None:
    """Write down a build that was finished and swapped in; ``fixed`` is the day that its settings name."""
    verdict, presenter, examination = build.verdict, build.presenter, build.examination
    examined = build.examined
    assert presenter is not None and examination is not None and examined is not None
    items, others, shelf = presenter.items, presenter.others, presenter.shelf
    texts = examination.texts
    signed = _signed(verdict.approvals)
    columns = {
        "paths": [d.path for d in items],
        "numbers": shelf.numbers,
        "approved": shelf.approved,
        "categories": shelf.categories,
        "agencies": shelf.agencies,
        "genres": shelf.genres,
        "years": shelf.years,
        "topics": shelf.topics,
        **_for_search(build),
    }
    lines = {
        "cards": [_line(one) for one in items],
        "signed": [signed.pop(d.path, b"") for d in items],
    }
    on_day = on_days(presenter.succession, (one.card for one in items), presenter.as_of)
    head: dict[str, Any] = {
        "identity": identity,
        "today": today,
        "until": _until(verdict, today),
        "as_of": presenter.as_of,
        "fixed": fixed.isoformat() if fixed else "",
        "superseded": presenter.succession.superseded,
        **on_day,
        "stands_until": min(on_day["stands_until"], turn_of_year(presenter)),
        "checked": verdict.checked,
        "roster_digest": verdict.roster_digest,
        "languages": [presenter.site.own, *presenter.county.site.languages],
        "signatures_required": verdict.county is None or verdict.county.signatures_required,
        "diagnostics": [diagnostic_to_plain(one) for one in verdict.diagnostics],
        "others": [_line(one).decode() for one in others],
        "others_signed": {path: line.decode() for path, line in signed.items()},
        "voided": list(verdict.voided),
        "characters": dict(examined.characters),
        "search": kept_plain(build.indexed.built) if build.indexed else None,
        **relations(card for card in (one.card for one in (*items, *others))),
    }
    internal = sum(one.kind is not Kind.GONE for one in texts)
    words = [one.text for one in texts], [one.kind.value for one in texts], internal
    remember(path, key, head, {"sources": dict(verdict.sources), "files": dict(examined.files)}, columns, lines, words)


def _for_search(build: Build) -> dict[str, list[str]]:
    if build.indexed is None:
        nothing = [NO_SEARCH] * len(build.presenter.items if build.presenter else ())
        return {"sizes": nothing, "entries": nothing}
    facts, entries = build.indexed.facts, build.indexed.built.entries
    return {
        "sizes": [str(fact.size) for fact in facts],
        "entries": [entries[fact.index_number] for fact in facts],
    }


def _until(verdict: Verdict, today: str) -> str:
    """The day on which the same files have to be judged again."""
    if verdict.county is None:
        return today
    passed = Passed(verdict.approved, verdict.approvals, verdict.county)
    return turning_day(passed, dt.date.fromisoformat(today))


def _signed(approvals: Iterable[Approval]) -> dict[str, bytes]:
    found: dict[str, list[Approval]] = defaultdict(list)
    for one in approvals:
        found[one.path].append(one)
    return {path: signings(some) for path, some in found.items()}


def on_days(succession: Succession, cards: Iterable[Card], as_of: str) -> dict[str, Any]:
    """Return what changes with the day that a site is for: the items whose pages name it, and until when nothing else does."""
    every = list(cards)
    dated = [card.path for card in every if succession.standing(card, as_of).depends_on_the_day]
    return {"dated": dated, "stands_until": succession.turning_day(every, as_of)}


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


def _line(document: Listed) -> bytes:
    return card_line(document.card, document.approved_on, document.published_on)

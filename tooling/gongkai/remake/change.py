"""A few items changed: they are judged as the whole would judge them, and then brought into the site."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor

from gongkai.core.findings import Diagnostic, Severity
from gongkai.documents.card import Card
from gongkai.documents.document import Locator, anchors_of
from gongkai.documents.kinds import ITEM
from gongkai.gate.check import approved_of
from gongkai.gate.load_site import county_of, registries, sort
from gongkai.gate.parallel_check import Judged, judge_documents
from gongkai.gate.published_before import published_before
from gongkai.proof.approved import ApprovedDocument
from gongkai.remake.last import Last
from gongkai.remake.making import Change
from gongkai.remake.memory import Memory, diagnostic_of_plain
from gongkai.remake.remember import relations
from gongkai.remake.renewal import renew
from gongkai.remake.request import BuildRequest, NeedsFullBuild, Outcome, Site
from gongkai.remake.signings import crowded, signings
from gongkai.remake.trees import Translations
from gongkai.rules import RULES, Corpus, judge_corpus
from gongkai.rules.engine import Passed, turning_day
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import LedgerEntry, read_ledger
from gongkai.source.hygiene import collisions, unportable
from gongkai.source.tree import Disk

# Found anew with every change, because each document counts for others.
_OF_ALL = frozenset(code for code, one in RULES.items() if Corpus in one.subjects)
_MOST = 200  # items; for more, a build from nothing is no slower by much


def bring_in(
    asked: BuildRequest,
    last: Last,
    now: Mapping[str, str],
    changed: Collection[str],
    as_of: dt.date,
    site: Site,
    templates: Translations,
    executor: Executor,
    key: bytes,
) -> Outcome:
    """Judge the items that changed and put the new site live; or say what is wrong with them. Raises Anew.

    ``as_of`` is the day that the site is for. Items whose pages name it are made again where it is another one.
    """
    touched, memory = _items(changed), last.memory
    asked.note(f"检查 {len(touched)} 个有改动的条目")
    source = Disk(asked.root)
    county, entries = _county(source, asked, now)
    judged = judge_documents(source, _beside(touched, now), county)
    if any(now.get(path) != digest for one in judged if one.card for path, digest in one.card.sources):
        raise NeedsFullBuild("文件在检查时有改动")
    found = [d for one in judged for d in one.diagnostics]
    found += judge_corpus(_corpus(source, judged, county, entries, now, touched, memory))
    diagnostics = _with_remembered(memory, touched, found)
    checked = (
        memory.head["checked"] + sum(path in now for path in touched) - sum(path in memory.sources for path in touched)
    )
    outcome = Outcome(
        diagnostics=diagnostics,
        checked=checked,
        roster_digest=memory.head["roster_digest"],
        signatures_required=county.signatures_required,
        built=not any(d.severity is Severity.ERROR for d in diagnostics),
        files=0,
        changed=len(touched),
    )
    if not outcome.built:
        # What others say of a document that is gone, or of one that has its number, only the whole shows.
        raise NeedsFullBuild("有错误，全部重新检查")
    approved, voided = approved_of(judged, county)
    if voided or len(approved) != len(judged):
        raise NeedsFullBuild("有已撤下或作废的文档")
    _apart(approved, touched, memory)
    signed = {one.card.path: signings(one.approvals) for one in judged if one.card}
    approvals = [approval for one in judged for approval in one.approvals]
    until = min(memory.head["until"], turning_day(Passed(approved, approvals, county), asked.today))
    change = Change(now, touched, county, approved, signed, diagnostics, checked, as_of, until)
    return dataclasses.replace(outcome, files=renew(asked, last, change, site, templates, executor, key))


def _items(changed: Collection[str]) -> frozenset[str]:
    """The items that changed files are or belong to. Anything else decides over more than itself."""
    touched = set()
    for path in changed:
        item = path if path.endswith(".md") else f"{path.rpartition('/')[0]}.md"
        if not ITEM.path.fullmatch(item):
            raise NeedsFullBuild(f"{path} 有改动")
        touched.add(item)
    if len(touched) > _MOST:
        raise NeedsFullBuild(f"{len(touched)} 个条目有改动")
    return frozenset(touched)


def _beside(touched: Collection[str], now: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The items that are there, each with the files in its folder."""
    folders: dict[str, list[str]] = {path.removesuffix(".md"): [] for path in touched}
    for path in now:
        folder = path.rpartition("/")[0]
        if folder in folders:
            folders[folder].append(path)
    if any(files and f"{folder}.md" not in now for folder, files in folders.items()):
        raise NeedsFullBuild("有文件不属于任何条目")
    return [(path, tuple(folders[path.removesuffix(".md")])) for path in sorted(touched) if path in now]


def _county(source: Disk, asked: BuildRequest, now: Mapping[str, str]) -> tuple[SiteContext, list[LedgerEntry]]:
    """Return what items are judged by: registries and ledgers as they were when everything else was judged."""
    files = sort(source.files("catalog"))
    readings = registries(source, files)
    ledgers = [read_ledger(source, path) for path in files.ledgers]
    read = {one.path: one.document.source_digest for one in readings.values() if one.document}
    read |= {reading.path: reading.source for reading, _ in ledgers}
    entries = [entry for _, listed in ledgers for entry in listed]
    county = county_of(readings, entries, asked.today)
    if county is None or county.roster.compromised or any(now.get(path) != digest for path, digest in read.items()):
        raise NeedsFullBuild("登记表有改动")
    return county, entries


def _corpus(
    source: Disk,
    judged: Sequence[Judged],
    county: SiteContext,
    entries: Sequence[LedgerEntry],
    now: Mapping[str, str],
    touched: frozenset[str],
    memory: Memory,
) -> Corpus:
    """The touched part of the county, with eyes for the rest."""
    cards = [one.card for one in judged if one.card]
    kept = dict(zip(memory.column("paths"), memory.lines("signed"), strict=True))
    for path in touched & kept.keys():
        del kept[path]
    kept |= {path: line.encode() for path, line in memory.head["others_signed"].items()}
    new = {one.card.path: signings(one.approvals) for one in judged if one.card}
    before = any(code in _OF_ALL for code, *_ in memory.head["diagnostics"])
    come = now.keys() - memory.sources.keys()
    if come and (any(collisions(now)) or any(unportable(come))):
        raise NeedsFullBuild("有与别的文件混同、或在别的系统上无法使用的文件名")

    def has_name(name: str) -> bool:
        return county.path_of(name) in now

    return Corpus(
        documents=cards,
        county=county,
        unknown=(),
        irregular=(),
        approvals=crowded(kept, new, before),
        entries=entries,
        has_path=now.__contains__,
        has_name=has_name,
        published=published_before(source, county),
        locate=Locator(source),
        anchors_of=functools.partial(anchors_of, source, county.site.markup),
        whole=False,
        filled=lambda: _filled(memory, cards, touched),
    )


def _filled(memory: Memory, cards: Sequence[Card], touched: frozenset[str]) -> set[tuple[str, str]]:
    columns = (memory.column(name) for name in ("paths", "agencies", "categories"))
    kept = {
        (agency, category)
        for path, agencies, category in zip(*columns, strict=True)
        if path not in touched
        for agency in agencies.split()
    }
    return kept | {(agency, card.category) for card in cards if card.kind == "item" for agency in card.issuers}


def _with_remembered(memory: Memory, touched: Collection[str], found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what is found now, and what was remembered of all that did not change; an error of the rest would be a new one."""
    remembered = [diagnostic_of_plain(one) for one in memory.head["diagnostics"]]
    kept = [one for one in remembered if one.place.path not in touched and one.code not in _OF_ALL]
    known = {(one.code, one.place) for one in kept}
    new = [
        d
        for d in found
        if d.place.path in touched
        or d.code in _OF_ALL
        or (d.severity is Severity.ERROR and (d.code, d.place) not in known)
    ]
    return tuple(sorted([*kept, *new], key=lambda d: (d.place, d.code)))


def _apart(approved: Sequence[ApprovedDocument], touched: frozenset[str], memory: Memory) -> None:
    """Whoever refers to another, or is referred to, shows on more pages than its own."""
    head, paths = memory.head, memory.column("paths")
    numbers = {number for path, number in zip(paths, memory.column("numbers"), strict=True) if path in touched}
    new = relations(document.card for document in approved)
    referred = touched & {*head["linked"], *head["relating"]} | numbers & {*head["related"]}
    if new["relating"] or referred or {d.card.index_number for d in approved} & {*head["related"]}:
        raise NeedsFullBuild("有改动的条目与其他文档互相引用")

"""One publication, judged by what was in force before it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from gongkai.core.executors import chunks
from gongkai.core.findings import CannotRun, Progress
from gongkai.documents.document import Document, Locator, Reading, anchors_of, read
from gongkai.documents.kinds import kind_of
from gongkai.documents.registries import Markup
from gongkai.gate.check import Verdict, check, digest_of_roster, irregularities
from gongkai.gate.load_site import Files, county_of, registries, sort, with_absences, without_county
from gongkai.gate.parallel_check import Judged, judge, judge_all
from gongkai.gate.published_before import published_before, was_approved
from gongkai.history.repository import Changed, Repository
from gongkai.rules import Corpus, judge_change, judge_corpus
from gongkai.rules.change import Change, Revised
from gongkai.signing.acts import signed
from gongkai.signing.approval import approvals
from gongkai.signing.context import SiteContext
from gongkai.signing.first_seen import FirstSeen
from gongkai.signing.ledgers import KINDS, Absence, LedgerEntry, Withdrawal, is_ledger, kind_of_ledger, read_ledger
from gongkai.signing.roster import roster
from gongkai.source.git_tree import GitTree
from gongkai.source.tree import Inventory


@dataclass(frozen=True, slots=True)
class _State:
    """The registries and ledgers of one tree, typed as far as they can be."""

    tree: GitTree
    files: Files
    registries: dict[str, Reading]
    ledgers: list[tuple[Reading, list[LedgerEntry]]]

    @property
    def entries(self) -> list[LedgerEntry]:
        return [entry for _, entries in self.ledgers for entry in entries]


def judge_publication(
    repository: Repository,
    before: str,
    after: str,
    today: dt.date,
    executor: Executor | None = None,
    progress: Progress | None = None,
    seen: FirstSeen | None = None,
) -> Verdict:
    """Judge the step from ``before`` to ``after`` (commits or trees)."""
    changed = repository.changes(before, after)
    touched = {one.path for one in changed}
    earlier = _state(repository.tree(before), touched)
    later = _state(repository.tree(after), touched)
    base = county_of(earlier.registries, earlier.entries, today)
    own = county_of(later.registries, later.entries, today, seen)
    digest = digest_of_roster(earlier.registries)
    if base is None:
        raise CannotRun(
            "此前版本的登记表有错误，不能据以判断：请先单独改正，并以完整检查（不带 --base）核实",
            "the registries of the base have errors and cannot decide; mend them first and check without --base",
        )
    if own is None:
        return Verdict(without_county(later.registries, later.ledgers), (), (), None, len(later.registries), digest)
    if base.site.owner not in own.agencies:
        raise CannotRun(
            f"主办机构 {base.site.owner} 从 agencies.yaml 中消失：先更改 site.yaml 的 owner，再撤销该机构",
            f"the owner {base.site.owner} is gone from agencies.yaml; change `owner` in site.yaml first, in a step of its own",
        )
    county = _authority(base, own)
    proved = _proved(earlier, own)

    def published(name: str) -> bool:
        return own.path_of(name) is not None and (name in base.withdrawals or proved(name))

    judged, revised = _judge_touched(earlier.tree, later, touched, county, executor, progress)
    place = Locator(later.tree)
    change = Change(tuple(sorted(touched)), revised, base, own, place, _lost(earlier, later, own, proved))
    found = [d for one in judged for d in one.diagnostics]
    found += judge_corpus(_corpus(later, judged, changed, county, published))
    found += judge_change(change)
    checked = len(judged)
    if _affects_others(change, touched) or _absence_replaced(earlier, later):
        whole = check(later.tree, today, executor, progress, seen, published=published)
        found += whole.diagnostics
        checked = whole.checked
    unique = {(d.code, d.place, d.message): d for d in found}
    return Verdict(tuple(unique.values()), (), (), county, checked, digest)


def _state(tree: GitTree, touched: set[str]) -> _State:
    """Return what decides in a tree. Ledgers that only keep the books are read where they were touched."""
    files = sort(tree.files("catalog"))
    paths = [p for p in files.ledgers if KINDS[kind_of_ledger(p)].grows or p in touched]
    return _State(tree, files, registries(tree, files), [read_ledger(tree, path) for path in paths])


def _authority(base: SiteContext, own: SiteContext) -> SiteContext:
    """Return what a step is judged by: signers, policy and norms as they were, words and ledger entries as they are now."""
    mixed = dataclasses.replace(own, site=base.site, norms=base.norms, questions=base.questions, officers=base.officers)
    return with_absences(dataclasses.replace(mixed, roster=roster(base.officers)))


def _judge_touched(
    earlier: GitTree,
    later: _State,
    touched: set[str],
    county: SiteContext,
    executor: Executor | None,
    progress: Progress | None,
) -> tuple[list[Judged], tuple[Revised, ...]]:
    """Every document, registry and ledger of which a file was touched; and how each differs from before."""
    judged = [judge(r, (), county) for name, r in later.registries.items() if f"catalog/{name}.yaml" in touched]
    judged += [judge(reading, entries, county) for reading, entries in later.ledgers if reading.path in touched]
    paths = sorted({path for one in touched if (path := _document_of(one))})
    there = [path for path in paths if path.startswith("content/") and later.tree.has(path)]
    pairs = [(path, _beside(later.tree, path)) for path in there]
    documents = judge_all(later.tree, pairs, county, executor, progress)
    cards = {one.card.path: one.card for one in documents if one.card}
    revised = []
    markup = county.site.markup
    for path in paths:
        before = _read(earlier, path, markup) if earlier.has(path) else None
        # An addition needs its name only; of a document that was there before the sign-offs are compared.
        after = (_read(later.tree, path, markup) if before else cards.get(path)) if later.tree.has(path) else None
        gone = not later.tree.has(path)
        # What is there and cannot be read is reported as that; it has not been taken away.
        if (before and gone) or after:
            revised.append(Revised(path, before, after))
    return judged + documents, tuple(revised)


def _document_of(path: str) -> str | None:
    """The document that a file is, or lies beside."""
    if kind_of(path):
        return path
    parts = path.split("/")
    for end in range(len(parts) - 1, 1, -1):
        candidate = "/".join(parts[:end]) + ".md"
        if kind_of(candidate):
            return candidate
    return None


def _beside(tree: GitTree, path: str) -> tuple[str, ...]:
    """The files in a document's folder that are not documents themselves (``guide/en/`` beside ``guide/en.md``)."""
    folder = tree.files(path.removesuffix(".md")).regular if path.endswith(".md") else ()
    return tuple(one for one in folder if not kind_of(one))


def _read(tree: GitTree, path: str, markup: Markup | None) -> Document | None:
    document = read(tree, path, _beside(tree, path), markup=markup).document
    return document if document and document.whole else None


def _proved(earlier: _State, own: SiteContext) -> Callable[[str], bool]:
    """Return whether a document was published: it stood in the state before, or there is proof of an earlier time."""
    long_before = published_before(earlier.tree, own)

    @functools.cache
    def proved(name: str) -> bool:
        path = own.path_of(name)
        if path is None:
            return False
        return (earlier.tree.has(path) and was_approved(earlier.tree, path, name, own)) or long_before(name)

    return proved


def _corpus(
    later: _State,
    judged: Sequence[Judged],
    changed: Sequence[Changed],
    county: SiteContext,
    published: Callable[[str], bool],
) -> Corpus:
    """The touched part of the county, with eyes for the rest of the tree."""
    tree = later.tree
    inventory = _listed(tree, [one.path for one in changed if not one.gone])
    cards = [one.card for one in judged if one.card is not None]
    names = {card.name for card in cards}

    def has_name(name: str) -> bool:
        if name in names:
            return True
        path = county.path_of(name)
        found = _read(tree, path, county.site.markup) if path and kind_of(path) and tree.has(path) else None
        return found is not None and found.name == name

    unknown = [p for p in inventory.regular if not (is_ledger(p) or ((d := _document_of(p)) and tree.has(d)))]
    # Numbered and lower-case names cannot collide; those of attachments can.
    folders = sorted({path.rpartition("/")[0] for path in inventory.regular if not kind_of(path)})
    neighbours = sorted({path for folder in folders for path in tree.files(folder).regular})
    touched = {one.path for one in changed}
    return Corpus(
        documents=cards,
        county=county,
        unknown=unknown,
        irregular=[*inventory.irregular, *irregularities(tree, neighbours)],
        approvals=[approval for one in judged for approval in one.approvals],
        entries=[entry for reading, entries in later.ledgers if reading.path in touched for entry in entries],
        has_path=tree.has,
        has_name=has_name,
        published=published,
        locate=Locator(tree),
        anchors_of=functools.partial(anchors_of, tree, county.site.markup),
        whole=False,
    )


def _listed(tree: GitTree, paths: Sequence[str]) -> Inventory:
    """Some paths of content/ and catalog/ as the tree has them, links and doubles included."""
    ours = [path for path in paths if path.startswith(("content/", "catalog/"))]
    parts = [tree.files(*chunk) for chunk in chunks(ours, 500)]
    return Inventory(
        tuple(path for part in parts for path in part.regular), tuple(one for part in parts for one in part.irregular)
    )


def _lost(
    earlier: _State, later: _State, own: SiteContext, proved: Callable[[str], bool]
) -> tuple[tuple[str, int], ...]:
    """Entries of ledgers that only grow which are not there any more, or not in their order; facts may be corrected.

    An entry that fell with a compromised key may go: it is void, and has to be recorded by somebody else. So may the
    withdrawal of a document that never was: it takes nothing away, and is refused where it stands.
    """
    now: dict[tuple[str, str], list[int]] = {}
    for position, entry in enumerate(later.entries):
        now.setdefault(_entry(entry), []).append(position)
    lost = []
    start: dict[str, int] = {}
    for entry in earlier.entries:
        if not entry.kind.grows or any(a.fallen(own.seen) for a in approvals(signed(entry, own), own)):
            continue
        if isinstance(entry.fields, Withdrawal) and not proved(entry.fields.document):
            continue
        places = now.get(_entry(entry), [])
        following = bisect_left(places, start.get(entry.kind.name, 0))
        if following < len(places):
            start[entry.kind.name] = places[following] + 1
        else:
            lost.append((entry.path, entry.position + 1))
    return tuple(lost)


def _entry(entry: LedgerEntry) -> tuple[str, str]:
    return entry.kind.name, json.dumps(entry.plain, sort_keys=True, ensure_ascii=False)


def _absence_replaced(earlier: _State, later: _State) -> bool:
    """Return whether an absence ends on another day now, on which a deputy may have relied."""
    known = {_entry(entry) for entry in earlier.entries}
    held = {(one.officer, one.from_) for entry in earlier.entries if isinstance(one := entry.fields, Absence)}
    fresh = [entry.fields for entry in later.entries if _entry(entry) not in known]
    return any(isinstance(one, Absence) and (one.officer, one.from_) in held for one in fresh)


def _affects_others(change: Change, touched: set[str]) -> bool:
    """Return whether documents that were not touched could be judged differently now."""
    registry = any(path.startswith("catalog/") and not is_ledger(path) for path in touched)
    return registry or bool(change.lost) or any(one.after is None or _places_gone(one) for one in change.revised)


def _places_gone(one: Revised) -> bool:
    """Return whether a place of a document to which another may link is not there any more."""
    after = one.after
    if one.before is None or not isinstance(after, Document):
        return False
    return not set(one.before.rendered.anchors) <= set(after.rendered.anchors)

"""From a tree of files to the county that documents are judged by: which file is what, and the registries typed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.findings import Diagnostic, Place, Severity, Text
from gongkai.documents.document import Reading, read
from gongkai.documents.kinds import REGISTRIES, kind_of
from gongkai.documents.registries import Agencies, Basis, Markup, Officers, Site, Vocabularies
from gongkai.rules import RULES, judge_signed
from gongkai.signing.approval import approvals
from gongkai.signing.context import SiteContext, county
from gongkai.signing.first_seen import FirstSeen
from gongkai.signing.ledgers import Absence, LedgerEntry, is_ledger, read_ledger
from gongkai.signing.roster import roster
from gongkai.source.problems import Problem
from gongkai.source.tree import Inventory, Source

Ledgers = Sequence[tuple[Reading, list[LedgerEntry]]]


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a tree by their purpose. ``documents`` are pairs of a path and the files in its folder."""

    registries: frozenset[str]
    ledgers: tuple[str, ...]
    documents: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: tuple[str, ...]


def sort(inventory: Inventory) -> Files:
    """Which file is what: registries, ledgers, documents with the files in their folders, and what is neither."""
    registries, ledgers, documents, rest = [], [], [], []
    for path in inventory.regular:
        found = kind_of(path)
        if found and found[0].is_registry:
            registries.append(found[1]["name"])
        elif found:
            documents.append(path)
        elif is_ledger(path):
            ledgers.append(path)
        else:
            rest.append(path)
    folders = {path.removesuffix(".md") for path in documents}
    beside: dict[str, list[str]] = defaultdict(list)
    unknown = []
    for path in rest:
        folder = next((f for f in _parents(path) if f in folders), None)
        if folder is None:
            unknown.append(path)
        else:
            beside[folder].append(path)
    pairs = tuple((path, tuple(beside[path.removesuffix(".md")])) for path in documents)
    return Files(frozenset(registries), tuple(ledgers), pairs, tuple(unknown))


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]


def registries(source: Source, files: Files) -> dict[str, Reading]:
    """The registries that are there, by name."""
    return {name: read(source, f"catalog/{name}.yaml") for name in REGISTRIES if name in files.registries}


def basis_of(source: Source, today: dt.date) -> SiteContext | None:
    """The county to judge single documents by, or None when a registry cannot be relied on."""
    files = sort(source.files("catalog"))
    entries = [entry for path in files.ledgers for entry in read_ledger(source, path)[1]]
    return county_of(registries(source, files), entries, today)


def county_of(
    readings: dict[str, Reading], entries: Sequence[LedgerEntry], today: dt.date, seen: FirstSeen | None = None
) -> SiteContext | None:
    """The county to judge by, or None when a registry cannot be relied on."""
    documents = {name: reading.document for name, reading in readings.items()}
    if set(documents) != set(REGISTRIES) or any(d is None or d.problems for d in documents.values()):
        return None
    fields = {name: document.fields for name, document in documents.items() if document}
    site, agencies, words = fields["site"], fields["agencies"], fields["vocabularies"]
    officers, basis = fields["officers"], fields["basis"]
    assert isinstance(site, Site) and isinstance(agencies, Agencies) and isinstance(words, Vocabularies)
    assert isinstance(officers, Officers) and isinstance(basis, Basis)
    if site.owner not in {agency.id for agency in agencies.agencies}:
        return None
    without = county(site, agencies, words, basis, officers, roster(officers), tuple(entries), today)
    return with_absences(dataclasses.replace(without, seen=seen))


def with_absences(basis: SiteContext) -> SiteContext:
    """The same county with those recorded absences on which a deputy may rely: the entries without an error."""
    held = [e.fields for e in basis.entries if isinstance(e.fields, Absence) and _holds(e, basis)]
    return dataclasses.replace(basis, roster=roster(basis.officers, held))


def _holds(entry: LedgerEntry, basis: SiteContext) -> bool:
    """Return whether a ledger entry has no error of its own; only then may a deputy rely on it."""
    found, acts = judge_signed(Reading(entry.path, ()), [entry], basis)
    fallen = any(approval.fallen(basis.seen) for act in acts for approval in approvals(act, basis))
    return not fallen and not any(d.severity is Severity.ERROR for d in found)


def markup_of(readings: Mapping[str, Reading]) -> tuple[bool, Markup | None]:
    """Return whether the site's registry says how bodies are written, and how."""
    site = readings.get("site")
    document = site.document if site else None
    if document is None or not isinstance(document.fields, Site) or "markup" in document.damaged or not document.whole:
        return False, None
    return True, document.fields.markup


def without_county(
    readings: dict[str, Reading], ledgers: Ledgers, formal: Sequence[tuple[str, Problem]] = ()
) -> tuple[Diagnostic, ...]:
    """Return what can be said when the registries themselves cannot be relied on; ``formal`` are the problems of documents that need none."""
    found = []
    for name in REGISTRIES:
        if name not in readings:
            message = Text(f"缺少登记表 catalog/{name}.yaml", f"registry catalog/{name}.yaml is missing")
            remedy = Text("按登记表说明补建；新建站点请用 gongkai init", "add it; `gongkai init` starts a new site")
            found.append(_plain("Y03", Place(f"catalog/{name}.yaml"), message, remedy))
    for reading in (*readings.values(), *(reading for reading, _ in ledgers)):
        for problem in reading.problems:
            place = Place(reading.path, problem.line, problem.column)
            found.append(_plain(problem.code, place, problem.message, problem.remedy_for(reading.path)))
    if not found:
        message = Text("网站主办机构（owner）没有在 agencies.yaml 登记", "`owner` is not an agency of agencies.yaml")
        found.append(_plain("C07", Place("catalog/site.yaml"), message, Text("改正 owner", "mend `owner`")))
    for path, problem in formal:
        place = Place(path, problem.line, problem.column)
        found.append(_plain(problem.code, place, problem.message, problem.remedy_for(path)))
    message = Text(
        "登记表有错误：其余文件只查了写法，没有查审签和内容",
        "the registries have errors; of other files only the form was checked, not reviews and content",
    )
    remedy = Text("改正登记表后再检查一次", "mend the registries and check again")
    found.append(_plain("Y03", Place("content"), message, remedy))
    return tuple(sorted(found, key=lambda d: (d.place, d.code)))


def _plain(code: str, place: Place, message: Text, remedy: Text) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, RULES[code].clause, place, message, remedy)

"""What the gate refuses of notices that are lawful as they stand: the contacts of organisations apart from all else."""

from __future__ import annotations

import functools
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.findings import Severity
from gongkai.documents.document import read
from gongkai.rules import judge_file
from gongkai.source.tree import Disk
from support import county
from support.leak_places import ITEM, quoted
from support.notices import COUNT, GENRES, notices
from support.notices.notice import Notice

LEAKS = frozenset({"S01", "S06", "S09", "P01", "P02", "P03", "P04", "W01"})
ALLOWED = 0.01  # of the notices


@dataclass(frozen=True, slots=True)
class Judged:
    """A notice with the errors of the scan (code, line), apart where a published contact stands, and its other errors."""

    notice: Notice
    alarms: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str], ...]
    others: tuple[str, ...]


def _declared(notice: Notice) -> list[str]:
    """The field in which an item says whose contacts it publishes."""
    lines = ["contacts:"] if notice.contacts else []
    for one in notice.contacts:
        lines += [f"  - of: {one.of}", f"    name: {one.name}", "    basis: 政府信息公开条例第二十条"]
    return lines


@functools.cache
def judged(count: int = COUNT) -> tuple[Judged, ...]:
    """Every notice, judged by the gate as an item that nobody has signed yet."""
    return tuple(_judged(count))


def _judged(count: int) -> Iterator[Judged]:
    from support.leak_figures import county_in  # noqa: PLC0415 - which prints what is judged here

    with tempfile.TemporaryDirectory() as folder:
        root, basis = county_in(Path(folder))
        for notice in notices(count):
            fields = {"title": quoted(notice.title), "summary": quoted(notice.summary)}
            county.write_item(root, ITEM, body=notice.body, lead=_declared(notice), **fields)
            lines = (root / ITEM).read_text(encoding="utf-8").split("\n")
            alarms: list[tuple[str, str]] = []
            contacts: list[tuple[str, str]] = []
            others: list[str] = []
            for one in judge_file(read(Disk(root), ITEM, (), markup=basis.site.markup), (), basis):
                if one.severity is not Severity.ERROR:
                    continue
                line = lines[one.place.line - 1]
                if one.code not in LEAKS:
                    others.append(one.code)
                elif any(value in line for value in notice.values):
                    contacts.append((one.code, line))
                else:
                    alarms.append((one.code, line))
            yield Judged(notice, tuple(alarms), tuple(contacts), tuple(others))


def _count(some: Sequence[Judged]) -> tuple[int, int]:
    """How many notices have an alarm, and how many one at a contact."""
    return sum(bool(one.alarms) for one in some), sum(bool(one.contacts) for one in some)


def table() -> Iterator[str]:
    """The figures by genre, for the page."""
    found = judged()
    yield f"{len(found)} notices of {len(GENRES)} genres (`tests/support/notices`), written for this and lawful as they stand."
    yield "An alarm is an error of the scan; those at a contact that an organisation publishes are counted apart."
    yield ""
    yield "| genre | notices | layouts | with an alarm | with an alarm at a contact |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for genre in GENRES:
        some = [one for one in found if one.notice.genre == genre]
        shapes = len({one.notice.shape for one in some})
        alarms, contacts = _count(some)
        yield f"| {genre.replace('_', ' ')} | {len(some)} | {shapes} | {alarms} | {contacts} |"
    alarms, contacts = _count(found)
    yield f"| all | {len(found)} | | {alarms} | {contacts} |"
    codes = Counter(code for one in found for code, _ in one.alarms)
    yield ""
    told = ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) or "none"
    yield f"Refused by mistake: {alarms / len(found):.1%} of the notices ({told}); allowed {ALLOWED:.0%}."

"""Earlier versions that a PDF keeps, and what was changed after it was sealed."""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import pikepdf

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.pdf import seals
from gongkai.attachments.pdf.changes import Change, change
from gongkai.attachments.pdf.sections import Place, Revision, revisions

_MOST_REVISIONS = 40
_MOST_CHANGES = 20_000
_BEGINS = re.compile(rb"(?:^|[\r\n])(\d{1,10}) \d{1,5} obj\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10}) \d{1,5} R\b")


def check_revisions(data: bytes, document: pikepdf.Pdf, notes: Notes) -> None:
    """Raises Refused where the parts of the file cannot be told apart."""
    found = _found(data)
    if len(found) > _MOST_REVISIONS:
        notes.fault("earlier_revision")
        return
    if data[found[-1].end :].strip(b"\0\r\n\t "):
        notes.fault("appended_data")
    sealed, whole = seals.check_seals(data, document, [one.end for one in found], notes)
    if any(one.conflict for one in found) or _left(data, found):
        notes.fault("earlier_revision")
    objects: dict[int, Place | None] = dict(found[0].objects)
    for before, now in pairwise(found):
        replaced = [
            number for number, place in now.objects.items() if objects.get(number) is not None and objects[number] != place
        ]  # fmt: skip
        after = any(end <= before.end + seals.END for end in sealed)
        what = _changed(data, before, now, replaced, {number for number, place in objects.items() if place is not None})
        objects.update(now.objects)
        if what is Change.NONE or (sealed and what is Change.SEAL) or (sealed and what is Change.ADDED and not after):
            continue
        if not whole:
            return  # the seal is no seal, and that is said
        notes.fault("changed_after_seal" if after else "revised_before_seal" if sealed else "earlier_revision")


def _found(data: bytes) -> list[Revision]:
    """The revisions; one alone where the sections are damaged and no object stands there twice, as readers mend such a file."""
    try:
        return revisions(data)
    except Refused:
        numbers = [match[1] for match in _BEGINS.finditer(data)]
        if len(numbers) != len(set(numbers)) or data.count(b"startxref") > 1:
            raise
        end = data.rfind(b"%%EOF")
        return [Revision(len(data) if end < 0 else end + 5, {})]


def _changed(data: bytes, before: Revision, now: Revision, replaced: Sequence[int], known: set[int]) -> Change:
    """How far one revision altered the one before."""
    if len(replaced) > _MOST_CHANGES:
        return Change.OTHER
    try:
        with pikepdf.open(io.BytesIO(data[: before.end])) as old, pikepdf.open(io.BytesIO(data[: now.end])) as new:
            worst = Change.NONE
            for number in replaced:
                worst = max(worst, change(old, new, number))
                if worst is Change.OTHER:
                    break
            if worst is not Change.OTHER and _filled(data[: before.end], old, now, known):
                worst = Change.OTHER
            return worst
    except pikepdf.PdfError as error:
        raise Refused("unreadable") from error


def _filled(data: bytes, old: pikepdf.Pdf, now: Revision, known: set[int]) -> bool:
    """Return whether something that was referred to and missing is there now: it changes what is shown, and replaces nothing."""
    joined = {number for number, place in now.objects.items() if place is not None} - known
    if not joined:
        return False
    packed = (
        one.read_bytes() for one in old.objects if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/ObjStm"
    )
    return any(int(match[1]) in joined for part in (data, *packed) for match in _REFERENCE.finditer(part))


def _left(data: bytes, found: Sequence[Revision]) -> bool:
    """Return whether objects stand in the file that no section names: what is left of a version whose section was taken out."""
    places = {place[0] for one in found for place in one.objects.values() if place is not None and place[1] == 0}
    if not places or data.count(b" obj") <= len(places):
        return False
    known = sorted(places)
    for match in _BEGINS.finditer(data):
        at = match.start(1)
        if at in places:
            continue
        before = bisect_right(known, at) - 1
        start = known[before] if before >= 0 else 0
        if (start == at or b"endobj" in data[start:at]) and not _of_sections(data, at):
            return True
    return False


def _of_sections(data: bytes, at: int) -> bool:
    """Return whether an object is a cross-reference stream, which need not name itself, or the parameters of a file for the web."""
    head = data[at : at + 600]
    return b"/XRef" in head or b"/Linearized" in head or b"/ObjStm" in head

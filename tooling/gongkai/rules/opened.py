"""What opening an attachment showed, for the rules whose matter it is: S06, B03, P02."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.attachments.faults import FAULTS
from gongkai.cleaning.offers import or_clean
from gongkai.documents.document import Document
from gongkai.findings import Finding, Text
from gongkai.review.county import County
from gongkai.secrecy.folding import essence
from gongkai.secrecy.how_to_waive import or_waive
from gongkai.secrecy.leaks import excused

_WAIVABLE = frozenset({"P02"})
# What office programs write where nobody gave a name.
_NOBODY = frozenset(map(essence, (
    "Administrator", "admin", "user", "Microsoft Office User", "Microsoft", "WPS Office", "WPS_Office", "openpyxl", "python-docx",
    "PptxGenJS", "Unknown", "un-named", "Windows User", "微软用户", "微软中国", "用户", "Lenovo", "HP", "Dell",
)))  # fmt: skip


def faults(document: Document, county: County, code: str) -> Iterator[Finding]:
    """The faults of a document's attachments under one rule; a waiver may excuse those of P02."""
    waived = excused(document)
    for position, path, name, inside in _found(document, county):
        fault, where = FAULTS[name], _where(path, name)
        if fault.code != code or (code in _WAIVABLE and (code, where) in waived):
            continue
        place = Text(f"（{inside}）", f" ({inside})") if inside else Text("", "")
        remedy = or_clean(fault.remedy, name, f"{document.folder}/{path}")
        paste: tuple[str, ...] = ()
        if code in _WAIVABLE and document.item:
            remedy, paste = or_waive(remedy, code, where, document.item)
        yield Finding(
            f"attachments.{position}.path",
            Text(
                f"附件“{path}”中有{fault.kind.zh}{place.zh}",
                f"attachment `{path}` holds {fault.kind.en}{place.en}",
            ),
            remedy,
            paste=paste,
        )


def excusable(document: Document, county: County) -> Iterator[tuple[str, str]]:
    """The rule and the place of each fault that a waiver may excuse."""
    for _, path, name, _ in _found(document, county):
        if FAULTS[name].code in _WAIVABLE:
            yield FAULTS[name].code, _where(path, name)


def _found(document: Document, county: County) -> Iterator[tuple[int, str, str, str]]:
    """Position and path of each attachment with a fault, the fault's name and its place inside the file."""
    nobody = _NOBODY | _offices(county)
    for position, entry in enumerate(document.attachments):
        examined = document.examined.get(entry.path)
        found = dict(examined.faults) if examined else {}
        if examined and any(essence(name) not in nobody for name in examined.people):
            found["author"] = ""
        for name, inside in found.items():
            yield position, entry.path, name, inside


def _where(path: str, name: str) -> str:
    return f"附件“{path}”：{FAULTS[name].kind.zh}"


def _offices(county: County) -> frozenset[str]:
    names = [name for agency in county.agencies.values() for name in (agency.name, agency.short_name) if name]
    return frozenset(map(essence, (county.site.name, *names)))

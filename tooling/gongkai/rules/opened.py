"""What opening an attachment showed, for the rules whose matter it is: S06, B03, P02."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.attachments.faults import FAULTS
from gongkai.documents.document import Document
from gongkai.findings import Finding, Text
from gongkai.review.county import County
from gongkai.secrecy.folding import essence
from gongkai.secrecy.leaks import excused

# What office programs write where nobody gave a name.
_NOBODY = frozenset(map(essence, (
    "Administrator", "admin", "user", "Microsoft Office User", "Microsoft", "WPS Office", "WPS_Office", "openpyxl", "python-docx",
    "PptxGenJS", "Unknown", "un-named", "Windows User", "微软用户", "微软中国", "用户", "Lenovo", "HP", "Dell",
)))  # fmt: skip


def faults(document: Document, county: County, code: str) -> Iterator[Finding]:
    """The faults of a document's attachments under one rule; a waiver may excuse those of P02."""
    waived, nobody = excused(document), _NOBODY | _offices(county)
    for position, entry in enumerate(document.attachments):
        examined = document.examined.get(entry.path)
        found = dict(examined.faults) if examined else {}
        if examined and any(essence(name) not in nobody for name in examined.people):
            found["author"] = ""
        for name, inside in found.items():
            fault, where = FAULTS[name], f"附件“{entry.path}”：{FAULTS[name].kind.zh}"
            if fault.code != code or (code, where) in waived:
                continue
            place = Text(f"（{inside}）", f" ({inside})") if inside else Text("", "")
            waive = Text(f"；确需保留的，在 waivers 中写明理由和期限，where 写“{where}”", "; or waive it")
            yield Finding(
                f"attachments.{position}.path",
                Text(
                    f"附件“{entry.path}”中有{fault.kind.zh}{place.zh}",
                    f"attachment `{entry.path}` holds {fault.kind.en}{place.en}",
                ),
                Text(fault.remedy.zh + waive.zh, fault.remedy.en + waive.en)
                if code == "P02" and document.item
                else fault.remedy,
            )


def _offices(county: County) -> frozenset[str]:
    names = [name for agency in county.agencies.values() for name in (agency.name, agency.short_name) if name]
    return frozenset(map(essence, (county.site.name, *names)))

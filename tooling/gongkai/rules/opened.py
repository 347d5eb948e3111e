"""What opening an attachment showed, for the rules whose matter it is: S06, B03, P02."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.attachments.faults import FAULTS
from gongkai.documents.document import Document
from gongkai.findings import Finding, Severity, Text
from gongkai.review.county import County
from gongkai.secrecy.folding import essence
from gongkai.secrecy.leaks import excused

# What office programs write where nobody gave a name.
_NOBODY = frozenset(map(essence, (
    "Administrator", "admin", "user", "Microsoft Office User", "Microsoft", "WPS Office", "WPS_Office", "openpyxl", "python-docx",
    "PptxGenJS", "Unknown", "un-named", "Windows User", "微软用户", "微软中国", "用户", "Lenovo", "HP", "Dell", "anonymous", "(anonymous)",
    "Apache POI", "unspecified", "(unspecified)", "Author", "作者", "ReportLab", "LibreOffice", "OpenOffice", "Kingsoft", "金山办公",
    "Adobe", "Acrobat", "Writer", "scanner", "iText", "Aspose", "Aspose Ltd.", "root", "default", "PC", "Office",
)))  # fmt: skip


def faults(document: Document, county: County, code: str) -> Iterator[Finding]:
    """The faults of a document's attachments under one rule; a waiver may excuse those of P02."""
    waived, nobody = excused(document), _NOBODY | _offices(county)
    for position, entry in enumerate(document.attachments):
        examined = document.examined.get(entry.path)
        found = _by_name(examined.faults) if examined else {}
        if examined and any(essence(name) not in nobody for name in examined.people):
            found["author"] = ()
        for name, parts in found.items():
            inside = together(parts)
            fault, where = FAULTS[name], f"附件“{entry.path}”：{FAULTS[name].kind.zh}"
            if fault.code != code or (code, where) in waived:
                continue
            place = Text(f"（{inside.zh}）", f" ({inside.en})") if inside.zh else Text("", "")
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


def unread(document: Document) -> Iterator[Finding]:
    """What attachments show that no program reads here, for a person to look at; it never blocks."""
    for position, entry in enumerate(document.attachments):
        examined = document.examined.get(entry.path)
        pages = [one for one in examined.unread if _PAGE.fullmatch(one)] if examined else []
        others = [one for one in examined.unread if not _PAGE.fullmatch(one)] if examined else []
        if pages:
            inside = together(pages)
            yield Finding(
                f"attachments.{position}.path",
                Text(
                    f"附件“{entry.path}”的{inside.zh}是图片，程序没有读",
                    f"attachment `{entry.path}`: {inside.en}, shown as pictures, could not be read",
                ),
                Text(
                    "请审查人员逐页查看有无涉密内容和个人信息",
                    "look at each of these pages for secrets and personal data before you sign",
                ),
                Severity.WARNING,
            )
        if others:
            inside = together(others)
            yield Finding(
                f"attachments.{position}.path",
                Text(
                    f"附件“{entry.path}”的{inside.zh}程序无法核对",
                    f"attachment `{entry.path}`: {inside.en} cannot be verified here",
                ),
                Text(
                    "请用盖章单位提供的软件验证后再签署",
                    "verify it with the software of the organ that sealed it before you sign",
                ),
                Severity.WARNING,
            )


_PAGE = re.compile(r"第(\d+)页")


def together(parts: Iterable[str]) -> Text:
    """Places inside a file in one phrase: pages that follow one another as a range (第1—3、7页), others by name."""
    spans: list[list[int]] = []
    others: list[str] = []
    for part in parts:
        page = _PAGE.fullmatch(part)
        if page is None:
            others += [part] if part else []
        elif spans and int(page[1]) == spans[-1][1] + 1:
            spans[-1][1] += 1
        else:
            spans.append([int(page[1]), int(page[1])])
    said = [f"{first}—{last}" if last > first else str(first) for first, last in spans]
    pages = Text(f"第{'、'.join(said)}页", f"page {', '.join(said)}") if said else None
    return Text(
        "、".join([pages.zh, *others] if pages else others), ", ".join([pages.en, *others] if pages else others)
    )


def _by_name(found: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The places of each fault."""
    places: dict[str, tuple[str, ...]] = {}
    for name, where in found:
        places[name] = (*places.get(name, ()), where)
    return places


def _offices(county: County) -> frozenset[str]:
    names = [name for agency in county.agencies.values() for name in (agency.name, agency.short_name) if name]
    return frozenset(map(essence, (county.site.name, *names)))

"""XLSX: sheets as a spreadsheet program shows them, and what a workbook holds besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.attachments.colors import Theme
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local
from gongkai.attachments.parts import Parts
from gongkai.attachments.shared_strings import Shared
from gongkai.attachments.sheet_cells import Sheet
from gongkai.attachments.sheet_styles import SheetStyles

_HIDDEN = ("hidden", "veryHidden")
_MARGINS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
# Marks of a header: its three fields, and how text looks; of fonts, sizes and colours.
_FIELDS = re.compile(r"&[LCR]")
_LOOKS = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|[1-9]\d?(?=\D|$)|[BIUEXYSOHPNDTFAGZ])')
_RUNS = re.compile(
    r"\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|FILTERXML|SQL\.REQUEST|IMPORTXML|IMPORTDATA|IMPORTFEED|IMPORTHTML|IMPORTRANGE|DDE|IMAGE)\s*\(",
    re.IGNORECASE,
)
_DDE = re.compile(r"[\w.]{1,200}\|'")
_OTHER_FILE = re.compile(r"\[[^\]\n]{1,200}\.(?:xls\w?|csv|ods|et)\]|\"file:", re.IGNORECASE)
_COMMENTS = ("comments", "threadedComment")


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook share."""

    parts: Parts
    styles: SheetStyles
    shared: Shared
    mac: bool


def read_workbook(parts: Parts, notes: Notes) -> frozenset[str]:
    """The parts whose text has been read as shown. Raises Refused where it is no workbook."""
    main = parts.xml(parts.main)
    if local(main) != "workbook":
        raise Refused("wrong_type")
    book = _workbook(parts, main)
    read = set()
    relations = {one.id: one.part for one in parts.relations(parts.main)}
    for element in main.iter(etree.Element):
        name = local(element)
        if name == "sheet":
            title = attribute(element, "name") or ""
            where = f"工作表“{title}”"
            notes.text(title, where)
            if attribute(element, "state") in _HIDDEN:
                notes.fault("hidden_sheet", where)
            part = relations.get(_relation(element))
            if part:
                read.add(part)
                _sheet(book, part, where, notes)
        elif name == "workbookView" and attribute(element, "visibility") in _HIDDEN:
            notes.fault("hidden_sheet")
        elif name == "definedName":
            _formula(element.text or "", "定义的名称", notes)
    unused = book.shared.unused()
    notes.aside("\n\n".join([*unused, *book.shared.aids]), "共享字符串")
    read.update(parts.related(parts.main, "sharedStrings"))
    for name, kind in parts.reached.items():
        if kind in _COMMENTS and any(
            local(one) in ("comment", "threadedComment") for one in parts.xml(name).iter(etree.Element)
        ):
            notes.fault("comments", _where(parts, name))
    return frozenset(read)


def names(parts: Parts) -> frozenset[str]:
    """The titles of a workbook's sheets."""
    return frozenset(
        attribute(one, "name") or "" for one in parts.xml(parts.main).iter(etree.Element) if local(one) == "sheet"
    )


def _where(parts: Parts, name: str) -> str:
    """The sheet that leads to a part."""
    for element in parts.xml(parts.main).iter(etree.Element):
        if local(element) == "sheet":
            for one in parts.relations(parts.main):
                if (
                    one.id == _relation(element)
                    and one.part
                    and name in {inner.part for inner in parts.relations(one.part)}
                ):
                    return f"工作表“{attribute(element, 'name') or ''}”"
    return ""


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _workbook(parts: Parts, main: etree._Element) -> Workbook:
    theme, styles, shared = (
        next((parts.xml(one) for one in parts.related(parts.main, kind)), None)
        for kind in ("theme", "styles", "sharedStrings")
    )
    looks = SheetStyles(styles, Theme(theme))
    mac = any(local(one) == "workbookPr" and attribute(one, "date1904") in ("1", "true") for one in main)
    return Workbook(parts, looks, Shared.read(shared, looks), mac)


def _sheet(book: Workbook, part: str, where: str, notes: Notes) -> None:
    root = book.parts.xml(part)
    if local(root) == "dialogsheet" or "macro" in local(root).lower():
        notes.fault("macro", where)
    sheet = Sheet(book.styles, book.shared, where, notes, mac=book.mac)
    for formula in sheet.read(root, _painted(book.parts, part)):
        _formula(formula, where, notes)
    for element in root.iter(etree.Element):
        name = local(element)
        if name in _MARGINS:
            for line in _margin(element.text or ""):
                notes.text(line, f"{where}的页眉页脚")
        elif name in ("formula1", "formula2", "formula", "f") and element.text and local(element.getparent()) != "c":  # type: ignore[arg-type]
            _formula(element.text, where, notes)
    for drawing in book.parts.related(part, "drawing"):
        for line in _drawn(book.parts.xml(drawing), f"{where}的图形", notes):
            notes.text(line, f"{where}的图形")


def _painted(parts: Parts, part: str) -> Iterator[str]:
    """Where the style of a table paints the ground."""
    for name in parts.related(part, "table", "pivotTable"):
        root = parts.xml(name)
        yield from (attribute(one, "ref") or "" for one in (root, *root) if local(one) in ("table", "location"))


def _formula(formula: str, where: str, notes: Notes) -> None:
    if _RUNS.search(formula) or _DDE.search(formula):
        notes.fault("formula", where)
    elif _OTHER_FILE.search(formula):
        notes.fault("external_link", where)
    notes.aside(formula, where)


def _margin(written: str) -> Iterator[str]:
    for field in _FIELDS.split(written.replace("&&", "＆")):
        if text := _LOOKS.sub("", field).strip():
            yield text


def _drawn(root: etree._Element, where: str, notes: Notes) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = local(element)
        if name == "p":
            yield "".join(one.text or "" for one in element.iter(etree.Element) if local(one) == "t")
        elif name == "cNvPr" and attribute(element, "hidden") in ("1", "true"):
            notes.fault("hidden_text", where)

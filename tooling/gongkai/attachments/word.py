"""DOCX: tracked changes, comments, hidden text, linked fields; and its text, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import Package, attribute, local, on

_CHANGES = frozenset({
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel", "cellMerge",
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
})  # fmt: skip
_LINKED_FIELD = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT)\b")
_MAIN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|glossary/document)\.xml", re.IGNORECASE)
_OBJECTS = frozenset({"OLEObject", "control"})


def look(package: Package, notes: Notes) -> None:
    """Raises Refused where it is no Word document."""
    if "word/document.xml" not in package.names:
        raise Refused("wrong_type")
    hidden = _hidden_styles(package)
    for name in package.below("word/"):
        lower = name.lower()
        if re.match(r"word/comments\w*\.xml", lower) and any(local(one) == "comment" for one in package.xml(name)):
            notes.fault("comments")
        if _MAIN.fullmatch(name):
            root = package.xml(name)
            _part(root, hidden, notes)
            for line in _lines(root):
                notes.text(line)


def _hidden_styles(package: Package) -> frozenset[str]:
    if "word/styles.xml" not in package.names:
        return frozenset()
    found = set()
    for style in package.xml("word/styles.xml"):
        if local(style) == "style" and any(local(one) == "vanish" and on(one) for one in style.iter(etree.Element)):
            found.add(attribute(style, "styleId") or "")
    return frozenset(found)


def _part(root: etree._Element, hidden: frozenset[str], notes: Notes) -> None:
    for element in root.iter(etree.Element):
        name = local(element)
        if name in _CHANGES and "wordprocessingml" in str(element.tag):
            notes.fault("tracked_changes")
        elif name == "r" and _vanishes(element, hidden):
            notes.fault("hidden_text")
        elif (name == "instrText" and _LINKED_FIELD.search(element.text or "")) or (
            name == "fldSimple" and _LINKED_FIELD.search(attribute(element, "instr") or "")
        ):
            notes.fault("external_link")
        elif name in _OBJECTS:
            notes.fault("active_content")
        elif name == "altChunk":
            notes.fault("embedded_file")
        elif name in ("docPr", "cNvPr") and attribute(element, "hidden") in ("1", "true"):
            notes.fault("hidden_text")


def _vanishes(run: etree._Element, hidden: frozenset[str]) -> bool:
    """Whether a run has text that Word does not show."""
    text, vanish = False, False
    for child in run:
        name = local(child)
        if name in ("t", "delText"):
            text = text or bool((child.text or "").strip())
        elif name == "rPr":
            for one in child:
                switched = local(one) in ("vanish", "specVanish") and on(one)
                vanish = vanish or switched or (local(one) == "rStyle" and attribute(one, "val") in hidden)
    return text and (vanish or _styled_away(run.getparent(), hidden))


def _styled_away(paragraph: etree._Element | None, hidden: frozenset[str]) -> bool:
    """Whether the style of a paragraph hides what is in it; its properties stand first."""
    first = next(iter(paragraph), None) if paragraph is not None and hidden else None
    if first is None or local(first) != "pPr":
        return False
    return any(attribute(one, "val") in hidden for one in first if local(one) == "pStyle")


def _lines(element: etree._Element) -> Iterator[str]:
    """Paragraphs, and rows of tables with their cells set apart."""
    for child in element:
        name = local(child)
        if name == "tr":
            cells = ("".join(_lines(cell)) for cell in child if local(cell) == "tc")
            yield " | ".join(cells)
        elif name == "p":
            yield _said(child)
        elif name != "pPr":
            yield from _lines(child)


def _said(paragraph: etree._Element) -> str:
    parts = []
    for element in paragraph.iter(etree.Element):
        name = local(element)
        if name in ("t", "delText", "instrText"):
            parts.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            parts.append(" ")
    return "".join(parts)

"""What an XML part says besides what its own reader takes from it: text of any element, and attributes that a person has written."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from lxml import etree

from gongkai.attachments.package import local, remarks

# Always written by a person, or for one.
_SAID = frozenset({
    "descr", "title", "name", "alt", "displayText", "string", "tooltip", "prompt", "promptTitle", "error", "errorTitle", "text", "label",
    "caption", "instr", "tag", "alias", "href", "location", "display", "displayName", "formula", "Name", "Title",
})  # fmt: skip
# Numbers of these are numbers of something; those of all others are measures.
_NUMBERS = frozenset({"v", "val", "value", "c"})
# Measures and marks of programs.
_NEVER = re.compile(
    r"rsid\w*|paraId\w*|textId|\w*[iI]d|\w*ID|uri|guid|style|path|points|adj|anchor\w*|spid|type|dt\d*|spt|r|ref|sqref|spans|\w*[cC]ell|d|transform"
)
_MEASURES = frozenset({
    "posOffset", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "colOff", "rowOff", "Anchor", "col", "row", "AbbreviatedData",
})  # fmt: skip
_IDENTIFIER = re.compile(r"\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?")
_MEASURE = re.compile(r"[-+.,\s\dEeg]+")
_WRITTEN = re.compile(r"[^\x00-\x7f]|@|\d{6}")
_SPLIT = frozenset({"p", "si", "comment", "is", "title", "tx"})  # elements whose texts belong together


def swept(root: etree._Element, data: bytes = b"", without: Container[str] = ()) -> str:
    """A paragraph for each thing said, so that no number goes on in the next one. Linear.

    Texts of elements named in ``without`` were read by somebody else.
    """
    lines: dict[str, None] = {}
    for line in (*_texts(root, without), *_attributes(root), *remarks(data)):
        lines[line] = None
    return "\n\n".join(lines)


def _texts(root: etree._Element, without: Container[str]) -> Iterator[str]:
    """Text of elements; of one paragraph in one line."""
    line: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if event == "end":
            # Text after an element is nobody's in office formats, and read all the same.
            if name in _SPLIT and line:
                yield "".join(line)
                line = []
            if element.tail and element.tail.strip():
                yield element.tail.strip()
        elif element.text and name not in without and name not in _MEASURES and element.text.strip():
            if name in ("t", "instrText", "delInstrText", "delText"):
                line.append(element.text)
            elif not _IDENTIFIER.fullmatch(element.text.strip()):
                yield element.text.strip()
    if line:
        yield "".join(line)


def _attributes(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            name = str(key).rpartition("}")[2]
            if name in _SAID or (not _NEVER.fullmatch(name) and _written(name, str(value))):
                yield str(value)


def _written(name: str, value: str) -> bool:
    if _IDENTIFIER.fullmatch(value):
        return False
    if _MEASURE.fullmatch(value):
        return name in _NUMBERS
    return _WRITTEN.search(value) is not None

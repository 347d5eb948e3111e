"""DOCX: what its parts say, paragraph by paragraph and table by table, and what they say that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.colors import Theme, rgb
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local
from gongkai.attachments.parts import Parts
from gongkai.attachments.word_story import Page, Story
from gongkai.attachments.word_styles import Styles

_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
_CHANGES = frozenset({
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel", "cellMerge",
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange",
})  # fmt: skip
_LINKED_FIELD = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|DDEAUTO|DDE|LINK|IMPORT|RD|DATABASE)\b", re.IGNORECASE
)
_FILE_LINK = re.compile(r"\bHYPERLINK\b[^\n]{0,20}?\"?\s*(?:file:|\\\\\\\\|[a-z]:\\)", re.IGNORECASE)
_OBJECTS = frozenset({"OLEObject", "control", "object"})
_PICTURE_BEHIND = 3_000_000  # English metric units, 8 cm: text in front of one has a ground that cannot be told


def read_word(parts: Parts, notes: Notes) -> frozenset[str]:
    """The parts whose text has been read as shown. Raises Refused where it is no Word document."""
    read = set()
    for name, story in stories(parts, notes):
        read.add(name)
        _story(parts.xml(name), story, notes)
    for name, kind in parts.reached.items():
        if kind in _COMMENTS and any(local(one) in ("comment",) for one in parts.xml(name)):
            notes.fault("comments")
    return frozenset(read)


def stories(parts: Parts, notes: Notes, reader: type[Story] = Story) -> Iterator[tuple[str, Story]]:
    """A reader for each part that has a flow of text, with the name of the part. Raises Refused where it is no Word document."""
    main = parts.xml(parts.main)
    if local(main) != "document":
        raise Refused("wrong_type")
    styles = _styles(parts)
    ground = _page_color(main) if not _behind(main) else None
    yield parts.main, reader(styles, notes, "", Page(ground, numbered=True))
    for name, kind in parts.reached.items():
        if kind in _STORIES:
            yield name, reader(styles, notes, _STORIES[kind], Page(None if _behind(parts.xml(name)) else ground))


def _story(root: etree._Element, story: Story, notes: Notes) -> None:
    """One flow of text; what changes, fetches or runs is found wherever it stands in it."""
    story.read(root)
    for element in root.iter(etree.Element):
        name = local(element)
        if name in _CHANGES and "wordprocessingml" in str(element.tag):
            notes.fault("tracked_changes", story.place(element))
        elif name in _OBJECTS and not (name == "object" and _only_a_picture(element)):
            notes.fault("active_content", story.place(element))
        elif name == "altChunk":
            notes.fault("embedded_file", story.place(element))
    for code, element in _fields(root):
        if _LINKED_FIELD.search(code) or _FILE_LINK.search(code):
            notes.fault("external_link", story.place(element))
        notes.aside(code.strip(), story.place(element))


def _fields(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Codes of fields, which may be spread over several runs."""
    code: list[str] = []
    at = root
    for element in root.iter(etree.Element):
        name = local(element)
        if name in ("instrText", "delInstrText"):
            code.append(element.text or "")
            at = element
        elif name == "fldSimple":
            yield attribute(element, "instr") or "", element
        elif name == "fldChar" and code:
            yield "".join(code), at
            code = []
    if code:
        yield "".join(code), at


def _styles(parts: Parts) -> Styles:
    theme = next((parts.xml(one) for one in parts.related(parts.main, "theme")), None)
    styles = next((parts.xml(one) for one in parts.related(parts.main, "styles")), None)
    return Styles.read(styles, Theme(theme))


def _page_color(main: etree._Element) -> tuple[int, int, int]:
    background = next((one for one in main if local(one) == "background"), None)
    return (rgb(attribute(background, "color")) if background is not None else None) or (255, 255, 255)


def _behind(root: etree._Element) -> bool:
    """Return whether a large picture or box lies behind the text."""
    for anchor in root.iter(etree.Element):
        if local(anchor) == "anchor" and attribute(anchor, "behindDoc") in ("1", "true"):
            for one in anchor:
                sizes = [attribute(one, "cx") or "", attribute(one, "cy") or ""]
                if local(one) == "extent" and all(size.isdigit() and int(size) > _PICTURE_BEHIND for size in sizes):
                    return True
    return False


def _only_a_picture(element: etree._Element) -> bool:
    return all(local(one) in ("shape", "shapetype", "drawing", "rect") for one in element)

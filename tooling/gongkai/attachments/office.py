"""What all OOXML files may hold besides what they show: programs, objects, links to the outside, names of people, parts that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping

from lxml import etree

from gongkai.attachments import vector_pictures
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local, parsed, remarks
from gongkai.attachments.parts import Parts
from gongkai.attachments.picture_metadata import words
from gongkai.attachments.pictures import inspect_picture
from gongkai.attachments.sweep import swept

_PICTURES = {"image/png": ".png", "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/pjpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
    "image/tiff": ".tif", "image/bmp": ".bmp", "image/x-ms-bmp": ".bmp"}  # fmt: skip
_PICTURE = re.compile(r"\.(png|jpe?g|jfif|gif|webp|tiff?|bmp)$", re.IGNORECASE)
_VECTORS = (".emf", ".wmf", ".emz", ".wmz")
# By the kind of the relation, or the end of the content type, in small letters.
_BY_KIND = {
    "vbaproject": "macro", "wordvbadata": "macro", "xlmacrosheet": "macro", "xlintlmacrosheet": "macro", "attachedtoolbars": "macro",
    "dialogsheet": "macro",
    "control": "active_content", "activexcontrolbinary": "active_content", "ctrlprop": "active_content", "oleobject": "active_content",
    "webextension": "active_content", "webextensiontaskpanes": "active_content", "extensibility": "active_content",
    "afchunk": "embedded_file", "package": "embedded_file",
    "subdocument": "external_link", "externallink": "external_link", "connections": "external_link", "querytable": "external_link",
    "pivotcacherecords": "cached_data", "powerpivotdata": "cached_data",
    "revisionheaders": "tracked_changes", "revisionlog": "tracked_changes", "usernames": "tracked_changes",
}  # fmt: skip
# Parts that programs find by their names, or that were left behind.
_BY_NAME = (
    (re.compile(r"vbaproject|vbadata|/macrosheets/|macrosheets\.xml$"), "macro"),
    (re.compile(r"/activex/|/ctrlprops/|/oleobject"), "active_content"),
    (re.compile(r"/embeddings/"), "embedded_file"),
    (re.compile(r"^xl/(externallinks/|connections\.xml|querytables/)"), "external_link"),
    (re.compile(r"^xl/(pivotcache/pivotcacherecords|model/)"), "cached_data"),
    (re.compile(r"^xl/revisions/"), "tracked_changes"),
)  # fmt: skip
_CALLED = {
    "core-properties": "文档属性", "extended-properties": "文档属性", "custom-properties": "自定义属性", "customXml": "自定义数据",
    "customXmlProps": "自定义数据", "comments": "批注", "threadedComment": "批注", "commentsExtended": "批注", "vmlDrawing": "批注或旧式图形",
    "chart": "图表", "chartEx": "图表", "diagramData": "SmartArt图形", "diagramDrawing": "SmartArt图形", "drawing": "图形", "image": "图片",
    "settings": "文档设置", "styles": "样式", "numbering": "编号", "glossaryDocument": "文档部件", "header": "页眉", "footer": "页脚",
    "footnotes": "脚注", "endnotes": "尾注", "sharedStrings": "共享字符串", "table": "表格", "pivotTable": "数据透视表",
    "pivotCacheDefinition": "数据透视表缓存", "slideMaster": "母版", "slideLayout": "版式", "notesSlide": "备注", "notesMaster": "备注母版",
    "handoutMaster": "讲义母版", "people": "批注者名单", "person": "批注者名单", "tags": "标记",
}  # fmt: skip
# Fonts, sound and film, and what a printer wants.
_NO_TEXT = re.compile(r"\.(odttf|fntdata|ttf|otf|mp3|mp4|m4a|m4v|wav|wma|wmv|avi|mov|sigs)$|printersettings\d*\.bin$")
_FILES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"MZ", b"{\\rt")
_READ = 1_000_000  # bytes of a part of an unknown kind in which words are looked for
_LEADS_ELSEWHERE = re.compile(r"file:|\\\\|//(?!/)|[a-z]:[\\/]", re.IGNORECASE)
_LINKED = frozenset({"hyperlink", "slide", "notesSlide"})


def inspect_package(
    parts: Parts, shown: Container[str], notes: Notes, *, only_says_what_shows: Callable[[str], bool] = lambda _: False
) -> None:
    """Everything but the text that each format's own module has read as ``shown``.

    ``only_says_what_shows`` tells of an embedded file, by the name of its part, whether it may be there.
    """
    package = parts.package
    if package.trailing:
        notes.fault("appended_data")
    if "macroenabled" in parts.type_of(parts.main):
        notes.fault("macro")
    for name in ("", *parts.reached):
        _relations(parts, name, notes)
    for name in package.names:
        lower = name.lower()
        if fault := _fault(parts, name, lower):
            if fault == "embedded_file" and only_says_what_shows(name):
                continue
            notes.fault(fault, place(parts, name))
        _part(parts, name, lower, shown, notes)


def _fault(parts: Parts, name: str, lower: str) -> str | None:
    if "/_rels/" in lower:
        return None
    by_kind = _BY_KIND.get(parts.reached.get(name, "").lower())
    return by_kind or next((fault for pattern, fault in _BY_NAME if pattern.search(lower)), None)


def place(parts: Parts, name: str) -> str:
    """Return what people call a part."""
    called = _CALLED.get(parts.reached.get(name, ""), "")
    return (
        called
        if called and not called.endswith("图片")
        else f"{called or '部件'}“{name.rpartition('/')[2]}”"
        if name
        else ""
    )


def _relations(parts: Parts, name: str, notes: Notes) -> None:
    where = place(parts, name)
    for one in parts.relations(name):
        if one.kind in _LINKED and one.part is None:
            notes.aside(one.target, where)  # where a link leads is read like what it says
            if _LEADS_ELSEWHERE.match(one.target):
                notes.fault("external_link", where)
        elif one.outside:
            notes.fault("external_link", where)
            notes.aside(one.target, where)


def _part(parts: Parts, name: str, lower: str, shown: Container[str], notes: Notes) -> None:
    kind, type_, where = parts.reached.get(name, ""), parts.type_of(name), place(parts, name)
    if lower == "[content_types].xml":
        return
    if type_ in _PICTURES or _PICTURE.search(lower):
        picture_inside(
            parts.package.read(name), lower if _PICTURE.search(lower) else f"x{_PICTURES[type_]}", where, notes
        )
    elif lower.endswith(_VECTORS):
        notes.aside("\n".join(vector_pictures.texts(parts.package.read(name))), where)
    elif type_.endswith(("xml", "vmldrawing")) or lower.endswith((".xml", ".rels", ".vml", ".svg")):
        _xml(parts, name, kind, shown, notes)
    elif not _NO_TEXT.search(lower):
        data = parts.package.read(name)
        if data.startswith(_FILES) or (name not in parts.reached and data.strip(b"\0")):
            notes.fault("embedded_file", where)
        notes.aside("\n\n".join(words(data[:_READ])), where)


def _xml(parts: Parts, name: str, kind: str, shown: Container[str], notes: Notes) -> None:
    data, where = parts.package.read(name), place(parts, name)
    try:
        root = parsed(data, name)
    except Refused:
        if name.lower().endswith(".vml"):  # older programs write it as HTML
            notes.aside(data.decode("utf-8", "replace"), where)
            return
        raise
    if kind in ("core-properties", "extended-properties"):
        _properties(root, notes)
    elif kind in ("person", "people", "commentAuthors", "authors"):
        _people(root, notes)
    elif name.lower().endswith(".rels"):
        return
    without: frozenset[str] = frozenset()
    if name in shown:
        without = frozenset({"t", "delText", "v", "f", "is", "instrText", "delInstrText"})
        notes.aside("\n\n".join(_alternatives(root)), where)
    for said in _swept(root, data, without, cells=name in shown and local(root) == "worksheet"):
        notes.aside(said, where)
    if any(_cut(one.attrib) for one in root.iter("{*}srcRect")):
        notes.fault("cropped_picture", where)


def _swept(root: etree._Element, data: bytes, without: frozenset[str], *, cells: bool) -> Iterator[str]:
    """Yield what a part says; without its ``cells``, which have been read one by one."""
    without |= {"creator", "lastModifiedBy", "Company", "Manager", "author"}
    if not cells:
        yield swept(root, data, without)
        return
    yield "\n\n".join(remarks(data))
    for one in root:
        if local(one) != "sheetData":
            yield swept(one, b"", without)


def _cut(sides: Mapping[str, str] | etree._Attrib) -> bool:
    return any(value.isdigit() and int(value) > 0 for value in map(str, sides.values()))


def _alternatives(root: etree._Element) -> Iterator[str]:
    """Yield what a program shows that cannot show the first alternative, where it says something else."""
    for element in root.iter("{*}AlternateContent"):
        said = ["".join(one.text or "" for one in child.iter("{*}t")) for child in element]
        yield from dict.fromkeys(one for one in said[1:] if one and one != said[0])


def picture_inside(data: bytes, name: str, place: str, notes: Notes) -> None:
    """A picture inside a document: its position and maker matter, not whether it is well formed."""
    inner = Notes()
    try:
        inspect_picture(data, name, inner)
    except Refused:
        if data.startswith(_FILES):
            notes.fault("embedded_file", place)
        inner.aside("\n\n".join(words(data[:_READ])))
    for fault, _ in inner.faults:
        if fault in ("location", "appended_data", "preview", "private_data"):
            notes.fault(fault, place)
    for passage in inner.passages:
        notes.aside(passage.text, place)


def _properties(root: etree._Element, notes: Notes) -> None:
    for element in root.iter(etree.Element):
        if local(element) in ("creator", "lastModifiedBy", "Company", "Manager"):
            notes.person(element.text)


def _people(root: etree._Element, notes: Notes) -> None:
    """Those who commented or changed a file stay named in it."""
    for element in root.iter(etree.Element):
        if local(element) in ("person", "cmAuthor", "author"):
            notes.person(
                attribute(element, "displayName") or attribute(element, "author") or attribute(element, "name")
            )
